"""What is told while a model is trained, and what ends its training before its last step."""

from __future__ import annotations

import math
from typing import Any

from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from ..events import Events
from ..failures import RuntimeFailure


class Reporter(TrainerCallback):
    """Tells progress and metrics, and ends a run that diverged or was asked to stop."""

    def __init__(self, events: Events, stop: list[str]) -> None:
        self._events = events
        self._stop = stop

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
        # Comes before the save of the same step: a checkpoint with NaN in it is never written.
        for name in ("loss", "grad_norm", "learning_rate"):
            if logs is None or name not in logs:
                continue
            value = float(logs[name])
            if not math.isfinite(value):
                raise RuntimeFailure(
                    "diverged",
                    f"{name} is {value} at step {state.global_step}",
                    "Lower finetune.learning-rate, and look for broken examples in the data.",
                )
            self._events.metric(name, value, state.global_step)
        if logs is not None and "loss" in logs:
            self._events.progress("training", state.global_step, state.max_steps, "steps")
