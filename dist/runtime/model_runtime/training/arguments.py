"""What the Trainer is told, from the section `training` of a finetune config and from what the machine can do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transformers import TrainingArguments

from ..precision import Precision


@dataclass(frozen=True)
class Computing:
    """In which types this machine multiplies."""

    precision: Precision = "fp32"
    tf32: bool | None = None
    """None where it has no such products."""


# By the names that a config has for them.
_OPTIMIZERS = {"adafactor": "adafactor", "adamw": "adamw_torch_fused", "sgd": "sgd"}


def training_arguments(
    training: dict[str, Any], scratch: Path, computing: Computing, use_cpu: bool
) -> TrainingArguments:
    passed_on = dict(training.get("trainer", {}))
    if training.get("lr_scheduler") == "polynomial":
        # The Trainer's own end is above 0, and no rate may be below it.
        passed_on["lr_scheduler_kwargs"] = {"lr_end": 0.0, **passed_on.get("lr_scheduler_kwargs", {})}
    arguments = TrainingArguments(
        output_dir=str(scratch),
        num_train_epochs=training["epochs"],
        max_steps=training.get("max_steps", -1),
        learning_rate=training["learning_rate"],
        per_device_train_batch_size=training["batch_size"],
        gradient_accumulation_steps=training["gradient_accumulation"],
        lr_scheduler_type=training.get("lr_scheduler", "linear").replace("-", "_"),
        max_grad_norm=training.get("max_grad_norm", 1.0),
        optim=_OPTIMIZERS[training.get("optimizer", "adamw")],
        warmup_steps=training["warmup_steps"],
        weight_decay=training["weight_decay"],
        seed=training["seed"],
        bf16=computing.precision == "bf16",
        fp16=computing.precision == "fp16",
        tf32=computing.tf32,
        use_cpu=use_cpu,
        save_strategy="no",  # SavingSchedule decides
        logging_steps=1,
        logging_nan_inf_filter=False,
        report_to="none",
        disable_tqdm=True,
        remove_unused_columns=False,
        label_names=["labels"],
        dataloader_num_workers=training.get("workers", 0),
        # They read examples and never touch a GPU; newer Pythons would begin them anew, and pickle what they are given.
        dataloader_multiprocessing_context="fork" if training.get("workers") else None,
        dataloader_pin_memory=False,
        **passed_on,
    )
    # With several visible GPUs the Trainer starts DataParallel by itself: batches and their order would depend on the
    # machine. `device` settles what it counts.
    _ = arguments.device
    arguments._n_gpu = min(1, arguments.n_gpu)
    return arguments
