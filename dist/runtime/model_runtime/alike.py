"""Which texts are all but the same: they must not stand on both sides of a split.

MinHash (Broder 1997) of the sets of five characters in a row, found in bands: texts whose sets overlap by at least
80 % (Jaccard) are found but for a chance of 2 in 10,000, and taken for alike by 64 samples of that overlap. The samples
are those of the library rensa; its table of bands is held in memory, and this one in files.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

import numpy as np

from .scratch import PIECE, Keys, repeated

_WINDOW = 5
_BEHIND = "\0" * _WINDOW
SAMPLES = 64
SIMILARITY = 0.8
"""From which overlap on texts are all but the same, where nobody says another."""
# Samples of a band by the least overlap that it is for: of 1 - (1 - overlap ** rows) ** bands are found.
_ROWS_OF_BAND = ((0.8, 4), (0.7, 3), (0.0, 2))
_SEED = 20_240_501
# Of a longer text every n-th window counts, so that a book costs no more than a page.
_MOST_WINDOWS = 4096
# Pairs whose signatures are in memory at a time.
_COMPARED = 8_192
_JOINED = 8_192

Signatures = Callable[[np.ndarray], np.ndarray]

_POWERS = np.array([pow(0x9E3779B97F4A7C15, power, 2**64) for power in range(1, _WINDOW + 1)], dtype=np.uint64)


def signatures(texts: Sequence[str]) -> np.ndarray:
    """`(texts, 64)` uint32: the share of equal places of two signatures estimates how much their texts overlap.

    By rensa, which has a smaller error than independent hash functions.
    """
    from rensa import RMinHash

    windows, counts = _windows(texts)
    edges = np.concatenate([[0], np.cumsum(counts)]).astype(np.uint64)
    found = RMinHash.digest_matrix_from_flat_token_hashes(windows, edges, SAMPLES, _SEED)
    return np.array(found.to_rows(), dtype=np.uint32).reshape(-1, SAMPLES)


def _windows(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """The hashes of the windows of all texts, one text after the other, and how many each has."""
    # Behind each text nothing: so a text that is shorter than a window is one.
    whole = "".join(f"{text}{_BEHIND}" for text in texts)
    points = np.frombuffer(whole.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    hashes = np.zeros(len(points) - _WINDOW + 1, dtype=np.uint64)
    for place in range(_WINDOW):
        hashes += points[place : place + len(hashes)] * _POWERS[place]
    hashes ^= hashes >> np.uint64(29)
    lengths = np.array([len(text) for text in texts])
    counts = np.maximum(1, lengths - _WINDOW + 1)
    starts = np.cumsum(lengths + _WINDOW) - lengths - _WINDOW
    before = np.cumsum(counts) - counts
    hashes = hashes[np.arange(counts.sum()) + np.repeat(starts - before, counts)]
    if counts.max(initial=0) <= _MOST_WINDOWS:
        return hashes, counts
    parts = [
        _some(hashes[start : start + count]) for start, count in zip(before.tolist(), counts.tolist(), strict=True)
    ]
    return np.concatenate(parts), np.array([len(part) for part in parts])


def _some(windows: np.ndarray) -> np.ndarray:
    if len(windows) <= _MOST_WINDOWS:
        return windows
    windows = np.unique(windows)
    return windows[:: -(-len(windows) // _MOST_WINDOWS)]


def count_of_bands(similarity: float) -> int:
    return SAMPLES // _rows(similarity)


def _rows(similarity: float) -> int:
    return next(rows for least, rows in _ROWS_OF_BAND if similarity >= least)


def bands(signatures: np.ndarray, similarity: float = SIMILARITY) -> np.ndarray:
    """Of `(texts, 64)` signatures, `(texts, bands)` uint64: texts that are alike have one of them in common."""
    rows, count = _rows(similarity), count_of_bands(similarity)
    mixed = np.zeros((len(signatures), count), dtype=np.uint64)
    with np.errstate(over="ignore"):
        for place in range(rows):
            mixed = (mixed ^ signatures[:, place : rows * count : rows]) * _POWERS[0]
            mixed ^= mixed >> np.uint64(29)
        # Its first bits are as good as any.
        return mixed * _POWERS[1]


class Groups:
    """Numbers 0 to n - 1 in disjoint groups (union-find), each known by the smallest of them."""

    def __init__(self, count: int) -> None:
        self._parents = array("i" if count < 1 << 31 else "q", range(count))

    def of(self, number: int) -> int:
        """A number that stands for the group: the same for all its members."""
        parents = self._parents
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    def join(self, one: int, other: int) -> None:
        one, other = self.of(one), self.of(other)
        self._parents[max(one, other)] = min(one, other)

    def join_runs(self, numbers: np.ndarray, begins: np.ndarray) -> None:
        """Joins the numbers of each run; `begins` says where one does."""
        leaders = numbers[begins][np.cumsum(begins) - 1][~begins]
        self.join_pairs(numbers[~begins], leaders)

    def join_pairs(self, ones: np.ndarray, others: np.ndarray) -> None:
        for start in range(0, len(ones), _JOINED):
            some = zip(ones[start : start + _JOINED].tolist(), others[start : start + _JOINED].tolist(), strict=True)
            for one, other in some:
                self.join(one, other)

    def all_of(self, numbers: np.ndarray) -> np.ndarray:
        """`of` each of them."""
        parents = np.asarray(self._parents)
        found = parents[numbers]
        while True:
            further = parents[found]
            if np.array_equal(further, found):
                return found
            found = further

    def settled(self) -> np.ndarray:
        """`of` every number. Nothing may be joined while somebody has this array, which is no copy."""
        parents = np.asarray(self._parents)
        for start in range(0, len(parents), PIECE):
            # No number's group is known by a larger one, so those before are settled.
            some = parents[start : start + PIECE]
            some[:] = self.all_of(some)
        return parents

    def copy(self) -> Groups:
        other = Groups(0)
        other._parents = self._parents[:]
        return other


def join_alike(
    groups: Groups, of_band: Callable[[int], Keys], count: int, signatures: Signatures, similarity: float
) -> None:
    """Joins the rows, `count` at most, whose texts overlap by `similarity` or more.

    `of_band` reads a band of every row, and `signatures` those of the rows that are asked for, which ascend.
    """
    for band in range(count_of_bands(similarity)):
        for numbers, begins in repeated(of_band(band), count):
            others = np.flatnonzero(~begins)
            leaders = numbers[begins][np.cumsum(begins) - 1]
            # Against the neighbour and the first of the bucket: all pairs of a bucket would be its square.
            for there in (numbers[others - 1], leaders[others]):
                _join_near(groups, numbers[others], there, signatures, similarity)


def _join_near(groups: Groups, ones: np.ndarray, others: np.ndarray, signatures: Signatures, similarity: float) -> None:
    for start in range(0, len(ones), _COMPARED):
        left, right = ones[start : start + _COMPARED], others[start : start + _COMPARED]
        apart = groups.all_of(left) != groups.all_of(right)
        left, right = left[apart], right[apart]
        asked, places = np.unique(np.concatenate([left, right]), return_inverse=True)
        found = signatures(asked)
        near = (found[places[: len(left)]] == found[places[len(left) :]]).mean(axis=1) >= similarity
        groups.join_pairs(left[near], right[near])
