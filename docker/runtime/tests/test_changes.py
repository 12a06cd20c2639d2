from __future__ import annotations

import base64
from typing import Any

from model_runtime.changes import Changes
from model_runtime.examples import Row
from model_runtime.tasks.content import Images

ROWS = [Row(f"row-{place}", f"picture {place}".encode(), "good") for place in range(40)]


class Named(Images):
    """Images whose picture is what they hold: nothing here is about pixels."""

    def picture(self, content: bytes) -> bytes:
        return content


def predictions(right: dict[int, bool], losses: dict[int, float]) -> list[dict[str, Any]]:
    return [
        {
            "id": ROWS[place].id,
            "answer": {"label": "good", "prediction": "good" if is_right else "bad", "score": 0.9},
            "scores": {"log_loss": losses.get(place, 1.0)},
        }
        for place, is_right in right.items()
    ]


def watched(candidate: list[dict[str, Any]], baseline: list[dict[str, Any]], *, shown: bool) -> Changes:
    changes = Changes(shown=shown)
    # Who watches takes nothing away and adds nothing.
    assert list(changes.of_candidate(iter(candidate))) == candidate
    assert list(changes.of_baseline(iter(baseline))) == baseline
    return changes


def ids(rows: list[Row]) -> list[str]:
    return [row.id for row in rows]


def test_what_got_worse_is_told_with_the_mistakes_first_of_which_the_candidate_was_surest() -> None:
    candidate = predictions({0: False, 1: False, 2: True, 3: False, 4: False}, {0: 2.0, 1: 7.0, 3: 2.0, 4: 9.0})
    # The last is wrong by both, and no change.
    baseline = predictions({0: True, 1: True, 2: False, 3: True, 4: False}, {})
    for shown in (True, False):
        changes = watched(candidate, baseline, shown=shown)
        assert ids(changes.worst(ROWS, 10)) == ["row-1", "row-0", "row-3"]
        assert ids(changes.worst(ROWS, 1)) == ["row-1"]


def test_each_example_that_is_explained_has_its_picture_and_each_that_got_better_too() -> None:
    worse, better = dict.fromkeys(range(12), False), dict.fromkeys(range(12, 24), True)
    losses = {place: float(place) for place in range(24)}
    candidate = predictions({**worse, **better}, losses)
    baseline = predictions({place: place < 12 for place in range(24)}, losses)
    changes = watched(candidate, baseline, shown=True)
    pictures = changes.pictures(ROWS, Named())
    assert list(pictures) == [*(f"row-{place}" for place in range(11, 1, -1)), *(f"row-{p}" for p in range(23, 13, -1))]
    assert ids(changes.worst(ROWS, 10)) == list(pictures)[:10]
    assert base64.b64decode(pictures["row-11"]) == b"picture 11"


def test_texts_have_no_pictures() -> None:
    changes = watched(predictions({0: False, 1: True}, {}), predictions({0: True, 1: False}, {}), shown=False)
    assert changes.pictures(ROWS, Named()) == {}


def test_an_example_that_the_baseline_was_not_asked_is_no_change() -> None:
    changes = watched(predictions({0: False, 1: True, 2: False}, {}), predictions({2: True}, {}), shown=True)
    assert ids(changes.worst(ROWS, 10)) == ["row-2"]
    assert list(changes.pictures(ROWS, Named())) == ["row-2"]
