"""What training minimises: a loss of each item, summed over one optimizer step and divided by the step's items.

The heads of BERT, RoBERTa, DistilBERT and others take the mean of the batch they see, and the Trainer believes that
they took `num_items_in_batch` into account (transformers#47688): with accumulation, loss and gradient would be a
multiple of what they are without. A loss of ours gives the same gradient however a step is cut into batches.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

ItemLosses = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
"""Logits `(items, classes)` in FP32 and labels `(items,)` to losses `(items,)`: cross entropy, focal, weighted."""


def cross_entropy(logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """-ln of the truth's probability, of each item."""
    return torch.nn.functional.cross_entropy(logits, labels, reduction="none")


def mean_over_step(item_losses: ItemLosses) -> Callable[..., torch.Tensor]:
    """The Trainer's `compute_loss_func`: a batch's share in the mean over all items of its optimizer step."""

    def loss(outputs: Any, labels: torch.Tensor, num_items_in_batch: torch.Tensor | int) -> torch.Tensor:
        return item_losses(outputs.logits.float(), labels).sum() / num_items_in_batch

    return loss
