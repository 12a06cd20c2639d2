"""The text that a model reads of a row: each column by its name, so that no value can pass for another column.

`title: Printer jams | price: 12.50 | product:`, where there is no product. A bar inside of a value is doubled, so that
a lone one always ends a value, also to tokenizers that leave blanks out. src/rowText.ts writes the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .failures import RuntimeFailure
from .spelling import normal

SEPARATOR = " | "
PLAIN_VALUE = "a text, a number, true, false or null"
# Tokenizers that fold letters which only Unicode tells apart read the second as the first.
_BAR = re.compile("[|\uff5c]")
_MOST_DIGITS = 4_000
_DOUBLED_BAR = re.compile("([|\uff5c])\\1")


class Written(float):
    """A number of JSON that knows how it was written: to who reads its digits, 12.50 is another text than 12.5."""

    def __new__(cls, written: str) -> Written:
        made = super().__new__(cls, written)
        made.written = written
        return made

    written: str


def integer(digits: str) -> int | float:
    """Python refuses to read an endless row of digits as a whole number, as that takes its time."""
    return int(digits) if len(digits) <= _MOST_DIGITS else Written(digits)


def value_text(value: Any) -> str | None:
    """What a column says, as it was written; None where it says nothing. ValueError where it is no plain value."""
    # How Python and pandas write that a number is missing.
    if value is None or value != value or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Written):
        return value.written
    if isinstance(value, (str, int)):
        return str(value)
    raise ValueError(f"must be {PLAIN_VALUE}")


def row_text(values: Mapping[str, str | None], columns: Sequence[str]) -> str:
    """In NFC. Nothing, where no column says anything."""
    if all(values[name] is None for name in columns):
        return ""
    return normal("NFC", SEPARATOR.join(_said(name, values[name]) for name in columns))


def _said(name: str, value: str | None) -> str:
    return f"{name}:" if value is None else f"{name}: {_BAR.sub(_twice, value)}"


def _twice(found: re.Match[str]) -> str:
    return found[0] * 2


def values_in(text: str, columns: Sequence[str]) -> dict[str, str | None]:
    """The row that `row_text` made a text of, in NFC. ValueError for a text that it cannot have made."""
    if not text:
        return dict.fromkeys(columns)
    names = [normal("NFC", name) for name in columns]
    said = text.split(SEPARATOR)
    if len(said) != len(names):
        raise ValueError(f"{len(said)} columns instead of {len(names)}")
    return {column: _value_in(one, name) for column, name, one in zip(columns, names, said, strict=True)}


def _value_in(said: str, name: str) -> str | None:
    if said == f"{name}:":
        return None
    if not said.startswith(f"{name}: "):
        raise ValueError(f"no column {name!r} where it should stand")
    return _DOUBLED_BAR.sub(r"\1", said[len(name) + 2 :])


def as_read_by(theirs: Sequence[str], ours: Sequence[str]) -> Callable[[str], str] | None:
    """How another model's text is made of ours, by the columns that it reads; None where it is the same text.

    `ours` are the columns of these data, `theirs` of the other model: none where nobody knows. One column alone is read
    as it is, whatever it is called. RuntimeFailure `configuration` where the text cannot be made.
    """
    if list(theirs) == list(ours) or (len(theirs) <= 1 and len(ours) <= 1):
        return None
    lacking = [name for name in theirs if name not in ours]
    if len(ours) <= 1 or lacking or not theirs:
        because = (
            f"reads the columns {', '.join(theirs)}, and these data have {', '.join(ours) or 'one column alone'}"
            if theirs
            else f"does not say which of the columns {', '.join(ours)} it reads"
        )
        raise RuntimeFailure(
            "configuration",
            f"the baseline {because}, so that it cannot be asked about the same examples",
            "Compare with evaluate.baseline: majority, or with a model that reads no other columns.",
        )
    if len(theirs) == 1:
        return lambda text: values_in(text, ours)[theirs[0]] or ""
    return lambda text: row_text(values_in(text, ours), theirs)
