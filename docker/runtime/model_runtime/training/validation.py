"""How well the model does on examples that it is not trained on, while it is trained."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from transformers import Trainer, TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from ..events import Events
from ..losses import TaskLoss

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

    def loss(self, trainer: Trainer, stop: Sequence[str]) -> float | None:
        """The mean over all items of the loss that is trained.

        None once the run was asked to stop, as its checkpoint is waited for then.

        Takes nothing from any random generator: training goes on as without it.
        """
        model, total, items = trainer.model, 0.0, 0.0
        model.eval()
        try:
            with torch.no_grad(), trainer.autocast_smart_context_manager():
                for start in range(0, len(self.examples), self.batch_size):
                    if stop:
                        return None
                    upto = min(start + self.batch_size, len(self.examples))
                    batch = self.collate([self.examples[index] for index in range(start, upto)])
                    given = {name: tensor.to(trainer.args.device) for name, tensor in batch.items()}
                    labels = given.pop("labels")
                    items += float(self.loss_of.count(labels))
                    total += float(self.loss_of.of_items(model(**given).logits.float(), labels).sum())
        finally:
            model.train()
        return total / items


class Validator(TrainerCallback):
    """Asks for the loss of the validation examples after every epoch, and at the end.

    When the step is done and not when the epoch is: a checkpoint of this step then has the answer in its history.
    """

    def __init__(self, trainer: WholeCheckpointTrainer, validation: Validation, events: Events) -> None:
        self._trainer, self._validation, self._events = trainer, validation, events
        self.seconds = 0.0

    def on_step_end(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any) -> None:
        step = state.global_step
        if step % self._trainer.order.steps != 0 and step != state.max_steps:
            return
        started = time.monotonic()
        loss = self._validation.loss(self._trainer, self._trainer.run.stop)
        if loss is None:
            return
        self._events.metric("validation_loss", loss, step)
        examples = len(self._validation.examples)
        self._trainer.run.history.validate(step, loss, examples)
        self.seconds += time.monotonic() - started
