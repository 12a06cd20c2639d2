"""The examples of a prepared dataset: Arrow files, memory-mapped, beside dataset.json."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from .failures import RuntimeFailure
from .files import sha256_of_file, sha256_of_json
from .reading import read_json
from .tabular import RowForm, form_of

# Of a base model, what its tokenizer and its chat template are in.
_SMALL_FILES = (".json", ".jinja", ".txt", ".model")
# Rows that are read at a time: images are some hundred kilobytes each.
_PIECE = 256


@dataclass(frozen=True)
class Row:
    """One example; `input` is a text, or the bytes of an image file."""

    id: str
    input: Any
    label: str | None = None
    cluster: str | None = None
    slice: dict[str, str | None] | None = None
    name: str | None = None
    """The path of an image, relative to the data file."""
    target: str | None = None
    """The text that is to be written, of a task without classes."""


class Place(NamedTuple):
    """An example of the training, and the epoch in which it is read."""

    index: int
    epoch: int


class Split(Sequence[Row]):
    """One split. A row is read from the file when it is asked for, so memory does not grow with the split."""

    def __init__(self, directory: Path, name: str) -> None:
        """Opens `<name>.arrow` with the columns id, input, label or target and, where known, cluster and slice.

        Answers are told apart by the ids of the test, so those are looked at; of training examples there are too many.
        """
        import pyarrow as pa
        import pyarrow.compute as pc

        path = directory / f"{name}.arrow"
        try:
            # The table's buffers keep the map open.
            table = pa.ipc.open_file(pa.memory_map(str(path))).read_all()
        except (OSError, pa.ArrowInvalid) as cause:
            raise RuntimeFailure("data", f"{path} cannot be read: {cause}", "Prepare the data again.") from cause
        truth = "target" if "target" in table.column_names else "label"
        missing = {"id", "input", truth} - set(table.column_names)
        if missing:
            raise RuntimeFailure(
                "data", f"{path} lacks the columns {', '.join(sorted(missing))}", "Prepare the data again."
            )
        if name == "test" and table.num_rows and pc.count_distinct(table["id"]).as_py() != table.num_rows:
            raise RuntimeFailure("data", f"{path}: ids are not distinct", "Prepare the data again.")
        self._columns = [table[name] if name in table.column_names else None for name in Row.__annotations__]
        self._lengths = table["length"] if "length" in table.column_names else None
        self._starts = [0]
        for chunk in table["id"].chunks:
            self._starts.append(self._starts[-1] + len(chunk))

    def __len__(self) -> int:
        return self._starts[-1]

    def __getitem__(self, index: int) -> Row:  # type: ignore[override]
        at = index + len(self) if index < 0 else index
        if not 0 <= at < len(self):
            raise IndexError(index)
        chunk = bisect.bisect_right(self._starts, at) - 1
        place = at - self._starts[chunk]
        return Row(*(None if column is None else column.chunk(chunk)[place].as_py() for column in self._columns))

    def lengths(self) -> np.ndarray | None:
        """Tokens of every row, uncut, where prepare counted them."""
        return None if self._lengths is None else self._lengths.to_numpy()

    def of_classes(self, labels: Sequence[str]) -> Picked:
        """The rows with one of these labels, in their order."""
        import pyarrow as pa
        import pyarrow.compute as pc

        there = pc.is_in(self._columns[2], value_set=pa.array(labels, pa.string()))
        return Picked(self, np.flatnonzero(there.to_numpy()))

    def at(self, places: np.ndarray) -> Picked:
        """The rows at these places, in their order."""
        return Picked(self, places)

    def inputs_and_truths(self) -> Iterator[tuple[Any, str | None]]:
        """Of every row its input, and its label or target: read in pieces, as one by one takes ten times as long."""
        inputs, truths = self._columns[1], self._columns[2] or self._columns[6]
        for start in range(0, len(self), _PIECE):
            piece = (column.slice(start, _PIECE).to_pylist() for column in (inputs, truths))
            yield from zip(*piece, strict=True)

    def class_counts(self) -> dict[str, int]:
        """How many examples each label has, by label."""
        import pyarrow.compute as pc

        if self._columns[2] is None:
            return {}
        counts = pc.value_counts(self._columns[2]).to_pylist()
        return {one["values"]: one["counts"] for one in sorted(counts, key=lambda one: one["values"])}


class Picked(Sequence[Row]):
    """Some rows of others, by their places."""

    def __init__(self, rows: Split, places: np.ndarray) -> None:
        self._rows, self._places = rows, places

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, index: int) -> Row:  # type: ignore[override]
        return self._rows[int(self._places[index])]

    def lengths(self) -> np.ndarray | None:
        """As of the split that they are of."""
        found = self._rows.lengths()
        return None if found is None else found[self._places]


class Retold(Sequence[Row]):
    """Rows with another input in the place of theirs, made when it is asked for."""

    def __init__(self, rows: Sequence[Row], of: Callable[[Any], Any]) -> None:
        self._rows, self._of = rows, of

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: int) -> Row:  # type: ignore[override]
        row = self._rows[index]
        return replace(row, input=self._of(row.input))


class Some(Sequence[Row]):
    """At most `count` rows, spread evenly over the others."""

    def __init__(self, rows: Sequence[Row], count: int) -> None:
        self._rows, self._count = rows, min(count, len(rows))

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> Row:  # type: ignore[override]
        if not 0 <= index < self._count:
            raise IndexError(index)
        return self._rows[index * len(self._rows) // self._count]


@dataclass(frozen=True)
class Dataset:
    """What `prepare` left."""

    directory: Path

    digest: str | None
    """Of its content; None where nothing says it."""

    labels: tuple[str, ...]
    """The names of its classes; none of a task that has no classes."""

    input_columns: tuple[str, ...]
    """The columns that its texts were made of (row_text.py); none where a text was one column."""

    system: str | None = None
    """A text before every conversation that has none of its own."""

    messages: bool = False
    """Whether an input is a conversation, as JSON."""

    counted_with: str | None = None
    """What made tokens of its examples where their lengths were counted (see `tokens_by`)."""

    form: RowForm | None = None
    """Which of the columns are numbers, with their means and deviations among the training examples."""

    def lengths(self, rows: Split | Picked, base: Path) -> np.ndarray | None:
        """Tokens of every row, uncut; None where they were not counted as the base model does."""
        return rows.lengths() if self.counted_with is not None and self.counted_with == tokens_by(base) else None

    def split(self, name: str) -> Split:
        """A split that has examples, all of the dataset's classes. RuntimeFailure `data` otherwise."""
        split = Split(self.directory, name)
        if len(split) == 0:
            raise RuntimeFailure(
                "data",
                f"{self.directory / name}.arrow holds no examples",
                "Give more examples, or a larger share.",
            )
        unknown = sorted(set(split.class_counts()) - set(self.labels))
        if unknown:
            raise RuntimeFailure(
                "data", f"{name}.arrow has the class {unknown[0]!r}, dataset.json does not", "Prepare the data again."
            )
        return split


def tokens_by(base: Path) -> str:
    """Digest of all files of a base model but its weights: one of them says how its tokenizer cuts."""
    files = sorted(path for path in base.iterdir() if path.suffix in _SMALL_FILES and path.is_file())
    return f"sha256:{sha256_of_json({path.name: sha256_of_file(path) for path in files})}"


def open_dataset(directory: Path) -> Dataset:
    """What dataset.json says of the splits beside it. RuntimeFailure `data` where it says too little."""
    path = directory / "dataset.json"
    said = read_json(path, required=True)
    labels, columns = said.get("labels"), said.get("input_columns", [])
    kept = said.get("columns")
    if labels is None and isinstance(kept, list) and "target" in kept:
        labels = []
    elif not isinstance(labels, list) or not labels or not all(isinstance(label, str) and label for label in labels):
        raise RuntimeFailure("data", f"{path} names no classes (labels)", "Prepare the data again.")
    if not isinstance(columns, list) or not all(isinstance(name, str) and name for name in columns):
        raise RuntimeFailure("data", f"{path} has no list of names as input_columns", "Prepare the data again.")
    system = said.get("system")
    if system is not None and not isinstance(system, str):
        raise RuntimeFailure("data", f"{path}: system is no text", "Prepare the data again.")
    return Dataset(
        directory,
        said.get("digest"),
        tuple(labels),
        tuple(columns),
        system,
        messages=said.get("messages") is True,
        counted_with=said.get("counted_with"),
        form=_form(said.get("numeric"), columns, path),
    )


def _form(numeric: Any, columns: list[str], path: Path) -> RowForm | None:
    if numeric is None:
        return None
    try:
        numbers = [{key: one[key] for key in ("name", "mean", "deviation")} for one in numeric]
    except (KeyError, TypeError) as cause:
        raise RuntimeFailure("data", f"{path}: numeric is no list of columns", "Prepare the data again.") from cause
    names = {one["name"] for one in numbers}
    return form_of({"texts": [name for name in columns if name not in names], "numbers": numbers}, path)


def same_labels(which: str, found: Sequence[str], wanted: Sequence[str]) -> None:
    """Classes are matched by name; their order is free. RuntimeFailure `data` says which are missing or unknown."""
    missing, extra = sorted(set(wanted) - set(found)), sorted(set(found) - set(wanted))
    if missing or extra:
        told = [f"lacks {_some(missing)}"] if missing else []
        told += [f"has {_some(extra)}, which the data lacks"] if extra else []
        raise RuntimeFailure(
            "data",
            f"the classes of the {which} differ from the data's: it {' and '.join(told)}",
            "Use a model trained on the same classes.",
        )


def common_labels(which: str, found: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """The data's classes that a model knows, in the data's order. RuntimeFailure `data` where it knows none of them."""
    known = set(found)
    common = [label for label in wanted if label in known]
    if not common:
        raise RuntimeFailure(
            "data",
            f"the {which} knows none of the data's classes: it has {_some(sorted(found))}, and the data has "
            f"{_some(sorted(wanted))}",
            "Compare with a model of the same classes, or with the most frequent one (evaluate.baseline: majority).",
        )
    return common


def _some(names: list[str]) -> str:
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
