"""A model of which every rank holds a part (FSDP2 of PyTorch).

Of each of its blocks the weights, their gradients and what the optimizer knows of them are divided by rows, and a block
is put together only while it computes. Accelerate does the same on GPUs alone: here what runs on GPUs is what the tests
run on CPUs. The first rank reads the base and gives each block away as it divides it, so that a host holds one whole
model for a moment, and not one for each rank. A checkpoint is a file of each rank, so that none waits for a whole model
to be gathered.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import distributed
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.fsdp import FSDPModule, fully_shard
from torch.distributed.tensor import DTensor
from transformers import AutoConfig

from ..base import Base, prepared
from ..failures import RuntimeFailure
from ..files import sha256_of_json

if TYPE_CHECKING:
    from ..ranks import Rank
    from ..tasks import Task


def load_on_first(rank: Rank, directory: Path, task: Task, labels: Sequence[str], load: Callable[[], Base]) -> Base:
    """The base, with its numbers on the first rank alone; the others get theirs when it is divided.

    Their tensors are all zeros, for which memory is taken only once something else is written there.
    """
    base = load() if rank.number == 0 else None
    head = json.loads(_told_by_first(json.dumps([] if base is None else base.head).encode()))
    return base or _without_numbers(directory, task, labels, head)


def _without_numbers(directory: Path, task: Task, labels: Sequence[str], head: list[str]) -> Base:
    options = task.load_options(labels)
    config = AutoConfig.from_pretrained(directory, local_files_only=True, trust_remote_code=False, **options)
    config.dtype = torch.float32
    with torch.device("meta"):
        model = task.auto_class().from_config(config, trust_remote_code=False)
    made: dict[int, torch.Tensor] = {}
    for module in model.modules():
        for tensors in (module._parameters, module._buffers):
            for name, one in tensors.items():
                if one is None:
                    continue
                # What two modules share, they share afterwards.
                if id(one) not in made:
                    # Those of PyTorch are written, and so take memory at once.
                    size = one.numel() * one.element_size()
                    zeros = torch.from_numpy(np.zeros(size, np.uint8)).view(one.dtype).reshape(one.shape)
                    made[id(one)] = torch.nn.Parameter(zeros) if isinstance(one, torch.nn.Parameter) else zeros
                tensors[name] = made[id(one)]
    model.eval()
    return prepared(model, directory, task, head)


def _told_by_first(said: bytes) -> bytes:
    size = torch.tensor(len(said))
    distributed.broadcast(size, 0)
    told = torch.zeros(int(size), dtype=torch.uint8)
    if distributed.get_rank() == 0:
        told = torch.frombuffer(bytearray(said), dtype=torch.uint8)
    distributed.broadcast(told, 0)
    return bytes(told.tolist())


def _take_numbers_of_first(module: torch.nn.Module) -> None:
    """Of what is not divided yet. All ranks have it in the same order, as they made it in the same way."""
    for value in (*module.parameters(), *module.buffers()):
        if isinstance(value, DTensor) or value.numel() == 0:
            continue
        told = value.detach().contiguous()
        distributed.broadcast(told.view(-1).view(torch.uint8), 0)
        if distributed.get_rank() != 0 and told.data_ptr() != value.data_ptr():
            value.detach().copy_(told)


def _refuse_unlike(model: torch.nn.Module, rank: Rank) -> None:
    """Numbers that went to another tensor would be trained on without a word."""
    tensors = (*model.named_parameters(), *model.named_buffers())
    shapes = [[name, list(value.shape), str(value.dtype)] for name, value in tensors]
    told = int(sha256_of_json(shapes)[:12], 16)
    if rank.most(told) != rank.least(told):
        raise RuntimeFailure(
            "crashed",
            "the ranks did not make the same model of the base",
            "Please report it, with the base's config.json; finetune.distributed.strategy: ddp works meanwhile.",
        )


def shard(model: torch.nn.Module, rank: Rank) -> None:
    """Divides a model in place, block by block and then what is left of it; it is that of the first rank."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    mesh = init_device_mesh(device, (rank.count,))
    _refuse_unlike(model, rank)
    for part in (*blocks_of(model), model):
        _take_numbers_of_first(part)
        fully_shard(part, mesh=mesh)
    # The Trainer then leaves it to itself: it is neither moved nor wrapped.
    plain = model.get_base_model() if hasattr(model, "get_base_model") else model
    plain._is_distributed_loading_by_transformers = True  # type: ignore[assignment]


def blocks_of(model: torch.nn.Module) -> list[torch.nn.Module]:
    """The layers that a model is a stack of: what its lists hold, without the lists inside of them."""
    found: list[tuple[str, torch.nn.Module]] = []
    for name, module in model.named_modules():
        if not isinstance(module, torch.nn.ModuleList) or any(name.startswith(f"{outer}.") for outer, _ in found):
            continue
        found += [(f"{name}.{number}", layer) for number, layer in enumerate(module)]
    return [layer for _, layer in found if any(True for _ in layer.parameters())]


@contextmanager
def reduced_later(model: Any) -> Iterator[None]:
    """Gradients of this batch stay with the rank, to be summed over all with those of the step's last one."""
    model.set_requires_gradient_sync(False)
    try:
        yield
    finally:
        model.set_requires_gradient_sync(True)


def norm_of_all(norm: Any) -> Any:
    return norm.full_tensor() if isinstance(norm, DTensor) else norm


def save_part(model: torch.nn.Module, optimizer: Any, directory: Path, rank: Rank) -> None:
    """What this rank has of the weights that are trained, and of the optimizer."""
    _divide_again(model)
    directory.mkdir(parents=True, exist_ok=True)
    weights = {name: _part(value.detach()) for name, value in _trained(model)}
    state = optimizer.state_dict()
    known = {number: _each(_part, values) for number, values in state["state"].items()}
    torch.save({"weights": weights, "optimizer": {**state, "state": known}}, _file(directory, rank))


def load_weights(model: torch.nn.Module, directory: Path, rank: Rank) -> None:
    saved = torch.load(_file(directory, rank), map_location="cpu", weights_only=True)["weights"]
    with torch.no_grad():
        for name, value in _trained(model):
            _part(value).copy_(saved[name])


def load_optimizer(optimizer: Any, directory: Path, rank: Rank) -> None:
    saved = torch.load(_file(directory, rank), map_location="cpu", weights_only=True)["optimizer"]
    trained = [parameter for group in optimizer.param_groups for parameter in group["params"]]
    for number, values in saved["state"].items():
        saved["state"][number] = _each(_like(trained[number]), values)
    optimizer.load_state_dict(saved)


def whole_weights(model: torch.nn.Module, *, kept: bool) -> dict[str, torch.Tensor]:
    """All weights, put together by all ranks one after the other; on the ranks that do not keep them, none."""
    _divide_again(model)
    weights = {}
    for name, value in model.state_dict().items():
        whole = norm_of_all(value).cpu()
        if kept:
            weights[name] = whole.clone()
    return weights


def _divide_again(model: torch.nn.Module) -> None:
    """What is left of a model stays together after it was asked something, until it is trained on."""
    for module in model.modules():
        if isinstance(module, FSDPModule):
            module.reshard()


def _trained(model: torch.nn.Module) -> list[tuple[str, torch.Tensor]]:
    return [(name, value) for name, value in model.named_parameters() if value.requires_grad]


def _part(value: torch.Tensor) -> torch.Tensor:
    return value.to_local() if isinstance(value, DTensor) else value


def _each(of: Callable[[torch.Tensor], torch.Tensor], values: dict[str, Any]) -> dict[str, Any]:
    return {name: of(value) if isinstance(value, torch.Tensor) else value for name, value in values.items()}


def _like(parameter: torch.Tensor) -> Callable[[torch.Tensor], torch.Tensor]:
    """What the optimizer knows of each weight is divided as the weights are; a count of steps is not."""

    def like(value: torch.Tensor) -> torch.Tensor:
        if not isinstance(parameter, DTensor) or value.shape != parameter.to_local().shape:
            return value
        return DTensor.from_local(
            value.to(parameter.to_local().device),
            parameter.device_mesh,
            parameter.placements,
            run_check=False,
            shape=parameter.shape,
            stride=parameter.stride(),
        )

    return like


def _file(directory: Path, rank: Rank) -> Path:
    return directory / f"part-{rank.number}.pt"
