"""The Trainer as this runtime uses it: whole checkpoints, events, a stop at a step's end, no step past a NaN."""

from __future__ import annotations

import hashlib
import math
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import torch
from torch.utils.data import Sampler
from transformers import (
    PrinterCallback,
    Trainer,
    TrainerCallback,
    TrainerControl,
    TrainerState,
    TrainingArguments,
)
from transformers.trainer_pt_utils import get_length_grouped_indices

from . import checkpoints
from .events import Events
from .failures import RuntimeFailure
from .files import names_full_disk
from .losses import ItemLosses, mean_over_step

Autocast = Literal["none", "bf16"]
"""The type of matrix products in training; weights and their updates are FP32 in either case."""


@dataclass(frozen=True)
class Run:
    """What belongs to one run beside its model and examples."""

    root: Path
    """Where its checkpoints lie."""

    identity: dict[str, Any]
    """What must be equal between a save and its resume."""

    made_with: dict[str, Any]
    """What may differ, and is worth a word then."""

    stop: list[str]
    """Not empty once the run was asked to stop."""

    autocast: Autocast


@dataclass(frozen=True)
class Validation:
    """Examples that are not trained on, and how they are given to the model."""

    examples: Sequence[Any]
    collate: Callable[[list[Any]], dict[str, Any]]
    item_losses: ItemLosses
    batch_size: int

    def loss(self, trainer: Trainer, stop: Sequence[str]) -> float | None:
        """The mean loss of all examples, or None once the run was asked to stop, as its checkpoint is waited for then.

        Takes nothing from any random generator: training goes on as without it.
        """
        model, total = trainer.model, 0.0
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
                    total += float(self.item_losses(model(**given).logits.float(), labels).sum())
        finally:
            model.train()
        return total / len(self.examples)


class EpochOrder(Sampler[int]):
    """The order of the examples, which depends on seed and epoch alone; with `lengths`, like lengths come together.

    So a run that goes on in the middle of an epoch reads on where it stopped. The Trainer's own grouping by length
    takes its order from the global generator, whose state at the epoch's start is in no checkpoint: resumed in the
    middle of any epoch but the first, it reads some examples twice and others never.
    """

    def __init__(self, count: int, lengths: list[int] | None, group: int, seed: int, epoch: Callable[[], int]) -> None:
        """`group` is how many examples make one optimizer step; `epoch` is asked when an epoch begins."""
        self._count, self._lengths, self._group, self._seed, self._epoch = count, lengths, group, seed, epoch

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[int]:
        digest = hashlib.sha256(f"{self._seed}\n{self._epoch()}".encode()).digest()
        generator = torch.Generator().manual_seed(int.from_bytes(digest[:4], "big"))
        if self._lengths is None:
            return iter(torch.randperm(self._count, generator=generator).tolist())
        return iter(get_length_grouped_indices(self._lengths, self._group, generator=generator))


class WholeCheckpointTrainer(Trainer):
    """Lets the Trainer write its checkpoint into a scratch directory, then moves it into place whole."""

    lengths: list[int] | None
    scratch: Path
    run: Run
    events: Events
    validator: Validator | None = None

    @property
    def steps_of_epoch(self) -> int:
        batches = math.ceil(len(self.train_dataset) / self.args.train_batch_size)
        return math.ceil(batches / self.args.gradient_accumulation_steps)

    def _get_train_sampler(self, train_dataset: Any = None) -> EpochOrder:
        return EpochOrder(
            len(self.train_dataset),
            self.lengths,
            self.args.train_batch_size * self.args.gradient_accumulation_steps,
            self.args.seed,
            lambda: self.state.global_step // self.steps_of_epoch,
        )

    def _save_checkpoint(self, model: Any, trial: Any) -> None:
        step = self.state.global_step
        made = self.scratch / f"checkpoint-{step}"
        root, identity, made_with = self.run.root, self.run.identity, self.run.made_with
        try:
            with names_full_disk(root / f"step-{step}"):
                super()._save_checkpoint(model, trial)
                path, digest = checkpoints.keep(root, step, made, identity, made_with)
        finally:
            shutil.rmtree(self.scratch, ignore_errors=True)
        self.events.checkpoint(step, path.name, digest)


class Validator(TrainerCallback):
    """Asks for the loss of the validation examples after every epoch, and at the end.

    When the step is done and not when the epoch is: a checkpoint of this step then has the answer in its history.
    """

    def __init__(self, trainer: WholeCheckpointTrainer, validation: Validation, events: Events) -> None:
        self._trainer, self._validation, self._events = trainer, validation, events
        self.seconds = 0.0

    def on_step_end(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any) -> None:
        step = state.global_step
        if step % self._trainer.steps_of_epoch != 0 and step != state.max_steps:
            return
        started = time.monotonic()
        loss = self._validation.loss(self._trainer, self._trainer.run.stop)
        if loss is None:
            return
        self._events.metric("validation_loss", loss, step)
        examples = len(self._validation.examples)
        state.log_history.append({"step": step, "validation_loss": loss, "validation_examples": examples})
        self.seconds += time.monotonic() - started


class Reporter(TrainerCallback):
    """Tells progress and metrics, decides when to save, and ends a run that diverged or was asked to stop."""

    def __init__(self, events: Events, checkpoint_steps: int, stop: list[str]) -> None:
        self._events = events
        self._checkpoint_steps = checkpoint_steps
        self._stop = stop

    def on_step_end(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> TrainerControl:
        step = state.global_step
        # The first save proves that saving works, before hours are spent.
        control.should_save = step == 1 or step % self._checkpoint_steps == 0 or bool(self._stop)
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


def autocast_for(saved_in_half: bool) -> Autocast:
    """bf16 where the base was saved in half precision and the GPU has bf16 in hardware, else none.

    Not fp16: its range needs a scaled loss, under which an infinite gradient is normal and divergence cannot be seen.
    """
    capable = torch.cuda.is_available() and torch.cuda.is_bf16_supported(including_emulation=False)
    return "bf16" if saved_in_half and capable else "none"


def training_arguments(training: dict[str, Any], scratch: Path, autocast: Autocast, use_cpu: bool) -> TrainingArguments:
    arguments = TrainingArguments(
        output_dir=str(scratch),
        num_train_epochs=training["epochs"],
        max_steps=training.get("max_steps", -1),
        learning_rate=training["learning_rate"],
        per_device_train_batch_size=training["batch_size"],
        gradient_accumulation_steps=training["gradient_accumulation"],
        warmup_steps=training["warmup_steps"],
        weight_decay=training["weight_decay"],
        seed=training["seed"],
        bf16=autocast == "bf16",
        use_cpu=use_cpu,
        save_strategy="no",  # Reporter decides
        logging_steps=1,
        logging_nan_inf_filter=False,
        report_to="none",
        disable_tqdm=True,
        remove_unused_columns=False,
        label_names=["labels"],
        dataloader_pin_memory=False,
    )
    # With several visible GPUs the Trainer starts DataParallel by itself: batches and their order would depend on the
    # machine. `device` settles what it counts.
    _ = arguments.device
    arguments._n_gpu = min(1, arguments.n_gpu)
    return arguments


def make_trainer(
    model: Any,
    examples: Sequence[Any],
    collate: Callable[[list[Any]], dict[str, Any]],
    training: dict[str, Any],
    lengths: list[int] | None,
    item_losses: ItemLosses,
    run: Run,
    events: Events,
    validation: Sequence[Any],
) -> WholeCheckpointTrainer:
    """`examples` are read when their batch comes; `lengths`, where given, are the tokens of each."""
    scratch = run.root / checkpoints.SCRATCH
    visible = torch.cuda.device_count() if torch.cuda.is_available() else 0
    if visible > 1:
        events.warning(f"{visible} GPUs are visible, one is used", "Give the job one GPU: engine.gpus: 1.")
    trainer = WholeCheckpointTrainer(
        model=model,
        args=training_arguments(training, scratch, run.autocast, use_cpu=visible == 0),
        train_dataset=examples,
        data_collator=collate,
        compute_loss_func=mean_over_step(item_losses),
        callbacks=[Reporter(events, training["checkpoint_steps"], run.stop)],
    )
    trainer.lengths, trainer.scratch, trainer.run, trainer.events = lengths, scratch, run, events
    trainer.remove_callback(PrinterCallback)
    if len(validation) > 0:
        given = Validation(validation, collate, item_losses, training["batch_size"])
        trainer.validator = Validator(trainer, given, events)
        trainer.add_callback(trainer.validator)
    return trainer
