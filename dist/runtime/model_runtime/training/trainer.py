"""The Trainer with an order, a count of items and whole checkpoints of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from transformers import Trainer, TrainingArguments

from ..losses import mean_over_step
from .order import EpochOrder
from .saving import save_whole

if TYPE_CHECKING:
    from .loop import Loop
    from .validation import Validator


class WholeCheckpointTrainer(Trainer):
    """Lets the Trainer write its checkpoint into a scratch directory, then moves it into place whole."""

    validator: Validator | None = None

    def __init__(self, loop: Loop, arguments: TrainingArguments) -> None:
        super().__init__(
            model=loop.model,
            args=arguments,
            train_dataset=loop.examples,
            data_collator=loop.collate,
            compute_loss_func=mean_over_step(loop.task.item_losses),
        )
        # A model that takes the count would divide a loss of its own by it, which nobody asks for.
        self.model_accepts_loss_kwargs = False
        self.run, self._events, self._task = loop.run, loop.events, loop.task
        self.order = EpochOrder(
            len(loop.examples),
            loop.lengths,
            batch_size=arguments.train_batch_size,
            accumulation=arguments.gradient_accumulation_steps,
            world_size=arguments.world_size,
            seed=arguments.seed,
            step=lambda: self.state.global_step,
        )

    def _get_train_sampler(self, train_dataset: Any = None) -> EpochOrder:
        return self.order

    def _get_num_items_in_batch(self, batch_samples: list[Any], device: torch.device) -> torch.Tensor | None:
        """Of one optimizer step. The Trainer's own count leaves the first label of a language model's text out."""
        if not batch_samples:
            return None
        return torch.stack([self._task.items(batch["labels"]) for batch in batch_samples]).sum().to(device)

    def _save_checkpoint(self, model: Any, trial: Any) -> None:
        step, write = self.state.global_step, super()._save_checkpoint
        path, digest = save_whole(self.run, step, lambda: write(model, trial))
        self._events.checkpoint(step, path.name, digest)
