"""A training from its parts: the model, the examples, the settings, and where its checkpoints lie."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from transformers import PrinterCallback, TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from ..checkpoints import Saving
from ..events import Events
from ..history import History
from ..inputs import Example
from ..losses import Loss, TaskLoss
from ..precision import Overflows
from ..ranks import ALONE, Rank
from ..stopping import SaveRequest
from ..tasks import Task
from .arguments import Computing, training_arguments
from .reporter import Reporter, Speed
from .saving import Saver, SavingSchedule, scratch_of
from .trainer import WholeCheckpointTrainer
from .validation import EarlyStopping, Validation, Validator

if TYPE_CHECKING:
    from ..tasks.task import Collate


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

    computing: Computing = field(default_factory=Computing)

    history: History = field(default_factory=History)
    """Of this run, and of what it goes on from."""

    saving: Saving = field(default_factory=Saving)
    """When checkpoints are made, and how many stay."""

    rank: Rank = ALONE
    asked: Sequence[str] = ()
    """What this rank was asked, which it tells the others; what all agree on is `stop`."""


@dataclass(frozen=True)
class Loop:
    """What is trained, on what, and how."""

    model: Any
    task: Task

    examples: Sequence[Example]
    """Of the training; read by their places (examples.py) when their batch comes."""

    lengths: np.ndarray | None
    """Tokens of each of them, where batches are to have like lengths."""

    validation: Sequence[Example]
    """Not trained on; may be empty."""

    collate: Collate
    training: dict[str, Any]
    """The section of the config."""

    run: Run
    events: Events
    loss: Loss = field(default_factory=Loss)

    @property
    def task_loss(self) -> TaskLoss:
        return TaskLoss(self.task, self.loss)


def early_stopping(training: dict[str, Any]) -> EarlyStopping | None:
    asked = training.get("early_stopping")
    return None if asked is None else EarlyStopping(asked["patience"], asked["min_delta"], asked.get("steps"))


class OwnDraws(TrainerCallback):
    """Ranks begin with the same weights, and each then draws its own dropout: on a resume its checkpoint says which."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def on_train_begin(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> None:
        torch.manual_seed(self._seed)


def _warn_of_warmup(training: dict[str, Any], steps_of_epoch: int, events: Events) -> None:
    steps = training.get("max_steps") or math.ceil(training["epochs"] * steps_of_epoch)
    if training["warmup_steps"] >= max(1, steps):
        events.warning(
            f"finetune.warmup-steps is {training['warmup_steps']:g} and this training has {steps} steps: its learning "
            "rate never becomes what finetune.learning-rate says",
            "Write fewer, or a share of all steps (0.1).",
        )


def make_trainer(loop: Loop) -> WholeCheckpointTrainer:
    training, run, events = loop.training, loop.run, loop.events
    if training.get("workers"):
        # They are forks: without this, each tokenizer in them says on the log that it uses one thread.
        os.environ["TOKENIZERS_PARALLELISM"] = "false"
    visible = torch.cuda.device_count() if torch.cuda.is_available() else 0
    if visible > 1 and run.rank.alone:
        events.warning(f"{visible} GPUs are visible, one is used", "Give the job one GPU: engine.gpus: 1.")
    arguments = training_arguments(training, scratch_of(run), run.computing, use_cpu=visible == 0)
    # Each host keeps checkpoints of its own, so that none needs a directory that all of them see.
    arguments.save_on_each_node = run.rank.nodes > 1
    trainer = WholeCheckpointTrainer(loop, arguments)
    _warn_of_warmup(training, trainer.order.steps, events)
    trainer.remove_callback(PrinterCallback)
    if not run.rank.alone:
        trainer.add_callback(OwnDraws(training["seed"] + run.rank.number))
    # The scaler is there once training has begun.
    scaled = run.computing.precision == "fp16"
    overflows = Overflows(lambda: trainer.accelerator.scaler.get_scale()) if scaled else None
    # What ends the run comes first: if it is asked to stop between the two, it saves once more and never less.
    speed = Speed(trainer.meter, lambda: trainer.pauses)
    trainer.add_callback(Reporter(events, run.stop, run.history, speed, overflows))
    trainer.saver = Saver(run, events, SaveRequest(run.root))
    trainer.schedule = SavingSchedule(run, trainer.saver)
    trainer.add_callback(trainer.schedule)
    if len(loop.validation) > 0:
        given = Validation(loop.validation, loop.collate, loop.task_loss, training["batch_size"])
        trainer.validator = Validator(trainer, given, events, early_stopping(training))
        trainer.add_callback(trainer.validator)
    return trainer
