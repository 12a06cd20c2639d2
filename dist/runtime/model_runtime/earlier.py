"""What a model of before was trained and tested on, beside what trains now."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from .examples import Dataset, Picked, Split, open_dataset
from .failures import RuntimeFailure
from .tasks import Conversations, Task

if TYPE_CHECKING:
    from .tasks import Content


def rows_to_train(data: Dataset, earlier: Path, which: str, task: Task) -> tuple[Split | Picked, dict[str, int]]:
    """The training examples that train (`all`, or those that are `new`), and how many others were left out why.

    An example is new where its content never stood in the earlier dataset with this label, or with this answer. What
    the earlier model was tested on does not train, as what is forgotten is measured on it; and what it was trained on
    may not test. RuntimeFailure `data` where it does, or where nothing is left.
    """
    before = open_dataset(earlier)
    mine, theirs = (content_of(one, task) for one in (data, before))
    train = data.split("train")
    contents, examples = _marks(train, mine)
    tested, known = _marks(Split(before.directory, "test"), theirs)
    trained, seen = _marks(Split(before.directory, "train"), theirs)
    _refuse_trained_tests(_marks(data.split("test"), mine)[0], trained)

    held = np.isin(contents, tested)
    stays = ~held
    if which == "new":
        validated = _marks(Split(before.directory, "validation"), theirs)[1]
        stays &= ~np.isin(examples, np.concatenate([known, seen, validated]))
    told = {
        "examples": int(stays.sum()),
        "seen_before": int((~held & ~stays).sum()),
        "tested_before": int(held.sum()),
    }
    if not stays.any():
        raise RuntimeFailure(
            "data",
            f"finetune.data: {which}: no training example is left: {told['seen_before']} of {len(train)} were in the "
            f"data of the model that finetune.from names, and {told['tested_before']} were its test examples",
            "Give new examples, or write finetune.data: all." if which == "new" else "Give new examples.",
        )
    return (train if stays.all() else train.at(np.flatnonzero(stays))), told


def content_of(data: Dataset, task: Task) -> Content:
    return Conversations() if data.messages else task.reading(data.form).content


def _refuse_trained_tests(tested: np.ndarray, trained: np.ndarray) -> None:
    count = int(np.isin(tested, trained).sum())
    if count:
        raise RuntimeFailure(
            "data",
            f"{count} of {len(tested)} test examples are among those that the model which finetune.from names was "
            "trained on, so that nothing would be tested by them",
            "Keep data.seed, data.split and the test file as they were for that model, or remove finetune.from.",
        )


def _marks(split: Split, content: Content) -> tuple[np.ndarray, np.ndarray]:
    """A number of 64 bits for the content of every row, and one for content and label, or answer, together.

    Ten million of them are 160 MB; that two of so many different ones have the same number is a chance of 1 in 200,000.
    """
    contents, examples = np.empty(len(split), np.uint64), np.empty(len(split), np.uint64)
    for index, (given, truth) in enumerate(split.inputs_and_truths()):
        plain = content.plain(given)
        same = content.digest(given) if plain is None else plain
        contents[index] = _number(same)
        examples[index] = _number(f"{content.digest(given)}\n{(truth or '').strip()}")
    return contents, examples


def _number(text: Any) -> int:
    return int.from_bytes(hashlib.sha256(str(text).encode()).digest()[:8], "big")
