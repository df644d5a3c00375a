"""A process beside the server, on the same database: reads one JSON request a line, writes one JSON answer a line.

Not in the process of the tests: those drive a Playwright, in whose thread the ORM refuses to work, and they use two
databases.
"""

import json
import os
import sys

import django
from django.db import connections


def main() -> None:
    """Answer ``{"do": name, …}`` until there is nothing more to read."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "board_project.settings")
    django.setup()
    from e2e.tasks import TASKS  # noqa: PLC0415 -- models need the settings first

    for line in sys.stdin:
        # The database may have been restarted since the last one.
        connections.close_all()
        request = json.loads(line)
        answer = TASKS[request.pop("do")](**request)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
