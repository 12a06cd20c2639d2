"""A tuning that goes on from a model of before: its weights in the place of the base, its head for these classes."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import ranks
from .base import load_base_weights
from .failures import RuntimeFailure
from .files import directory_whole
from .predictors import labels_of
from .reading import copy_regular

if TYPE_CHECKING:
    from .tasks import Task

# What the weights are written with, and what says of the model of before how it lies there.
_WRITTEN_ANEW = frozenset({"config.json", "model.json", "adapter_config.json", "model.safetensors.index.json"})
# As transformers begins weights where a config does not say otherwise.
_USUAL_SPREAD = 0.02


def changed_classes(before: Path, labels: Sequence[str]) -> dict[str, list[str]]:
    """The classes that a model of before lacks, and those that it has and the data does not."""
    theirs = labels_of(before)
    return {
        "added_labels": [label for label in labels if label not in theirs],
        "removed_labels": [label for label in theirs if label not in labels],
    }


def needs_making(before: Path, task: Task, labels: Sequence[str]) -> bool:
    """Whether a model of before is no base as it lies there."""
    return _is_adapter(before) or (task.classes and labels_of(before) != list(labels))


def make_start(
    before: Path, base: Path, task: Task, labels: Sequence[str], seed: int, rank: ranks.Rank, into: Path
) -> None:
    """Writes the directory that a tuning starts from.

    An adapter is merged into its `base`. Of a classifier each class that it knew keeps what it learnt of it, wherever
    the class now stands; a new class starts random, and what was learnt of one that is gone goes with it.
    """
    model = _whole_model(before, base, task)
    if task.classes:
        old = labels_of(before)
        if old != list(labels):
            _put_classes(model, task, old, list(labels), seed)
    ranks.save_on_each_host(rank, model)
    with directory_whole(into) as directory:
        model.save_pretrained(directory)
        for path in sorted(before.iterdir()):
            if path.name not in _WRITTEN_ANEW and path.suffix != ".safetensors":
                copy_regular(path, directory / path.name)
        task.leave(base if _is_adapter(before) else before, directory)


def _is_adapter(directory: Path) -> bool:
    return (directory / "adapter_config.json").is_file()


def _whole_model(before: Path, base: Path, task: Task) -> Any:
    if not _is_adapter(before):
        model, random = load_base_weights(before, task, labels_of(before) if task.classes else ())
        if random:
            raise RuntimeFailure(
                "configuration",
                f"{before} lacks weights of its model: {', '.join(sorted(random)[:3])}",
                "Name another result by finetune.from, or fine-tune that one again.",
            )
        return model
    from .methods import adapter

    kind = adapter.kind_in(before)
    if kind not in adapter.MERGED_KINDS:
        raise RuntimeFailure(
            "configuration",
            f"finetune.from: its result is an adapter ({kind}) that cannot be merged into the base model, and so is no "
            "model to start from",
            "Name a result of the methods full, lora or qlora, or remove finetune.from.",
        )
    return adapter.load(before, base, task)


def _put_classes(model: Any, task: Task, old: list[str], new: list[str], seed: int) -> None:
    """Gives the head the classes `new` in their order."""
    import torch

    draws = torch.Generator().manual_seed(seed)
    spread = getattr(model.config.get_text_config(), "initializer_range", None) or _USUAL_SPREAD
    place = {label: index for index, label in enumerate(old)}
    for name in _rows_of_classes(model.config, task, old):
        owner, _, leaf = name.rpartition(".")
        module = model.get_submodule(owner)
        before = getattr(module, leaf).data
        rows = torch.zeros(len(new), *before.shape[1:], dtype=before.dtype)
        for index, label in enumerate(new):
            if label in place:
                rows[index] = before[place[label]]
            elif before.ndim > 1:
                rows[index].normal_(0.0, spread, generator=draws)
        setattr(module, leaf, torch.nn.Parameter(rows))
        if hasattr(module, "out_features"):
            module.out_features = len(new)
    model.config.id2label = dict(enumerate(new))
    model.config.label2id = {label: index for index, label in enumerate(new)}
    if hasattr(model, "num_labels"):
        model.num_labels = len(new)


def _rows_of_classes(config: Any, task: Task, labels: list[str]) -> list[str]:
    """The weights that have a row for each class: the names of heads differ, and none is guessed."""
    import torch

    def shapes(count: int) -> dict[str, torch.Size]:
        with_so_many = copy.deepcopy(config)
        with_so_many.id2label = {index: f"class {index}" for index in range(count)}
        with_so_many.label2id = {f"class {index}": index for index in range(count)}
        with torch.random.fork_rng(devices=[]), torch.device("meta"):
            model = task.auto_class().from_config(with_so_many, trust_remote_code=False)
        return {name: one.shape for name, one in model.named_parameters()}

    ours, more = shapes(len(labels)), shapes(len(labels) + 1)
    found = [name for name, shape in ours.items() if more[name] != shape]
    if not found or any(ours[name][0] != len(labels) or ours[name][1:] != more[name][1:] for name in found):
        raise RuntimeFailure(
            "configuration",
            f"finetune.from: of a {config.model_type} it is not known where its head has its classes, and the data has "
            "others",
            "Remove finetune.from for this change of classes.",
        )
    return found
