"""Unicode's normal forms, for texts of strangers."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import lru_cache
from typing import Literal

# What one text may have, in jobs and when serving: a tokenizer takes some hundred bytes for each.
MAX_CHARACTERS = 1 << 20
# As UAX #15 has it (Stream-Safe Text Format): no language writes so many marks on one letter.
_MOST_MARKS = 30
_JOINER = "\u034f"  # COMBINING GRAPHEME JOINER: no mark moves across it, and nothing is seen of it


def normal(form: Literal["NFC", "NFKC"], text: str) -> str:
    """The text in a normal form, in a time that grows with its length alone.

    Python puts the marks of one letter in order by comparing each with each, and lets no other thread run meanwhile:
    160 KB of marks take 17 seconds. So a longer row of marks is cut by a joiner first.
    """
    if text.isascii():
        return text
    # Some marks are spelt as two once they are taken apart: what is cut may be too long again, but not a third time.
    for _ in range(3):
        before, text = text, unicodedata.normalize(form, _long_rows().sub(rf"\1{_JOINER}", text))
        if text == before:
            break
    return text


@lru_cache(maxsize=1)
def _long_rows() -> re.Pattern[str]:
    """Rows of marks, and of what begins with one once it is decomposed."""
    points = [
        point
        for point in range(sys.maxunicode + 1)
        if (unicodedata.combining(chr(point)) or unicodedata.decomposition(chr(point)))
        and unicodedata.combining(unicodedata.normalize("NFKD", chr(point))[0])
    ]
    marks = "".join(f"\\U{point:08x}" for point in points)
    return re.compile(f"([{marks}]{{{_MOST_MARKS}}})(?=[{marks}])")
