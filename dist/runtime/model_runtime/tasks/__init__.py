"""Tasks: what an example, an answer and a score are. TypeScript has the other half, under the same names.

Nothing outside this package asks which task it has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from ..examples import Row
from ..failures import RuntimeFailure
from ..inputs import Example, Inputs
from .classification import Classification
from .content import Content, Images, Texts

__all__ = ["Content", "Task", "task_of"]


class Task(Protocol):
    """One task. Torch and transformers are imported by the methods that need them, and by no other."""

    @property
    def name(self) -> str: ...

    @property
    def content(self) -> Content:
        """What the input of an example is: a text, or the bytes of an image file."""
        ...

    def auto_class(self) -> Any:
        """The class of transformers whose `from_pretrained` makes this task's model."""
        ...

    def inputs(self, directory: str | Path, max_length: int | None) -> Inputs:
        """Reads examples as the model in `directory` takes them."""
        ...

    def training_examples(self, rows: Sequence[Row], inputs: Inputs, labels: Sequence[str]) -> Sequence[Example]:
        """What training takes of each row, read when it is asked for; `labels` in the order of the model's outputs."""
        ...

    def lengths(self, rows: Sequence[Row], inputs: Inputs) -> list[int] | None:
        """Tokens of every row, for batches of like lengths; None where all rows are alike."""
        ...

    def item_losses(self, logits: Any, labels: Any) -> Any:
        """Logits `(items, classes)` in FP32 and labels `(items,)` to losses `(items,)`, as tensors: what training
        minimises is their mean over an optimizer step."""
        ...

    def predictions(self, rows: Sequence[Row], logits: np.ndarray, labels: Sequence[str]) -> Iterator[dict[str, Any]]:
        """One `prediction` of the contract a row; `logits` are `(rows, labels)`, finite."""
        ...


_TASKS: dict[str, Task] = {
    "text-classification": Classification("text-classification", "AutoModelForSequenceClassification", Texts()),
    "image-classification": Classification("image-classification", "AutoModelForImageClassification", Images()),
}


def task_of(name: str) -> Task:
    """The task that a config or a model.json names. RuntimeFailure `configuration` where this runtime has none."""
    task = _TASKS.get(name)
    if task is None:
        raise RuntimeFailure(
            "configuration", f"this runtime knows no task {name!r}", f"Use one of {', '.join(sorted(_TASKS))}."
        )
    return task
