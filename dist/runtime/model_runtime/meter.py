"""How fast a training goes and when it will be done, and what it holds of memory."""

from __future__ import annotations

import resource
import sys
from collections import deque
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import torch

_LAST = 50
"""Of so many steps the speed is told: few enough to follow a machine that became slower."""


class Pause(NamedTuple):
    """What training waits for, beside its steps: validations, and checkpoints."""

    every: int
    """Optimizer steps between two of them."""

    count: int
    """How many there were."""

    seconds: float
    """All of them together."""


class _Step(NamedTuple):
    seconds: float
    examples: float
    tokens: float


class Meter:
    """The speed of the last steps, without the pauses between them."""

    def __init__(self) -> None:
        self._steps: deque[_Step] = deque(maxlen=_LAST)
        self._examples = self._tokens = self.tokens = 0.0
        self._at: tuple[float, float] | None = None
        self._warm = False

    def count(self, examples: float, tokens: float) -> None:
        """What the step that begins now trains on, over all ranks."""
        self._examples, self._tokens = examples, tokens

    def begin(self, now: float, paused: float) -> None:
        self._at = (now, paused)

    def done(self, now: float, paused: float) -> None:
        """A step is done. @param paused seconds of all pauses so far"""
        before, paused_before = self._at or (now, paused)
        self._at = (now, paused)
        self.tokens += self._tokens
        if len(self._steps) == 1 and not self._warm:
            # The first step of a process makes what the others use.
            self._steps.clear()
            self._warm = True
        self._steps.append(_Step(max(0.0, now - before - (paused - paused_before)), self._examples, self._tokens))

    @property
    def step_seconds(self) -> float:
        """The mean of the last steps; 0 before the first."""
        return self._seconds / len(self._steps) if self._steps else 0.0

    @property
    def rates(self) -> dict[str, float]:
        """By the names of their metrics; no tokens where there are none, as of images."""
        if self._seconds <= 0:
            return {}
        examples, tokens = (sum(step[at] for step in self._steps) / self._seconds for at in (1, 2))
        return {"examples_per_second": examples, **({"tokens_per_second": tokens} if tokens > 0 else {})}

    def seconds_left(self, step: int, steps: int, pauses: Sequence[Pause]) -> float:
        """Of steps as the last ones, and pauses as those that were."""
        training = (steps - step) * self.step_seconds
        return training + sum(
            (steps // pause.every - step // pause.every) * pause.seconds / pause.count
            for pause in pauses
            if pause.count > 0
        )

    @property
    def _seconds(self) -> float:
        return sum(step.seconds for step in self._steps)


def tokens_in(batch: Mapping[str, torch.Tensor]) -> int:
    """Tokens that a model reads, of both its halves where it has two; no padding. 0 where its inputs are no tokens."""
    if "input_ids" not in batch:
        return 0
    read = int(batch["attention_mask"].sum()) if "attention_mask" in batch else batch["input_ids"].numel()
    return read + (int((batch["labels"] >= 0).sum()) if "decoder_input_ids" in batch else 0)


def peak_memory_bytes() -> int:
    """The most that this process held of the machine's memory at once."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else 1024 * peak


def gpu_memory() -> dict[str, int]:
    """What PyTorch took of the GPU of this process, at most; empty where it has none."""
    import torch

    cuda: Any = torch.cuda
    return {"peak_gpu_memory_bytes": int(cuda.max_memory_reserved())} if cuda.is_initialized() else {}
