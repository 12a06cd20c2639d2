"""A text for each example: an answer that goes on from a conversation, or a summary or translation of a text."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import numpy as np

from ..events import Events
from ..examples import Place, Row
from ..failures import RuntimeFailure
from ..files import write_json_whole
from ..inputs import Example
from ..inputs_generation import IGNORED, ConversationInputs, PairInputs, UnfitError, Writing
from ..reading import copy_regular, read_json
from ..tabular import RowForm
from ..writers import Writer, load_writer
from .content import Content, Texts
from .packing import PackedExamples, packed, refuse_unless_apart
from .task import Asked

if TYPE_CHECKING:
    import torch

    from ..augment import Augmentation
    from ..losses import ItemLosses
    from ..predictors import Predictor
    from .task import Batch, Collate

TextInputs = ConversationInputs | PairInputs

# Rows that are read and sorted by length together, in batches, as classifiers' are.
_WINDOW_BATCHES = 16
_EXCERPT_CHARACTERS = 200
# Logits of so many tokens are in FP32 at a time: of a large vocabulary each token has half a megabyte of them.
_TOKENS_AT_A_TIME = 1024

_TEXTS = Texts()


@dataclass(frozen=True)
class Generation:
    """A task by what its model does with a text; see Task for what the methods promise."""

    name: str
    model_class: str
    inputs_class: Callable[[Path, int | None, Writing], TextInputs]
    pads: Literal["left", "right"]
    """Where a batch of what is asked is padded: a model that goes on with a text needs its end at the end."""

    content: Content = _TEXTS
    classes = False

    def reading(self, form: RowForm | None) -> Generation:
        if form is None:
            return self
        raise RuntimeFailure("configuration", f"{self.name} reads no numbers beside its text", "Leave out numeric.")

    def auto_class(self) -> Any:
        import transformers

        return getattr(transformers, self.model_class)

    def load_options(self, labels: Sequence[str]) -> dict[str, Any]:
        return {}

    def load(self, directory: str | Path, threads: int, base: Path | None = None) -> Predictor:
        return load_writer(Path(directory), cast(Any, self), threads, base)

    def inputs(self, directory: str | Path, max_length: int | None, writing: Writing | None = None) -> Any:
        return self.inputs_class(Path(directory), max_length, writing or Writing())

    def leave(self, base: Path, directory: Path) -> None:
        # Training keeps no cache; whoever asks the model has one, if its makers have.
        ours, theirs = (read_json(one / "config.json", required=True) for one in (directory, base))
        write_json_whole(directory / "config.json", {**ours, "use_cache": theirs.get("use_cache", True)})
        copy_regular(base / "generation_config.json", directory / "generation_config.json")
        if self.inputs_class is ConversationInputs:
            ConversationInputs(base, None, Writing()).template.leave(directory)

    def unfit(self, row: Row, inputs: Any) -> str | None:
        if not (row.target or "").strip():
            return "what is to be written is empty: fill it in, or remove the row"
        try:
            inputs.example(row)
        except UnfitError as error:
            return str(error)
        return None

    def training_examples(
        self, rows: Sequence[Row], inputs: Any, labels: Sequence[str], augmentation: Augmentation | None = None
    ) -> Sequence[Example]:
        # Nothing is there that changes what is to be written (augment refuses it).
        return WrittenExamples(rows, inputs)

    def packed(
        self, examples: Sequence[Example], lengths: np.ndarray, inputs: Any, seed: int, model: Any
    ) -> Sequence[Example]:
        refuse_unless_apart(model)
        room = inputs.max_length - 1  # of each example the last token is only to be written
        return PackedExamples(examples, packed(np.minimum(lengths, inputs.max_length) - 1, room, seed))

    def lengths(self, rows: Sequence[Row], inputs: Any, uncut: np.ndarray | None = None) -> np.ndarray | None:
        if uncut is not None:
            return uncut if inputs.longest is None else np.minimum(uncut, np.uint32(inputs.longest))
        return np.fromiter((inputs.length(row) for row in rows), np.uint32, len(rows))

    def collate(self, inputs: Any) -> Collate:
        import torch

        fills = {"input_ids": inputs.pad_id, "decoder_input_ids": inputs.pad_id, "labels": IGNORED}
        picks = self._picks_logits(inputs.directory)

        def collate(examples: Sequence[Example]) -> Batch:
            batch = {
                name: torch.from_numpy(padded([one[name] for one in examples], fills[name]))
                for name in examples[0]
                if name in fills
            }
            if picks:
                # Where nothing is to be written the model need not say how likely each word of its vocabulary is.
                kept = (batch["labels"] != IGNORED).any(0).nonzero().flatten()
                batch |= {"logits_to_keep": kept, "labels": batch["labels"][:, kept]}
            if "position_ids" in examples[0]:
                # Padding is one more example behind the others, which nothing is learnt of; a mask would undo them all.
                places = padded([one["position_ids"] for one in examples], IGNORED)
                return {**batch, "position_ids": torch.from_numpy(_counted_on(places))}
            read = [np.ones(len(one["input_ids"]), np.int64) for one in examples]
            return {**batch, "attention_mask": torch.from_numpy(padded(read, 0))}

        return collate

    def _picks_logits(self, directory: Path) -> bool:
        """Whether the model of a directory gives logits for some places of a text alone, as it is asked to."""
        import transformers

        config = transformers.AutoConfig.from_pretrained(directory, local_files_only=True, trust_remote_code=False)
        made = self.auto_class()._model_mapping.get(type(config), None)
        return made is not None and "logits_to_keep" in inspect.signature(made.forward).parameters

    def probe(self, inputs: Any, words: Sequence[int]) -> Batch:
        rows = [Row("", " ".join(["word"] * count), target="word") for count in words]
        batch = self.collate(inputs)([inputs.example(row) for row in rows])
        return {name: tensor for name, tensor in batch.items() if name not in ("labels", "logits_to_keep")}

    def items(self, labels: torch.Tensor) -> torch.Tensor:
        return (labels != IGNORED).sum()

    def item_losses(self, logits: torch.Tensor, labels: torch.Tensor, of: ItemLosses | None = None) -> torch.Tensor:
        import torch

        from ..losses import cross_entropy

        there = labels != IGNORED
        chosen, wanted = logits[there], labels[there]
        parts = zip(chosen.split(_TOKENS_AT_A_TIME), wanted.split(_TOKENS_AT_A_TIME), strict=True)
        return torch.cat([(of or cross_entropy)(some.float(), truths) for some, truths in parts])

    def answers(self, asked: Asked, events: Events) -> Iterator[dict[str, Any]]:
        writer, inputs = cast(Writer, asked.predictor), cast(Any, asked.inputs)
        if asked.generating is None:
            raise RuntimeFailure(
                "configuration", "config: key 'generation' is missing", "Say how long an answer may become."
            )
        size = min(asked.batch_size, writer.max_batch or asked.batch_size)
        collate, rows, done = self.collate(inputs), asked.rows, 0
        for start in range(0, len(rows), size * _WINDOW_BATCHES):
            part = [rows[index] for index in range(start, min(start + size * _WINDOW_BATCHES, len(rows)))]
            prompts = [inputs.prompt(row, asked.generating.max_new_tokens) for row in part]
            order = sorted(range(len(part)), key=lambda index: len(prompts[index]))
            told: list[dict[str, Any]] = [{}] * len(part)
            for first in range(0, len(order), size):
                chosen = order[first : first + size]
                batch = {
                    "input_ids": padded([prompts[index] for index in chosen], inputs.pad_id, self.pads),
                    "attention_mask": padded([np.ones_like(prompts[index]) for index in chosen], 0, self.pads),
                }
                texts = [
                    inputs.text(ids)
                    for ids in writer.write(batch, asked.generating, ends=inputs.ends, pad_id=inputs.pad_id)
                ]
                wanted = writer.log_likelihoods(collate([inputs.example(part[index]) for index in chosen]), self)
                for index, text, (likelihood, tokens) in zip(chosen, texts, wanted, strict=True):
                    told[index] = prediction(part[index], inputs.shown(part[index]), text, likelihood, tokens)
                done += len(chosen)
                events.progress(asked.which, done, len(rows), "examples")
            yield from told


def _counted_on(places: np.ndarray) -> np.ndarray:
    """Positions with those of the padding, which count from 0 on."""
    padding = places == IGNORED
    return np.where(padding, np.cumsum(padding, axis=1) - 1, places)


class WrittenExamples(Sequence[Example]):
    """Examples whose answers are trained on, read when they are asked for."""

    def __init__(self, rows: Sequence[Row], inputs: Any) -> None:
        self._rows, self._inputs = rows, inputs

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: int) -> Example:  # type: ignore[override]
        row = self._rows[index]
        try:
            return self._inputs.example(row)
        except UnfitError as error:
            raise RuntimeFailure("data", f"example {row.id!r}: {error}", "Prepare again.") from error

    def __getitems__(self, places: Sequence[Place]) -> list[Example]:
        return [self[place.index] for place in places]


def padded(rows: Sequence[np.ndarray], fill: int, side: Literal["left", "right"] = "right") -> np.ndarray:
    """Rows of whole numbers as one array, filled up to the longest. One that is empty has one place."""
    longest = max(1, *(len(row) for row in rows))
    array = np.full((len(rows), longest), fill, dtype=np.int64)
    for into, row in zip(array, rows, strict=True):
        if side == "left":
            into[longest - len(row) :] = row
        else:
            into[: len(row)] = row
    return array


def prediction(row: Row, shown: str, text: str, likelihood: float, tokens: int) -> dict[str, Any]:
    """A line of predictions.jsonl. People look at mistakes: only those carry the beginning of what was asked."""
    target = row.target or ""
    there = {name: value for name, value in (row.slice or {}).items() if value is not None}
    wrong = text.strip() != target.strip()
    return {
        "id": row.id,
        "answer": {"references": [target], "prediction": text, "log_likelihood": likelihood, "tokens": tokens},
        **({} if not row.cluster else {"cluster": row.cluster}),
        **({} if not there else {"slice": there}),
        **({"excerpt": shown[:_EXCERPT_CHARACTERS]} if wrong else {}),
    }
