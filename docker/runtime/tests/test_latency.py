from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest
from tiny import Heard

from model_runtime.examples import Row
from model_runtime.latency import Timed, latencies


class Slow:
    """A model that takes as long as it is told, and keeps what it was asked."""

    labels = ["a", "b"]  # noqa: RUF012
    threads = 1
    max_batch = 1

    def __init__(self, name: str, seconds: float, heard: list[tuple[str, int]]) -> None:
        self.name, self.seconds, self.heard = name, seconds, heard

    def logits(self, batch: dict[str, np.ndarray]) -> np.ndarray:
        self.heard.append((self.name, int(batch["x"][0, 0])))
        time.sleep(self.seconds)
        return np.zeros((1, 2), dtype=np.float32)


class Numbers:
    """Reads numbers."""

    def read(self, items: list[int]) -> list[dict[str, np.ndarray]]:
        return [{"x": np.array([item])} for item in items]

    def collate(self, examples: list[dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
        return {"x": np.stack([one["x"] for one in examples])}

    def length(self, example: dict[str, np.ndarray]) -> int:
        return 1


def ask(rows: int, each: dict[str, float], **limits: Any) -> tuple[dict[str, list[float]], list[tuple[str, int]]]:
    heard: list[tuple[str, int]] = []
    models: Any = {name: Timed(Slow(name, one, heard), Numbers()) for name, one in each.items()}  # type: ignore[arg-type]
    examples = [Row(str(number), number, "a") for number in range(rows)]
    taken = latencies(models, examples, **limits, events=Heard())  # type: ignore[arg-type]
    # What comes first only warms up.
    return taken, heard[3 * len(each) :]


def test_a_slow_model_is_asked_as_often_as_its_gate_needs_and_a_quick_one_as_time_allows() -> None:
    slow, _ = ask(50, {"one": 0.002}, fewest=20, most=1000, seconds=0.001)
    assert len(slow["one"]) == 20
    assert min(slow["one"]) >= 2
    most, _ = ask(50, {"one": 0.0}, fewest=20, most=60, seconds=60)
    assert len(most["one"]) == 60


def test_models_are_asked_the_same_examples_by_turns_and_none_always_goes_first() -> None:
    _, heard = ask(7, {"one": 0, "other": 0}, fewest=14, most=14, seconds=0)
    turns = [heard[at : at + 2] for at in range(0, len(heard), 2)]
    assert all(first[1] == second[1] for first, second in turns)
    assert [first[0] for first, _ in turns] == ["one", "other"] * 7


@pytest.mark.parametrize("rows", [1, 2, 3, 10, 1000])
def test_every_part_of_the_test_is_asked_also_where_time_ends_soon(rows: int) -> None:
    _, heard = ask(rows, {"one": 0}, fewest=20, most=20, seconds=0)
    asked = [number for _, number in heard]
    assert len(set(asked)) == min(20, rows)
    if rows == 1000:
        # No tenth of a test that is sorted is left out.
        assert {number // 100 for number in asked} == set(range(10))
