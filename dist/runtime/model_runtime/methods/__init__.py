"""Ways to tune a model. Each says what is trained and what its result is; nothing else asks which one it has."""

from __future__ import annotations

from typing import Any

from .full import Full
from .lora import Lora
from .method import Method, Saved

__all__ = ["Method", "Saved", "method_of"]


def method_of(training: dict[str, Any]) -> Method:
    """The method of a finetune config's `training` section."""
    if training["method"] == "lora":
        return Lora(training.get("lora", {}))
    return Full()
