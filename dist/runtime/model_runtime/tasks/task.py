"""What a task is: all that training and judging ask of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from ..events import Events
from ..examples import Row
from ..inputs import Example, Inputs
from ..inputs_generation import Writing
from ..predictors import Predictor
from ..tabular import RowForm
from ..writers import Generating
from .content import Content

if TYPE_CHECKING:
    import torch

    from ..augment import Augmentation
    from ..losses import ItemLosses

    Batch = dict[str, torch.Tensor]
    """A model's inputs by their names, and `labels`."""

    Collate = Callable[[Sequence[Example]], Batch]


@dataclass(frozen=True)
class Asked:
    """A model, and the examples that it is asked."""

    which: str
    """What the model is called where its progress is told."""

    predictor: Predictor
    inputs: Inputs
    rows: Sequence[Row]
    batch_size: int
    """Examples that it is asked at once, or fewer where the model may not be asked so many."""

    generating: Generating | None = None
    """How a model that writes is to write."""


class Task(Protocol):
    """One task. Torch and transformers are imported by the methods that need them, and by no other."""

    @property
    def name(self) -> str: ...

    @property
    def content(self) -> Content:
        """What the input of an example is: a text, or the bytes of an image file."""
        ...

    @property
    def classes(self) -> bool:
        """Whether each example is of one class of several; else a text is written for it, its `target`."""
        ...

    def reading(self, form: RowForm | None) -> Task:
        """The task where an example is a row with numbers; itself where it is none. RuntimeFailure where it cannot."""
        ...

    def auto_class(self) -> Any:
        """The class of transformers whose `from_pretrained` makes this task's model."""
        ...

    def load_options(self, labels: Sequence[str]) -> dict[str, Any]:
        """What `from_pretrained` is given, so that a base becomes this task's model."""
        ...

    def load(self, directory: str | Path, threads: int, base: Path | None = None) -> Predictor:
        """The model of a directory, as its model.json says what it is; an adapter needs its `base`."""
        ...

    def inputs(self, directory: str | Path, max_length: int | None, writing: Writing | None = None) -> Inputs:
        """Reads examples as the model in `directory` takes them; `writing` is how a model that writes is asked."""
        ...

    def leave(self, base: Path, directory: Path) -> None:
        """Writes beside a tuned model what it needs of its base, and is no part of other tasks' models."""
        ...

    def unfit(self, row: Row, inputs: Inputs) -> str | None:
        """Why an example can neither be trained on nor judged, with the remedy."""
        ...

    def training_examples(
        self, rows: Sequence[Row], inputs: Inputs, labels: Sequence[str], augmentation: Augmentation | None = None
    ) -> Sequence[Example]:
        """What training takes of each row, read when it is asked for; `labels` in the order of the model's outputs.

        `__getitems__` takes places, since what is drawn for an example may be another in every epoch. With
        `augmentation` each is changed, which those that judge a model never are.
        """
        ...

    def packed(
        self, examples: Sequence[Example], lengths: np.ndarray, inputs: Inputs, seed: int, model: Any
    ) -> Sequence[Example]:
        """Several of the training examples in each row. RuntimeFailure where task or model does not keep them apart."""
        ...

    def lengths(self, rows: Sequence[Row], inputs: Inputs, uncut: np.ndarray | None = None) -> np.ndarray | None:
        """Tokens of every row, for batches of like lengths; None where all rows are alike.

        `uncut` is how many they have where they were counted already, as all are read to count them.
        """
        ...

    def collate(self, inputs: Inputs) -> Collate:
        """How training examples become a batch."""
        ...

    def probe(self, inputs: Inputs, words: Sequence[int]) -> Batch:
        """A batch of made-up examples of so many words, without labels; of images, one for each."""
        ...

    def items(self, labels: torch.Tensor) -> torch.Tensor:
        """How many items a batch with these labels has: its loss is the sum of so many. A tensor without dimensions."""
        ...

    def item_losses(self, logits: torch.Tensor, labels: torch.Tensor, of: ItemLosses | None = None) -> torch.Tensor:
        """Logits in FP32 and the labels of a batch to losses `(items,)`: what training minimises is their mean over an
        optimizer step. `of` is what a loss is, given `(items, classes)` and `(items,)`; without it, cross entropy."""
        ...

    def answers(self, asked: Asked, events: Events) -> Iterator[dict[str, Any]]:
        """One `prediction` of the contract a row, in their order, made as it is asked for."""
        ...
