"""Exits with 0 if this container's server says that it can do its work (`GET /readyz`)."""

import os
import sys
import urllib.request
from urllib.parse import urlsplit

# Under the public name: the server answers to no other.
request = urllib.request.Request(
    f"http://127.0.0.1:{os.environ.get('LIVEBOARD_PORT', '8000')}/readyz",
    headers={"Host": urlsplit(os.environ.get("LIVEBOARD_URL", "http://127.0.0.1")).netloc},
)
try:
    with urllib.request.urlopen(request, timeout=4):
        pass
except OSError as error:
    sys.exit(f"not ready: {error}")
