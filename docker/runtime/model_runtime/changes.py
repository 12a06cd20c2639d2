"""Pictures of the examples whose answer changed: of an image, people read nothing off its name."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from typing import Any

from .examples import Row
from .tasks import Content

Prediction = dict[str, Any]

# What a report shows of those that got worse, and of those that got better.
_MOST_SHOWN = 10
# A picture of 64 by 64 pixels has some 3 KB; one that is longer is noise, and shows nothing.
_MOST_BYTES = 12 * 1024


class Changes:
    """Collects, as predictions of both come by, the examples that one of the two has right alone."""

    def __init__(self) -> None:
        self._candidate: dict[str, tuple[bool, float, int]] = {}
        self._worse: list[tuple[float, int]] = []
        self._better: list[tuple[float, int]] = []

    def of_candidate(self, predictions: Iterator[Prediction]) -> Iterator[Prediction]:
        for place, one in enumerate(predictions):
            self._candidate[one["id"]] = (_right(one), one["scores"]["log_loss"], place)
            yield one

    def of_baseline(self, predictions: Iterator[Prediction]) -> Iterator[Prediction]:
        for one in predictions:
            right, loss, place = self._candidate[one["id"]]
            if right and not _right(one):
                self._better.append((-one["scores"]["log_loss"], place))
            elif not right and _right(one):
                self._worse.append((-loss, place))
            yield one

    def pictures(self, rows: Sequence[Row], content: Content) -> dict[str, str]:
        """JPEG in base64 by id: those examples on which a model was surest of its mistake, as a report has them."""
        shown = [rows[place] for one in (self._worse, self._better) for _, place in sorted(one)[:_MOST_SHOWN]]
        made = ((row.id, content.picture(row.input)) for row in shown)
        return {
            name: base64.b64encode(picture).decode()
            for name, picture in made
            if picture is not None and len(picture) <= _MOST_BYTES
        }


def _right(one: Prediction) -> bool:
    return bool(one["answer"]["prediction"] == one["answer"]["label"])
