"""model.json: what the makers of a model say about it, so that whoever runs it guesses nothing from file names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from .failures import RuntimeFailure
from .reading import read_json

MANIFEST_FILE = "model.json"
Format = Literal["safetensors", "onnx", "adapter"]
Engine = Literal["pytorch", "onnxruntime"]


@dataclass(frozen=True)
class Manifest:
    """What a runtime needs of model.json; the file says more (`src/model/types.ts`)."""

    name: str
    version: str
    format: Format
    engine: Engine
    max_length: int
    """Texts are cut to this many tokens, as in training and evaluation."""
    max_batch: int
    """Examples that may share a batch without changing each other's answers."""
    columns: tuple[str, ...] = ()
    """Of a text: the column that it was, or those that it was made of (row_text.py); none where nothing says it."""


def read_manifest(model_dir: str | Path) -> Manifest | None:
    """None where there is no model.json; RuntimeFailure `configuration` with file and key where it says nonsense."""
    path = Path(model_dir) / MANIFEST_FILE
    if not path.is_file():
        return None
    said = read_json(path, required=True)
    if said.get("schema") != 1:
        raise _fault(path, "schema", said.get("schema"), "1")
    return Manifest(
        name=_text(said, "name", path),
        version=_text(said, "version", path),
        format=_one_of(said, "format", get_args(Format), path),
        engine=_one_of(said, "engine", get_args(Engine), path),
        max_length=_count(said, "maxLength", path),
        max_batch=_count(said, "maxBatch", path),
        columns=_names(said, "columns", path),
    )


def _text(said: dict[str, Any], key: str, path: Path) -> str:
    value = said.get(key)
    if not isinstance(value, str) or not value:
        raise _fault(path, key, value, "a text")
    return value


def _one_of(said: dict[str, Any], key: str, known: tuple[Any, ...], path: Path) -> Any:
    value = said.get(key)
    if value not in known:
        raise _fault(path, key, value, " or ".join(known))
    return value


def _names(said: dict[str, Any], key: str, path: Path) -> tuple[str, ...]:
    value = said.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise _fault(path, key, value, "a list of names")
    return tuple(value)


def _count(said: dict[str, Any], key: str, path: Path) -> int:
    value = said.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise _fault(path, key, value, "a whole number from 1")
    return value


def _fault(path: Path, key: str, value: object, expected: str) -> RuntimeFailure:
    return RuntimeFailure(
        "configuration", f"{path}: {key} is {value!r}, expected {expected}", "Run the stage that made this model again."
    )
