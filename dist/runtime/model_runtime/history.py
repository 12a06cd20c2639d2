"""How a training went, in as many points as a report can show, however many steps it has.

It lies in each checkpoint, so that a training that goes on tells its whole curve.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from .failures import RuntimeFailure
from .files import write_json_whole
from .reading import read_json

MOST_POINTS = 400
"""What the contract takes; a picture has no more."""
_NAME = "history.json"


@dataclass
class History:
    """Loss and learning rate by step; of many steps their means, named by the last, and the first and the last loss."""

    first_loss: float | None = None
    last_loss: float | None = None

    steps_of_point: int = 1
    points: list[dict[str, Any]] = field(default_factory=list)
    begun: dict[str, Any] | None = None
    """The point that has not all of its steps: the sum of their losses, and their count."""

    validations: int = 0
    kept_of: int = 1
    """One of so many validations is kept, and the last."""
    validated: list[dict[str, Any]] = field(default_factory=list)
    last_validated: dict[str, Any] | None = None
    best: dict[str, Any] | None = None
    """The step with the least validation loss, and that loss."""
    skipped: int = 0
    """Steps that were left out because their scaled gradient was infinite."""

    since_best: int = 0
    """Validations after it."""

    def train(self, step: int, loss: float, learning_rate: float | None = None) -> None:
        if self.first_loss is None:
            self.first_loss = loss
        self.last_loss = loss
        if self.begun is None and len(self.points) == MOST_POINTS:
            self.points = [_mean_of(*self.points[start : start + 2]) for start in range(0, MOST_POINTS, 2)]
            self.steps_of_point *= 2
        before = self.begun or {"sum": 0.0, "count": 0}
        self.begun = {
            "step": step,
            "sum": before["sum"] + loss,
            "count": before["count"] + 1,
            **({} if learning_rate is None else {"learning_rate": learning_rate}),
        }
        if self.begun["count"] == self.steps_of_point:
            self.points.append(_point(self.begun))
            self.begun = None

    def validate(self, step: int, loss: float, examples: int, min_delta: float = 0.0) -> None:
        """A loss is the best one only where it is less by more than `min_delta`."""
        self.last_validated = {"step": step, "loss": loss, "examples": examples}
        if self.best is None or loss < self.best["loss"] - min_delta:
            self.best, self.since_best = {"step": step, "loss": loss}, 0
        else:
            self.since_best += 1
        if self.validations % self.kept_of == 0:
            if len(self.validated) == MOST_POINTS - 1:
                self.validated = self.validated[::2]
                self.kept_of *= 2
            if self.validations % self.kept_of == 0:
                self.validated.append(self.last_validated)
        self.validations += 1

    @property
    def curve(self) -> list[dict[str, Any]]:
        """By step; at most MOST_POINTS."""
        return [*self.points, *([] if self.begun is None else [_point(self.begun)])]

    @property
    def validation(self) -> list[dict[str, Any]]:
        """What was asked of the validation examples, the last time among it; at most MOST_POINTS."""
        last = self.last_validated
        return [*self.validated, *([] if last is None or last in self.validated[-1:] else [last])]

    def save(self, directory: Path) -> None:
        write_json_whole(directory / _NAME, asdict(self))

    @classmethod
    def load(cls, directory: Path) -> History:
        """From a checkpoint, whose files are as they were written."""
        try:
            return cls(**read_json(directory / _NAME, required=True))
        except TypeError as error:
            raise RuntimeFailure(
                "configuration",
                f"{directory / _NAME}: another version of the runtime wrote it: {error}",
                "Start anew with --force.",
            ) from error


def _mean_of(one: dict[str, Any], following: dict[str, Any]) -> dict[str, Any]:
    return {**following, "loss": (one["loss"] + following["loss"]) / 2}


def _point(begun: dict[str, Any]) -> dict[str, Any]:
    told = {name: value for name, value in begun.items() if name not in ("sum", "count")}
    return {**told, "loss": begun["sum"] / begun["count"]}
