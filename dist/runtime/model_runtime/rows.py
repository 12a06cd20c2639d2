"""Reading a user's data file: JSONL or CSV to rows that remember their line."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .failures import RuntimeFailure


@dataclass(frozen=True)
class Row:
    """One example. `input` is a text, or the bytes of an image file. `cluster` is the value of the group column."""

    line: int
    id: str
    input: str | bytes
    label: str
    stratum: str
    cluster: str | None


@dataclass(frozen=True)
class Columns:
    input: str
    label: str
    stratify: str | None
    group: str | None


def read_rows(file: Path, columns: Columns, images: bool) -> list[Row]:
    """Every row of a file; texts in Unicode NFC. RuntimeFailure `data` names file and line."""
    rows: list[Row] = []
    lines_of_ids: dict[str, int] = {}
    for line, record in _records(file):
        label = _word(file, line, record, columns.label)
        raw = _field(file, line, record, columns.input)
        if not isinstance(raw, str):
            raise _failure(file, line, f"column {columns.input!r} holds {raw!r}, not text")
        identity = _word(file, line, record, "id") if "id" in record else str(line)
        if identity in lines_of_ids:
            raise _failure(
                file, line, f"id {identity!r} is also on line {lines_of_ids[identity]}", "Make ids distinct."
            )
        lines_of_ids[identity] = line
        rows.append(
            Row(
                line=line,
                id=identity,
                input=_image(file, line, raw) if images else unicodedata.normalize("NFC", raw),
                label=label,
                stratum="" if columns.stratify is None else _word(file, line, record, columns.stratify),
                cluster=None if columns.group is None else _word(file, line, record, columns.group),
            )
        )
    if not rows:
        raise RuntimeFailure("data", f"{file}: holds no examples", "Give a file with at least two classes.")
    return rows


def _records(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    text = _text(file)
    if file.suffix.lower() in (".jsonl", ".ndjson"):
        return _jsonl(file, text)
    if file.suffix.lower() == ".csv":
        return _csv(file, text)
    raise RuntimeFailure("data", f"{file}: unknown kind of file {file.suffix!r}", "Give a .jsonl or a .csv file.")


def _text(file: Path) -> str:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise RuntimeFailure("data", f"{file}: {error.strerror}", "Give a file that exists and can be read.") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _failure(file, line, f"byte {error.start} is not UTF-8", "Save the file as UTF-8.") from error


def _jsonl(file: Path, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    # Not splitlines(): it also cuts at U+2028, which may stand inside a JSON string.
    for line, content in enumerate(text.split("\n"), start=1):
        if not content.strip():
            continue
        try:
            record = json.loads(content)
        except ValueError as error:
            raise _failure(file, line, f"not JSON: {error}", "Write one JSON object a line.") from error
        if not isinstance(record, dict):
            raise _failure(file, line, "not a JSON object", "Write one JSON object a line.")
        yield line, record


def _csv(file: Path, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        for values in reader:
            if not values:
                continue
            if len(values) != len(header):
                raise _failure(file, reader.line_num, f"{len(values)} fields, the header has {len(header)}")
            yield reader.line_num, dict(zip(header, values, strict=True))
    except csv.Error as error:
        raise _failure(file, reader.line_num, f"not CSV: {error}") from error


def _field(file: Path, line: int, record: dict[str, Any], column: str) -> Any:
    if column not in record:
        known = ", ".join(map(str, record)) or "none"
        raise _failure(file, line, f"column {column!r} is missing (there: {known})", "Name the column in data:.")
    return record[column]


def _word(file: Path, line: int, record: dict[str, Any], column: str) -> str:
    value = _field(file, line, record, column)
    if isinstance(value, bool) or not isinstance(value, (str, int)) or str(value).strip() == "":
        raise _failure(file, line, f"column {column!r} holds {value!r}", "Use a name or a whole number.")
    return unicodedata.normalize("NFC", str(value).strip())


def _image(file: Path, line: int, name: str) -> bytes:
    from PIL import Image

    path = Path(name)
    if not name or path.is_absolute() or ".." in path.parts:
        raise _failure(file, line, f"image {name!r} leaves the data's directory", "Give a path relative to the file.")
    target = file.parent
    for part in path.parts:
        target = target / part
        if target.is_symlink():
            raise _failure(file, line, f"image {name!r} goes through a link", "Put the image itself there.")
    try:
        data = target.read_bytes()
        with Image.open(io.BytesIO(data)) as image:
            image.verify()
    except OSError as error:
        raise _failure(file, line, f"image {name!r} cannot be read: {error.strerror or error}") from error
    except (SyntaxError, ValueError) as error:
        raise _failure(file, line, f"image {name!r} is broken: {error}") from error
    return data


def _failure(file: Path, line: int, what: str, hint: str | None = None) -> RuntimeFailure:
    return RuntimeFailure("data", f"{file}, line {line}: {what}", hint)
