"""The examples of a prepared dataset: Arrow files, memory-mapped, beside dataset.json."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .failures import RuntimeFailure
from .inputs import read_json


@dataclass(frozen=True)
class Split:
    """One split's columns, of equal length. `inputs` are str (texts) or bytes (image files)."""

    ids: list[str]
    inputs: list[Any]
    labels: list[str]
    clusters: list[str] | None


def dataset_labels(directory: Path) -> list[str]:
    """Class names of a prepared dataset, from dataset.json."""
    labels = read_json(directory / "dataset.json", required=True).get("labels")
    if not isinstance(labels, list) or not labels or not all(isinstance(label, str) and label for label in labels):
        raise RuntimeFailure(
            "data", f"{directory / 'dataset.json'} names no classes (labels)", "Prepare the data again."
        )
    return labels


def read_split(directory: Path, name: str) -> Split:
    """Reads `<name>.arrow` with the columns id, input, label and, where examples belong together, cluster."""
    import pyarrow as pa

    path = directory / f"{name}.arrow"
    try:
        with pa.memory_map(str(path)) as source:
            table = pa.ipc.open_file(source).read_all()
    except (OSError, pa.ArrowInvalid) as cause:
        raise RuntimeFailure("data", f"{path} cannot be read: {cause}", "Prepare the data again.") from cause
    missing = {"id", "input", "label"} - set(table.column_names)
    if missing:
        raise RuntimeFailure(
            "data", f"{path} lacks the columns {', '.join(sorted(missing))}", "Prepare the data again."
        )
    if table.num_rows == 0:
        raise RuntimeFailure("data", f"{path} holds no examples", "Give a test file, or a larger test share.")
    ids: list[str] = table["id"].to_pylist()
    if len(set(ids)) != len(ids):
        raise RuntimeFailure("data", f"{path}: ids are not distinct", "Prepare the data again.")
    clusters = table["cluster"].to_pylist() if "cluster" in table.column_names else None
    return Split(ids, table["input"].to_pylist(), table["label"].to_pylist(), clusters)


def same_labels(which: str, found: Sequence[str], wanted: Sequence[str]) -> None:
    """Classes are matched by name; their order is free. RuntimeFailure `data` says which are missing or unknown."""
    missing, extra = sorted(set(wanted) - set(found)), sorted(set(found) - set(wanted))
    if missing or extra:
        told = [f"lacks {', '.join(missing)}"] if missing else []
        told += [f"has {', '.join(extra)}, which the data lacks"] if extra else []
        raise RuntimeFailure(
            "data",
            f"the classes of the {which} differ from the data's: it {' and '.join(told)}",
            "Use a model trained on the same classes.",
        )
