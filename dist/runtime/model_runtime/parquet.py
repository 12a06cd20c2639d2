"""Reading a Parquet file as the rows of any other data file: one group of pages in memory at a time, and of the columns
only those that somebody reads. src/init/parquet.ts reads the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

from .failures import RuntimeFailure
from .reading import open_regular
from .row_text import Written
from .wording import quoted

MAGIC = b"PAR1"
_BATCH_ROWS = 1_000
# The look before a run holds a row group as a whole, and what it refuses is refused here.
_MOST_GROUP_BYTES = 1 << 30
_REMEDY = "write it anew, or as JSONL"


class Unreadable(Exception):
    """Nothing from this row on can be read."""

    def __init__(self, row: int, what: str) -> None:
        super().__init__(what)
        self.row = row
        self.what = what


def parquet_rows(file: Path, wanted: Collection[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each row with its number, from 1; with all columns, but nothing in them, where it lacks some that are wanted.

    RuntimeFailure `data` for what is no Parquet file; Unreadable for one that is damaged further on.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        with open_regular(file) as stream, pq.ParquetFile(stream, pre_buffer=False, buffer_size=1 << 20) as parquet:
            schema, names = parquet.schema_arrow, parquet.schema_arrow.names
            _refuse_groups(parquet)
            twice = next((name for at, name in enumerate(names) if name in names[:at]), None)
            if twice is not None:
                raise Unreadable(1, f"two columns are called {quoted(twice)}: rename one of them")
            if not set(wanted) <= set(names):
                for number in range(1, parquet.metadata.num_rows + 1):
                    yield number, dict.fromkeys(names)
                return
            read = [name for name in names if name in wanted or name == "id"]
            values = {name: _reader(name, schema.field(name).type) for name in read}
            for batch in parquet.iter_batches(_BATCH_ROWS, columns=read, use_threads=False):
                columns = {name: [value(one) for one in batch.column(name)] for name, value in values.items()}
                for at in range(batch.num_rows):
                    number += 1
                    yield number, {name: columns[name][at] for name in read}
    except (pa.ArrowException, OSError, UnicodeDecodeError) as cause:
        if isinstance(cause, FileNotFoundError | PermissionError) or (isinstance(cause, OSError) and cause.errno):
            why = cause.strerror if isinstance(cause, OSError) else cause
            raise RuntimeFailure("data", f"{file}: {why}", "Give a file that exists and can be read.") from cause
        said = " ".join(str(cause).split())[:200]
        if number == 0:
            raise RuntimeFailure(
                "data", f"{file}: cannot be read as Parquet ({said})", f"{_REMEDY[0].upper()}{_REMEDY[1:]}."
            ) from cause
        raise Unreadable(number + 1, f"cannot be read as Parquet ({said}): {_REMEDY}") from cause


def _refuse_groups(parquet: Any) -> None:
    row = 1
    for number in range(parquet.metadata.num_row_groups):
        group = parquet.metadata.row_group(number)
        if group.total_byte_size > _MOST_GROUP_BYTES:
            raise Unreadable(
                row,
                f"a row group has {group.total_byte_size} bytes, and at most {_MOST_GROUP_BYTES} are read: "
                "write smaller ones (row_group_size)",
            )
        row += group.num_rows


def _reader(name: str, kind: Any) -> Callable[[Any], Any]:
    """What a value of a column is in JSON. Unreadable for a kind that JSON has no word for."""
    import pyarrow.types as kinds

    if kinds.is_dictionary(kind):
        return _reader(name, kind.value_type)
    if kinds.is_float16(kind) or kinds.is_float32(kind):
        return lambda value: _number(_shortest(value.as_py()))
    if kinds.is_float64(kind):
        return lambda value: _number(value.as_py())
    if kinds.is_decimal(kind):
        return lambda value: None if (found := value.as_py()) is None else Written(str(found))
    if kinds.is_binary(kind) or kinds.is_large_binary(kind) or kinds.is_binary_view(kind):
        # Older programs write texts as bytes.
        return lambda value: None if (found := value.as_py()) is None else found.decode()
    plain = (kinds.is_string, kinds.is_large_string, kinds.is_string_view, kinds.is_integer, kinds.is_boolean)
    nested = (kinds.is_list, kinds.is_large_list, kinds.is_struct, kinds.is_null)
    if any(of(kind) for of in (*plain, *nested)):
        return lambda value: value.as_py()
    raise Unreadable(
        1, f"column {quoted(name)} is of the type {str(kind)[:80]}, which is not read: write it as texts or numbers"
    )


def _number(value: float | None) -> float | None:
    """As JSON would have it: who writes gaps as NaN means that nothing is there."""
    return None if value is None or value != value else Written(repr(value))


def _shortest(value: float | None) -> float | None:
    """The shortest number that is this one in 32 bits: 0.1, and not 0.10000000149011612."""
    import numpy as np

    return None if value is None else float(str(np.float32(value)))
