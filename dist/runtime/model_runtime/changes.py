"""Which examples the candidate and the baseline answer otherwise: they are explained, and of images shown."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from typing import Any

from .examples import Row
from .tasks import Content

Prediction = dict[str, Any]

# What a report shows of those that got worse, and of those that got better.
_MOST_SHOWN = 10
# A picture of 64 by 64 pixels has some 3 KB; one that is longer is noise, and shows nothing.
_MOST_BYTES = 12 * 1024


class Changes:
    """Collects, as predictions of both come by, the examples that one of the two has right alone.

    Those that got better are collected where they are `shown` only: all that the candidate has right is kept for them.
    """

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown
        self._wrong: dict[str, tuple[float, int]] = {}
        self._right: dict[str, int] = {}
        # Those on which a model was surest of its mistake are the least.
        self._worse: list[tuple[float, int]] = []
        self._better: list[tuple[float, int]] = []

    def of_candidate(self, predictions: Iterator[Prediction]) -> Iterator[Prediction]:
        for place, one in enumerate(predictions):
            if not _is_right(one):
                self._wrong[one["id"]] = (-one["scores"]["log_loss"], place)
            elif self._shown:
                self._right[one["id"]] = place
            yield one

    def of_baseline(self, predictions: Iterator[Prediction]) -> Iterator[Prediction]:
        """Once all of the candidate's came by. The baseline may have been asked fewer."""
        for one in predictions:
            name, right = one["id"], _is_right(one)
            if right and name in self._wrong:
                self._worse.append(self._wrong[name])
            elif not right and name in self._right:
                self._better.append((-one["scores"]["log_loss"], self._right[name]))
            yield one

    def worst(self, rows: Sequence[Row], count: int) -> list[Row]:
        """Of those that got worse the ones of which the candidate was surest first, as the report tells them."""
        return _first(self._worse, rows, count)

    def pictures(self, rows: Sequence[Row], content: Content) -> dict[str, str]:
        """JPEG in base64 by id, of the examples that the report has: people read nothing off the name of an image."""
        if not self._shown:
            return {}
        shown = [row for changed in (self._worse, self._better) for row in _first(changed, rows, _MOST_SHOWN)]
        made = ((row.id, content.picture(row.input)) for row in shown)
        return {
            name: base64.b64encode(picture).decode()
            for name, picture in made
            if picture is not None and len(picture) <= _MOST_BYTES
        }


def _first(changed: list[tuple[float, int]], rows: Sequence[Row], count: int) -> list[Row]:
    return [rows[place] for _, place in nsmallest(count, changed)]


def _is_right(one: Prediction) -> bool:
    return bool(one["answer"]["prediction"] == one["answer"]["label"])
