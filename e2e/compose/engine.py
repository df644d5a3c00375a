"""The container engine itself, past compose."""

import subprocess


def docker(*words: str, given: bytes | None = None) -> str:
    """Run `docker …`; return what it printed."""
    done = subprocess.run(
        ["docker", *words], input=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    said = done.stdout.decode().strip()
    assert done.returncode == 0, f"docker {' '.join(words)} failed:\n{said}"
    return said
