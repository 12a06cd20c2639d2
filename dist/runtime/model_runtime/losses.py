"""What training minimises: a loss of each item, summed over one optimizer step and divided by what its items count.

The heads of BERT, RoBERTa, DistilBERT and others take the mean of the batch they see, and the Trainer believes that
they took `num_items_in_batch` into account (transformers#47688): with accumulation, loss and gradient would be a
multiple of what they are without. A loss of ours gives the same gradient however a step is cut into batches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch

from .failures import RuntimeFailure

if TYPE_CHECKING:
    from .tasks import Task

ItemLosses = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
"""Logits `(items, classes)` in FP32 and labels `(items,)` to losses `(items,)`."""


def cross_entropy(logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """-ln of the truth's probability, of each item."""
    return torch.nn.functional.cross_entropy(logits, labels, reduction="none")


def focal(logits: torch.Tensor, labels: torch.Tensor, gamma: float) -> torch.Tensor:
    """Cross entropy times (1 - the truth's probability)^gamma (Lin et al. 2017): what is known already counts less."""
    losses = cross_entropy(logits, labels)
    # Of a truth that is certain to the last bit the power has no finite slope.
    missing = (-torch.expm1(-losses)).clamp_min(torch.finfo(losses.dtype).tiny)
    return missing**gamma * losses


@dataclass(frozen=True)
class Loss:
    """The loss of an item, and how much each item counts; without arguments cross entropy, of which all count alike."""

    gamma: float | None = None
    """Of a focal loss; None is cross entropy."""

    smoothing: float = 0.0
    """The share of each truth that is spread over all classes."""

    weights: tuple[float, ...] | None = None
    """What an example of each class counts, in the order of the model's outputs."""

    def of_items(self, logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        if self.gamma is not None:
            losses = focal(logits, labels, self.gamma)
            return losses if self.weights is None else losses * self._weights(losses)[labels]
        if self.weights is None and self.smoothing == 0:
            return cross_entropy(logits, labels)
        # Smoothed, each class has its weight, as PyTorch has it.
        return torch.nn.functional.cross_entropy(
            logits,
            labels,
            weight=None if self.weights is None else self._weights(logits),
            label_smoothing=self.smoothing,
            reduction="none",
        )

    def _weights(self, like: torch.Tensor) -> torch.Tensor:
        return like.new_tensor(self.weights)


@dataclass(frozen=True)
class TaskLoss:
    """A loss as a task's batches take it."""

    task: Task
    loss: Loss

    def of_items(self, logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """The losses of a batch's items, each times what it counts."""
        return self.task.item_losses(logits, labels, self.loss.of_items)

    def count(self, labels: torch.Tensor) -> torch.Tensor:
        """What the items of a batch count together: their number, or the sum of their weights."""
        if self.loss.weights is None:
            return self.task.items(labels)
        return torch.tensor(self.loss.weights, dtype=torch.float64, device=labels.device)[labels].sum()


def mean_over_step(item_losses: ItemLosses) -> Callable[..., torch.Tensor]:
    """The Trainer's `compute_loss_func`: a batch's share in the mean over all items of its optimizer step."""

    def loss(outputs: Any, labels: torch.Tensor, num_items_in_batch: torch.Tensor | int) -> torch.Tensor:
        losses = item_losses(outputs.logits.float(), labels)
        # Weights are summed in FP64, which a loss need not be.
        return losses.sum() / torch.as_tensor(num_items_in_batch).to(losses.dtype)

    return loss


def loss_of(section: Mapping[str, Any], labels: Sequence[str], counts: Mapping[str, int]) -> Loss:
    """What `training.loss` of a config asks for; `counts` are the training examples of each class.

    Raises RuntimeFailure `configuration` for weights of classes that the data has not.
    """
    asked = section.get("class_weights")
    return Loss(
        gamma=section.get("gamma", 2.0) if section.get("kind") == "focal" else None,
        smoothing=section.get("label_smoothing", 0.0),
        weights=None if asked is None else class_weights(asked, labels, counts),
    )


def class_weights(
    asked: str | Mapping[str, float], labels: Sequence[str], counts: Mapping[str, int]
) -> tuple[float, ...]:
    """In the order of the labels. `balanced`: all examples, over the classes times those of the class."""
    if not labels:
        raise RuntimeFailure(
            "configuration", "finetune.loss.class-weights: this task has no classes", "Remove class-weights."
        )
    if isinstance(asked, str):
        there = [label for label in labels if counts.get(label, 0) > 0]
        examples = sum(counts[label] for label in there)
        return tuple(examples / (len(there) * counts[label]) if label in there else 1.0 for label in labels)
    unknown = sorted(set(asked) - set(labels))
    if unknown:
        raise RuntimeFailure(
            "configuration",
            f"finetune.loss.class-weights: the data has no class {unknown[0]!r}",
            f"Its classes: {', '.join(labels[:10])}{' …' if len(labels) > 10 else ''}.",
        )
    return tuple(float(asked.get(label, 1.0)) for label in labels)
