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


def packed(lengths: np.ndarray, room: int, seed: int) -> list[np.ndarray]:
    """Which examples share a row: each goes, the longest first, where the least room is left (best fit, decreasing).

    Of equal lengths the seed decides which comes first. None is longer than `room`.
    """
    shuffled = np.random.Generator(np.random.PCG64(seed)).permutation(len(lengths))
    order = shuffled[np.argsort(-lengths[shuffled].astype(np.int64), kind="stable")]
    rows: list[list[int]] = []
    # By how much room is left: there are no more such numbers than a row has tokens, however many rows there are.
    left: dict[int, list[int]] = {}
    rooms: list[int] = []
    for example in order:
        length = int(lengths[example])
        at = bisect.bisect_left(rooms, length)
        if at == len(rooms):
            row, free = len(rows), room
            rows.append([])
        else:
            free = rooms[at]
            row = left[free].pop()
            if not left[free]:
                del left[free]
                del rooms[at]
        rows[row].append(int(example))
        free -= length
        if free > 0:
            if free not in left:
                bisect.insort(rooms, free)
            left.setdefault(free, []).append(row)
    return [np.asarray(row, dtype=np.int64) for row in rows]


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
