"""Reading a user's data file: JSONL, CSV or Parquet, one record after another, each with its line or row."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .chat import ROLES, Message
from .failures import RuntimeFailure
from .mask import Mask
from .parquet import MAGIC, Unreadable, parquet_rows
from .problems import unit_of
from .reading import open_regular
from .row_text import PLAIN_VALUE, Written, integer, row_text, value_text
from .spelling import normal
from .tabular import PLAIN_NUMBER, number_in
from .tasks import Content
from .wording import quoted, shown

# A line holds one example: its text, which JSON may spell with six characters each, and columns that nobody reads.
_LONGEST_LINE = 16 * 1024 * 1024
PARQUET = ".parquet"
# Up to here a number with a point is the whole number that it looks like.
_LARGEST_WHOLE = 2**53


@dataclass(frozen=True)
class Record:
    """One example as it stands in a file. `id` is the user's, or None; `cluster` the value of the group column."""

    line: int
    id: str | None
    content: Any
    label: str
    stratum: str
    cluster: str | None
    name: str
    """What the content was read from: the text, or the path of the image."""
    slice: dict[str, str]
    """By column, what the example is told apart by; without those that are empty."""
    target: str | None = None
    """The text that is to be written, where one is."""
    masked: Counter[str] = field(default_factory=Counter)
    """How often personal data of each kind were put behind a mark."""


@dataclass(frozen=True)
class Columns:
    input: str | tuple[str, ...]
    """The column that the model reads, or those that its text is made of."""

    label: str | None
    """The column with the class, of a task that has classes."""

    stratify: str | None
    group: str | None
    slices: tuple[str, ...] = ()

    target: str | None = None
    """The column with the text that is to be written."""

    messages: bool = False
    """Whether the input is a conversation, whose last message is to be written."""

    numeric: tuple[str, ...] = ()
    """Those of the input that a model reads as numbers."""

    mask: Mask | None = None
    """What is put behind marks in all that a model reads or writes."""

    @property
    def inputs(self) -> tuple[str, ...]:
        return (self.input,) if isinstance(self.input, str) else self.input

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(name for name in self.inputs if name not in self.numeric)

    @property
    def words(self) -> tuple[str, ...]:
        """Those that hold a name or a whole number."""
        return tuple(dict.fromkeys(name for name in (self.label, self.group, self.stratify) if name is not None))

    @property
    def wanted(self) -> tuple[str, ...]:
        """All that a row must have."""
        targets = [] if self.target is None else [self.target]
        return tuple(dict.fromkeys([*self.inputs, *targets, *self.words, *self.slices]))


@dataclass(frozen=True)
class Wrong:
    """A row that cannot be used: everything that is wrong with it, each with its remedy."""

    line: int
    what: list[str] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)
    """Columns that it does not have."""
    there: Collection[str] = ()
    """Those that it has, where it lacks some."""
    id: str | None = None


class _Ended(Exception):
    """Nothing behind this line can be read."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line = line
        self.what = what


def read_records(file: Path, columns: Columns, content: Content) -> Iterator[Record | Wrong]:
    """The rows of a file, one in memory at a time. RuntimeFailure `data` where there is nothing to read rows from."""
    try:
        for line, fields in _records(file, columns):
            yield Wrong(line, [fields]) if isinstance(fields, str) else _record(file, line, fields, columns, content)
    except _Ended as end:
        yield Wrong(end.line, [end.what])
    except Unreadable as end:
        yield Wrong(end.row, [end.what])


def _record(file: Path, line: int, fields: dict[str, Any], columns: Columns, content: Content) -> Record | Wrong:
    words = columns.words
    lacking = [name for name in columns.wanted if name not in fields]
    if lacking:
        return Wrong(line, lacking=lacking, there=fields.keys())
    marks = [name for name in columns.slices if not _unmarked(fields[name])]
    named = [*words, *(["id"] if "id" in fields else [])]
    wrong = [_not_a_word(name, fields[name]) for name in named if _word(fields[name]) is None]
    wrong += [_not_a_word(name, fields[name]) for name in marks if _mark(fields[name]) is None]
    found, raw, target = None, "", None
    masked: Counter[str] = Counter()
    hide = _hiding(columns.mask, masked, f"{file}, {unit_of(file)} {line}")
    try:
        if columns.messages and isinstance(columns.input, str):
            raw, target = _conversation(columns.input, fields[columns.input], hide)
        else:
            raw = _input(fields, columns.input, content.kind, hide, columns.numeric)
        found = content.read(file, raw)
    except ValueError as error:
        wrong.append(str(error))
    if columns.target is not None:
        try:
            target = normal("NFC", _input(fields, columns.target, "text", hide))
        except ValueError as error:
            wrong.append(str(error))
    if target is not None and not target.strip():
        wrong.append(f"column {quoted(columns.target or columns.inputs[0])} has nothing to write: add a text")
    name = _word(fields.get("id"))
    if wrong:
        return Wrong(line, wrong, id=name)
    return Record(
        line=line,
        id=name,
        content=found,
        name=raw,
        label="" if columns.label is None else _word(fields[columns.label]) or "",
        stratum="" if columns.stratify is None else _word(fields[columns.stratify]) or "",
        cluster=None if columns.group is None else _word(fields[columns.group]),
        slice={name: _mark(fields[name]) or "" for name in marks},
        target=target,
        masked=masked,
    )


Hide = Callable[[str], str]


def _hiding(mask: Mask | None, masked: Counter[str], place: str) -> Hide:
    if mask is None:
        return str

    def hide(text: str) -> str:
        try:
            return mask(text, masked)
        except RuntimeFailure as failure:
            raise RuntimeFailure(failure.code, f"{place}: {failure.message}", failure.hint) from failure

    return hide


def _input(
    fields: dict[str, Any], column: str | tuple[str, ...], kind: str, hide: Hide, numeric: Collection[str] = ()
) -> str:
    """The text that a model reads, or the path of an image. ValueError says what is wrong with it."""
    if isinstance(column, str):
        text = fields[column]
        if not isinstance(text, str):
            raise ValueError(f"column {quoted(column)} holds {shown(text)}, and a{_article(kind)} is wanted")
        _refuse_half_characters(column, text)
        return text if kind == "image" else hide(text)
    values: dict[str, str | None] = {}
    for name in column:
        try:
            values[name] = value_text(fields[name])
            if name in numeric:
                number_in(values[name])
        except ValueError as error:
            wanted = f"{PLAIN_NUMBER} where it is not known" if name in numeric else PLAIN_VALUE
            raise ValueError(f"column {quoted(name)} holds {shown(fields[name])}: give {wanted}") from error
        said = values[name] or ""
        _refuse_half_characters(name, said)
        if said and name not in numeric:
            values[name] = hide(said)
    return row_text(values, column)


def _conversation(column: str, value: Any, hide: Hide) -> tuple[str, str]:
    """The messages that are answered, as JSON, and the answer. ValueError says what is wrong with them."""
    what = f"column {quoted(column)}"
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError) as error:
            raise ValueError(f"{what} holds no JSON: write a list of messages, each with role and content") from error
    if not isinstance(value, list) or len(value) < 2:
        raise ValueError(f"{what} holds {shown(value)}: write a list of messages, the question and its answer at least")
    messages: list[Message] = []
    for place, message in enumerate(value, start=1):
        role, text = (message.get(key) if isinstance(message, dict) else None for key in ("role", "content"))
        if role not in ROLES:
            raise ValueError(f"{what}: message {place} has the role {shown(role)}: give {', '.join(ROLES)}")
        if not isinstance(text, str):
            raise ValueError(f"{what}: message {place} has the content {shown(text)}, and a text is wanted")
        _refuse_half_characters(column, text)
        if role == "system" and place > 1:
            raise ValueError(f"{what}: message {place} is of the system: put it first")
        messages.append({"role": role, "content": normal("NFC", hide(text))})
    *asked, answer = messages
    if answer["role"] != "assistant":
        raise ValueError(f"{what}: the last message is of the {answer['role']}: end with the assistant's answer")
    if asked[-1]["role"] != "user" or next(one["role"] for one in messages if one["role"] != "system") != "user":
        raise ValueError(f"{what}: the assistant speaks first, or twice: let a user's message come before each answer")
    return json.dumps(asked, ensure_ascii=False), answer["content"]


def _refuse_half_characters(column: str, text: str) -> None:
    if _has_half_characters(text):
        raise ValueError(
            f"column {quoted(column)} holds half of a character: "
            "save the file again from text that was not cut inside of one"
        )


def _records(file: Path, columns: Columns) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Each row with its line; or, where it is none, why."""
    # A file that a link of the checkout led to may lie in a store that names files by content alone, as DVC's does.
    kind = file.suffix.lower() or _kind_inside(file)
    if kind in (".jsonl", ".ndjson"):
        return _jsonl(file)
    if kind == ".csv":
        return _csv(file)
    if kind == PARQUET:
        return parquet_rows(file, columns.wanted)
    raise RuntimeFailure(
        "data",
        f"{file}: is no data that prepare reads: unknown kind of file {file.suffix!r}",
        "Give JSONL, CSV or Parquet.",
    )


def _kind_inside(file: Path) -> str:
    """What a file without a suffix is: JSON Lines begin with an object, and a CSV file with the names of columns."""
    try:
        with open_regular(file) as stream:
            if stream.read(len(MAGIC)) == MAGIC:
                return PARQUET
    except OSError as error:
        raise RuntimeFailure("data", f"{file}: {error.strerror}", "Give a file that exists and can be read.") from error
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
                    raise _Ended(number, f"longer than {_LONGEST_LINE} characters: cut its text")
                if _has_half_characters(line):
                    raise _Ended(number, "is not UTF-8: save it with that encoding")
                yield line
    except OSError as error:
        raise RuntimeFailure("data", f"{file}: {error.strerror}", "Give a file that exists and can be read.") from error


def _jsonl(file: Path) -> Iterator[tuple[int, dict[str, Any] | str]]:
    # Only at \n: other line ends, such as U+2028, may stand inside a JSON string.
    for number, line in enumerate(_lines(file, "\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line, parse_int=integer, parse_float=Written, parse_constant=_constant)
        except RecursionError:
            yield number, "nested too deeply: write one flat JSON object a line"
            continue
        except ValueError as error:
            yield number, f"not JSON ({error}): write one JSON object a line"
            continue
        yield number, record if isinstance(record, dict) else "not a JSON object: write one JSON object a line"


def _constant(word: str) -> float | None:
    """Of the numbers that Python writes and JSON has no word for, NaN is how pandas writes that one is missing."""
    return None if word == "NaN" else float(word)


_QUOTES = "close the quotes of its fields, and double a quote inside of one"


def _csv(file: Path) -> Iterator[tuple[int, dict[str, Any] | str]]:
    csv.field_size_limit(_LONGEST_LINE)
    reader = csv.reader(_lines(file, ""), strict=True)
    ended = 0
    try:
        header = next(reader, [])
        seen: set[str] = set()
        for name in header:
            if name in seen:
                raise _Ended(reader.line_num, f"two columns are called {quoted(name)}: rename one of them")
            if name.strip():
                seen.add(name)
        ended = reader.line_num
        for values in reader:
            ended = reader.line_num
            if not values:
                continue
            if len(values) == len(header):
                yield reader.line_num, dict(zip(header, values, strict=True))
            else:
                yield (
                    reader.line_num,
                    f"not CSV: {len(values)} {'field' if len(values) == 1 else 'fields'}, and the line with the names "
                    f"of columns has {len(header)}: put a field that holds a , into quotes",
                )
    except csv.Error as error:
        if str(error) == "unexpected end of data":
            raise _Ended(ended + 1, f"not CSV (quotes that open in this row do not end): {_QUOTES}") from error
        raise _Ended(reader.line_num, f"not CSV ({error}): {_QUOTES}") from error


def _word(value: Any) -> str | None:
    """A name or a whole number; None of what is neither."""
    if isinstance(value, float) and value.is_integer() and abs(value) <= _LARGEST_WHOLE:
        # Who has gaps in a column of whole numbers often has them written with a point.
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    text = str(value).strip()
    return None if text == "" or _has_half_characters(text) else normal("NFC", text)


def _unmarked(value: Any) -> bool:
    return value is None or (isinstance(value, str) and value.strip() == "")


def _mark(value: Any) -> str | None:
    """A value that examples are told apart by; None of what is no word and neither true nor false."""
    return str(value).lower() if isinstance(value, bool) else _word(value)


def _not_a_word(column: str, value: Any) -> str:
    what = "is empty" if isinstance(value, str) and value.strip() == "" else f"holds {shown(value)}"
    return f"column {quoted(column)} {what}: give a name or a whole number"


def _article(kind: str) -> str:
    return f"n {kind}" if kind == "image" else f" {kind}"


def _has_half_characters(text: str) -> bool:
    """JSON can spell one half of a surrogate pair (\\ud83d), which is no character and cannot be written again."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False
