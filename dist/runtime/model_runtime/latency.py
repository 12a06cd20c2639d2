"""How long a request takes: models are asked the same examples by turns, one at a time, as they are served."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .events import Events
from .examples import Row
from .inputs import Inputs
from .predictors import Classifier, run_batch

# What a session allocates, and what a processor has to wake up for, belongs to no request.
_WARM_UP = 3
# Steps through the test of about this share come near every part of it soon, whatever it is sorted by.
_GOLDEN = (math.sqrt(5) - 1) / 2


@dataclass(frozen=True)
class Timed:
    """A model, and how it reads what it is asked."""

    predictor: Classifier
    inputs: Inputs


def latencies(
    models: Mapping[str, Timed], rows: Sequence[Row], *, fewest: int, most: int, seconds: float, events: Events
) -> dict[str, list[float]]:
    """Milliseconds of every request, by model, from the text or image file to the scores; request n is the same example
    for all of them.

    At least `fewest` requests, and at most `most`: as many as `seconds` allow.
    """
    places = _spread(len(rows), most)
    for place in places[:_WARM_UP]:
        for model in models.values():
            milliseconds(model, rows[place])
    taken: dict[str, list[float]] = {name: [] for name in models}
    names = list(models)
    end = time.perf_counter() + seconds
    for done, place in enumerate(places):
        if done >= fewest and time.perf_counter() >= end:
            break
        row = rows[place]
        # Whoever goes first alternates: the second finds the text, and the processor, warm.
        first = done % len(names)
        for name in names[first:] + names[:first]:
            taken[name].append(milliseconds(models[name], row))
    asked = len(taken[names[0]])
    events.progress("latency", asked, asked, "requests")
    return taken


def milliseconds(model: Timed, row: Row) -> float:
    """What one request takes."""
    start = time.perf_counter()
    run_batch(model.predictor, model.inputs, model.inputs.read([row.input]))
    return round(max(time.perf_counter() - start, 1e-6) * 1000, 3)


def _spread(rows: int, count: int) -> list[int]:
    """`count` places among `rows`, of which already the first few are spread over all.

    Each comes as often as any other, or once more.
    """
    step = max(1, round(rows * _GOLDEN))
    while math.gcd(step, rows) != 1:
        step += 1
    return [number * step % rows for number in range(count)]
