"""Words that may stand for each other: from a file of the user's, or from the files of Princeton's WordNet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..failures import RuntimeFailure
from ..reading import read_regular
from ..spelling import MAX_CHARACTERS, normal

Table = Mapping[str, tuple[str, ...]]
"""By a word in small letters: what may stand in its place."""

# Letters, also with one ' or - between them. A number has no synonym, and what has one in it is a name.
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['’-][^\W\d_]+)*(?!\w)")
_MOST_BYTES = 64 << 20
_LONGEST = 100
_MOST_SYNONYMS = 100
# What WordNet calls its kinds of words, the likeliest first where a word is of several alike.
_KINDS = ("noun", "verb", "adj", "adv")
# Of words that hold a sentence together WordNet knows what else they are: `a` an ångström, `can` a tin.
_SHORTEST = 3
_SAID_OF_OTHERS = """
about above across after again all also and any are around because been before being below beside between both
but can cannot could did does doing done down during each either else ever every few for from had has have having
her here hers him his how however into its just least less like many may might more most much must near neither
never nor not now off once one only onto other our out over own same shall she should since some still such than
that the their them then there these they this those though through thus too two under until upon was well were
what when where whether which while who whom whose why will with within without would yet you your
"""
_FUNCTION_WORDS = frozenset(_SAID_OF_OTHERS.split())


@dataclass(frozen=True)
class Synonyms:
    table: Table
    share: float
    """Of the words that have some, how many are replaced."""

    def has_some(self, text: str) -> bool:
        return any(found[0].lower() in self.table for found in _WORD.finditer(text))

    def rewritten(self, text: str, draw: np.random.Generator) -> str:
        """The text with other words, at least one where any has a synonym."""
        found = [one for one in _WORD.finditer(text) if one[0].lower() in self.table]
        if not found:
            return text
        chances = draw.random(len(found))
        chosen = np.flatnonzero(chances < max(self.share, float(chances.min()) * (1 + 1e-12)))
        parts, end = [], 0
        for at in chosen.tolist():
            word = found[at]
            others = self.table[word[0].lower()]
            parts += [text[end : word.start()], _spelt_as(word[0], others[int(draw.integers(len(others)))])]
            end = word.end()
        made = normal("NFC", "".join([*parts, text[end:]]))
        return made if len(made) <= MAX_CHARACTERS else text


def _spelt_as(word: str, other: str) -> str:
    if len(word) > 1 and word.isupper():
        return other.upper()
    return other[:1].upper() + other[1:] if word[:1].isupper() else other


def from_file(path: Path) -> Table:
    """A line for each word, with what may stand in its place behind it: `film,movie,picture`."""
    found: dict[str, tuple[str, ...]] = {}
    try:
        text = read_regular(path, _MOST_BYTES).decode("utf-8-sig")
        for line, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), start=1):
            word, *others = (normal("NFC", cell.strip()) for cell in cells) if cells else ("",)
            given = tuple(dict.fromkeys(one for one in others if one))
            if not word and not given:
                continue
            if not _WORD.fullmatch(word) or not given or len(given) > _MOST_SYNONYMS or _too_long(word, *given):
                raise RuntimeFailure(
                    "data",
                    f"{path}, line {line}: is no word with its synonyms",
                    f"Write one word, and behind commas 1 to {_MOST_SYNONYMS} others of at most {_LONGEST} letters, "
                    "such as film,movie.",
                )
            found[word.lower()] = tuple(dict.fromkeys((*found.get(word.lower(), ()), *given)))
    except (OSError, UnicodeDecodeError, csv.Error) as cause:
        what = (cause.strerror or cause) if isinstance(cause, OSError) else cause
        raise RuntimeFailure(
            "data", f"{path} cannot be read: {what}", "Give a CSV file in UTF-8, such as film,movie in each line."
        ) from cause
    if not found:
        raise RuntimeFailure("data", f"{path} has no synonyms", "Write film,movie and so on, a word in each line.")
    return found


def _too_long(*words: str) -> bool:
    return any(len(word) > _LONGEST for word in words)


def from_wordnet(directory: Path) -> Table:
    """Of each word the others of its first sense, which is the most frequent, as the kind of word that it mostly is.

    Format: wndb(5WN). Names are left out: they stand for one thing, and a text is about another.
    """
    best: dict[str, tuple[int, str, int]] = {}
    for kind in _KINDS:
        for lemma, tagged, offset in _index_of(directory / f"index.{kind}"):
            if lemma not in best or tagged > best[lemma][0]:
                best[lemma] = (tagged, kind, offset)
    data = {kind: _bytes_of(directory / f"data.{kind}") for kind in _KINDS}
    found: dict[str, tuple[str, ...]] = {}
    for lemma, (_, kind, offset) in best.items():
        words = _words_at(data[kind], offset, directory / f"data.{kind}")
        others = tuple(word for word in words if word != lemma and word.islower() and not _too_long(word))
        if others:
            found[lemma] = others
    return found


def _index_of(path: Path) -> Iterator[tuple[str, int, int]]:
    """Each lemma of one word, how many of its senses were met in texts, and where the first of them stands."""
    for line in _bytes_of(path).decode("ascii", "replace").splitlines():
        # The licence stands before all else, behind blanks.
        if line.startswith(" "):
            continue
        fields = line.split()
        try:
            pointers = int(fields[3])
            tagged, offset = int(fields[5 + pointers]), int(fields[6 + pointers])
        except (IndexError, ValueError) as cause:
            raise _no_wordnet(path, f"{line[:60]!r} is no line of an index") from cause
        if _WORD.fullmatch(fields[0]) and len(fields[0]) >= _SHORTEST and fields[0] not in _FUNCTION_WORDS:
            yield fields[0], tagged, offset


def _words_at(data: bytes, offset: int, path: Path) -> list[str]:
    line = data[offset : data.find(b"\n", offset)].decode("ascii", "replace")
    fields = line.split()
    try:
        if int(fields[0]) != offset:
            raise ValueError
        count = int(fields[3], 16)
        words = [fields[4 + 2 * at] for at in range(count)]
    except (IndexError, ValueError) as cause:
        raise _no_wordnet(path, f"no words stand at {offset}") from cause
    # An adjective may say where it stands: galore(ip).
    return [word.partition("(")[0].replace("_", " ") for word in words]


def _bytes_of(path: Path) -> bytes:
    try:
        return read_regular(path, _MOST_BYTES)
    except OSError as cause:
        raise _no_wordnet(path, str(cause.strerror or cause)) from cause


def _no_wordnet(path: Path, why: str) -> RuntimeFailure:
    return RuntimeFailure(
        "configuration",
        f"{path} is no file of WordNet 3: {why}",
        "Install it again (apt-get install --reinstall wordnet-base), or give a file of synonyms.",
    )
