"""Writing one split of a dataset: an Arrow file, made a piece at a time, and what is told of it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from .events import Events
from .examples import Row
from .inputs import Inputs
from .rows import Columns
from .scratch import Column, repeated
from .splits import SplitName
from .tabular import RowForm, Spread
from .tasks import Task

# Written at a time: an Arrow file is read by these pieces, too.
_BATCH_ROWS = 1000
_BATCH_BYTES = 2 * 1024 * 1024


class SplitFile:
    """One split's Arrow file while it is written, a piece at a time."""

    def __init__(
        self,
        directory: Path,
        name: SplitName,
        columns: Columns,
        task: Task,
        inputs: Inputs,
        form: RowForm | None = None,
    ) -> None:
        import pyarrow as pa

        self._name, self._task, self._inputs, self._pa = name, task, inputs, pa
        self._truth = "label" if task.classes else "target"
        fields = [("id", pa.string()), ("input", task.content.arrow_type()), (self._truth, pa.string())]
        if columns.group is not None:
            fields.append(("cluster", pa.string()))
        # Only the test is looked at by slices: what trains stays the same whatever they are.
        self._sliced = name == "test" and len(columns.slices) > 0
        self._grouped = columns.group is not None
        if self._sliced:
            fields.append(("slice", pa.struct([(column, pa.string()) for column in columns.slices])))
        # People know an image by its file, and only those of the test are shown. The digest is of the bytes alone.
        self._named = name == "test" and task.content.kind == "image"
        if self._named:
            fields.append(("name", pa.string()))
        # So that training need not make tokens of all examples each time it starts.
        self._counted = name == "train" and (not task.classes or task.content.like_lengths)
        if self._counted:
            fields.append(("length", pa.uint32()))
        self._schema = pa.schema(fields)
        self._file = pa.OSFile(str(directory / f"{name}.arrow"), "wb")
        self._writer = pa.ipc.new_file(self._file, self._schema)
        self.spread = None if form is None or name != "train" else Spread(form)
        self._ids = Column(directory, "u8", 2)
        self._rows: list[tuple[Any, ...]] = []
        self._bytes = 0
        self._lengths: Counter[int] = Counter()
        self._counts: Counter[str] = Counter()
        self.digest = hashlib.sha256()
        self.slices = hashlib.sha256()

    def add(
        self, example: str, content: Any, truth: str, cluster: str | None, slices: dict[str, str], name: str
    ) -> None:
        """`truth` is the class of an example, or the text that is to be written for it."""
        more = [
            *([cluster] if self._grouped else []),
            *([slices] if self._sliced else []),
            *([name] if self._named else []),
        ]
        self._ids.append(hashlib.sha256(example.encode()).digest()[:16])
        self._rows.append((example, content, truth, *more))
        self._bytes += len(content) + len(truth)
        if self.spread is not None:
            self.spread.add(content)
        if self._task.classes:
            self._counts[truth] += 1
        # Of every byte: blanks around a text are tokens to some models.
        exact = hashlib.sha256(content if isinstance(content, bytes) else content.encode()).hexdigest()
        line = json.dumps([example, exact, truth, cluster], ensure_ascii=False)
        self.digest.update(line.encode() + b"\n")
        if self._sliced:
            self.slices.update(json.dumps([example, slices], ensure_ascii=False, sort_keys=True).encode() + b"\n")
        if len(self._rows) >= _BATCH_ROWS or self._bytes >= _BATCH_BYTES:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            columns: list[Sequence[Any]] = list(zip(*self._rows, strict=True))
            rows = [Row(one[0], one[1], **{self._truth: one[2]}) for one in self._rows]
            found = self._task.lengths(rows, self._inputs)
            self._lengths.update([1] * len(rows) if found is None else found.tolist())
            columns += [] if found is None or not self._counted else [found]
            arrays = [self._pa.array(values, kind.type) for values, kind in zip(columns, self._schema, strict=True)]
            self._writer.write_batch(self._pa.record_batch(arrays, schema=self._schema))
            self._rows, self._bytes = [], 0

    def has_same_ids(self) -> bool:
        """Whether an id of the user's is also that of an example which has none, and is known by its content."""

        def ids() -> Iterator[tuple[np.ndarray, np.ndarray]]:
            for start, piece in self._ids.pieces():
                yield np.arange(start, start + len(piece)), piece

        return any(len(numbers) > 0 for numbers, _ in repeated(ids, len(self._ids)))

    def close(self) -> None:
        self._flush()
        self._writer.close()
        self._file.close()

    def summary(self, labels: list[str], max_length: int, events: Events) -> dict[str, Any]:
        """The contract's split_summary. Warns where many texts will be cut."""
        lengths = np.array(sorted(self._lengths), np.int64)
        counts = np.array([self._lengths[length] for length in lengths.tolist()], np.int64)
        upto_each, total = counts.cumsum(), int(counts.sum())
        counted: dict[str, Any] = {"examples": total}
        if self._task.classes:
            counted["class_counts"] = {label: self._counts[label] for label in labels}
        if not total:
            return counted
        cut = int(counts[lengths > max_length].sum())
        if cut > 0.05 * total:
            events.warning(
                f"{cut} of {total} {self._name} texts are longer than max-length {max_length} and will be cut",
                "Raise data.max-length if their ends matter.",
            )
        histogram, upto, below = [], 8, 0
        while below < total:
            now = int(counts[lengths <= upto].sum())
            histogram.append({"upto": upto, "count": now - below})
            below, upto = now, upto * 2
        places = [min(total - 1, int(share * total)) for share in (0.5, 0.95)]
        middle, most = (int(lengths[np.searchsorted(upto_each, place, side="right")]) for place in places)
        return {**counted, "tokens": {"p50": middle, "p95": most, "max": int(lengths[-1]), "histogram": histogram}}
