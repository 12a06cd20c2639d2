"""One class of several for each example: of a text, or of an image."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from ..events import Events
from ..examples import Place, Row
from ..failures import RuntimeFailure
from ..inputs import Example, Inputs
from ..inputs_generation import Writing
from ..metrics import log_softmax
from ..predictors import Classifier, Predictor, load_predictor, windows
from ..tabular import CONFIG_KEY, RowForm
from .content import Content, Rows, Texts
from .task import Asked

if TYPE_CHECKING:
    import torch

    from ..augment import Augmentation
    from ..losses import ItemLosses
    from .task import Batch, Collate

# Texts that are read at a time only to learn their lengths.
_PIECE = 1000
# Somewhat more than a report shows, so that it can tell that it cuts.
_EXCERPT_CHARACTERS = 200


@dataclass(frozen=True)
class Classification:
    """A task by the kind of its content; see Task for what the methods promise."""

    name: str
    content: Content
    form: RowForm | None = None
    classes = True

    def reading(self, form: RowForm | None) -> Classification:
        if form is None:
            return self
        if self.content.kind != "text":
            raise RuntimeFailure(
                "configuration", f"{self.name} reads no numbers beside its {self.content.kind}", "Leave out numeric."
            )
        return replace(self, content=Rows(form), form=form)

    def auto_class(self) -> Any:
        if self.content.kind == "image":
            import transformers

            return transformers.AutoModelForImageClassification
        from ..models.text_and_numbers import TextClassifier

        return TextClassifier

    def load_options(self, labels: Sequence[str]) -> dict[str, Any]:
        return {
            "num_labels": len(labels),
            "id2label": dict(enumerate(labels)),
            "label2id": {label: number for number, label in enumerate(labels)},
            # A base may have been a regression or a multi-label model.
            "problem_type": "single_label_classification",
            **({} if self.form is None else {CONFIG_KEY: self.form.document}),
        }

    def load(self, directory: str | Path, threads: int, base: Path | None = None) -> Predictor:
        return load_predictor(directory, self, threads, base)

    def inputs(self, directory: str | Path, max_length: int | None, writing: Writing | None = None) -> Inputs:
        return self.content.inputs(Path(directory), max_length)

    def leave(self, base: Path, directory: Path) -> None:
        pass

    def unfit(self, row: Row, inputs: Inputs) -> str | None:
        return None

    def training_examples(
        self, rows: Sequence[Row], inputs: Inputs, labels: Sequence[str], augmentation: Augmentation | None = None
    ) -> Sequence[Example]:
        return TrainingExamples(rows, inputs, labels, augmentation)

    def packed(
        self, examples: Sequence[Example], lengths: np.ndarray, inputs: Inputs, seed: int, model: Any
    ) -> Sequence[Example]:
        raise RuntimeFailure(
            "configuration", f"{self.name} gives one answer a row: none can be shared", "Leave out finetune.packing."
        )

    def lengths(self, rows: Sequence[Row], inputs: Inputs, uncut: np.ndarray | None = None) -> np.ndarray | None:
        if not self.content.like_lengths:
            return None
        if uncut is not None:
            return uncut if inputs.max_length is None else np.minimum(uncut, np.uint32(inputs.max_length))
        found = np.empty(len(rows), np.uint32)
        for start in range(0, len(rows), _PIECE):
            piece = [rows[index].input for index in range(start, min(start + _PIECE, len(rows)))]
            found[start : start + len(piece)] = self.content.lengths(inputs, piece)
        return found

    def collate(self, inputs: Inputs) -> Collate:
        import torch

        def collate(examples: Sequence[Example]) -> Batch:
            read = [{name: array for name, array in one.items() if name != "labels"} for one in examples]
            tensors = {name: torch.from_numpy(array) for name, array in inputs.collate(read).items()}
            return {**tensors, "labels": torch.from_numpy(np.stack([one["labels"] for one in examples]))}

        return collate

    def probe(self, inputs: Inputs, words: Sequence[int]) -> Batch:
        import torch

        read = (
            inputs.read([self.content.made_up(count) for count in words])
            if isinstance(self.content, Texts)
            else [inputs.probe(1) for _ in words]
        )
        return {name: torch.from_numpy(array) for name, array in inputs.collate(read).items()}

    def items(self, labels: torch.Tensor) -> torch.Tensor:
        return labels.new_tensor(labels.numel())

    def item_losses(self, logits: torch.Tensor, labels: torch.Tensor, of: ItemLosses | None = None) -> torch.Tensor:
        from ..losses import cross_entropy

        return (of or cross_entropy)(logits, labels)

    def answers(self, asked: Asked, events: Events) -> Iterator[dict[str, Any]]:
        # Whatever loads a model of this task gives one.
        predictor, done, told = cast(Classifier, asked.predictor), 0, 0
        for part, logits in windows(predictor, asked.inputs, asked.rows, asked.batch_size, self.content.like_lengths):
            yield from self.predictions(part, logits, predictor.labels)
            done += len(part)
            # Images come a batch at a time, and some models one by one: a line for each would be a flood.
            if done == len(asked.rows) or done - told >= len(asked.rows) / 50:
                events.progress(asked.which, done, len(asked.rows), "examples")
                told = done

    def predictions(self, rows: Sequence[Row], logits: np.ndarray, labels: Sequence[str]) -> Iterator[dict[str, Any]]:
        """One `prediction` of the contract a row; `logits` are `(rows, labels)`, finite."""
        place = {label: index for index, label in enumerate(labels)}
        logarithms = log_softmax(logits)
        best = logits.argmax(axis=1)
        for index, row in enumerate(rows):
            answer = best[index]
            yield prediction(
                row,
                {
                    "label": row.label,
                    "prediction": labels[answer],
                    "score": float(np.clip(np.exp(logarithms[index, answer]), 0.0, 1.0)),
                },
                {"log_loss": float(-logarithms[index, place[row.label]])},
            )


class TrainingExamples(Sequence[Example]):
    """Examples with the number of their class as `labels`; an input is read when it is asked for."""

    def __init__(
        self, rows: Sequence[Row], inputs: Inputs, labels: Sequence[str], augmentation: Augmentation | None = None
    ) -> None:
        self._rows, self._inputs, self._augmentation = rows, inputs, augmentation
        self._copies = 0 if augmentation is None else augmentation.copies
        self._numbers = {label: np.int64(number) for number, label in enumerate(labels)}

    def __len__(self) -> int:
        return len(self._rows) * (1 + self._copies)

    def __getitem__(self, index: int) -> Example:  # type: ignore[override]
        """As it is in its first epoch, where it is another in each."""
        return self._read([Place(index, 0)])[0]

    def __getitems__(self, places: Sequence[Place]) -> list[Example]:
        """Several at once, as PyTorch's DataLoader asks: a tokenizer is quicker with a batch."""
        return self._read(places)

    def _read(self, places: Sequence[Place]) -> list[Example]:
        rows = [self._rows[place.index % len(self._rows)] for place in places]
        for row in rows:
            if row.label not in self._numbers:
                raise RuntimeFailure(
                    "data",
                    f"example {row.id!r} has the label {row.label!r}, which dataset.json lacks",
                    "Prepare again.",
                )
        contents = [row.input for row in rows]
        read = (
            self._inputs.read(contents)
            if self._augmentation is None
            else self._augmentation.read(
                self._inputs, contents, places, [place.index >= len(self._rows) for place in places]
            )
        )
        return [{**one, "labels": self._numbers[row.label]} for one, row in zip(read, rows, strict=True)]


def prediction(row: Row, answer: dict[str, Any], scores: dict[str, float] | None = None) -> dict[str, Any]:
    """A line of predictions.jsonl. People look at mistakes: only those carry their text's beginning, or their file."""
    wrong = answer["prediction"] != row.label
    known = row.input if isinstance(row.input, str) else row.name
    there = {name: value for name, value in (row.slice or {}).items() if value is not None}
    return {
        "id": row.id,
        "answer": answer,
        **({} if scores is None else {"scores": scores}),
        **({} if not row.cluster else {"cluster": row.cluster}),
        **({} if not there else {"slice": there}),
        **({"excerpt": known[:_EXCERPT_CHARACTERS]} if wrong and known is not None else {}),
    }
