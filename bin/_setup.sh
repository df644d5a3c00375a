# Shared by bin/run and bin/test: finds or installs uv, then Python and the locked dependencies, all inside the project.
# Plain POSIX sh, since macOS has bash 3.2 and slim images have none.
# shellcheck shell=sh

set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$root"
tools=$root/.tools
python=$root/.venv/bin/python

say() { printf '%s\n' "$*"; }

# Says what went wrong and what to do, and stops.
die() {
    printf '\n%s\n' "$*" >&2
    exit 1
}

# Makes $python an interpreter with all locked dependencies; the arguments go to `uv sync`.
setup_python() {
    use_own_home
    find_uv
    # A virtual environment that happens to be active is not ours to fill.
    unset VIRTUAL_ENV
    export UV_PROJECT_ENVIRONMENT="$root/.venv"
    # Once here, or at every start where Python is told to keep no bytecode.
    export UV_COMPILE_BYTECODE=1
    [ -x "$python" ] || find_python
    if [ -f "$tools/python" ]; then
        UV_PYTHON=$(cat "$tools/python")
        export UV_PYTHON
    fi
    # Silent where there is nothing to fetch.
    "$uv" sync --frozen --quiet --offline "$@" 2>/dev/null && return
    say "Installing the locked dependencies into .venv …"
    "$uv" sync --frozen "$@" ||
        die "The dependencies could not be installed (see above). Check the network (HTTPS_PROXY), then start again."
}

# uv, npm and browsers keep caches at home; services and containers may have none.
use_own_home() {
    if [ -z "${HOME:-}" ] || [ ! -w "$HOME" ]; then
        export HOME="$tools/home"
        mkdir -p "$HOME"
    fi
}

find_uv() {
    uv=$(command -v uv || :)
    # Dependency groups came with 0.5.
    case $("${uv:-false}" --version 2>/dev/null || :) in
        "uv 0."[0-4].* | "") ;;
        uv*) return ;;
    esac
    uv=$tools/uv-$(sed -n 's/^uv==\([0-9.]*\).*/\1/p' bin/_uv.txt)/bin/uv
    [ -x "$uv" ] || install_uv "${uv%/bin/uv}"
}

install_uv() {
    command -v python3 >/dev/null ||
        die "Python 3 is missing. Install it (Debian, Ubuntu: apt install python3; macOS: xcode-select --install), then start again."
    say "Installing uv into .tools (once) …"
    rm -rf "$1"
    mkdir -p "$tools"
    # pip knows this machine's indexes and certificates; Debian's python3 comes without it.
    if python3 -m venv "$1" >/dev/null 2>&1 &&
        "$1/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r bin/_uv.txt; then
        return
    fi
    rm -rf "$1"
    python3 bin/_get_uv.py "$1/bin" || exit 1
}

# .python-version names the interpreter; uv finds it (pyenv's as well) or downloads it.
find_python() {
    rm -f "$tools/python"
    "$uv" python find --no-python-downloads >/dev/null 2>&1 && return
    say "Fetching Python $(cat .python-version) (once) …"
    "$uv" python install && return
    # Where that download is out of reach, an older interpreter that the project supports will do.
    UV_PYTHON=$("$uv" python find --no-project --no-python-downloads '>=3.12' 2>/dev/null) ||
        die "Python $(cat .python-version) was neither found nor could it be downloaded. Install Python 3.12 or newer, or connect to the network, then start again."
    say "Using $UV_PYTHON instead."
    # Kept, or the next start would look for the other one again.
    mkdir -p "$tools"
    printf '%s\n' "$UV_PYTHON" >"$tools/python"
}
