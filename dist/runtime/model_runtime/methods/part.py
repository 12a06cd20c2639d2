"""A part of a model is trained, and the rest stays as it is. Importing it imports PyTorch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MethodType
from typing import Any

import torch
from torch.nn.modules.batchnorm import _BatchNorm
from torch.nn.modules.module import _IncompatibleKeys


def frozen_norms(model: torch.nn.Module) -> Iterator[torch.nn.Module]:
    """What is frozen must not learn the means of the batches either: nothing that is saved of a part has them."""
    for module in model.modules():
        if isinstance(module, _BatchNorm) and not any(one.requires_grad for one in module.parameters()):
            yield module


def hold_norms(model: torch.nn.Module) -> None:
    """The frozen ones answer as they did, also while the model trains."""
    for module in frozen_norms(model):
        module.eval()
        module.train = MethodType(_stays, module)  # type: ignore[method-assign]


def _stays(module: torch.nn.Module, mode: bool = True) -> torch.nn.Module:
    return module


class TrainedPart(torch.nn.Module):
    """A model of which a part has `requires_grad`: its state is that part, as a checkpoint need not hold the rest."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.tuned = model

    def forward(self, *given: Any, **named: Any) -> Any:
        return self.tuned(*given, **named)

    def __getattr__(self, name: str) -> Any:
        try:
            return super().__getattr__(name)
        except AttributeError:
            if name == "tuned":
                raise
            return getattr(self.tuned, name)

    def get_base_model(self) -> Any:
        return self.tuned.get_base_model() if hasattr(self.tuned, "get_base_model") else self.tuned

    def train(self, mode: bool = True) -> TrainedPart:
        super().train(mode)
        for module in frozen_norms(self.tuned):
            module.eval()
        return self

    def trained(self) -> dict[str, torch.Tensor]:
        """By the names that they have in the model."""
        return {name: one for name, one in self.tuned.named_parameters() if one.requires_grad}

    def state_dict(self, *given: Any, **named: Any) -> dict[str, Any]:
        names = {f"tuned.{name}" for name in self.trained()}
        return {name: one for name, one in super().state_dict(*given, **named).items() if name in names}

    def load_state_dict(self, state_dict: Mapping[str, Any], strict: bool = True, assign: bool = False) -> Any:
        there = self.state_dict().keys()
        missing, unexpected = sorted(there - state_dict.keys()), sorted(state_dict.keys() - there)
        if strict and (missing or unexpected):
            raise RuntimeError(f"missing: {missing}, unexpected: {unexpected}")
        super().load_state_dict({name: state_dict[name] for name in there & state_dict.keys()}, False, assign)
        return _IncompatibleKeys(missing, unexpected)
