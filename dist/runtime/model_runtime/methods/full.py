"""Every weight is trained."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..base import Base
from .method import Method, Saved, refuse_not_finite


class Full(Method):
    usual_learning_rates = (1e-6, 5e-4)
    may_stay_in_half = False
    lighter = "lora"

    def wrap(self, base: Base) -> Any:
        return base.model

    def save(self, model: Any, base_digest: str, directory: Path) -> Saved:
        refuse_not_finite(model)
        model.save_pretrained(directory)
        return Saved("safetensors", None)
