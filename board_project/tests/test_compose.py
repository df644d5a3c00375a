"""docker-compose.yml and what it relies on agree."""

import re
from pathlib import Path

from django.conf import settings

from board_project.server import limits

ROOT = Path(settings.BASE_DIR)
COMPOSE = (ROOT / "docker-compose.yml").read_text()
GUIDE = (ROOT / "docs" / "deployment.md").read_text()
# The image's own (Dockerfile), and one that is refused beside a PostgreSQL.
NOT_HANDED_ON = {"LIVEBOARD_DATA", "LIVEBOARD_PORT", "LIVEBOARD_DEBUG"}


def test_every_variable_that_the_settings_read_is_handed_on() -> None:
    sources = [path.read_text() for path in (ROOT / "board_project").glob("*.py")]
    read = {
        name for source in sources for name in re.findall(r'"((?:LIVEBOARD_|SECRET_|DATABASE_|REDIS_)\w+)"', source)
    }
    assert len(read) > 5
    app = COMPOSE.partition("\nx-app:")[2].partition("\nx-web:")[0]
    missing = {name for name in read - NOT_HANDED_ON if not re.search(rf"(?m)^    {name}:", app)}
    assert not missing, "docker-compose.yml must hand these on to the web processes"


def test_every_setting_of_the_composition_is_in_the_guide() -> None:
    settings_of = set(re.findall(r"\$\{(\w+)", COMPOSE)) | set(re.findall(r"(?m)^    (\w+):$", COMPOSE))
    missing = {name for name in settings_of if name.isupper() and f"`{name}`" not in GUIDE}
    assert not missing


def test_a_web_process_is_given_the_time_that_it_needs_to_leave() -> None:
    grace = re.search(r"stop_grace_period: (\d+)s", COMPOSE)
    assert grace
    assert int(grace[1]) >= limits.DRAIN_TIMEOUT + limits.HOOK_TIMEOUT + limits.CANCEL_TIMEOUT + limits.SPREAD


def test_the_password_file_is_for_the_user_of_the_image() -> None:
    user = re.search(r"--uid (\d+)", (ROOT / "Dockerfile").read_text())
    assert user
    assert f"reader={user[1]}\n" in (ROOT / "deploy" / "postgres.sh").read_text()


def test_no_secret_stands_in_the_composition() -> None:
    assert "PASSWORD" not in COMPOSE
    assert re.search(r"(?m)^    SECRET_KEY:$", COMPOSE)
