"""What the Trainer is told, from the section `training` of a finetune config and from what the machine can do."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import torch
from transformers import TrainingArguments

Autocast = Literal["none", "bf16"]
"""The type of matrix products in training; weights and their updates are FP32 in either case."""


def autocast_for(saved_in_half: bool) -> Autocast:
    """bf16 where the base was saved in half precision and the GPU has bf16 in hardware, else none.

    Not fp16: its range needs a scaled loss, under which an infinite gradient is normal and divergence cannot be seen.
    """
    capable = torch.cuda.is_available() and torch.cuda.is_bf16_supported(including_emulation=False)
    return "bf16" if saved_in_half and capable else "none"


# By the names that a config has for them.
_OPTIMIZERS = {"adafactor": "adafactor", "adamw": "adamw_torch_fused", "sgd": "sgd"}


def training_arguments(training: dict[str, Any], scratch: Path, autocast: Autocast, use_cpu: bool) -> TrainingArguments:
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
        bf16=autocast == "bf16",
        use_cpu=use_cpu,
        save_strategy="no",  # SavingSchedule decides
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
