"""Whether a container engine answers: what `bin/test --compose` needs, and nothing else does."""

import functools
import shutil
import subprocess

INSTALL = "Install Docker Engine with its plugins buildx and compose: https://docs.docker.com/engine/install/"


@functools.cache
def problem() -> str:
    """Return what to do before containers can be run here, or ""."""
    if not shutil.which("docker"):
        return f"`docker` is not installed. {INSTALL}"
    for plugin in ("compose", "buildx"):
        if _fails("docker", plugin, "version"):
            return f"`docker {plugin}` is not installed. {INSTALL}"
    if reason := _fails("docker", "info", "--format", "{{.ServerVersion}}"):
        return f"No Docker engine answers ({reason}). Start it, join the group `docker`, or set DOCKER_HOST."
    return ""


def _fails(*words: str) -> str:
    """Run a command; return the last thing that it said if it failed."""
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    said = (done.stderr or done.stdout).strip().splitlines() or ["it says nothing"]
    return said[-1] if done.returncode else ""
