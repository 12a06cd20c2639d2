"""Dynamic batching: an idle engine takes at once what waits; while it works, what arrives becomes the next batches.

On a CPU padding eats what batching gains, so a batch holds like lengths only. The oldest request is in every next
batch: whoever has n others before it waits for n batches at most, whatever their lengths.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np

from .inputs import Example

log = logging.getLogger("model_runtime.serve")

LENGTH_STEP = 16
"""Lengths share a batch where they are equal once rounded up to a multiple of this: less than a step is padding.

Steps of 8 and 16, with or without filling up by shorter ones, differ by 5 % at 16 to 256 connections, and 32 costs 12 %
more (simulated: 1.5 ms a run and 0.08 ms a token, docstrings of 43 tokens on average, at most 8 a batch).
"""

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
    """Use from one event loop: `start`, any number of `infer`, then `close`.

    Threads fetch their batches themselves, so that no engine is idle while the event loop is busy with requests.
    """

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
        """`workers` batches run at a time, each in a thread of its own. `on_batch` gets each batch's size, in there."""
        self._run, self._length, self._on_batch = run, length, on_batch
        self._max_batch, self._max_queue = max_batch, max_queue
        self._turn = threading.Condition()
        self._waiting: list[_Waiting] = []
        self._closing = False
        self._threads = [threading.Thread(target=self._work, name=f"inference-{n}") for n in range(workers)]

    @property
    def queued(self) -> int:
        """Examples that wait for the engine."""
        return len(self._waiting)

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        for thread in self._threads:
            thread.start()

    async def close(self) -> None:
        """Ends after the batches that are under way; what still waits is not answered."""
        with self._turn:
            self._closing = True
            self._turn.notify_all()
        for thread in self._threads:
            await asyncio.to_thread(thread.join)

    async def infer(self, examples: Sequence[Example]) -> np.ndarray:
        """Logits of all examples of one request; QueueFullError at once, InferenceFailedError where one fails.

        Cancelled, it leaves the queue: what no batch has taken yet is not computed.
        """
        entries = [_Waiting(example, self._length(example), self._loop.create_future()) for example in examples]
        with self._turn:
            if len(self._waiting) + len(entries) > self._max_queue:
                raise QueueFullError
            self._waiting += entries
            self._turn.notify(len(entries))
        try:
            return np.stack(await asyncio.gather(*(entry.answer for entry in entries)))
        except (asyncio.CancelledError, InferenceFailedError):
            for entry in entries:
                entry.answer.cancel()
            self._remove(entries)
            raise

    def _remove(self, entries: Sequence[_Waiting]) -> None:
        gone = set(map(id, entries))
        with self._turn:
            self._waiting = [entry for entry in self._waiting if id(entry) not in gone]

    def _work(self) -> None:
        while True:
            with self._turn:
                while not self._waiting and not self._closing:
                    self._turn.wait()
                if self._closing:
                    return
                batch = next_batch(self._waiting, self._max_batch)
                self._remove(batch)
            self._on_batch(len(batch))
            answers = self._answer([entry.example for entry in batch])
            self._loop.call_soon_threadsafe(_deliver, batch, answers)

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


def _deliver(batch: Sequence[_Waiting], answers: Sequence[np.ndarray | InferenceFailedError]) -> None:
    for entry, answer in zip(batch, answers, strict=True):
        if entry.answer.done():  # its client has left
            continue
        if isinstance(answer, InferenceFailedError):
            entry.answer.set_exception(answer)
        else:
            entry.answer.set_result(answer)


def _finite(row: np.ndarray) -> np.ndarray | InferenceFailedError:
    return row if np.isfinite(row).all() else InferenceFailedError("the model's output is not finite")
