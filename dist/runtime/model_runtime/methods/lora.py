"""Small adapters beside the linear layers are trained, and the head whole; then merged, or kept as an adapter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..base import Base
from ..failures import RuntimeFailure
from ..names import at_or_below
from . import adapter
from .method import Method, Saved, refuse_not_finite


class Lora(Method):
    usual_learning_rates = (1e-5, 5e-3)
    may_stay_in_half = True

    def __init__(self, section: dict[str, Any]) -> None:
        """`section` is `training.lora` of the config; what it lacks has the contract's defaults."""
        self._rank: int = section.get("rank", 16)
        self._alpha: float = section.get("alpha", 32)
        self._dropout: float = section.get("dropout", 0.05)
        self._wanted: list[str] | None = section.get("target_modules")
        self._merge: bool = section.get("merge", True)

    def wrap(self, base: Base) -> Any:
        from peft import LoraConfig, get_peft_model
        from transformers.pytorch_utils import Conv1D

        from .part import hold_norms

        targets = self._targets(base)
        transposed = all(isinstance(base.model.get_submodule(name), Conv1D) for name in targets)
        settings = LoraConfig(
            r=self._rank,
            lora_alpha=self._alpha,
            lora_dropout=self._dropout,
            target_modules=targets,
            fan_in_fan_out=transposed,
            modules_to_save=base.head or None,
        )
        try:
            model = get_peft_model(base.model, settings)
        except ValueError as error:
            raise RuntimeFailure(
                "configuration",
                f"finetune.lora.target-modules: {error}",
                f"Linear layers: {', '.join(_last_names(linear_layers(base)))}.",
            ) from error
        hold_norms(model)
        return model

    def _targets(self, base: Base) -> list[str]:
        """Full names of the layers that get an adapter; the head is trained whole and gets none."""
        linear = linear_layers(base)
        if self._wanted is None:
            found, wanted = linear, ["linear layers"]
        else:
            names = [name for name, _ in base.model.named_modules() if name and not at_or_below(name, base.head)]
            found = [name for name in names if any(_named(name, one) for one in self._wanted)]
            wanted = [one for one in self._wanted if not any(_named(name, one) for name in names)]
        if found and (self._wanted is None or not wanted):
            return found
        raise RuntimeFailure(
            "configuration",
            f"finetune.lora.target-modules: the base model has no {', '.join(wanted)}",
            f"Linear layers: {', '.join(_last_names(linear)) or 'none; use method: full'}.",
        )

    def save(self, model: Any, base_digest: str, directory: Path) -> Saved:
        refuse_not_finite(model)
        if not self._merge:
            adapter.save(model, base_digest, directory)
            return Saved("adapter", base_digest)
        merged = model.merge_and_unload()
        refuse_not_finite(merged)
        merged.save_pretrained(directory)
        return Saved("safetensors", None)


def linear_layers(base: Base) -> list[str]:
    """Full names of the linear layers outside the head; GPT-2 has them transposed (Conv1D)."""
    import torch
    from transformers.pytorch_utils import Conv1D

    kinds = (torch.nn.Linear, Conv1D)
    modules = base.model.named_modules()
    spared = [*base.head, *base.spared]
    return [name for name, module in modules if isinstance(module, kinds) and not at_or_below(name, spared)]


def _named(name: str, wanted: str) -> bool:
    return name == wanted or name.endswith(f".{wanted}")


def _last_names(names: list[str]) -> list[str]:
    return sorted({name.rpartition(".")[2] for name in names})
