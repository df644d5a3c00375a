"""What every test of the server needs."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def plain_static_names(settings: Settings) -> None:
    """Let pages render without a manifest of hashed names; `bin/test` collects static files as a check of its own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # A file is looked for when it is asked for: each client of a test is a server of its own, and would list them all.
    settings.WHITENOISE_AUTOREFRESH = True
