"""Names and values of a user's data in messages: in the words in which the check before a run says the same.

`src/checkup/data.ts` is the other half; a test of both reads the same files.
"""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

_LONGEST_NAME, _LONGEST_COMPARED, _MOST_COMPARED, _MOST_NAMED = 80, 60, 1_000, 10


def quoted(text: str) -> str:
    return _json(_cut(text))


def shown(value: Any) -> str:
    """A value for a message: short, and in characters that can be written."""
    try:
        return _cut(_json(value))
    except RecursionError:
        return "what is nested too deeply"


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return re.sub(r"[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", text)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 3]}…"


def some(names: Iterable[str]) -> str:
    """The first names for a message: a file can have a million columns."""
    first = list(itertools.islice(names, _MOST_NAMED + 1))
    named = ", ".join(quoted(name)[1:-1] for name in first[:_MOST_NAMED])
    return (named + (", …" if len(first) > _MOST_NAMED else "")) or "none"


def nearest(written: str, names: Iterable[str]) -> str | None:
    """The name that was probably meant: two letters that changed places are two edits."""
    if len(written) > _LONGEST_COMPARED:
        return None
    plain = written.lower()
    best: tuple[int, str] | None = None
    for name in itertools.islice(names, _MOST_COMPARED):
        if name == written or len(name) > _LONGEST_COMPARED:
            continue
        allowed = (max(len(name), len(plain)) + 1) // 3
        edits = _edits(plain, name.lower(), allowed if best is None else min(allowed, best[0] - 1))
        if edits is not None:
            best = edits, name
    return None if best is None else best[1]


def did_you_mean(near: str | None) -> str:
    return "" if near is None else f"; did you mean {quoted(near)}?"


def _edits(one: str, other: str, most: int) -> int | None:
    """Levenshtein's distance; None where it is more than `most`."""
    # Each edit changes one letter at most: most names are told apart by that alone.
    ours, theirs = Counter(one), Counter(other)
    if max((ours - theirs).total(), (theirs - ours).total()) > most:
        return None
    row: Sequence[int] = range(len(other) + 1)
    for at, letter in enumerate(one, start=1):
        following = [at]
        for index, against in enumerate(other, start=1):
            following.append(min(row[index] + 1, following[-1] + 1, row[index - 1] + (letter != against)))
        row = following
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None
