"""The order in which examples are trained on, and how many of them make an optimizer step."""

from __future__ import annotations

import hashlib
import itertools
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
        self.batch_size = batch_size
        self.width = batch_size * world_size
        """Examples that all processes read at the same time."""
        self.group = self.width * accumulation
        """Examples of an optimizer step, the global batch."""

    def __len__(self) -> int:
        return self._count

    @property
    def steps(self) -> int:
        """Optimizer steps of an epoch, of which the last may have fewer examples."""
        return math.ceil(self._count / self.group)

    def __iter__(self) -> Iterator[Place]:
        epoch = self._step() // self.steps
        indices = self._of(epoch)
        return (Place(int(index), epoch) for index in indices)

    def batches(self, reader: int) -> Batches:
        """Those of one of the `world_size` processes."""
        return Batches(self, reader)

    def _of(self, epoch: int) -> np.ndarray:
        digest = hashlib.sha256(f"{self._seed}\n{epoch}".encode()).digest()
        generator = torch.Generator().manual_seed(int.from_bytes(digest[:4], "big"))
        shuffled = torch.randperm(self._count, generator=generator).numpy()
        return shuffled if self._lengths is None else by_length(shuffled, self._lengths, self.group)


class Batches(Sampler[list[Place]]):
    """The batches of one process: a slice of each step's examples, which are the same for any number of processes.

    The last step of an epoch may have too few examples for all of them. None is repeated to make them even: a process
    without one computes with an example of the step whose loss then counts nothing (`idle`), as all must take part in
    every exchange of gradients.
    """

    def __init__(self, order: EpochOrder, reader: int) -> None:
        self._order = order
        self._start, self._stop = reader * order.batch_size, (reader + 1) * order.batch_size

    def __len__(self) -> int:
        return math.ceil(len(self._order) / self._order.width)

    def __iter__(self) -> Iterator[list[Place]]:
        places = iter(self._order)
        while together := list(itertools.islice(places, self._order.width)):
            yield together[self._start : self._stop] or together[:1]

    def idle(self, step: int) -> bool:
        """Whether the last batch of the optimizer step after `step` others is none of its own."""
        last = (len(self._order) - 1) % self._order.width + 1
        return step % self._order.steps == self._order.steps - 1 and last <= self._start


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
