"""`manage.py prepare`: what must be true before serving: tables up to date, static files collected, a demo."""

import hashlib
import inspect
import socket
from argparse import ArgumentParser
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string

from board_project.environment import LOOPBACK
from boards import demo
from boards.models import Membership, User

# Of a large demo only the first people are shown.
SHOWN = 8


class Command(BaseCommand):
    """Does only what is due, so that a second start is quick."""

    help = "Bring tables and static files up to date; with --local also fill an empty database with the demo."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add ``--local``."""
        parser.add_argument(
            "--local",
            action="store_true",
            help="for one's own machine: check the port, make the demo, say how to sign in",
        )

    def handle(self, *, local: bool, **options: object) -> None:
        """Run the steps that are due."""
        if local:
            self.check_port()
        self.migrate()
        self.collect_static()
        # The demo's passwords are public: never where others can reach them.
        if local and urlsplit(settings.PUBLIC_URL).hostname in LOOPBACK:
            self.make_demo()
            self.say_how_to_sign_in()

    def check_port(self) -> None:
        """Raise CommandError if another program listens on our port."""
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", settings.PORT)) == 0:
                raise CommandError(
                    f"Port {settings.PORT} is in use. Stop the program that uses it, "
                    f"or choose another: LIVEBOARD_PORT={settings.PORT + 1} bin/run"
                )

    def migrate(self) -> None:
        """Apply the migrations that this database does not have yet."""
        try:
            executor = MigrationExecutor(connection)
        except OperationalError as error:
            raise CommandError(f"The database does not answer: {error}\nCheck DATABASE_URL, or start it.") from error
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Bringing the database up to date …")
            call_command("migrate", interactive=False, verbosity=0)

    def collect_static(self) -> None:
        """Collect static files, unless exactly these have been collected before."""
        # In the folder itself: whoever deletes the folder deletes the stamp.
        stamp = Path(settings.STATIC_ROOT) / ".stamp"
        digest = self._digest_of_static_files()
        if stamp.exists() and stamp.read_text() == digest:
            return
        self.stdout.write("Collecting static files …")
        self.stdout.flush()
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(digest)

    def make_demo(self) -> None:
        """Fill an empty database with a board to try."""
        if not User.objects.exists():
            self.stdout.write("Making a demo board …")
            call_command("demo", stdout=StringIO())

    def say_how_to_sign_in(self) -> None:
        """Print the demo's people, if they are here."""
        people = User.objects.filter(email__endswith=f"@{demo.DOMAIN}").order_by("date_joined")[:SHOWN]
        roles = dict(Membership.objects.filter(user__in=list(people)).values_list("user", "role"))
        if people:
            self.stdout.write(f"Sign in as one of these, with the password {demo.PASSWORD}")
        for person in people:
            self.stdout.write(f"  {person.email:28} {roles.get(person.pk, 'outsider')}")
        self.stdout.flush()

    def _digest_of_static_files(self) -> str:
        # What becomes of them is the storage's doing, so that belongs to it.
        storage_class = import_string(settings.STORAGES["staticfiles"]["BACKEND"])
        digest = hashlib.sha256(Path(inspect.getfile(storage_class)).read_bytes())
        for finder in get_finders():
            for path, storage in finder.list([]):
                with storage.open(path) as file:
                    digest.update(path.encode() + b"\0" + hashlib.sha256(file.read()).digest())
        return digest.hexdigest()
