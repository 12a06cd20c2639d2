"""What is told while a model is trained, and what ends its training before its last step."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from ..events import Events
from ..failures import RuntimeFailure
from ..history import History
from ..meter import Meter, Pause, gpu_memory, peak_memory_bytes
from ..precision import Overflows

_INTERVAL_S = 1.0


class Pace:
    """Which steps are told: the first, the last, at every percent, and one a second between them.

    An event takes longer than the step of a small model, and a million of them fill a log.
    """

    def __init__(self) -> None:
        self._percent, self._told_at = -1, -math.inf

    def is_due(self, step: int, steps: int, now: float) -> bool:
        """@param now seconds of a clock that never goes back"""
        percent = 100 * step // max(1, steps)
        due = percent != self._percent or now - self._told_at >= _INTERVAL_S or step >= steps
        if due:
            self._percent, self._told_at = percent, now
        return due


@dataclass
class Speed:
    """What is told of speed and memory: at the end, and no more than once a second before it."""

    meter: Meter
    pauses: Callable[[], Sequence[Pause]]
    _told_at: float = -math.inf

    def begin(self, now: float) -> None:
        self.meter.begin(now, self._paused)

    def step(self, now: float) -> None:
        self.meter.done(now, self._paused)

    def metrics(self, now: float, is_last: bool) -> dict[str, float]:
        if not is_last and now - self._told_at < _INTERVAL_S:
            return {}
        self._told_at = now
        memory = {"peak_memory_bytes": peak_memory_bytes(), **gpu_memory()}
        return {"step_seconds": self.meter.step_seconds, **self.meter.rates, **memory}

    def progress(self, step: int, steps: int) -> dict[str, Any]:
        """How long it still takes, and how much it does in a second: tokens, and examples where there are none."""
        rates = self.meter.rates
        if not rates:
            return {}
        unit = "tokens" if "tokens_per_second" in rates else "examples"
        left = self.meter.seconds_left(step, steps, self.pauses())
        return {"seconds_left": round(left, 1), "rate": {"value": round(rates[f"{unit}_per_second"], 3), "unit": unit}}

    @property
    def _paused(self) -> float:
        return sum(pause.seconds for pause in self.pauses())


class Reporter(TrainerCallback):
    """Tells progress and metrics, and ends a run that diverged or was asked to stop.

    What the Trainer logs goes into `history`, which is bounded; its own log would grow in every checkpoint.
    """

    def __init__(
        self,
        events: Events,
        stop: list[str],
        history: History,
        speed: Speed,
        overflows: Overflows | None = None,
    ) -> None:
        self._events, self._stop, self._history, self._overflows = events, stop, history, overflows
        self._speed = speed
        self._pace = Pace()

    def on_train_begin(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> None:
        # Of a run that goes on from its last step: the Trainer would take one more.
        if state.global_step >= state.max_steps:
            control.should_training_stop = True
        self._speed.begin(time.monotonic())

    def on_step_end(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> TrainerControl:
        if self._stop:
            control.should_training_stop = True
        return control

    def on_log(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        logs: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        state.log_history.clear()
        if logs is None or "loss" not in logs:
            return
        told = {name: float(logs[name]) for name in ("loss", "grad_norm", "learning_rate") if name in logs}
        if self._overflows is not None and "grad_norm" in told:
            if math.isfinite(told["grad_norm"]):
                self._overflows.done()
            elif math.isfinite(told["loss"]):
                self._overflows.skipped(state.global_step)
                self._history.skipped += 1
                del told["grad_norm"]
        # Comes before the save of the same step: a checkpoint with NaN in it is never written.
        for name, value in told.items():
            if not math.isfinite(value):
                raise RuntimeFailure(
                    "diverged",
                    f"{name} is {value} at step {state.global_step}",
                    "Lower finetune.learning-rate, and look for broken examples in the data.",
                )
        now = time.monotonic()
        self._speed.step(now)
        self._history.train(state.global_step, told["loss"], told.get("learning_rate"))
        # Always asked, so that it knows what was told last.
        step, steps = state.global_step, state.max_steps
        due = self._pace.is_due(step, steps, now)
        is_last = step >= steps or control.should_training_stop
        if due or is_last:
            for name, value in {**told, **self._speed.metrics(now, is_last)}.items():
                self._events.metric(name, value, step)
            self._events.progress("training", step, steps, "steps", **self._speed.progress(step, steps))
