"""Several conversations in one row of a batch, one behind the other, so that no time is spent on padding.

They must not see each other: each begins to count its positions anew, by which transformers keeps them apart, but only
where it is given no attention mask and keeps no cache; with either, it lets them see each other without a word.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..examples import Place
from ..failures import RuntimeFailure
from ..inputs import Example

# Two answers of one model to the same tokens differ by rounding, which other shapes of a batch make otherwise.
_ROUNDING = 1e-3
# Of a base that stays in half precision.
_ROUNDING_IN_HALF = 3e-2
# Examples whose lengths are Python objects at a time.
_PIECE = 8_192


class PackedExamples(Sequence[Example]):
    """Rows of several examples each, which are the same in every epoch; `position_ids` tell where each begins."""

    def __init__(self, examples: Sequence[Example], rows: Sequence[np.ndarray]) -> None:
        self._examples, self._rows = examples, rows

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: int) -> Example:  # type: ignore[override]
        parts = [self._examples[int(one)] for one in self._rows[index]]
        return {
            **{name: np.concatenate([part[name] for part in parts]) for name in parts[0]},
            "position_ids": np.concatenate([np.arange(len(part["input_ids"])) for part in parts]),
        }

    def __getitems__(self, places: Sequence[Place]) -> list[Example]:
        return [self[place.index] for place in places]


class PackedRows(Sequence[np.ndarray]):
    """The numbers of the examples of each row: those of all rows one after another, and where each row ends."""

    def __init__(self, examples: np.ndarray, ends: np.ndarray) -> None:
        self._examples, self._ends = examples, ends

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, index: int) -> np.ndarray:  # type: ignore[override]
        at = range(len(self._ends))[index]
        return self._examples[self._ends[at - 1] if at else 0 : self._ends[at]]


def packed(lengths: np.ndarray, room: int, seed: int) -> PackedRows:
    """Which examples share a row: each goes, the longest first, where the least room is left (best fit, decreasing).

    Of equal lengths the seed decides which comes first. None is longer than `room`. Of each example some numbers are in
    memory, and no Python object.
    """
    count = len(lengths)
    number = np.min_scalar_type(-count - 1)
    order = np.random.Generator(np.random.PCG64(seed)).permutation(np.arange(count, dtype=number))
    order = order[np.argsort(-lengths[order].astype(np.int32), kind="stable")]
    row_of, rows = np.empty(count, number), 0
    # By how much room is left: the last row that has it, and of each row the one before it that has as much. There are
    # no more such numbers (`rooms`, ascending) than a row has tokens, however many rows there are.
    last, before = np.full(room + 1, -1, number), np.empty(count, number)
    rooms: list[int] = []
    for start in range(0, count, _PIECE):
        some = order[start : start + _PIECE]
        for place, length in enumerate(lengths[some].tolist(), start):
            at = bisect.bisect_left(rooms, length)
            if at == len(rooms):
                row, free = rows, room
                rows += 1
            else:
                free = rooms[at]
                row = int(last[free])
                last[free] = before[row]
                if last[free] < 0:
                    del rooms[at]
            row_of[place] = row
            free -= length
            if free > 0:
                if last[free] < 0:
                    bisect.insort(rooms, free)
                before[row], last[free] = last[free], row
    del before
    ends = np.cumsum(np.bincount(row_of, minlength=rows)).astype(number)
    return PackedRows(order[np.argsort(row_of, kind="stable")], ends)


def refuse_unless_apart(model: Any) -> None:
    """RuntimeFailure `configuration` where an example in a row is answered otherwise than alone."""
    import torch

    vocabulary = model.config.get_text_config().vocab_size
    generator = torch.Generator().manual_seed(0)
    one, other = (torch.randint(0, vocabulary, (1, length), generator=generator) for length in (7, 9))
    places = torch.cat([torch.arange(7), torch.arange(9)])[None]
    training = model.training
    model.eval()
    try:
        with torch.no_grad():
            alone = model(input_ids=other).logits[0].float()
            together = model(input_ids=torch.cat([one, other], 1), position_ids=places).logits[0, 7:].float()
    except TypeError as cause:
        raise _refused(model, "it takes no positions") from cause
    finally:
        model.train(training)
    apart = float((alone - together).abs().max() / alone.abs().max().clamp(min=1e-6))
    half = next(model.parameters()).dtype.itemsize < 4
    if not apart <= (_ROUNDING_IN_HALF if half else _ROUNDING):
        raise _refused(model, f"an answer differs by {apart:.1%} from what it is alone")


def _refused(model: Any, why: str) -> RuntimeFailure:
    whole = model.get_base_model() if hasattr(model, "get_base_model") else model
    return RuntimeFailure(
        "configuration",
        f"{type(whole).__name__} does not keep examples apart that share a row: {why}",
        "Leave out finetune.packing.",
    )
