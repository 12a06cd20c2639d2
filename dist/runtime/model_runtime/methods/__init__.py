"""Ways to tune a model. Each says what is trained and what its result is; nothing else asks which one it has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .bottleneck import Adapter
from .full import Full
from .lora import Lora
from .method import Method, Saved, weights_in
from .qlora import QLora
from .virtual_tokens import Prefix, Prompt

__all__ = ["METHODS", "Method", "Saved", "method_of", "weights_in"]

METHODS: dict[str, Callable[[dict[str, Any]], Method]] = {
    "adapter": Adapter,
    "full": lambda _section: Full(),
    "lora": Lora,
    "prefix": Prefix,
    "prompt": Prompt,
    "qlora": QLora,
}
"""By the name that a config gives them; made from the section of that name, which may be missing."""


def method_of(training: dict[str, Any]) -> Method:
    """The method of a finetune config's `training` section."""
    name = training["method"]
    return METHODS[name](training.get(name, {}))
