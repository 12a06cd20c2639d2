"""How much memory a training needs, before it begins, and with which settings it would fit.

Its largest step is rehearsed with tensors that have no storage (rehearsal.py): a batch of examples that are all as long
as they may be. No weight is read: a base's config.json is enough.
"""

from __future__ import annotations

import gc
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from .endings import explain
from .environment import free_memory_bytes, own_bytes
from .examples import open_dataset
from .failures import RuntimeFailure
from .methods import method_of
from .precision import Gpu, precision_for, stays_in_half
from .pretrained import CONFIG_FILE, check_pretrained
from .reading import read_json
from .tasks import task_of

if TYPE_CHECKING:
    from .rehearsal import Held

# What PyTorch's kernels and cuBLAS take on a card before there is any tensor.
_CONTEXT_BYTES = 600 << 20
_USUAL_TARGET = 128
_SHORTEST = 32
_MOST_OFFERED = 3
# Of what is estimated, where that was too little.
_LESS = 0.8


@dataclass(frozen=True)
class Card:
    """The GPU that each rank trains on."""

    name: str
    memory_bytes: int
    capability: tuple[int, int]

    @property
    def gpu(self) -> Gpu:
        return Gpu(self.name, self.capability)


@dataclass(frozen=True)
class Plan:
    """A training that may be: the sections of a finetune config, and what it would run on."""

    task: str
    training: Mapping[str, Any]
    max_length: int
    max_target_length: int | None = None
    classes: int = 2
    ranks: int = 1
    """Of this host."""

    all_ranks: int = 1
    strategy: Literal["ddp", "fsdp"] = "ddp"
    asynchronous: bool = True
    """Whether checkpoints are copied before they are written."""

    card: Card | None = None

    @property
    def change(self) -> dict[str, Any]:
        """What of it may be otherwise in order to fit."""
        names = ("batch_size", "gradient_accumulation", "gradient_checkpointing", "method", "precision")
        return {**{name: self.training.get(name) for name in names}, "max_length": self.max_length}


@dataclass(frozen=True)
class Estimate:
    """Bytes. Those of the kinds are of one rank, at the moment when it holds the most."""

    weights: int
    gradients: int
    optimizer: int
    activations: int
    temporary: int

    libraries: int
    """What a process has before there is any tensor: on a GPU its context, else its code."""

    checkpoint: int
    """In the host's memory: the copy that is written while training goes on."""

    ranks: int
    on_gpu: bool

    @property
    def per_rank(self) -> int:
        kinds = self.weights + self.gradients + self.optimizer + self.activations + self.temporary
        return kinds + self.libraries

    @property
    def total(self) -> int:
        """Of all ranks of this host, in the memory that they train in."""
        return self.ranks * self.per_rank + (0 if self.on_gpu else self.checkpoint)

    @property
    def needed(self) -> int:
        """What must be there in one piece: a rank's, of its own card, or the ranks' together, of the host."""
        return self.per_rank if self.on_gpu else self.total

    def told(self) -> dict[str, Any]:
        kinds = ("weights", "gradients", "optimizer", "activations", "temporary", "libraries", "checkpoint")
        return {**{kind: getattr(self, kind) for kind in kinds}, "per_rank": self.per_rank, "total": self.total}


def plan_of(config: Mapping[str, Any]) -> Plan:
    """Of a finetune config, or what a preflight's says of one."""
    launch, card = config.get("launch", {}), config.get("card")
    major, _, minor = ("0.0" if card is None else card.get("compute_capability", "8.0")).partition(".")
    return Plan(
        task=config["task"],
        training=config["training"],
        max_length=config["max_length"],
        max_target_length=config.get("max_target_length"),
        classes=config.get("classes", 2),
        ranks=launch.get("ranks", 1),
        all_ranks=launch.get("ranks", 1) * launch.get("nodes", 1),
        strategy=launch.get("strategy", "ddp"),
        asynchronous=config.get("checkpoints", {}).get("asynchronous", True),
        card=None if card is None else Card(card["name"], card["memory_bytes"], (int(major), int(minor))),
    )


def estimate(plan: Plan, base: Path) -> Estimate:
    """Raises RuntimeFailure `configuration` for a base or settings that cannot be trained at all.

    Raises what transformers and PyTorch do where a model cannot be rehearsed.
    """
    from .rehearsal import Step, rehearsed

    training, task, method = plan.training, task_of(plan.task), method_of(dict(plan.training))
    check_pretrained(base)
    precision = precision_for(training, None if plan.card is None else plan.card.gpu)
    saved = _saved_as(base)
    parted = plan.strategy == "fsdp"
    half = method.may_stay_in_half and not parted and stays_in_half(frozenset({saved}), precision)
    held = rehearsed(
        base,
        task,
        method,
        plan.classes,
        Step(
            batch_size=training["batch_size"],
            accumulates=training["gradient_accumulation"] > 1,
            length=plan.max_length,
            target_length=plan.max_target_length or _USUAL_TARGET,
            precision=precision,
            optimizer=training.get("optimizer", "adamw"),
            checkpointing=bool(training.get("gradient_checkpointing")),
            saved_as=saved if half else None,
            packing=bool(training.get("packing")),
            on_gpu=plan.card is not None,
        ),
    )
    return _of_ranks(held, plan)


def _of_ranks(held: Held, plan: Plan) -> Estimate:
    weights, gradients, optimizer, temporary = held.weights, held.gradients, held.optimizer, held.temporary
    if plan.strategy == "fsdp":
        # Put together for as long as they compute: what is in no block all the time, and a block with the next one.
        loose = weights - sum(held.blocks)
        largest = max(held.blocks, default=0)
        temporary += loose + 3 * largest
        weights, gradients, optimizer = (-(-one // plan.all_ranks) for one in (weights, gradients, optimizer))
    elif plan.all_ranks > 1:
        # What is exchanged is gathered in buffers of its own.
        temporary += held.trained
    copied = plan.asynchronous and plan.strategy != "fsdp"
    return Estimate(
        weights=weights,
        gradients=gradients,
        optimizer=optimizer,
        activations=held.activations,
        temporary=temporary,
        libraries=own_bytes() if plan.card is None else _CONTEXT_BYTES,
        checkpoint=held.trained + held.state if copied else 0,
        ranks=plan.ranks,
        on_gpu=plan.card is not None,
    )


def _saved_as(base: Path) -> str | None:
    """In which type the base's weights were saved, by its config.json: they may not be here yet."""
    from .base import saved_as

    if list(base.glob("*.safetensors")):
        kinds = saved_as(base)
        return next(iter(kinds)) if len(kinds) == 1 else None
    config = read_json(base / CONFIG_FILE, required=True)
    named = str(config.get("dtype") or config.get("torch_dtype") or "").removeprefix("torch.")
    return {"bfloat16": "BF16", "float16": "F16"}.get(named)


@dataclass(frozen=True)
class Offer:
    """Settings with which a training would fit."""

    change: dict[str, Any]
    settings: str
    """As they are written in model.yml."""

    needed: int

    def told(self) -> dict[str, Any]:
        return {"change": self.change, "settings": self.settings, "needed": self.needed}


Ask = Callable[[Plan], "int | None"]


def offers(plan: Plan, room: int, ask: Ask) -> list[Offer]:
    """The three that cost the least of those that fit into so many bytes; none where nothing does. `ask` says what a
    plan needs; None where a model cannot be trained so.

    The global batch stays as it is, so that steps have the same examples.
    """
    ways, found = list(_ways(plan)), list[Offer]()
    least = ask(replace(ways[-1], training={**ways[-1].training, "batch_size": 1}))
    if least is not None and least > room:
        # The last way needs the least of all.
        return []
    for way in ways:
        fitting = _largest_batch(way, room, ask)
        if fitting is None:
            continue
        changed, needed = fitting
        change = {name: value for name, value in changed.change.items() if value != plan.change[name]}
        if change and all(one.change != change for one in found):
            found.append(Offer(change, in_words(change), needed))
        if len(found) == _MOST_OFFERED:
            break
    return found


def _ways(plan: Plan) -> Iterator[Plan]:
    """What may be changed beside the batch: first what changes no result, then what changes little, then the rest."""
    training = plan.training

    def with_(of: Plan, **changed: Any) -> Plan:
        return replace(of, training={**of.training, **changed})

    yield plan
    again = None
    method = method_of(dict(training))
    if plan.strategy != "fsdp" and method.may_recompute and not training.get("gradient_checkpointing"):
        again = with_(plan, gradient_checkpointing=True)
        yield again
    half = None if plan.card is None or plan.card.capability < (8, 0) else "bf16"
    if half is not None and training.get("precision") == "fp32":
        yield with_(plan, precision=half)
    smallest = again or plan
    if method.lighter is not None:
        yield with_(plan, method=method.lighter)
        smallest = with_(smallest, method=method.lighter)
    length = plan.max_length
    if half is not None and training.get("precision") == "fp32":
        smallest = with_(smallest, precision=half)
    yield smallest
    while length // 2 >= _SHORTEST and task_of(plan.task).content.kind != "image":
        length //= 2
        yield replace(plan, max_length=length)
        yield replace(smallest, max_length=length)


def _largest_batch(plan: Plan, room: int, ask: Ask) -> tuple[Plan, int] | None:
    """With the largest batch that fits, and the accumulation that leaves the global batch as it is."""
    batch, accumulation = plan.training["batch_size"], plan.training["gradient_accumulation"]

    def of(size: int) -> Plan:
        told = {"batch_size": size, "gradient_accumulation": accumulation * (batch // size)}
        return replace(plan, training={**plan.training, **told})

    whole = ask(plan)
    if whole is None or whole <= room or batch == 1:
        return None if whole is None or whole > room else (plan, whole)
    least = ask(of(1))
    if least is None or least > room:
        return None
    # The most of what grows with the batch lies below the line between the two.
    needs = {size: least + (whole - least) * (size - 1) // (batch - 1) for size in range(1, batch) if batch % size == 0}
    largest = max(size for size, needed in needs.items() if needed <= room)
    return of(largest), needs[largest]


def in_words(change: Mapping[str, Any]) -> str:
    """As somebody writes it in model.yml."""
    keys = {
        "batch_size": "finetune.batch-size",
        "gradient_accumulation": "finetune.gradient-accumulation",
        "gradient_checkpointing": "finetune.gradient-checkpointing",
        "method": "finetune.method",
        "precision": "finetune.precision",
        "max_length": "data.max-length",
    }
    shown = {True: "true", False: "false"}
    parts = [f"{keys[name]}: {shown.get(value, value)}" for name, value in change.items() if value is not None]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def judged(
    plan: Plan, base: Path, room: int, failed: bool = False, tell: Callable[[], None] = lambda: None
) -> dict[str, Any]:
    """The contract's `memory_estimate`: what a training needs, and where that is more than the room, what would fit.

    `failed`: it was tried, and memory ran out, so that it needs more than is known here. `tell` is called before each
    rehearsal.
    """

    def ask(one: Plan) -> int | None:
        tell()
        try:
            # The libraries are the same, and this process has grown by its rehearsals.
            return replace(estimate(one, base), libraries=whole.libraries).needed
        except Exception:  # models refuse what they cannot in many kinds
            return None

    tell()
    whole = estimate(plan, base)
    fits = whole.needed <= room and not failed
    if failed:
        # Of what settings can change.
        same = whole.libraries * (1 if whole.on_gpu else whole.ranks)
        room = min(room, same + int(_LESS * (whole.needed - same)))
    found = [] if fits else offers(plan, room, ask)
    return {
        **whole.told(),
        "needed": whole.needed,
        "free": room,
        "fits": fits,
        "would_fit": [one.told() for one in found],
    }


def advice(told: Mapping[str, Any]) -> str:
    """What to do where a training does not fit, as a part of a sentence."""
    found = [f"{one['settings']} ({gib(one['needed'])})" for one in told["would_fit"]]
    if not found:
        return "no settings of finetune make it fit: take a smaller base model, or more memory"
    return f"it would fit with {'; or with '.join(found)}"


def gib(size: int) -> str:
    return f"{size / 2**30:.1f} GiB" if size >= 2**30 else f"{size / 2**20:.0f} MiB"


def with_advice(error: Exception, config: Mapping[str, Any]) -> Exception:
    """Of a finetune job that ran out of memory: the same with settings that need less. Any other as it is."""
    failure = explain(error)
    if failure.code != "out-of-memory":
        return error
    # What the training held, the frames of its error hold, and those of what led to it.
    link: BaseException | None = error
    while link is not None:
        traceback.clear_frames(link.__traceback__)
        link = link.__cause__ or link.__context__
    gc.collect()
    try:
        base = Path(config["paths"]["in"]["base"])
        labels = open_dataset(Path(config["paths"]["in"]["data"])).labels
        card = _card_of_job()
        plan = replace(plan_of(config), classes=max(1, len(labels)), card=card)
        room = free_memory_bytes() + own_bytes() if card is None else card.memory_bytes
        told = judged(plan, base, room, failed=True)
    except Exception:  # what cannot be rehearsed has the general advice
        return failure
    if not told["would_fit"]:
        return failure
    hint = f"By an estimate, with texts or images as large as they may be, {advice(told)}."
    return RuntimeFailure("out-of-memory", failure.message, hint)


def _card_of_job() -> Card | None:
    import torch

    if not torch.cuda.is_available():
        return None
    torch.cuda.empty_cache()
    smallest = min(range(torch.cuda.device_count()), key=lambda one: torch.cuda.mem_get_info(one)[0])
    free, whole = torch.cuda.mem_get_info(smallest)
    # Its context is in what is estimated, and is there already.
    room = min(whole, free + _CONTEXT_BYTES)
    return Card(torch.cuda.get_device_name(smallest), room, torch.cuda.get_device_capability(smallest))
