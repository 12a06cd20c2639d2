"""Rows of which a model reads some columns as a text, and others as numbers.

A row travels as one text, as every row does (row_text.py); what reads it for a model takes it apart again. So whatever
asks a model by the names of columns asks this one, too, and a model of the same columns that reads numbers as digits
can be asked about the same rows.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from .failures import RuntimeFailure
from .reading import read_json
from .row_text import row_text, values_in
from .wording import quoted

if TYPE_CHECKING:
    from .events import Events

CONFIG_KEY = "text_and_numbers"
"""Where config.json of a model says how it reads a row."""

# What FP32 holds, with room for what is done with it.
_LARGEST = 1e30
_LONGEST = 400
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?", re.ASCII)
# Deviations from the mean: a number far outside of what was trained on says no more than that, and must not drown
# everything else.
_FARTHEST = 10.0
_MOST_NUMBERS = 100
PLAIN_NUMBER = "a number of at most 1e30 in size, or null"


def number_in(value: str | None) -> float | None:
    """The number that a column says; None where it says nothing. ValueError where it is none."""
    if value is None:
        return None
    said = value.strip()
    if len(said) > _LONGEST or not _NUMBER.fullmatch(said) or abs(float(said)) > _LARGEST:
        raise ValueError(f"must be {PLAIN_NUMBER}")
    return float(said)


@dataclass(frozen=True)
class Numeric:
    """A column of numbers, as the training examples have it."""

    name: str
    mean: float = 0.0
    deviation: float = 1.0


@dataclass(frozen=True)
class RowForm:
    """Which columns of a row a model reads as its text, and which as numbers."""

    texts: tuple[str, ...]
    numbers: tuple[Numeric, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """All of them, as they stand in a row's text."""
        return (*self.texts, *self.names)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.numbers)

    @property
    def width(self) -> int:
        """How many inputs a model has of the numbers: of each its value, and whether it is missing."""
        return 2 * len(self.numbers)

    def values(self, row: str) -> dict[str, str | None]:
        return values_in(row, self.columns)

    def text_of(self, values: Mapping[str, str | None]) -> str:
        """What the model reads as its text: one column as it is, several as they are without any numbers."""
        if len(self.texts) == 1:
            return values[self.texts[0]] or ""
        return row_text(values, self.texts)

    def numbers_of(self, values: Mapping[str, str | None]) -> list[float | None]:
        """ValueError where one is none."""
        return [number_in(values[name]) for name in self.names]

    def features(self, numbers: Sequence[float | None]) -> np.ndarray:
        """What a model reads of the numbers, `(width,)` in FP32: by how many deviations each is off its mean, 0 where
        it is missing; and then of each 1 where it is missing, else 0."""
        off = [
            0.0 if value is None else (value - one.mean) / one.deviation
            for value, one in zip(numbers, self.numbers, strict=True)
        ]
        missing = [float(value is None) for value in numbers]
        return np.array([*np.clip(off, -_FARTHEST, _FARTHEST), *missing], dtype=np.float32)

    @property
    def document(self) -> dict[str, Any]:
        """For config.json of a model."""
        return {
            "texts": list(self.texts),
            "numbers": [{"name": one.name, "mean": one.mean, "deviation": one.deviation} for one in self.numbers],
        }


def form_of(said: Any, path: Path) -> RowForm | None:
    """The form in a document, which a stranger may have written. RuntimeFailure `configuration` where it is none."""
    if said is None:
        return None
    texts, numbers = (said.get(key) if isinstance(said, dict) else None for key in ("texts", "numbers"))
    try:
        if not isinstance(texts, list) or not isinstance(numbers, list):
            raise TypeError("texts and numbers must be lists")
        form = RowForm(tuple(texts), tuple(Numeric(**one) for one in numbers))
        _check(form)
    except (TypeError, ValueError) as cause:
        raise RuntimeFailure(
            "configuration",
            f"{path}: {CONFIG_KEY} is no form of rows: {str(cause)[:200]}",
            "Fine-tune the model again.",
        ) from cause
    return form


def _check(form: RowForm) -> None:
    if not all(isinstance(name, str) and name for name in form.columns):
        raise ValueError("a column has no name")
    if not form.texts or not form.numbers or len(form.columns) > _MOST_NUMBERS:
        raise ValueError(f"it needs texts and numbers, and at most {_MOST_NUMBERS} of both")
    if len(set(form.columns)) < len(form.columns):
        raise ValueError("a column is named twice")
    for one in form.numbers:
        for value in (one.mean, one.deviation):
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) <= 2 * _LARGEST:
                raise ValueError(f"{quoted(one.name)} has no mean and deviation")
        if one.deviation <= 0:
            raise ValueError(f"the deviation of {quoted(one.name)} is not above 0")


def form_in(directory: Path) -> RowForm | None:
    """How the model of a directory reads rows; None where it reads texts alone."""
    path = directory / "config.json"
    return form_of(read_json(path, required=False).get(CONFIG_KEY), path)


def refuse_another_form(base: Path, form: RowForm | None) -> None:
    """RuntimeFailure `configuration` where a base reads numbers, and not those of the data."""
    theirs = form_in(base)
    if theirs is None or (form is not None and theirs.columns == form.columns and theirs.texts == form.texts):
        return
    has = "none" if form is None else f"{', '.join(form.names)} beside {', '.join(form.texts)}"
    raise RuntimeFailure(
        "configuration",
        f"{base} reads the numbers {', '.join(theirs.names)} beside {', '.join(theirs.texts)}, "
        f"and these data have {has}",
        f"Set data.numeric to [{', '.join(theirs.names)}], or use a base that reads texts alone.",
    )


class Spread:
    """Means and deviations of columns, as numbers come by; the deviation is of all that were seen (divided by n)."""

    def __init__(self, form: RowForm) -> None:
        self._form = form
        count = len(form.numbers)
        self._counts, self._means, self._squares = [0] * count, [0.0] * count, [0.0] * count
        self._rows = 0

    def add(self, row: str) -> None:
        """By Welford's way: the squares of large numbers, whose difference is small, would have lost it."""
        self._rows += 1
        for at, value in enumerate(self._form.numbers_of(self._form.values(row))):
            if value is not None:
                self._counts[at] += 1
                off = value - self._means[at]
                self._means[at] += off / self._counts[at]
                self._squares[at] += off * (value - self._means[at])

    def found(self, events: Events) -> list[dict[str, Any]]:
        """Of each column its name, mean, deviation, and how many rows lack it.

        RuntimeFailure `data` where no row has it. What never differs says nothing, which is worth a warning.
        """
        told: list[dict[str, Any]] = []
        for at, name in enumerate(self._form.names):
            if self._counts[at] == 0:
                raise RuntimeFailure(
                    "data",
                    f"column {quoted(name)} has no number in any training example",
                    "Remove it from data.numeric, or give its numbers.",
                )
            deviation = math.sqrt(self._squares[at] / self._counts[at])
            # Of numbers that are all alike, rounding may leave some.
            alike = deviation <= 1e-12 * abs(self._means[at])
            if alike:
                events.warning(
                    f"column {quoted(name)} is {self._means[at]:g} in every training example that has it",
                    "Remove it from data.numeric: a model learns nothing by it.",
                )
            told.append(
                {
                    "name": name,
                    "mean": self._means[at],
                    "deviation": 1.0 if alike else deviation,
                    "missing": self._rows - self._counts[at],
                }
            )
        return told
