"""Reading for many at once: while something is read for some, the others gather, and are served together.

After a restart everybody comes back within seconds. What one of them asks of a database costs more to put into words
than to answer, and is the same for all.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

# So many at once: a database takes only so many ids in a query.
MOST = 500


class Gathering[Question, Answer]:
    """Answers questions. ``read`` takes those that gathered, and returns the answers in the same order."""

    def __init__(self, read: Callable[[Sequence[Question]], Awaitable[Sequence[Answer]]], name: str) -> None:
        self._read, self._name = read, name
        self._waiting: list[tuple[Question, asyncio.Future[Answer]]] = []
        self._task: asyncio.Task[None] | None = None

    async def ask(self, question: Question) -> Answer:
        """Return the answer. Raises what reading raises."""
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((question, answer))
        if self._task is None:
            self._task = asyncio.create_task(self._serve(), name=self._name)
        return await answer

    def stop(self) -> None:
        """Answer nobody any more."""
        if self._task is not None:
            self._task.cancel()

    async def _serve(self) -> None:
        try:
            while self._waiting:
                some, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                await self._serve_some([question for question, _ in some], [answer for _, answer in some])
        finally:
            self._task = None

    async def _serve_some(self, questions: Sequence[Question], waiting: Sequence[asyncio.Future[Answer]]) -> None:
        try:
            answers = await self._read(questions)
        except BaseException as error:
            for each in waiting:
                if not each.done():
                    each.set_exception(error)
            if not isinstance(error, Exception):
                raise
            return
        for each, answer in zip(waiting, answers, strict=True):
            # Whoever went meanwhile was cancelled.
            if not each.done():
                each.set_result(answer)
