"""Row 4: every address that takes a POST wants a token, signing out and the admin included."""

import pytest
from django.conf import settings
from django.test import Client

from boards import administration
from boards.models import Board, User
from boards.tests.doors import sign_in
from boards.tests.security import walk

pytestmark = pytest.mark.django_db(transaction=True)


def test_no_address_takes_a_post_without_a_token(board: Board, alice: User) -> None:
    administration.set_administrator(alice, to=True)
    addresses = [route.address for route in walk.routes(board_id=board.pk)]
    assert len(addresses) > 40 and "/accounts/logout/" in addresses and f"/b/{board.pk}/do/x/" in addresses
    client = Client(enforce_csrf_checks=True)
    for address in addresses:
        client.cookies[settings.SESSION_COOKIE_NAME] = sign_in(alice)
        # 405: it takes no POST at all.
        assert client.post(address, {"name": "Forged"}).status_code in {403, 405}, address
    assert not Board.objects.filter(name="Forged").exists()
