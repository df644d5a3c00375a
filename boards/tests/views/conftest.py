"""Browsers without script."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from boards.models import User
from boards.tests.doors import sign_in

type Browse = Callable[[User | None], Client]


@pytest.fixture
def browse(db: None) -> Browse:
    """Return a browser of somebody who is signed in, or of nobody."""

    def browse(user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.cookies[settings.SESSION_COOKIE_NAME] = sign_in(user)
        return client

    return browse
