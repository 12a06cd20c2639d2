"""A rank: one of the processes that train a model together, and what they tell each other.

Importing it imports no PyTorch: a training of one process needs nothing of it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from . import checkpoints
from .environment import thread_count
from .failures import RuntimeFailure
from .files import sha256_of_json

if TYPE_CHECKING:
    from torch.distributed import Store

# A rank that ends is noticed by its parent, and its connections break: this is for what neither shows. Rank 0 may write
# a large checkpoint while the others wait for it.
_PATIENCE = timedelta(minutes=30)
_ARRIVAL = timedelta(minutes=10)
"""How long the hosts of a training wait for each other."""

_SIGNALS = ("SIGTERM", "SIGINT")


@dataclass(frozen=True)
class Rank:
    """Which of the ranks a process is; without arguments the only one."""

    number: int = 0
    """Among all of them."""

    count: int = 1

    local: int = 0
    """Among those of its host."""

    node: int = 0
    nodes: int = 1

    strategy: Literal["ddp", "fsdp"] = "ddp"
    """Whether each has the whole model, or a part of it."""

    shards: int = 1
    """Ranks that hold one copy of the model between them, and so train on the same examples (tensor parallelism)."""

    @property
    def alone(self) -> bool:
        return self.count == 1

    @property
    def speaks(self) -> bool:
        """Whether it tells the events of its host, and writes its files."""
        return self.local == 0

    @property
    def readers(self) -> int:
        """How many ranks, or groups of them, have examples of their own."""
        return self.count // self.shards

    @property
    def reader(self) -> int:
        return self.number // self.shards

    @property
    def world(self) -> Any:
        """What a checkpoint must have been made with: each host keeps the states of its own ranks."""
        return 1 if self.alone else {"hosts": self.nodes, "ranks of each": self.count // self.nodes}

    def wait_for_all(self) -> None:
        self.least(0)

    def least(self, number: int) -> int:
        """Of a number of every rank."""
        return -self.most(-number)

    def most(self, number: int) -> int:
        if self.alone:
            return number
        import torch
        from torch import distributed

        told = torch.tensor(number)
        distributed.all_reduce(told, distributed.ReduceOp.MAX)
        return int(told)

    def together(
        self, counts: Sequence[float], asked: Sequence[str], save: bool
    ) -> tuple[list[float], str | None, bool]:
        """What is agreed on before each step: what it counts, summed over all, the signal that asked any rank to stop,
        and whether any rank wants a checkpoint after it.

        One exchange for all, between the CPUs: nobody waits for a GPU to end what it does.
        """
        import torch
        from torch import distributed

        flags = [float(name in asked) for name in _SIGNALS]
        told = torch.tensor([float(save), *flags, *counts], dtype=torch.float64)
        distributed.all_reduce(told)
        wanted, *summed = told.tolist()
        signals = [name for name, count in zip(_SIGNALS, summed, strict=False) if count > 0]
        over_all = [count / self.shards for count in summed[len(_SIGNALS) :]]
        return over_all, signals[0] if signals else None, wanted > 0


ALONE = Rank()


@dataclass(frozen=True)
class Meeting:
    """Where the ranks find each other."""

    address: str
    port: int

    listening: int | None
    """The socket of the first host, for its first rank."""


def rank_of(launch: Mapping[str, Any], local: int) -> Rank:
    ranks, nodes, node = launch["ranks"], launch["nodes"], launch["node_rank"]
    shards = launch.get("tensor_parallel", 1)
    return Rank(node * ranks + local, nodes * ranks, local, node, nodes, launch["strategy"], shards)


def environment_of(rank: Rank, meeting: Meeting, launch: Mapping[str, Any]) -> dict[str, str]:
    """What libraries ask the environment for, by the names that torchrun gave them."""
    ranks = launch["ranks"]
    alone_here = rank.nodes == 1 and Path("/sys/class/net/lo").exists()
    return {
        "RANK": str(rank.number),
        "LOCAL_RANK": str(rank.local),
        "GROUP_RANK": str(rank.node),
        "WORLD_SIZE": str(rank.count),
        "LOCAL_WORLD_SIZE": str(ranks),
        "MASTER_ADDR": meeting.address,
        "MASTER_PORT": str(meeting.port),
        # The cores of the job are shared, and more threads than cores wait for each other.
        "OMP_NUM_THREADS": str(max(1, thread_count() // ranks)),
        # DDP says of most models that it need not look for weights that a loss does not reach. Of some it must.
        "TORCH_CPP_LOG_LEVEL": "ERROR",
        # A container may have no other network, and no other host is to reach them.
        **({"GLOO_SOCKET_IFNAME": "lo"} if alone_here else {}),
        **launch.get("environment", {}),
    }


@contextmanager
def joined(rank: Rank, meeting: Meeting, launch: Mapping[str, Any], config: dict[str, Any]) -> Iterator[None]:
    """In its block a rank can speak with the others. RuntimeFailure where they do not come, or train something else."""
    from torch import distributed

    store = _store(rank, meeting)
    _meet(rank, store, meeting, config)
    backend = "gloo" if launch["backend"] == "gloo" else "cpu:gloo,cuda:nccl"
    if launch["backend"] == "nccl":
        import torch

        torch.cuda.set_device(rank.local)
    distributed.init_process_group(
        backend,
        store=distributed.PrefixStore("ranks", store),
        rank=rank.number,
        world_size=rank.count,
        timeout=_PATIENCE,
    )
    yield
    # Not after an error: a group whose connections are broken may wait for them.
    distributed.destroy_process_group()


def _store(rank: Rank, meeting: Meeting) -> Store:
    from torch import distributed

    listening = meeting.listening if rank.number == 0 else None
    try:
        return distributed.TCPStore(
            meeting.address,
            meeting.port,
            rank.count,
            rank.number == 0,
            timeout=_ARRIVAL,
            wait_for_workers=False,
            **({} if listening is None else {"master_listen_fd": listening}),
        )
    except distributed.DistError as cause:
        raise RuntimeFailure(
            "preflight",
            f"the first host of the training does not answer at {meeting.address}:{meeting.port}",
            "Start the same training there with node rank 0, and let this host reach that port.",
        ) from cause


def _meet(rank: Rank, store: Store, meeting: Meeting, config: dict[str, Any]) -> None:
    """Waits for the ranks of all hosts, and refuses one that was told to train something else."""
    from torch import distributed

    if rank.nodes == 1:
        return
    told = sha256_of_json(config)
    names, seen = ([f"{what}/{number}" for number in range(rank.count)] for what in ("came", "seen"))
    store.set(names[rank.number], told)
    try:
        store.wait(names, _ARRIVAL)
        others = {name.decode() for name in store.multi_get(names)}
        # The first rank has the store, and what it says is lost with it.
        store.set(seen[rank.number], "")
        if rank.number == 0:
            store.wait(seen, _ARRIVAL)
    except distributed.DistError as cause:
        absent = [number for number, name in enumerate(names) if not store.check([name])]
        hosts = sorted({number // (rank.count // rank.nodes) for number in absent})
        raise RuntimeFailure(
            "preflight",
            f"{len(absent)} of {rank.count} ranks did not come to {meeting.address}:{meeting.port} within "
            f"{int(_ARRIVAL.total_seconds()) // 60} minutes: those of node {', '.join(map(str, hosts))}",
            "Start the same training on every host, each with a node rank and a MODEL_ACTIONS_HOME of its own.",
        ) from cause
    if len(others) > 1:
        raise RuntimeFailure(
            "configuration",
            "the hosts of this training were not told to train the same",
            "Give every host the same model.yml.",
        )


def save_on_each_host(rank: Rank, model: Any) -> None:
    """Where there are several: transformers writes weights on the first host alone."""
    if rank.nodes > 1:
        model.should_save_on_this_rank = lambda is_main_process: is_main_process


def newest_of_all(rank: Rank, root: Path, identity: dict[str, Any]) -> checkpoints.Checkpoint | None:
    """The newest checkpoint that is whole on every host: each has its own, and one may have been killed in the last."""
    if rank.alone:
        return checkpoints.newest_whole(root, identity)
    told = int(sha256_of_json(identity)[:12], 16)
    if rank.most(told) != rank.least(told):
        raise RuntimeFailure(
            "configuration",
            "the hosts of this training do not have the same data and base model",
            "Prepare the same files with the same model.yml on every host.",
        )
    at_most = None
    while True:
        # Reading a checkpoint for its digests takes time: one rank of each host does it.
        found = checkpoints.newest_whole(root, identity, at_most) if rank.speaks else None
        step = 0 if found is None else found.step
        newest = rank.most(step)
        oldest = rank.least(step if rank.speaks else newest)
        if oldest in (0, newest):
            break
        at_most = oldest
    if oldest == 0:
        return None
    return found or checkpoints.Checkpoint(oldest, root / f"step-{oldest}", {})


def settle_environment(values: Mapping[str, str]) -> None:
    """Before anything that reads it is imported."""
    os.environ.update(values)
