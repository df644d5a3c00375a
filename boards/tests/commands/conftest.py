"""Expecting refusals."""

from collections.abc import Callable

import pytest

from boards.models import Board, User
from boards.refusal import Reason, Refusal
from boards.tests.acts import do
from boards.tests.laws.test_access_law import everything

type Refuse = Callable[..., Refusal]


@pytest.fixture
def refuse(board: Board) -> Refuse:
    """Expect a command to be refused, with nothing written; return the refusal."""

    def refuse(reason: Reason, actor: User, verb: str, **fields: object) -> Refusal:
        before = everything(board)
        with pytest.raises(Refusal) as refused:
            do(actor, board, verb, **fields)
        assert refused.value.reason is reason, refused.value.errors
        assert everything(board) == before
        return refused.value

    return refuse
