"""Scores of a classification, derived from per-example answers. Formulas as in scikit-learn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np


def softmax(logits: np.ndarray) -> np.ndarray:
    """Row-wise probabilities in float64, stable for large logits."""
    wide = logits.astype(np.float64)
    powers = np.exp(wide - wide.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def log_softmax(logits: np.ndarray) -> np.ndarray:
    """Row-wise natural log-probabilities in float64; finite wherever the logits are."""
    wide = logits.astype(np.float64)
    shifted = wide - wide.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def confusion_matrix(truth: Sequence[str], predicted: Sequence[str], labels: Sequence[str]) -> list[list[int]]:
    """Rows are the true classes, columns the predicted ones, both in the order of `labels`."""
    index = {label: position for position, label in enumerate(labels)}
    matrix = [[0] * len(labels) for _ in labels]
    for one, other in zip(truth, predicted, strict=True):
        matrix[index[one]][index[other]] += 1
    return matrix


def macro_f1(matrix: Sequence[Sequence[int]]) -> float:
    """Mean F1 over the classes that occur in truth or prediction; a class that is never hit counts 0."""
    counts = np.asarray(matrix, dtype=np.float64)
    hits = np.diag(counts)
    support = counts.sum(axis=1) + counts.sum(axis=0)
    present = support > 0
    return float((2 * hits[present] / support[present]).mean())


def scores(
    truth: Sequence[str], predicted: Sequence[str], labels: Sequence[str], losses: Sequence[float] | None
) -> dict[str, Any]:
    """The contract's `scores`. `losses` are -ln of the true class's probability; None where there are none."""
    matrix = confusion_matrix(truth, predicted, labels)
    hits = sum(matrix[position][position] for position in range(len(labels)))
    return {
        "accuracy": hits / len(truth),
        "macro_f1": macro_f1(matrix),
        "log_loss": None if losses is None else float(np.mean(losses)),
        "confusion": matrix,
    }
