"""Which words, or parts of an image, moved a model to a mistake: each is taken away, and the model is asked again.

This is occlusion. It needs no package, asks nothing of a model but its answers, and gives the same every time; what
words do only together it does not tell apart.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import numpy as np

from .events import Events
from .examples import Row
from .failures import RuntimeFailure
from .inputs import Inputs
from .metrics import log_softmax
from .predictors import Classifier, windows
from .tasks import Task

# What moved an answer most, towards it or away; more is nothing that a person reads.
_MOST_PARTS = 6
_DIGITS = 6


def explanations(
    task: Task,
    predictor: Classifier,
    inputs: Inputs,
    rows: Sequence[Row],
    *,
    batch_size: int,
    seconds: float,
    events: Events,
) -> list[dict[str, Any]]:
    """The contract's `explanation` of each row, in their order, until the time is over; one that was begun is ended."""
    end = time.perf_counter() + seconds
    found: list[dict[str, Any]] = []
    for row in rows:
        if time.perf_counter() >= end:
            break
        whole, without = task.content.without_parts(row.input)
        asked = [Row(row.id, content, row.label) for content in (whole, *(content for _, content in without))]
        try:
            answered = windows(predictor, inputs, asked, batch_size, task.content.like_lengths)
            chances = np.exp(log_softmax(np.concatenate([logits for _, logits in answered])))
        except RuntimeFailure as failure:
            # Answers that decide are there already. What was never in the test may be more than the model takes.
            events.warning(f"example {row.id!r} is not explained: {failure}", failure.hint)
            continue
        said = int(chances[0].argmax())
        # The last digits depend on the machine's threads.
        effects = np.round(chances[0, said] - chances[1:, said], _DIGITS)
        strongest = np.argsort(-np.abs(effects), kind="stable")[:_MOST_PARTS]
        found.append(
            {
                "id": row.id,
                "confidence": round(float(np.clip(chances[0, said], 0.0, 1.0)), _DIGITS),
                "parts": [{"part": without[at][0], "effect": float(effects[at])} for at in strongest],
            }
        )
        events.progress("explain", len(found), len(rows), "examples")
    return found
