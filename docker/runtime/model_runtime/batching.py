"""Dynamic batching: an idle engine takes at once what waits; while it works, what arrives becomes the next batches.

On a CPU padding eats what batching gains, so a batch holds like lengths only. The oldest request is in every next
batch: whoever has n others before it waits for n batches at most, whatever their lengths.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np

from .inputs import Example

log = logging.getLogger("model_runtime.serve")

LENGTH_STEP = 16
"""Lengths share a batch where they are equal once rounded up to a multiple of this: less than a step is padding."""

BATCH_TOKENS = 4096
"""Of a batch, with its padding: attention's memory grows with the square of the length, and long texts gain nothing."""

Run = Callable[[Sequence[Example]], np.ndarray]
"""Logits of a batch, (examples, classes); may raise anything. Called from several threads at once."""


class QueueFullError(Exception):
    """As many examples wait as are allowed."""


class InferenceFailedError(Exception):
    """The model failed on this one example, also alone."""


class Queued(Protocol):
    @property
    def length(self) -> int: ...


Q = TypeVar("Q", bound=Queued)


def next_batch(waiting: Sequence[Q], most: int) -> list[Q]:
    """Of those that wait, oldest first: the oldest, and up to `most` in all of its like, in the order they came."""
    steps = _steps(waiting[0].length)
    bounded = max(1, min(most, BATCH_TOKENS // (steps * LENGTH_STEP)))
    return [one for one in waiting if _steps(one.length) == steps][:bounded]


def _steps(length: int) -> int:
    return max(1, -(-length // LENGTH_STEP))


@dataclass(eq=False)
class _Waiting:
    example: Example
    length: int
    answer: asyncio.Future[np.ndarray]


class Batcher:
    """Use from one event loop: `start`, any number of `infer`, then `close`."""

    def __init__(
        self,
        run: Run,
        length: Callable[[Example], int],
        *,
        max_batch: int,
        max_queue: int,
        workers: int,
        on_batch: Callable[[int], None],
    ) -> None:
        """`workers` batches run at a time, each in a thread of its own. `on_batch` gets each batch's size."""
        self._run, self._length, self._on_batch = run, length, on_batch
        self._max_batch, self._max_queue, self._workers = max_batch, max_queue, workers
        self._waiting: list[_Waiting] = []
        self._arrived = asyncio.Event()
        self._threads = ThreadPoolExecutor(workers, "inference")
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def queued(self) -> int:
        """Examples that wait for the engine."""
        return len(self._waiting)

    def start(self) -> None:
        loop = asyncio.get_running_loop()
        self._tasks = [loop.create_task(self._work()) for _ in range(self._workers)]

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.to_thread(self._threads.shutdown)

    async def infer(self, examples: Sequence[Example]) -> np.ndarray:
        """Logits of all examples of one request; QueueFullError at once, InferenceFailedError where one fails.

        Cancelled, it leaves the queue: what no batch has taken yet is not computed.
        """
        if len(self._waiting) + len(examples) > self._max_queue:
            raise QueueFullError
        loop = asyncio.get_running_loop()
        entries = [_Waiting(example, self._length(example), loop.create_future()) for example in examples]
        self._waiting += entries
        self._arrived.set()
        try:
            return np.stack(await asyncio.gather(*(entry.answer for entry in entries)))
        except (asyncio.CancelledError, InferenceFailedError):
            for entry in entries:
                entry.answer.cancel()
            self._waiting = [entry for entry in self._waiting if not entry.answer.done()]
            raise

    async def _work(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await self._arrived.wait()
            if not self._waiting:
                self._arrived.clear()
                continue
            batch = next_batch(self._waiting, self._max_batch)
            taken = set(map(id, batch))
            self._waiting = [entry for entry in self._waiting if id(entry) not in taken]
            self._on_batch(len(batch))
            answers = await loop.run_in_executor(self._threads, self._answer, [entry.example for entry in batch])
            for entry, answer in zip(batch, answers, strict=True):
                if entry.answer.done():  # its client has left
                    continue
                if isinstance(answer, InferenceFailedError):
                    entry.answer.set_exception(answer)
                else:
                    entry.answer.set_result(answer)

    def _answer(self, examples: list[Example]) -> list[np.ndarray | InferenceFailedError]:
        """In an engine's thread. A batch that fails is run again one by one, so that only the guilty one fails."""
        try:
            rows = self._run(examples)
            if len(rows) != len(examples):
                raise ValueError(f"{len(rows)} answers to {len(examples)} examples")
            return [_finite(row) for row in rows]
        except Exception as cause:  # whatever the engine raises must not end the server
            if len(examples) == 1:
                log.error("inference failed: %s", " ".join(str(cause).split())[:300])
                return [InferenceFailedError("the model could not process this input")]
        return [self._answer([example])[0] for example in examples]


def _finite(row: np.ndarray) -> np.ndarray | InferenceFailedError:
    return row if np.isfinite(row).all() else InferenceFailedError("the model's output is not finite")
