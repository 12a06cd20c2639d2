"""The base model of a tuning run: checked before it is loaded, in FP32 whatever it was saved in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .events import Events
from .failures import RuntimeFailure
from .predictors import first_line, is_out_of_memory, tell_padding
from .pretrained import check_pretrained, refuse_more_than_stored

if TYPE_CHECKING:
    from transformers import PreTrainedModel

    from .tasks import Task
    from .tasks.task import Batch

_FLOATS = frozenset({"F64", "F32", "BF16", "F16"})


@dataclass(frozen=True)
class Base:
    model: PreTrainedModel
    """In FP32, or where it stays frozen, as it was saved."""

    head: list[str]
    """Names of the modules that the task trains whatever the method: its head, and what starts random."""

    directory: Path

    probe: Callable[[Sequence[int]], Batch]
    """A batch of made-up examples of so many words, without labels."""

    spared: list[str] = field(default_factory=list)
    """Names of the modules that an adapter leaves alone: what writes words is often what reads them, too."""


def check_base(base: Path) -> None:
    """Raises RuntimeFailure `configuration` for what can be known without loading it."""
    if not (base / "config.json").is_file() or not list(base.glob("*.safetensors")):
        raise RuntimeFailure(
            "configuration",
            f"{base}: config.json or *.safetensors is missing",
            "Give a base model directory with safetensors weights; pickled weights are not read.",
        )
    check_pretrained(base)


def saved_as(base: Path) -> frozenset[str]:
    """In which types weights of the base were saved (`F32`, `BF16`).

    RuntimeFailure `configuration` names a broken file.
    """
    from safetensors import SafetensorError, safe_open

    kinds: set[str] = set()
    for path in sorted(base.glob("*.safetensors")):
        try:
            with safe_open(path, framework="numpy") as file:
                kinds |= {file.get_slice(name).get_dtype() for name in file.keys()}  # noqa: SIM118 (no dict)
        except (SafetensorError, OSError) as cause:
            raise RuntimeFailure(
                "configuration",
                f"{path} is cut off or broken: {first_line(cause)}",
                "Fetch or copy the base model again.",
            ) from cause
    return frozenset(kinds & _FLOATS)


def load_base(
    base: Path, task: Task, labels: Sequence[str], events: Events, as_saved: bool = False, **how: Any
) -> Base:
    """The base with a head for the classes. Weights that start random without being the head are worth a warning.

    In FP32, or `as_saved`, or as `how` tells `from_pretrained`; see `train_in_full`.
    """
    model, random = load_base_weights(base, task, labels, as_saved, **how)
    inputs = task.inputs(base, None)
    if not task.classes:
        return _whole(model, base, random, task, lambda words: task.probe(inputs, words))
    head = head_of(model, random)
    inside = sorted(name for name in random if name.split(".")[0] == model.base_model_prefix)
    if inside:
        events.warning(
            f"{base}: {len(inside)} weights are missing and start random: {', '.join(inside[:3])}",
            "Give the whole base model, unless these belong to a part that it never had.",
        )
    return Base(model, head, base, lambda words: task.probe(inputs, words))


def _whole(
    model: PreTrainedModel, base: Path, random: set[str], task: Task, probe: Callable[[Sequence[int]], Batch]
) -> Base:
    """A base that is the task's model already: nothing of it may start random."""
    if random:
        raise RuntimeFailure(
            "configuration",
            f"{base} is no whole model for {task.name}: its weights lack {', '.join(sorted(random)[:3])}",
            "Give a base that was trained to write texts, with its language-model head.",
        )
    # What its makers recommend is kept as they wrote it; a setting that contradicts another could not be saved.
    from transformers import GenerationConfig

    model.generation_config = GenerationConfig.from_model_config(model.config)
    return _writer(model, base, probe)


def prepared(model: PreTrainedModel, base: Path, task: Task, head: list[str]) -> Base:
    """Of a model that was made as the base's config says, whose numbers are elsewhere; `head` is that of those."""
    inputs = task.inputs(base, None)
    if not task.classes:
        return _writer(model, base, lambda words: task.probe(inputs, words))
    tell_padding(model, base, task)
    return Base(model, head, base, lambda words: task.probe(inputs, words))


def _writer(model: PreTrainedModel, base: Path, probe: Callable[[Sequence[int]], Batch]) -> Base:
    model.config.use_cache = False
    output = model.get_output_embeddings()
    return Base(model, [], base, probe, [name for name, module in model.named_modules() if module is output])


def train_in_full(model: Any) -> None:
    """What is trained becomes FP32: half precision loses most of the small steps that tuning takes."""
    for parameter in model.parameters():
        if parameter.requires_grad:
            parameter.data = parameter.data.float()


def head_of(model: PreTrainedModel, random: set[str]) -> list[str]:
    """The modules that carry the task: those outside the base model, and those whose weights start random.

    `random` is what the loader did not find (`missing_keys`) or found for other classes (`mismatched_keys`). The names
    of heads differ (pre_classifier and classifier, pooler, classification_head, logits_proj): none is guessed.
    """
    whole = model.base_model is model
    outside = [
        name
        for name, module in model.named_children()
        if not whole and name != model.base_model_prefix and any(True for _ in module.parameters())
    ]
    owners = {name.rpartition(".")[0] or name for name in random}
    inside = sorted(owner for owner in owners if owner.split(".")[0] not in outside)
    return [*outside, *(owner for owner in inside if not any(owner.startswith(f"{other}.") for other in inside))]


def load_base_weights(
    base: Path, task: Task, labels: Sequence[str], as_saved: bool = False, **how: Any
) -> tuple[PreTrainedModel, set[str]]:
    """The base with a head for the classes, in FP32 or `as_saved`, and the names of the weights that start random."""
    import torch

    check_pretrained(base)
    try:
        refuse_more_than_stored(base, task, len(labels) if task.classes else None)
        model, info = task.auto_class().from_pretrained(
            base,
            **task.load_options(labels),
            **{"dtype": "auto" if as_saved else torch.float32, **how},
            local_files_only=True,
            trust_remote_code=False,
            use_safetensors=True,
            # A base that is itself a classifier has a head for its own classes: it gets a new one.
            ignore_mismatched_sizes=True,
            output_loading_info=True,
        )
    except RuntimeFailure:
        raise
    except Exception as cause:  # transformers raises many kinds for a broken directory
        if is_out_of_memory(cause):
            raise
        raise RuntimeFailure(
            "configuration",
            f"{base} is no loadable base for {task.name}: {first_line(cause)}",
            "Give the directory of a Hugging Face model with config.json and safetensors weights.",
        ) from cause
    if task.classes:
        tell_padding(model, base, task)
    return model, {*info["missing_keys"], *(str(entry[0]) for entry in info["mismatched_keys"])}
