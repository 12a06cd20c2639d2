"""The order in which examples are trained on, and how many of them make an optimizer step."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator

import numpy as np
import torch
from torch.utils.data import Sampler

from ..examples import Place

# Steps whose examples are sorted by length together; fewer where the examples are few, so that order stays by chance.
_MOST_SORTED_STEPS, _FEWEST_PARTS = 50, 4


class EpochOrder(Sampler[Place]):
    """The order of the examples, which depends on seed and epoch alone; with `lengths`, like lengths come together.

    So a run that goes on in the middle of an epoch reads on where it stopped. The Trainer's own grouping by length
    takes its order from the global generator, whose state at the epoch's start is in no checkpoint: resumed in the
    middle of any epoch but the first, it reads some examples twice and others never.
    """

    def __init__(
        self,
        count: int,
        lengths: np.ndarray | None,
        *,
        batch_size: int,
        accumulation: int,
        world_size: int,
        seed: int,
        step: Callable[[], int],
    ) -> None:
        """`lengths` are the tokens of each example; `batch_size` is of each of `world_size` processes.

        `step`, how many optimizer steps are done, is asked when an epoch begins.
        """
        self._count, self._lengths, self._seed, self._step = count, lengths, seed, step
        self._group = batch_size * accumulation * world_size

    def __len__(self) -> int:
        return self._count

    @property
    def steps(self) -> int:
        """Optimizer steps of an epoch, of which the last may have fewer examples."""
        return math.ceil(self._count / self._group)

    def __iter__(self) -> Iterator[Place]:
        epoch = self._step() // self.steps
        indices = self._of(epoch)
        return (Place(int(index), epoch) for index in indices)

    def _of(self, epoch: int) -> np.ndarray:
        digest = hashlib.sha256(f"{self._seed}\n{epoch}".encode()).digest()
        generator = torch.Generator().manual_seed(int.from_bytes(digest[:4], "big"))
        shuffled = torch.randperm(self._count, generator=generator).numpy()
        return shuffled if self._lengths is None else by_length(shuffled, self._lengths, self._group)


def by_length(shuffled: np.ndarray, lengths: np.ndarray, group: int) -> np.ndarray:
    """Shuffled examples with those of like lengths in the same `group`, the longest first: it would not fit sooner.

    The order of transformers' `get_length_grouped_indices`, without a Python object for every example.
    """
    width = group * max(1, min(len(shuffled) // (group * _FEWEST_PARTS), _MOST_SORTED_STEPS))
    ordered = np.empty_like(shuffled)
    for start in range(0, len(shuffled), width):
        part = shuffled[start : start + width]
        ordered[start : start + width] = part[np.argsort(-lengths[part].astype(np.int64), kind="stable")]
    longest = width * int(lengths[ordered[::width]].argmax())
    ordered[[0, longest]] = ordered[[longest, 0]]
    return ordered
