"""Faults inside a server process. Each waits for a file of its name in the data folder, and is gone with its first use.

The product knows nothing of this: faults/settings.py adds it to the apps of a server under test.
"""

import asyncio
import os
import random
import signal
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from channels_redis.pubsub import RedisPubSubChannelLayer
from django.apps import AppConfig
from django.conf import settings
from django.utils import timezone

# Of each message: that it is lost, sent twice, or overtaken.
TROUBLE = 0.1
DELAY = 0.3


def armed(fault: str) -> bool:
    """Tell, once, whether a fault is to happen now."""
    try:
        (settings.DATA_DIR / fault).unlink()
    except FileNotFoundError:
        return False
    return True


class Sabotage(AppConfig):
    """Puts faults where they hurt most."""

    name = "faults"

    def ready(self) -> None:
        """Lay the traps."""
        from boards import doors  # noqa: PLC0415 -- models come after the apps
        from boards.commands import recording  # noqa: PLC0415
        from boards.live import resume  # noqa: PLC0415
        from boards.live.presence import Activity  # noqa: PLC0415

        # The last thing that a command does inside its transaction.
        recording.keep = _then(_then(recording.keep, "kill-inside-transaction", _die), "raise-in-command", _fail)
        vars(doors)["perform"] = _then(vars(doors)["perform"], "kill-after-commit", _die)
        resume.since = _then(resume.since, "raise-in-hello", _fail)
        Activity.read = _then(Activity.read, "raise-in-presence", _fail)  # type: ignore[method-assign]
        _shift_clock()


class UnrulyLayer(RedisPubSubChannelLayer):
    """Drops, repeats and reorders messages for as long as the file ``unruly-layer`` is there."""

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        """Send a message, or not, or twice, or later."""
        send = super().__getattr__("group_send")
        luck = random.random() if (settings.DATA_DIR / "unruly-layer").exists() else 1.0
        if luck < TROUBLE:
            return
        if luck < 2 * TROUBLE:
            asyncio.get_running_loop().call_later(DELAY, lambda: asyncio.ensure_future(send(group, message)))
            return
        await send(group, message)
        if luck < 3 * TROUBLE:
            await send(group, message)


def _then[**P, R](work: Callable[P, R], fault: str, strike: Callable[[], None]) -> Callable[P, R]:
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        result = work(*args, **kwargs)
        if armed(fault):
            strike()
        return result

    return wrapped


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _fail() -> None:
    raise RuntimeError("A fault for the test of faults")


def _shift_clock() -> None:
    """Let this process's clock go wrong by the seconds that its file says, and by a day with each SIGUSR1."""
    file = settings.DATA_DIR / f"clock-{settings.PORT}"
    shift = timedelta(seconds=float(file.read_text())) if file.exists() else timedelta()
    right_now, right_time = timezone.now, time.time

    def now() -> datetime:
        return right_now() + shift

    def advance(*_: object) -> None:
        nonlocal shift
        shift += timedelta(days=1)

    timezone.now = now
    time.time = lambda: right_time() + shift.total_seconds()
    signal.signal(signal.SIGUSR1, advance)
