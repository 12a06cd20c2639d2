"""A small network after each block of the base is trained, and the head whole (Houlsby et al., arXiv:1902.00751).

There is one after each block, as Pfeiffer et al. (arXiv:2005.00247) place it, and none within. It cannot be merged: it
is no matrix that could be added to one of the base's.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ..base import Base
from ..failures import RuntimeFailure
from ..files import write_json_whole
from . import adapter
from .method import Method, Saved, refuse_not_finite

if TYPE_CHECKING:
    from .part import TrainedPart


class Adapter(Method):
    usual_learning_rates = (1e-5, 1e-2)
    may_stay_in_half = True

    def __init__(self, section: dict[str, Any]) -> None:
        """`section` is `training.adapter` of the config; what it lacks has the contract's defaults."""
        self._head: list[str] = []
        self._factor: int = section.get("reduction_factor", 16)
        self._non_linearity: str = section.get("non_linearity", "gelu")

    def wrap(self, base: Base) -> TrainedPart:
        from .blocks import Bottleneck, blocks_of, put_after, widths, with_bottlenecks

        model = base.model
        found = widths(model, blocks_of(model, base.head), base.probe([6]))
        if not found:
            raise RuntimeFailure(
                "configuration",
                f"method: adapter puts a network after each block, and {type(model).__name__} has no blocks that give "
                "a vector for each token",
                "Write method: lora or full.",
            )
        for name, width in found.items():
            put_after(model.get_submodule(name), Bottleneck(width, max(1, width // self._factor), self._non_linearity))
        self._head = base.head
        return with_bottlenecks(model, base.head)

    def save(self, model: Any, base_digest: str, directory: Path) -> Saved:
        refuse_not_finite(model)
        of = cast("TrainedPart", model)
        names = [name for name in of.trained() if name.endswith(adapter.FIRST_OF_A_BOTTLENECK)]
        settings = {
            "peft_type": "BOTTLENECK",
            "base_model_name_or_path": base_digest,
            "blocks": [name.removesuffix(adapter.FIRST_OF_A_BOTTLENECK) for name in names],
            "non_linearity": self._non_linearity,
            "modules_to_save": self._head,
        }
        write_json_whole(directory / adapter.CONFIG_FILE, settings)
        adapter.write(of.trained(), of.tuned, directory)
        return Saved("adapter", base_digest)
