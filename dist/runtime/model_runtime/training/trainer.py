"""The Trainer with an order, a count of items and whole checkpoints of ours."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch.utils.data import DataLoader
from transformers import Trainer, TrainingArguments
from transformers.trainer import SCHEDULER_NAME, TRAINER_STATE_NAME
from transformers.trainer_callback import ExportableState
from transformers.trainer_utils import seed_worker

from .. import checkpoints
from ..losses import mean_over_step
from ..meter import Meter, Pause, tokens_in
from .order import EpochOrder
from .saving import OPTIMIZER, WEIGHTS, Saver, SavingSchedule, load_trained, trained_tensors

if TYPE_CHECKING:
    from .loop import Loop
    from .validation import Validator


# Of a batch that only keeps its rank in step with the others.
_IDLE = "idle"


class WholeCheckpointTrainer(Trainer):
    """Writes what a checkpoint needs and no more, whole, while training goes on."""

    saver: Saver
    schedule: SavingSchedule
    validator: Validator | None = None
    seconds = 0.0
    """How long it trained."""
    pinned: int | None = None
    """The step of a checkpoint that stays however many newer ones there are."""

    def __init__(self, loop: Loop, arguments: TrainingArguments) -> None:
        super().__init__(
            model=loop.model,
            args=arguments,
            train_dataset=loop.examples,
            data_collator=loop.collate,
            compute_loss_func=mean_over_step(loop.task_loss.of_items),
        )
        # A model that takes the count would divide a loss of its own by it, which nobody asks for.
        self.model_accepts_loss_kwargs = False
        self.run, self._events, self._loss = loop.run, loop.events, loop.task_loss
        self.meter = Meter()
        self.order = EpochOrder(
            len(loop.examples),
            loop.lengths,
            batch_size=arguments.train_batch_size,
            accumulation=arguments.gradient_accumulation_steps,
            world_size=self.run.rank.readers,
            seed=arguments.seed,
            step=lambda: self.state.global_step,
        )
        self._batches = self.order.batches(self.run.rank.reader)

    def train(self, *given: Any, **named: Any) -> Any:
        """After it the last checkpoint is whole."""
        started = time.monotonic()
        try:
            done = super().train(*given, **named)
            self.seconds = time.monotonic() - started
        finally:
            # However it ended: what it met is the cause to tell, and what is being written is worth the wait.
            self.saver.close()
        self.saver.check()
        return done

    def get_train_dataloader(self) -> DataLoader:
        """Not by way of accelerate, which gives examples twice where ranks would have unequal batches."""
        told = self.args
        return DataLoader(
            self.train_dataset,
            batch_sampler=self._batches,
            collate_fn=self.data_collator,
            num_workers=told.dataloader_num_workers,
            pin_memory=told.dataloader_pin_memory,
            persistent_workers=told.dataloader_persistent_workers,
            multiprocessing_context=told.dataloader_multiprocessing_context,
            prefetch_factor=told.dataloader_prefetch_factor,
            worker_init_fn=partial(seed_worker, num_workers=told.dataloader_num_workers, rank=told.process_index),
            # Else it draws from the global one, whose state then differs between a run and one that goes on.
            generator=torch.Generator().manual_seed(told.seed),
        )

    def _get_num_items_in_batch(self, batch_samples: list[Any], device: torch.device) -> torch.Tensor | None:
        """What the items of one optimizer step count together, over all ranks, which agree here whether to stop.

        The Trainer's own count leaves the first label of a language model's text out.
        """
        if not batch_samples:
            return None
        if self._batches.idle(self.state.global_step):
            batch_samples[-1][_IDLE] = torch.tensor(True)
        counted = [self._loss.count(batch["labels"]) for batch in batch_samples if _IDLE not in batch]
        items = torch.stack(counted).sum() if counted else torch.tensor(0)
        read = [batch for batch in batch_samples if _IDLE not in batch]
        examples, tokens = sum(len(batch["labels"]) for batch in read), sum(map(tokens_in, read))
        if not self.run.rank.alone:
            wanted = self.schedule.wanted()
            counts = (items.item(), examples, tokens)
            (over_all, examples, tokens), signal, agreed = self.run.rank.together(counts, self.run.asked, wanted)
            self.schedule.agree(agreed)
            items = torch.tensor(over_all, dtype=torch.float64)
            if signal is not None and not self.run.stop:
                self.run.stop.append(signal)
        self.meter.count(examples, tokens)
        return items.to(device)

    def compute_loss(self, model: Any, inputs: dict[str, Any], *given: Any, **named: Any) -> Any:
        idle = inputs.pop(_IDLE, None)
        loss = super().compute_loss(model, inputs, *given, **named)
        return loss if idle is None else loss * 0

    def _run_epoch(self, **given: Any) -> None:
        # The Trainer looks whether a run is over only when it has done another step.
        if not self.control.should_training_stop:
            super()._run_epoch(**given)

    @property
    def pauses(self) -> list[Pause]:
        """What it waited for beside its steps."""
        saved = Pause(self.run.saving.steps, self.saver.count, self.saver.blocked_seconds)
        return [saved, *([] if self.validator is None else [self.validator.pause])]

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to do, however the training came to its end."""
        if self.validator is not None and self.validator.exhausted:
            return True
        owes = self.validator is not None and self.validator.owes(self.state)
        return self.state.global_step >= self.state.max_steps and not owes

    def take_best(self) -> None:
        """Goes back to the weights of the step that is pinned."""
        if self.pinned not in (None, self.state.global_step):
            best = checkpoints.at_step(self.run.root, self.run.identity, self.pinned)
            self._load_from_checkpoint(str(best.path), self.model)

    def _defer_fsdp_gradient_reduction(self) -> AbstractContextManager[None]:
        from .sharding import reduced_later

        return reduced_later(self.model)

    def _get_grad_norm(self, model: Any, grad_norm: Any = None) -> Any:
        norm = super()._get_grad_norm(model, grad_norm=grad_norm)
        if not self._parted:
            return norm
        from .sharding import norm_of_all

        return norm_of_all(norm)

    def _load_from_checkpoint(self, resume_from_checkpoint: str, model: Any = None) -> None:
        if not self._parted:
            load_trained(self.model if model is None else model, Path(resume_from_checkpoint))
            return
        from .sharding import load_weights

        load_weights(self.model, Path(resume_from_checkpoint), self.run.rank)

    def _load_optimizer_and_scheduler(self, checkpoint: str | None) -> None:
        if not self._parted or checkpoint is None:
            super()._load_optimizer_and_scheduler(checkpoint)
            return
        from .sharding import load_optimizer

        load_optimizer(self.optimizer, Path(checkpoint), self.run.rank)
        self.lr_scheduler.load_state_dict(torch.load(Path(checkpoint) / SCHEDULER_NAME, weights_only=True))

    @property
    def _parted(self) -> bool:
        """Whether each rank has a part of the model."""
        return self.run.rank.strategy == "fsdp"

    def _save_checkpoint(self, model: Any, trial: Any) -> None:
        """Of the end of this step, all of it: a run that goes on from it ends with the same bits."""

        def state(directory: Path) -> None:
            self._save_rng_state(str(directory))
            if self._parted:
                from .sharding import save_part

                save_part(self.model, self.optimizer, directory, self.run.rank)
            if self.run.rank.speaks:
                self._save_scaler(str(directory))
                torch.save(self.lr_scheduler.state_dict(), directory / SCHEDULER_NAME)
                self._tell_state_of_callbacks()
                self.state.save_to_json(str(directory / TRAINER_STATE_NAME))

        def tensors() -> dict[str, Any]:
            if self._parted:
                return {}
            return {WEIGHTS: trained_tensors(self.model), OPTIMIZER: self.optimizer.state_dict()}

        self.saver.save(self.state.global_step, state, tensors, self.pinned)

    def _tell_state_of_callbacks(self) -> None:
        for callback in [*self.callback_handler.callbacks, self.control]:
            if isinstance(callback, ExportableState):
                self.state.stateful_callbacks[type(callback).__name__] = callback.state()
