"""In which type a training multiplies, by what was asked and by what the machine has in hardware.

Weights that are trained, and their updates, are FP32 in any case: half precision loses most of the small steps that
tuning takes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .failures import RuntimeFailure

Precision = Literal["fp32", "bf16", "fp16"]

_BF16_SINCE, _FP16_SINCE, _TF32_SINCE = (8, 0), (7, 0), (8, 0)
"""Compute capabilities of NVIDIA's GPUs; older ones compute such products slowly, or not at all."""

_MOST_SKIPPED_IN_A_ROW = 20
# The scaler halves its scale at each overflow: below 1 there is nothing left to halve.
_LEAST_SCALE = 1.0


@dataclass(frozen=True)
class Gpu:
    name: str
    capability: tuple[int, int]

    def __str__(self) -> str:
        return f"{self.name} (compute capability {'.'.join(map(str, self.capability))})"


def gpu_of_job() -> Gpu | None:
    """The GPU that this process trains on; None where it trains on CPUs."""
    import torch

    if not torch.cuda.is_available():
        return None
    return Gpu(torch.cuda.get_device_name(), torch.cuda.get_device_capability())


def precision_for(training: Mapping[str, Any], gpu: Gpu | None) -> Precision:
    """Raises RuntimeFailure `configuration` for one that the machine does not have."""
    asked = training.get("precision", "auto")
    if asked == "auto":
        return "bf16" if gpu is not None and gpu.capability >= _BF16_SINCE else "fp32"
    if asked == "fp16" and gpu is None:
        raise _lacking("precision", "fp16 needs a GPU, and this job has none", "Write auto, fp32 or bf16.")
    if asked == "bf16" and gpu is not None and gpu.capability < _BF16_SINCE:
        raise _lacking(
            "precision",
            f"bf16 is in the hardware from compute capability 8.0 on, and this is {gpu}",
            "Write auto, fp16 or fp32.",
        )
    if asked == "fp16" and gpu is not None and gpu.capability < _FP16_SINCE:
        raise _lacking(
            "precision", f"fp16 is fast from compute capability 7.0 on, and this is {gpu}", "Write auto or fp32."
        )
    return asked


def tf32_for(training: Mapping[str, Any], gpu: Gpu | None) -> bool | None:
    """Whether FP32 products are rounded to TF32; None where the hardware has no such products.

    Raises RuntimeFailure `configuration` where they are asked for, and there are none.
    """
    asked = training.get("tf32")
    if gpu is None or gpu.capability < _TF32_SINCE:
        if asked:
            this = "this job has no GPU" if gpu is None else f"this is {gpu}"
            raise _lacking(
                "tf32", f"TF32 is in the hardware of GPUs from compute capability 8.0 on, and {this}", "Remove it."
            )
        return None
    return True if asked is None else bool(asked)


def stays_in_half(saved_as: frozenset[str], precision: Precision) -> bool:
    """Whether frozen weights stay as they were saved: where that is the type in which they are multiplied anyway."""
    return saved_as == {{"bf16": "BF16", "fp16": "F16"}.get(precision)}


def _lacking(key: str, what: str, hint: str) -> RuntimeFailure:
    return RuntimeFailure("configuration", f"finetune.{key}: {what}", hint)


class Overflows:
    """Gradients that are infinite because the loss was scaled, as fp16 needs: such a step is left out, and is normal.

    The scale is halved then. Where that does not help, the training has diverged.
    """

    def __init__(self, scale: Callable[[], float]) -> None:
        """`scale` is asked for the scaler's factor, after a step that was left out."""
        self._scale, self._in_a_row = scale, 0

    def done(self) -> None:
        """A step with a finite gradient."""
        self._in_a_row = 0

    def skipped(self, step: int) -> None:
        """Raises RuntimeFailure `diverged` where it is one too many."""
        self._in_a_row += 1
        scale = self._scale()
        if self._in_a_row < _MOST_SKIPPED_IN_A_ROW and scale >= _LEAST_SCALE:
            return
        raise RuntimeFailure(
            "diverged",
            f"the gradient is infinite at step {step}, for {self._in_a_row} steps in a row, "
            f"with the loss scaled by {scale:g}",
            "Lower finetune.learning-rate, or write finetune.precision: bf16 or fp32.",
        )
