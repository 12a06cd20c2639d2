"""What a decision needs of each row, as records in files without names, and equal ones found by sorting parts of them.

So memory does not grow with the rows, and whatever ends a job leaves nothing lying.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

PIECE = 65_536
"""Records that are in memory at a time."""

_BUFFER_BYTES = 32_768
# Sorted at once; of more rows, a part that is larger by so much as keeps the number of readings small.
_SORTED, _MOST_PARTS_BITS = 32_768, 5
# Records that are read, and not wanted, rather than asking once more.
_GAP = 4


class Column:
    """Records of `width` numbers of one type. They are appended, and read once none is to come."""

    def __init__(self, directory: Path, kind: str, width: int = 1) -> None:
        self._type, self._width = np.dtype(kind).newbyteorder("<"), width
        self._size = self._type.itemsize * width
        self._file = tempfile.TemporaryFile(dir=directory, buffering=0)  # noqa: SIM115
        self._waiting = bytearray()
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def append(self, record: bytes) -> None:
        """The record's bytes, the lowest of a number first."""
        self._waiting += record
        self._count += 1
        if len(self._waiting) >= _BUFFER_BYTES:
            self._write()

    def extend(self, records: np.ndarray) -> None:
        self._waiting += np.ascontiguousarray(records, self._type).tobytes()
        self._count += len(records)
        self._write()

    def whole(self, most: int | None = None) -> np.ndarray:
        """All records, in memory; of whole numbers up to `most`, in the smallest type that has them."""
        found = np.empty(self._count, self._type if most is None else np.min_scalar_type(most))
        for start, piece in self.pieces():
            found[start : start + len(piece)] = piece
        return found

    def _write(self) -> None:
        view = memoryview(self._waiting)
        while view:
            view = view[self._file.write(view) :]
        self._waiting = bytearray()

    def read(self, start: int, stop: int) -> np.ndarray:
        """`(records,)` or, of several numbers each, `(records, width)`."""
        if self._waiting:
            self._write()
        size = max(0, min(stop, self._count) - start) * self._size
        array = np.frombuffer(os.pread(self._file.fileno(), size, start * self._size), self._type)
        return array if self._width == 1 else array.reshape(-1, self._width)

    def pieces(self, size: int = PIECE) -> Iterator[tuple[int, np.ndarray]]:
        """All records in their order: the number of the first of each piece, and the piece."""
        for start in range(0, self._count, size):
            yield start, self.read(start, start + size)

    def take(self, numbers: np.ndarray) -> np.ndarray:
        """The records with these numbers, which ascend."""
        if not len(numbers):
            return self.read(0, 0)
        ends = np.flatnonzero(np.diff(numbers) > _GAP) + 1
        parts = [self.read(int(part[0]), int(part[-1]) + 1)[part - part[0]] for part in np.split(numbers, ends)]
        return np.concatenate(parts)

    def at(self, number: int) -> Any:
        return self.read(number, number + 1)[0]


Keys = Callable[[], Iterator[tuple[np.ndarray, np.ndarray]]]
"""Reads the rows' numbers, which ascend, and their keys: `(rows,)` or `(rows, 2)` of uint64, each bit as likely."""


def repeated(keys: Keys, count: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Rows whose key others have as well: their numbers, those of one key together and ascending; where keys begin.

    Read as often as keeps at most a part of the `count` rows in memory.
    """
    bits = _bits(count)
    for part in range(1 << bits):
        numbers, found = _of_part(keys, part, bits)
        if len(numbers) < 2:
            continue
        order = np.argsort(found, kind="stable") if found.ndim == 1 else np.lexsort((found[:, 1], found[:, 0]))
        found = found[order]
        other = found[1:] != found[:-1]
        begins = np.concatenate([[True], other if other.ndim == 1 else other.any(axis=1)])
        shared = ~(begins & np.concatenate([begins[1:], [True]]))
        yield numbers[order[shared]], begins[shared]


def _of_part(keys: Keys, part: int, bits: int) -> tuple[np.ndarray, np.ndarray]:
    numbers, found = [], []
    for some, theirs in keys():
        if bits:
            first = theirs if theirs.ndim == 1 else theirs[:, 0]
            chosen = first >> np.uint64(64 - bits) == part
            some, theirs = some[chosen], theirs[chosen]
        numbers.append(some)
        found.append(theirs)
    return (np.concatenate(numbers), np.concatenate(found)) if numbers else (np.empty(0, np.int64), np.empty(0))


def in_order(values: np.ndarray, end: float, kind: np.dtype) -> np.ndarray:
    """The places of the values from 0 to `end`, by their size; of equal ones the first comes first."""
    found = np.empty(int((values >= 0).sum()), kind)
    parts, done = 1 << _bits(len(values)), 0
    for part in range(parts):
        low, high = end * part / parts, end * (part + 1) / parts if part + 1 < parts else np.inf
        chosen = np.flatnonzero((values >= low) & (values < high))
        found[done : done + len(chosen)] = chosen[np.argsort(values[chosen], kind="stable")]
        done += len(chosen)
    return found


def _bits(count: int) -> int:
    """Of the number of parts that so many rows are sorted in."""
    return min(_MOST_PARTS_BITS, max(0, (count - 1) // _SORTED).bit_length())


class Names:
    """Words by numbers, in the order in which they were first seen."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.names)

    def number(self, name: str) -> int:
        found = self._numbers.setdefault(name, len(self.names))
        if found == len(self.names):
            self.names.append(name)
        return found
