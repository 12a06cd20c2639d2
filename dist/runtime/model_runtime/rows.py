"""Reading a user's data file: JSONL or CSV, one record after another, each with its line."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .failures import RuntimeFailure
from .reading import open_regular
from .spelling import normal
from .tasks import Content

# A line holds one example: its text, which JSON may spell with six characters each, and columns that nobody reads.
_LONGEST_LINE = 16 * 1024 * 1024


@dataclass(frozen=True)
class Record:
    """One example as it stands in a file. `id` is the user's, or None; `cluster` the value of the group column."""

    line: int
    id: str | None
    content: Any
    label: str
    stratum: str
    cluster: str | None
    slice: dict[str, str]
    """By column, what the example is told apart by; without those that are empty."""


@dataclass(frozen=True)
class Columns:
    input: str
    label: str
    stratify: str | None
    group: str | None
    slices: tuple[str, ...] = ()


def read_records(file: Path, columns: Columns, content: Content) -> Iterator[Record]:
    """The records of a file, one in memory at a time. RuntimeFailure `data` names file and line."""
    for line, fields in _records(file):
        raw = _field(file, line, fields, columns.input)
        if not isinstance(raw, str):
            raise failure_at(file, line, f"column {columns.input!r} holds {_shown(raw)}, not text")
        _refuse_half_characters(file, line, columns.input, raw)
        try:
            found = content.read(file, raw)
        except ValueError as error:
            raise failure_at(file, line, str(error)) from error
        yield Record(
            line=line,
            id=_word(file, line, fields, "id") if "id" in fields else None,
            content=found,
            label=_word(file, line, fields, columns.label),
            stratum="" if columns.stratify is None else _word(file, line, fields, columns.stratify),
            cluster=None if columns.group is None else _word(file, line, fields, columns.group),
            slice={name: value for name in columns.slices if (value := _mark(file, line, fields, name)) is not None},
        )


def failure_at(file: Path, line: int, what: str, hint: str | None = None) -> RuntimeFailure:
    return RuntimeFailure("data", f"{file}, line {line}: {what}", hint)


def _records(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    # A file that a link of the checkout led to may lie in a store that names files by content alone, as DVC's does.
    kind = file.suffix.lower() or _kind_inside(file)
    if kind in (".jsonl", ".ndjson"):
        return _jsonl(file)
    if kind == ".csv":
        return _csv(file)
    raise RuntimeFailure("data", f"{file}: unknown kind of file {file.suffix!r}", "Give a .jsonl or a .csv file.")


def _kind_inside(file: Path) -> str:
    """What a file without a suffix is: JSON Lines begin with an object, and a CSV file with the names of columns."""
    first = next((line for line in _lines(file, "\n") if line.strip()), "")
    return ".jsonl" if first.lstrip().startswith("{") else ".csv"


def _lines(file: Path, newline: str) -> Iterator[str]:
    """The lines of a UTF-8 file, cut where `newline` says (see `open`); a byte order mark is no part of the first."""
    try:
        with io.TextIOWrapper(
            open_regular(file), encoding="utf-8-sig", errors="surrogateescape", newline=newline
        ) as stream:
            for number, line in enumerate(iter(lambda: stream.readline(_LONGEST_LINE + 1), ""), start=1):
                if len(line) > _LONGEST_LINE:
                    raise failure_at(file, number, f"longer than {_LONGEST_LINE} characters", "Cut its text.")
                try:
                    line.encode()
                except UnicodeEncodeError as error:
                    at = len(line[: error.start].encode(errors="surrogateescape")) + 1
                    raise failure_at(file, number, f"byte {at} is not UTF-8", "Save the file as UTF-8.") from error
                yield line
    except OSError as error:
        raise RuntimeFailure("data", f"{file}: {error.strerror}", "Give a file that exists and can be read.") from error


def _jsonl(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    # Only at \n: other line ends, such as U+2028, may stand inside a JSON string.
    for number, line in enumerate(_lines(file, "\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except RecursionError as error:
            raise failure_at(file, number, "nested too deeply", "Write one flat JSON object a line.") from error
        except ValueError as error:
            raise failure_at(file, number, f"not JSON: {error}", "Write one JSON object a line.") from error
        if not isinstance(record, dict):
            raise failure_at(file, number, "not a JSON object", "Write one JSON object a line.")
        yield number, record


def _csv(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    csv.field_size_limit(_LONGEST_LINE)
    reader = csv.reader(_lines(file, ""), strict=True)
    try:
        header = next(reader, [])
        for values in reader:
            if not values:
                continue
            if len(values) != len(header):
                raise failure_at(file, reader.line_num, f"{len(values)} fields, the header has {len(header)}")
            yield reader.line_num, dict(zip(header, values, strict=True))
    except csv.Error as error:
        raise failure_at(file, reader.line_num, f"not CSV: {error}") from error


def _field(file: Path, line: int, record: dict[str, Any], column: str) -> Any:
    if column not in record:
        known = _some(record)
        raise failure_at(file, line, f"column {column!r} is missing (there: {known})", "Name the column in data:.")
    return record[column]


def _word(file: Path, line: int, record: dict[str, Any], column: str) -> str:
    value = _field(file, line, record, column)
    if isinstance(value, bool) or not isinstance(value, (str, int)) or str(value).strip() == "":
        raise failure_at(file, line, f"column {column!r} holds {_shown(value)}", "Use a name or a whole number.")
    _refuse_half_characters(file, line, column, str(value))
    return normal("NFC", str(value).strip())


def _mark(file: Path, line: int, record: dict[str, Any], column: str) -> str | None:
    """A value that examples are told apart by; None where the example has none."""
    value = _field(file, line, record, column)
    if value is None or (isinstance(value, str) and value.strip() == ""):
        return None
    return str(value).lower() if isinstance(value, bool) else _word(file, line, record, column)


def _refuse_half_characters(file: Path, line: int, column: str, text: str) -> None:
    """JSON can spell one half of a surrogate pair (\\ud83d), which is no character and cannot be written again."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise failure_at(
            file,
            line,
            f"column {column!r} holds half of a character (\\u{ord(text[error.start]):04x})",
            "Save the file again from text that was not cut inside a character.",
        ) from error


def _some(names: Iterable[str]) -> str:
    """The first names for a message: a file can have a million columns."""
    first = list(itertools.islice(names, 11))
    return ", ".join(_shown(name)[1:-1] for name in first[:10]) + (", …" if len(first) > 10 else "") or "none"


def _shown(value: Any) -> str:
    """A value for a message: short, and in characters that can be written."""
    text = ascii(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
