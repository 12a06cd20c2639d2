"""What training examples are changed by, anew in every epoch; those that judge a model stay as they are.

All of it is drawn from the seed, the epoch and the number of the example alone. So the examples are the same however
many processes read them, however they are cut into batches, and whether a run was stopped or not.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from ..examples import Place, Row
from ..failures import RuntimeFailure
from ..inputs import Example, ImageInputs, Inputs
from .images import ImageChange, strip

if TYPE_CHECKING:
    from ..tasks import Task

# What a report shows: so many examples, each in so many epochs.
_SHOWN, _EPOCHS_SHOWN = 6, 4
# Pictures of some KB; a longer one is noise, and shows nothing.
_MOST_BYTES = 12 * 1024


class Augmentation(Protocol):
    """How training examples are read where they are changed."""

    def read(self, inputs: Inputs, contents: Sequence[Any], places: Sequence[Place]) -> list[Example]:
        """The examples of these contents, which stand at these places."""
        ...

    def pictures(self, rows: Sequence[Row], inputs: Inputs) -> dict[str, str]:
        """Of images, for people: by the ids of some rows a JPEG in base64 of what becomes of them."""
        ...


class ImageAugmentation:
    """Another picture of the same thing, each time an example is read."""

    def __init__(self, change: ImageChange, seed: int) -> None:
        self._change, self._seed = change, seed

    def read(self, inputs: Inputs, contents: Sequence[bytes], places: Sequence[Place]) -> list[Example]:
        # Whoever makes an augmentation has looked that the inputs are images.
        assert isinstance(inputs, ImageInputs)  # noqa: S101
        draws = [generator_of(self._seed, place) for place in places]
        return inputs.read(contents, [self._change.drawn(draw) for draw in draws])

    def pictures(self, rows: Sequence[Row], inputs: Inputs) -> dict[str, str]:
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
        return found


def generator_of(seed: int, place: Place) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64([seed, place.epoch, place.index]))


def augmentation_of(training: Mapping[str, Any], task: Task, inputs: Inputs) -> Augmentation | None:
    """What `training.augment` of a config asks for. RuntimeFailure `configuration` for what the task has no use for."""
    section = training.get("augment")
    if section is None:
        return None
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
    return ImageAugmentation(change, training["seed"])
