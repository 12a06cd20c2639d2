"""What a tuning method is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from ..base import Base, load_base
from ..events import Events
from ..failures import RuntimeFailure
from ..inputs import Inputs

if TYPE_CHECKING:
    from ..tasks import Task


@dataclass(frozen=True)
class Saved:
    """What lies in a model directory that a method wrote."""

    format: Literal["safetensors", "adapter"]
    base: str | None
    """Of an adapter: the digest (`sha256:…`) of the base model that it belongs on."""

    max_batch: int | None = None
    """Examples that it may be asked at once, where that is fewer than of other models."""

    precision: Literal["fp32", "bf16"] = "fp32"


class Method(Protocol):
    usual_learning_rates: tuple[float, float]
    """Outside of these a run is possible, and worth a word."""

    may_stay_in_half: bool
    """Whether the base may stay in the half precision in which it was saved: its weights, but for the head, are not
    trained, and nothing is proved of its answers that such rounding would hide."""

    may_recompute: bool = True
    """Whether activations may be computed again on the way back instead of being kept (gradient checkpointing)."""

    lighter: str | None = None
    """The name of a method that needs much less memory for the same purpose."""

    def refuse(self, task: Task, inputs: Inputs, max_length: int) -> None:
        """RuntimeFailure `configuration` for what cannot be, before anything is loaded."""

    def load(self, base: Path, task: Task, labels: Sequence[str], events: Events, as_saved: bool = False) -> Base:
        return load_base(base, task, labels, events, as_saved)

    def wrap(self, base: Base) -> Any:
        """The model to train, a torch module; what it trains has `requires_grad`, the base's head always among it."""
        ...

    def outline(self, base: Base) -> Any:
        """What `wrap` gives, of a base whose tensors have a shape and no numbers: nothing can be proved of it."""
        return self.wrap(base)

    def save(self, model: Any, base_digest: str, directory: Path) -> Saved:
        """Writes weights and config.json into an empty directory; `model` is what `wrap` gave, and is used up."""
        ...


def refuse_not_finite(model: Any) -> None:
    for name, parameter in model.named_parameters():
        if not parameter.isfinite().all():
            raise RuntimeFailure("diverged", f"weight {name} is not finite", "Lower finetune.learning-rate.")


def weights_in(parameter: Any) -> int:
    """How many weights it holds, of which one of 4 bits has several in each of its numbers."""
    packed = getattr(parameter, "quant_state", None)
    return parameter.numel() if packed is None else packed.shape.numel()
