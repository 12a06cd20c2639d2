"""What is told while a model is trained, and what ends its training before its last step."""

from __future__ import annotations

import math
import time
from typing import Any

from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from ..events import Events
from ..failures import RuntimeFailure
from ..history import History
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


class Reporter(TrainerCallback):
    """Tells progress and metrics, and ends a run that diverged or was asked to stop.

    What the Trainer logs goes into `history`, which is bounded; its own log would grow in every checkpoint.
    """

    def __init__(self, events: Events, stop: list[str], history: History, overflows: Overflows | None = None) -> None:
        self._events, self._stop, self._history, self._overflows = events, stop, history, overflows
        self._pace = Pace()

    def on_train_begin(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> None:
        # Of a run that goes on from its last step: the Trainer would take one more.
        if state.global_step >= state.max_steps:
            control.should_training_stop = True

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
        self._history.train(state.global_step, told["loss"], told.get("learning_rate"))
        # Always asked, so that it knows what was told last.
        due = self._pace.is_due(state.global_step, state.max_steps, time.monotonic())
        if due or control.should_training_stop:
            for name, value in told.items():
                self._events.metric(name, value, state.global_step)
            self._events.progress("training", state.global_step, state.max_steps, "steps")
