"""How well the model does on examples that it is not trained on, while it is trained."""

from __future__ import annotations

import math
import struct
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from transformers import Trainer, TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from ..events import Events
from ..failures import RuntimeFailure
from ..losses import TaskLoss
from ..meter import Pause
from ..ranks import ALONE, Rank

if TYPE_CHECKING:
    from ..tasks.task import Collate
    from .trainer import WholeCheckpointTrainer


@dataclass(frozen=True)
class Validation:
    """Examples that are not trained on, and how they are given to the model."""

    examples: Sequence[Any]
    collate: Collate
    loss_of: TaskLoss
    batch_size: int

    def loss(self, trainer: Trainer, stop: list[str], rank: Rank = ALONE, asked: Sequence[str] = ()) -> float | None:
        """The mean over all items of the loss that is trained; each rank asks the model its part of the examples.

        None once the run was asked to stop, as its checkpoint is waited for then; `asked` is what this rank was asked,
        and `stop` what all agree on.

        Takes nothing from any random generator: training goes on as without it.
        """
        model, total, items, size = trainer.model, 0.0, 0.0, self.batch_size
        model.eval()
        try:
            with torch.no_grad(), trainer.autocast_smart_context_manager():
                for together in range(0, len(self.examples), size * rank.readers):
                    if not rank.alone:
                        _, signal, _ = rank.together((), asked, False)
                        stop += [signal] if signal is not None and not stop else []
                    if stop:
                        return None
                    start = together + size * rank.reader
                    mine = range(start, min(start + size, len(self.examples)))
                    # A rank without examples takes part all the same: the others may need its part of the model.
                    batch = self.collate([self.examples[index] for index in mine or range(1)])
                    given = {name: tensor.to(trainer.args.device) for name, tensor in batch.items()}
                    labels = given.pop("labels")
                    losses = self.loss_of.of_items(model(**given).logits.float(), labels)
                    if mine:
                        items += float(self.loss_of.count(labels))
                        total += float(losses.sum())
        finally:
            model.train()
        if not rank.alone:
            (total, items), _, _ = rank.together((total, items), (), False)
        return total / items


@dataclass(frozen=True)
class EarlyStopping:
    """When a training ends before its last step: the model is then the one with the least validation loss."""

    patience: int
    """So many validations in a row that are no better end it."""

    min_delta: float
    """Only a loss that is less by more than this is better."""

    steps: int | None
    """Optimizer steps between two validations; None is an epoch."""


class Validator(TrainerCallback):
    """Asks for the loss of the validation examples after every epoch, or every so many steps, and at the end.

    When the step is done and not when the epoch is: a checkpoint of this step then has the answer in its history, from
    which alone it follows whether training is over. So a run that goes on ends where one does that was never stopped.
    """

    def __init__(
        self,
        trainer: WholeCheckpointTrainer,
        validation: Validation,
        events: Events,
        stopping: EarlyStopping | None,
    ) -> None:
        self._trainer, self._validation, self._events, self._stopping = trainer, validation, events, stopping
        self.seconds, self._count = 0.0, 0
        self._pin()

    @property
    def exhausted(self) -> bool:
        """Whether training is over before its last step."""
        return self._stopping is not None and self._trainer.run.history.since_best >= self._stopping.patience

    def owes(self, state: TrainerState) -> bool:
        """Whether the model as it is was to be asked, and was not: the run was asked to stop meanwhile."""
        last = self._trainer.run.history.last_validated
        return self._stopping is not None and self._due(state) and (last is None or last["step"] < state.global_step)

    def on_train_begin(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> None:
        if self.owes(state):
            self._ask(state, control)
        if self.exhausted:
            control.should_training_stop = True

    def on_step_end(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any) -> None:
        if self._due(state):
            self._ask(state, control)

    def _due(self, state: TrainerState) -> bool:
        step = state.global_step
        return step > 0 and (step % self._every == 0 or step == state.max_steps)

    @property
    def _every(self) -> int:
        often = self._stopping.steps if self._stopping is not None else None
        return often or self._trainer.order.steps

    @property
    def pause(self) -> Pause:
        return Pause(self._every, self._count, self.seconds)

    def _ask(self, state: TrainerState, control: TrainerControl) -> None:
        started, step, history = time.monotonic(), state.global_step, self._trainer.run.history
        run = self._trainer.run
        loss = self._validation.loss(self._trainer, run.stop, run.rank, run.asked)
        if loss is None:
            # It goes on from this very step.
            control.should_training_stop = control.should_save = True
            return
        if not math.isfinite(loss):
            raise RuntimeFailure(
                "diverged",
                f"validation_loss is {loss} at step {step}",
                "Lower finetune.learning-rate, and look for broken examples in the data.",
            )
        loss = _of_first(self._trainer.run.rank, loss)
        self._events.metric("validation_loss", loss, step)
        examples = len(self._validation.examples)
        history.validate(step, loss, examples, 0.0 if self._stopping is None else self._stopping.min_delta)
        self.seconds += time.monotonic() - started
        self._count += 1
        if self._stopping is None:
            return
        self._pin()
        if self._trainer.pinned == step:
            control.should_save = True
        if self.exhausted:
            control.should_training_stop = True

    def _pin(self) -> None:
        """The checkpoint of the best step is what the model is made of in the end."""
        best = self._trainer.run.history.best
        if self._stopping is not None and best is not None:
            self._trainer.pinned = best["step"]


def _of_first(rank: Rank, loss: float) -> float:
    """The loss that the first rank found: they must agree to the last bit on which is the best."""
    (bits,) = struct.unpack("<q", struct.pack("<d", loss))
    (agreed,) = struct.unpack("<d", struct.pack("<q", rank.most(bits if rank.number == 0 else 0)))
    return float(agreed)
