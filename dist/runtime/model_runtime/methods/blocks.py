"""A small network after each block of a model. Importing it imports PyTorch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import torch

from ..names import at_or_below
from .part import TrainedPart

NON_LINEARITIES: dict[str, Callable[[], torch.nn.Module]] = {"gelu": torch.nn.GELU, "relu": torch.nn.ReLU}
# MobileBERT's blocks have a bottleneck of their own.
_NAME = "added_bottleneck"


class Bottleneck(torch.nn.Module):
    """Adds to what a block gives `(…, width)` what a network with a narrow middle makes of it: at first nothing."""

    def __init__(self, width: int, middle: int, non_linearity: str) -> None:
        super().__init__()
        self.down = torch.nn.Linear(width, middle)
        self.between = NON_LINEARITIES[non_linearity]()
        self.up = torch.nn.Linear(middle, width)
        torch.nn.init.zeros_(self.up.weight)
        torch.nn.init.zeros_(self.up.bias)

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        given = hidden.to(self.down.weight.dtype)
        return hidden + self.up(self.between(self.down(given))).to(hidden.dtype)


def put_after(block: torch.nn.Module, bottleneck: Bottleneck) -> None:
    """The block gives from now on what the bottleneck makes of its output, or of the first of its outputs."""
    block.add_module(_NAME, bottleneck)

    def through(block: torch.nn.Module, _given: Any, output: Any) -> Any:
        bottleneck = block.get_submodule(_NAME)
        return (bottleneck(output[0]), *output[1:]) if isinstance(output, tuple) else bottleneck(output)

    block.register_forward_hook(through)


def blocks_of(model: torch.nn.Module, head: Sequence[str]) -> list[str]:
    """Full names of the blocks: the items of each list of modules that are all alike, outside the head and no block."""

    def below(module: torch.nn.Module, name: str) -> Iterator[str]:
        items = list(module.children())
        alike = isinstance(module, torch.nn.ModuleList) and len({type(one) for one in items}) == 1
        if alike and not isinstance(items[0], torch.nn.ModuleList):
            yield from (f"{name}.{number}" for number in range(len(items)))
            return
        for child, one in module.named_children():
            full = f"{name}.{child}" if name else child
            if not at_or_below(full, head):
                yield from below(one, full)

    return list(below(model, ""))


def widths(model: torch.nn.Module, blocks: Sequence[str], batch: Mapping[str, torch.Tensor]) -> dict[str, int]:
    """Of the blocks that the model asks for this batch, and that give vectors of one width: their widths."""
    found: dict[str, set[int]] = {name: set() for name in blocks}

    def note(name: str) -> Callable[..., None]:
        def hook(_block: torch.nn.Module, _given: Any, output: Any) -> None:
            first = output[0] if isinstance(output, tuple) else output
            vectors = isinstance(first, torch.Tensor) and first.is_floating_point() and first.dim() == 3
            found[name].add(first.shape[-1] if vectors else 0)

        return hook

    handles = [model.get_submodule(name).register_forward_hook(note(name)) for name in blocks]
    training = model.training
    model.eval()
    try:
        with torch.no_grad():
            model(**batch)
    finally:
        model.train(training)
        for handle in handles:
            handle.remove()
    return {name: next(iter(of)) for name, of in found.items() if len(of) == 1 and 0 not in of}


def with_bottlenecks(model: Any, head: Sequence[str]) -> TrainedPart:
    """The model, of which the bottlenecks that it has and the head are trained."""
    for name, parameter in model.named_parameters():
        parameter.requires_grad = at_or_below(name, head) or f".{_NAME}." in name
    return TrainedPart(model)
