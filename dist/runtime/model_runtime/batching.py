"""Dynamic batching: an idle engine takes at once what waits; while it works, what arrives becomes the next batch.

Examples of like length share a batch, because on a CPU padding eats what batching gains. One thread runs the model; the
event loop only hands over.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from .inputs import Example

log = logging.getLogger("model_runtime.serve")

Run = Callable[[Sequence[Example]], np.ndarray]
"""Logits of a batch, (examples, classes); may raise anything."""


class QueueFullError(Exception):
    """As many examples wait as are allowed."""


class InferenceFailedError(Exception):
    """The model failed on this one example, also alone."""


@dataclass(eq=False)
class _Waiting:
    example: Example
    length: int
    answer: asyncio.Future[np.ndarray]
    since: float = field(default_factory=time.monotonic)


class Batcher:
    """Use from one event loop: `start`, any number of `infer`, then `close`."""

    def __init__(
        self,
        run: Run,
        length: Callable[[Example], int],
        *,
        max_batch: int,
        max_wait_ms: float,
        max_queue: int,
        on_batch: Callable[[int], None],
    ) -> None:
        """`max_wait_ms`: who has waited longer is taken next whatever its length. `on_batch` gets each batch's size."""
        self._run, self._length, self._on_batch = run, length, on_batch
        self._max_batch, self._max_wait_s, self._max_queue = max_batch, max_wait_ms / 1000, max_queue
        self._waiting: list[_Waiting] = []
        self._arrived = asyncio.Event()
        self._thread = ThreadPoolExecutor(1, "inference")
        self._loop_task: asyncio.Task[None] | None = None

    @property
    def queued(self) -> int:
        """Examples that wait for the engine."""
        return len(self._waiting)

    def start(self) -> None:
        self._loop_task = asyncio.get_running_loop().create_task(self._work())

    async def close(self) -> None:
        if self._loop_task is not None:
            self._loop_task.cancel()
        await asyncio.to_thread(self._thread.shutdown)

    async def infer(self, examples: Sequence[Example]) -> np.ndarray:
        """Logits of all examples of one request; QueueFullError at once, InferenceFailedError where one fails."""
        if len(self._waiting) + len(examples) > self._max_queue:
            raise QueueFullError
        loop = asyncio.get_running_loop()
        entries = [_Waiting(example, self._length(example), loop.create_future()) for example in examples]
        self._waiting += entries
        self._arrived.set()
        try:
            rows = await asyncio.gather(*(entry.answer for entry in entries))
        finally:
            # A client that went away, or a request that already failed, needs no more work.
            for entry in entries:
                entry.answer.cancel()
        return np.stack(rows)

    async def _work(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await self._arrived.wait()
            batch = self._take()
            if not batch:
                self._arrived.clear()
                continue
            self._on_batch(len(batch))
            answers = await loop.run_in_executor(self._thread, self._answer, [entry.example for entry in batch])
            for entry, answer in zip(batch, answers, strict=True):
                if entry.answer.done():
                    continue
                if isinstance(answer, InferenceFailedError):
                    entry.answer.set_exception(answer)
                else:
                    entry.answer.set_result(answer)

    def _take(self) -> list[_Waiting]:
        """The oldest, those that are overdue, and then those of like length, `max_batch` at most."""
        self._waiting = [entry for entry in self._waiting if not entry.answer.done()]
        if not self._waiting:
            return []
        oldest = self._waiting[0]
        overdue = time.monotonic() - self._max_wait_s
        batch = [entry for entry in self._waiting if entry is oldest or entry.since <= overdue][: self._max_batch]
        near = sorted(
            (entry for entry in self._waiting if entry not in batch and _alike(entry.length, oldest.length)),
            key=lambda entry: abs(entry.length - oldest.length),
        )
        batch += near[: self._max_batch - len(batch)]
        taken = {id(entry) for entry in batch}
        self._waiting = [entry for entry in self._waiting if id(entry) not in taken]
        return batch

    def _answer(self, examples: list[Example]) -> list[np.ndarray | InferenceFailedError]:
        """In the engine's thread. A batch that fails is run again one by one, so that only the guilty one fails."""
        try:
            return [_finite(row) for row in self._run(examples)]
        except Exception as cause:  # whatever the engine raises must not end the server
            if len(examples) == 1:
                log.error("inference failed: %s", " ".join(str(cause).split())[:300])
                return [InferenceFailedError("the model could not process this input")]
        return [self._answer([example])[0] for example in examples]


def _alike(one: int, other: int) -> bool:
    """Whether padding to the longer of two lengths wastes less than half of it; 8 tokens more or less never matter."""
    return abs(one - other) <= max(8, max(one, other) // 2)


def _finite(row: np.ndarray) -> np.ndarray | InferenceFailedError:
    return row if np.isfinite(row).all() else InferenceFailedError("the model's output is not finite")
