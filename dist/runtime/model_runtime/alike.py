"""Which texts are all but the same: they must not stand on both sides of a split.

MinHash (Broder 1997) of the sets of five characters in a row, found in bands: texts whose sets overlap by at least
80 % (Jaccard) are found but for a chance of 2 in 10,000, and taken for alike by 64 samples of that overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

_WINDOW = 5
_SAMPLES = 64
_ROWS_OF_BAND = 4
_ALIKE = 0.8
# Of a longer text every n-th window counts, so that a book costs no more than a page.
_MOST_WINDOWS = 4096

_random = np.random.Generator(np.random.PCG64(20_240_501))
_FACTORS = _random.integers(1, 2**63, _SAMPLES, dtype=np.uint64) | np.uint64(1)
_TERMS = _random.integers(0, 2**63, _SAMPLES, dtype=np.uint64)
_POWERS = np.array([pow(0x9E3779B97F4A7C15, power, 2**64) for power in range(1, _WINDOW + 1)], dtype=np.uint64)


def signature(text: str) -> np.ndarray:
    """`(64,)` uint32: the share of equal places of two signatures estimates how much their texts overlap."""
    points = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    window = min(_WINDOW, len(points)) or 1
    with np.errstate(over="ignore"):
        windows = np.zeros(max(1, len(points) - window + 1), dtype=np.uint64)
        for place in range(min(window, len(points))):
            windows += points[place : place + len(windows)] * _POWERS[place]
        windows = np.unique(windows)
        windows = windows[:: -(-len(windows) // _MOST_WINDOWS)]
        mixed = windows ^ (windows >> np.uint64(29))
        return ((mixed[:, None] * _FACTORS + _TERMS) >> np.uint64(32)).min(axis=0).astype(np.uint32)


class Groups:
    """Numbers 0 to n - 1 in disjoint groups (union-find)."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

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


def join_alike(groups: Groups, numbers: Sequence[int], signatures: np.ndarray) -> None:
    """Joins the numbers whose signatures, `(len(numbers), 64)`, are those of texts that overlap by 80 % or more."""
    if len(numbers) < 2:
        return
    for first in range(0, _SAMPLES, _ROWS_OF_BAND):
        band = np.ascontiguousarray(signatures[:, first : first + _ROWS_OF_BAND]).view(f"V{4 * _ROWS_OF_BAND}").ravel()
        _, bucket = np.unique(band, return_inverse=True)
        order = np.argsort(bucket, kind="stable")
        sorted_buckets = bucket[order]
        starts = np.flatnonzero(np.diff(sorted_buckets, prepend=-1))
        leaders = order[np.repeat(starts, np.diff(starts, append=len(order)))]
        same = np.flatnonzero(np.diff(sorted_buckets, prepend=-1) == 0)
        # Against the neighbour and the first of the bucket: all pairs of a bucket would be its square.
        for others in (order[same - 1], leaders[same]):
            for one, other in _alike(signatures, order[same], others):
                groups.join(numbers[one], numbers[other])


def _alike(signatures: np.ndarray, ones: np.ndarray, others: np.ndarray) -> Iterable[tuple[int, int]]:
    for start in range(0, len(ones), 65_536):
        left, right = ones[start : start + 65_536], others[start : start + 65_536]
        share = (signatures[left] == signatures[right]).mean(axis=1)
        near = share >= _ALIKE
        yield from zip(left[near].tolist(), right[near].tolist(), strict=True)
