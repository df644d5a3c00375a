"""Exits with 0 if this container's server says that it can do its work (`GET /readyz`)."""

import os
import sys
import urllib.request

address = f"http://127.0.0.1:{os.environ.get('LIVEBOARD_PORT', '8000')}/readyz"
try:
    with urllib.request.urlopen(address, timeout=4):
        pass
except OSError as error:
    sys.exit(f"not ready: {error}")
