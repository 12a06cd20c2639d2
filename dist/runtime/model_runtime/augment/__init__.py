"""What training examples are changed by, anew in every epoch; those that judge a model stay as they are.

All of it is drawn from the seed, the epoch and the number of the example alone. So the examples are the same however
many processes read them, however they are cut into batches, and whether a run was stopped or not.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from ..examples import Dataset, Place, Row, Some
from ..failures import RuntimeFailure
from ..inputs import Example, ImageInputs, Inputs
from ..row_text import row_text, values_in
from .images import ImageChange, strip
from .synonyms import Synonyms, from_file, from_wordnet

if TYPE_CHECKING:
    from ..tasks import Task

# What a report shows: so many examples, each in so many epochs.
_SHOWN, _EPOCHS_SHOWN = 6, 4
# Texts that are looked at for those that are shown.
_TRIED = 60
# Pictures of some KB; a longer one is noise, and shows nothing.
_MOST_BYTES = 12 * 1024
# Of a text that a report shows.
_EXCERPT_CHARACTERS = 200
# Texts among which one must have a word with a synonym.
_LOOKED_AT = 1000


class Augmentation(Protocol):
    """How training examples are read where they are changed."""

    copies: int
    """Examples that are made of each of the data, beside it: as many as there are follow them, copy by copy."""

    def read(
        self, inputs: Inputs, contents: Sequence[Any], places: Sequence[Place], copied: Sequence[bool]
    ) -> list[Example]:
        """The examples of these contents, which stand at these places; some are copies."""
        ...

    def refuse(self, rows: Sequence[Row]) -> None:
        """RuntimeFailure `data` where nothing of these examples would change."""
        ...

    def shown(self, rows: Sequence[Row], inputs: Inputs) -> dict[str, Any]:
        """For people, what becomes of some examples: `augmented` or `rewritten` of the contract's finetune_result."""
        ...


class ImageAugmentation:
    """Another picture of the same thing, each time an example is read."""

    copies = 0

    def __init__(self, change: ImageChange, seed: int) -> None:
        self._change, self._seed = change, seed

    def refuse(self, rows: Sequence[Row]) -> None:
        pass

    def read(
        self, inputs: Inputs, contents: Sequence[bytes], places: Sequence[Place], copied: Sequence[bool] = ()
    ) -> list[Example]:
        # Whoever makes an augmentation has looked that the inputs are images.
        assert isinstance(inputs, ImageInputs)  # noqa: S101
        draws = [generator_of(self._seed, place) for place in places]
        return inputs.read(contents, [self._change.drawn(draw) for draw in draws])

    def shown(self, rows: Sequence[Row], inputs: Inputs) -> dict[str, Any]:
        """As each is, and as it is in the first epochs."""
        assert isinstance(inputs, ImageInputs)  # noqa: S101
        found = {}
        for number in range(min(_SHOWN, len(rows))):
            index = number * len(rows) // min(_SHOWN, len(rows))
            row, places = rows[index], [Place(index, epoch) for epoch in range(_EPOCHS_SHOWN)]
            changes = [self._change.drawn(generator_of(self._seed, place)) for place in places]
            picture = strip(*inputs.changed(row.input, changes))
            if len(picture) <= _MOST_BYTES:
                found[row.id] = base64.b64encode(picture).decode()
        return {"augmented": found}


class SynonymAugmentation:
    """Copies of the texts, in which other words stand for some; the texts themselves stay as they are."""

    def __init__(
        self, synonyms: Synonyms, copies: int, seed: int, columns: Sequence[str], words: Sequence[str]
    ) -> None:
        """`columns` are those that a text was made of, if of several (row_text.py), and `words` those with words."""
        self._synonyms, self.copies, self._seed = synonyms, copies, seed
        self._columns, self._words = columns, words

    def refuse(self, rows: Sequence[Row]) -> None:
        seen: list[bool] = []

        def look(text: str) -> str:
            seen.append(self._synonyms.has_some(text))
            return text

        looked_at = Some(rows, _LOOKED_AT)
        for row in looked_at:
            self._of_words(row.input, look)
        if not any(seen):
            raise RuntimeFailure(
                "data",
                f"finetune.augment.synonyms: no word of {len(looked_at)} training texts has a synonym",
                "Give a file with words of these texts, or remove it.",
            )

    def read(
        self, inputs: Inputs, contents: Sequence[str], places: Sequence[Place], copied: Sequence[bool]
    ) -> list[Example]:
        told = zip(contents, places, copied, strict=True)
        return inputs.read([self.rewritten(text, place) if is_copy else text for text, place, is_copy in told])

    def rewritten(self, content: str, place: Place) -> str:
        draw = generator_of(self._seed, place)
        return self._of_words(content, lambda text: self._synonyms.rewritten(text, draw))

    def _of_words(self, content: str, change: Callable[[str], str]) -> str:
        if not self._columns:
            return change(content)
        values = values_in(content, self._columns)
        # One word alone is a category or a name: no other stands for it.
        texts = {name: value for name in self._words if (value := values[name]) is not None and " " in value.strip()}
        changed = {name: change(value) for name, value in texts.items()}
        return row_text({**values, **changed}, self._columns)

    def shown(self, rows: Sequence[Row], inputs: Inputs) -> dict[str, Any]:
        """Each with its first copy in the first epoch, of those in which something was replaced."""
        found: list[dict[str, str]] = []
        for number in range(tried := min(_TRIED, len(rows))):
            index = number * len(rows) // tried
            row = rows[index]
            copy = self.rewritten(row.input, Place(len(rows) + index, 0))
            text, copied = row.input[:_EXCERPT_CHARACTERS], copy[:_EXCERPT_CHARACTERS]
            if copied != text and len(found) < _SHOWN:
                found.append({"id": row.id, "text": text, "copy": copied})
        return {"rewritten": found}


def generator_of(seed: int, place: Place) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64([seed, place.epoch, place.index]))


def augmentation_of(
    training: Mapping[str, Any], task: Task, inputs: Inputs, data: Dataset, source: Path | None = None
) -> Augmentation | None:
    """What `training.augment` of a config asks for; `source` is the directory with synonyms.

    RuntimeFailure `configuration` for what the task has no use for.
    """
    section = training.get("augment")
    if section is None:
        return None
    if "synonyms" in section:
        return _of_texts(section, training["seed"], task, data, source)
    return _of_images(section, training["seed"], task, inputs)


def _of_images(section: Mapping[str, Any], seed: int, task: Task, inputs: Inputs) -> Augmentation:
    if not isinstance(inputs, ImageInputs):
        raise RuntimeFailure(
            "configuration",
            f"finetune.augment: {', '.join(section)} change images, and {task.name} has none",
            "Remove it.",
        )
    change = ImageChange.of(section)
    if change.crop[0] > change.crop[1]:
        raise RuntimeFailure(
            "configuration",
            f"finetune.augment.crop.scale: {change.crop[0]:g} is more than {change.crop[1]:g}",
            "Give the smaller share first.",
        )
    if change.needs_colors and not inputs.in_color:
        raise RuntimeFailure(
            "configuration",
            "finetune.augment.color: the base model reads grey images, which have neither saturation nor hue",
            "Remove saturation and hue; brightness and contrast can stay.",
        )
    return ImageAugmentation(change, seed)


def _of_texts(section: Mapping[str, Any], seed: int, task: Task, data: Dataset, source: Path | None) -> Augmentation:
    if not task.classes or task.content.kind != "text":
        raise RuntimeFailure(
            "configuration",
            f"finetune.augment.synonyms: {task.name} has no texts that keep their class with other words",
            "Remove it.",
        )
    others = sorted(set(section) - {"synonyms"})
    if others:
        raise RuntimeFailure(
            "configuration", f"finetune.augment: {', '.join(others)} change images, and these are texts", "Remove it."
        )
    if source is None:
        raise RuntimeFailure(
            "configuration", "config.paths.in: key 'synonyms' is missing", "Add the directory with the synonyms."
        )
    asked = section["synonyms"]
    table = from_file(source / asked["file"]) if "file" in asked else from_wordnet(source)
    numbers = () if data.form is None else data.form.names
    words = [name for name in data.input_columns if name not in numbers]
    return SynonymAugmentation(Synonyms(table, asked["share"]), asked["copies"], seed, data.input_columns, words)
