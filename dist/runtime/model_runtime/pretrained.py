"""A directory for transformers, made by a stranger: what its config.json may make the library do, or take."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .failures import RuntimeFailure
from .reading import read_json

if TYPE_CHECKING:
    from .tasks import Task

CONFIG_FILE = "config.json"
_INDEX_FILE = "model.safetensors.index.json"
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*\.safetensors")
# Each of these makes the library fetch, import or read something else than the weights in the directory.
_ELSEWHERE = frozenset({"quantization_config", "transformers_weights", "use_pretrained_backbone", "use_kernels"})
_ATTENTION = frozenset({"attn_implementation", "_attn_implementation", "_attn_implementation_internal"})
_KNOWN_ATTENTION = ("eager", "sdpa")
# Python objects are made for each of these, before any weight is.
_COUNTED = re.compile(r"(layers?|depths?|blocks?|experts?|stages?|stacks?|hops?|groups?|repeats?)$")
_MOST_COUNTED = 4096
# Together in one list: depths of stages, or numbers of layers, which 100 layers add up to 4,950.
_MOST_LISTED = 8192
_LONGEST_LIST = 4096
_DEEPEST = 16
# What a model may have beside what its files hold: a new head, tables of positions, and weights that start random.
_BESIDE = 100_000_000


def check_pretrained(directory: Path) -> None:
    """RuntimeFailure `configuration` for what can be known without PyTorch."""
    if (directory / "adapter_config.json").exists():
        # transformers would load the model that this file names, from wherever that is.
        raise RuntimeFailure(
            "configuration",
            f"{directory} holds an adapter_config.json, and is asked to be a whole model",
            "Give the merged model, or the adapter with its base model and its model.json.",
        )
    path = directory / CONFIG_FILE
    for key, value in _settings(read_json(path, required=True), path):
        refused = (
            (key in _ELSEWHERE and value)
            or (key in _ATTENTION and value is not None and value not in _KNOWN_ATTENTION)
            or (_COUNTED.search(key) and isinstance(value, int) and value > _MOST_COUNTED)
            or (_COUNTED.search(key) and isinstance(value, list) and _total(value) > _MOST_LISTED)
        )
        if refused:
            raise RuntimeFailure(
                "configuration", f"{path}: {key} {value!r:.80} is not taken", "Remove it, or use another base model."
            )
    index = read_json(directory / _INDEX_FILE, required=False)
    names = index.get("weight_map") or {}
    for name in set(names.values()) if isinstance(names, dict) and all(map(_is_name, names.values())) else {""}:
        if not (directory / name).is_file() or not name:
            raise RuntimeFailure(
                "configuration",
                f"{directory / _INDEX_FILE} names a file that is not beside it: {name[:80]!r}",
                "Fetch or copy the whole model again.",
            )
    for weights in directory.glob("*.safetensors"):
        if weights.is_symlink() or not weights.is_file():
            raise RuntimeFailure("configuration", f"{weights} is a link, or no file", "Put the file itself there.")


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and _PLAIN_NAME.fullmatch(value) is not None


def _total(values: list[Any]) -> int:
    """Of the numbers in a list, and in the lists in it: each list's numbers count where it stands, too."""
    return sum(_total(one) if isinstance(one, list) else one for one in values if isinstance(one, (int, list)))


def _settings(value: Any, path: Path, key: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Every value with the key that it, or the list that it is in, stands at."""
    if depth > _DEEPEST or (isinstance(value, list) and len(value) > _LONGEST_LIST):
        raise RuntimeFailure("configuration", f"{path}: {key[:80]} is too deep or too long", "Use another base model.")
    yield key, value
    if isinstance(value, list):
        for one in value:
            yield from _settings(one, path, key, depth + 1)
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _settings(one, path, name, depth + 1)


def refuse_more_than_stored(directory: Path, task: Task, classes: int | None) -> None:
    """RuntimeFailure `configuration` where config.json describes a model far larger than its files are.

    All of what the files lack would be made up: a vocabulary of a thousand million takes 500 GB.
    """
    import torch
    import transformers

    stored = sum(_stored_in(path) for path in directory.glob("*.safetensors"))
    head = {} if classes is None else {"num_labels": classes}
    config = transformers.AutoConfig.from_pretrained(directory, **head, local_files_only=True, trust_remote_code=False)
    with torch.random.fork_rng(devices=[]), torch.device("meta"):  # without any storage
        model = task.auto_class().from_config(config, trust_remote_code=False)
    described = sum(tensor.numel() for tensor in (*model.parameters(), *model.buffers()))
    if described > 2 * stored + _BESIDE:
        raise RuntimeFailure(
            "configuration",
            f"{directory / CONFIG_FILE} describes a model of {described} weights, its files hold {stored}",
            "Give the config.json that belongs to these weights.",
        )


def _stored_in(path: Path) -> int:
    from safetensors import safe_open

    with safe_open(path, framework="numpy") as file:
        return sum(math.prod(file.get_slice(name).get_shape()) for name in file.keys())  # noqa: SIM118 (no dict)
