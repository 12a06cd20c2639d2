"""Which example trains, which validates and which tests: a decision of seed and content alone."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .scratch import PIECE, in_order

SplitName = Literal["train", "validation", "test"]

NOWHERE, TRAIN, VALIDATION, TEST = range(4)
"""The side of an example, in arrays."""

SIDES: dict[SplitName, int] = {"train": TRAIN, "validation": VALIDATION, "test": TEST}


@dataclass(frozen=True)
class Entries:
    """What the split needs to know of examples, in arrays with one number for each. They are used up by it."""

    places: np.ndarray
    """Where in the order it comes, of 0 to 1 (see `place_of`); -1 of one that goes nowhere."""

    labels: np.ndarray
    """The number of its class."""

    strata: np.ndarray

    units: np.ndarray
    """A number of an example: those of one unit stay on one side."""


def split(entries: Entries, shares: Mapping[SplitName, float]) -> np.ndarray:
    """The side of each entry; `shares` are those of test and validation, what is left trains.

    Units go in the order of a keyed hash, of 0 to 1; only those before a bound may test, and those never train. So what
    trained is never tested later, whichever examples join: no other example has a say in an example's hash, and where
    examples turn out to be all but the same, the last of their hashes counts, which brings them away from the test and
    never into it. (No rule can do that and test large units as often as small ones: of what is all but the same, less
    is tested than its share. A group has one key, and is tested as often as a single example.) The bound lies in the
    middle of validation's share, so that some hundred examples and more fill the test; what it does not take validates.

    Two exceptions, each because nothing would be tested otherwise: a stratum without an example before the bound gives
    its first one, and data most of which is all but the same is tested by whatever comes first. Every class keeps an
    example that trains.
    """
    return _Split(entries).of(shares)


class _Split:
    def __init__(self, entries: Entries) -> None:
        self._labels, self._strata = entries.labels, entries.strata
        stays = entries.places >= 0
        self.sides = np.where(stays, np.int8(TRAIN), np.int8(NOWHERE))
        self._count = int(stays.sum())
        self._training = np.bincount(self._labels[stays]).tolist()
        self._counts = np.bincount(self._strata[stays]).tolist()
        self._find_members(stays, entries.units)
        places = _last_places(entries, stays)
        self._order = in_order(places, 1, entries.units.dtype)
        self._places = places

    def _find_members(self, stays: np.ndarray, units: np.ndarray) -> None:
        """Of units of more than their own entry: those entries, by unit."""
        members = stays & (units != np.arange(len(units), dtype=units.dtype))
        several = np.zeros(len(units), bool)
        several[units[members]] = True
        members |= stays & several
        del several
        self._members = in_order(np.where(members, units, units.dtype.type(-1)), len(units), units.dtype)
        self._of_member = units[self._members]

    def of(self, shares: Mapping[SplitName, float]) -> np.ndarray:
        test, validation = shares.get("test"), shares.get("validation")
        counts = {stratum: count for stratum, count in enumerate(self._counts) if count}
        if test is not None:
            bound = test + shares.get("validation", 0) / 2
            early = self._order[: int(((self._places >= 0) & (self._places < bound)).sum())]
            self._places = np.empty(0)
            wanted = {stratum: max(1.0, count * test) for stratum, count in counts.items()}
            self._fill(TEST, wanted, self._strata, early)
            tested = set(np.unique(self._strata[self.sides == TEST]).tolist())
            self._fill(TEST, {stratum: 1.0 for stratum in counts if stratum not in tested}, self._strata, self._order)
            self._fill_up(TEST, test, 0.25)
            for unit, members, _ in self._each(early, self._strata):
                self._give(unit, members, TEST if validation is None else VALIDATION)
        if validation is not None:
            wanted = {stratum: count * validation for stratum, count in counts.items()}
            self._fill(VALIDATION, wanted, self._strata, self._order)
            self._fill_up(VALIDATION, validation, 0.5)
        return self.sides

    def _each(self, units: np.ndarray, of: np.ndarray) -> Iterator[tuple[int, list[int], int]]:
        """Units in their order: the members of one that has several, and what the entry of any other is by `of`."""
        for start in range(0, len(units), PIECE):
            some = units[start : start + PIECE]
            first, last = (np.searchsorted(self._of_member, some, side) for side in ("left", "right"))
            # A unit stands once in an order: what happens to others leaves it as it is.
            still = np.flatnonzero(self.sides[self._first_of(some, first, last)] == TRAIN)
            some, first, last = some[still], first[still], last[still]
            each = zip(some.tolist(), first.tolist(), last.tolist(), of[some].tolist(), strict=True)
            for unit, begin, end, name in each:
                yield unit, self._members[begin:end].tolist() if begin < end else [], name

    def _first_of(self, units: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
        """An entry of each unit: a unit's number may be that of one that goes nowhere."""
        several, found = first < last, units.copy()
        found[several] = self._members[first[several]]
        return found

    def _give(self, unit: int, members: list[int], side: int) -> bool:
        """Takes a unit from training, unless that leaves one of its classes without an example that trains."""
        training = self._training
        if not members:
            label = int(self._labels[unit])
            if training[label] <= 1:
                return False
            training[label] -= 1
            self.sides[unit] = side
            return True
        leaves = Counter(self._labels[members].tolist())
        if any(training[label] <= count for label, count in leaves.items()):
            return False
        for label, count in leaves.items():
            training[label] -= count
        self.sides[members] = side
        return True

    def _fill(self, side: int, wanted: dict[int, float], of: np.ndarray, among: np.ndarray) -> None:
        """Gives units to a side while that brings the counts of `of` (a number an entry) nearer to what is wanted."""
        taken = Counter(dict(enumerate(np.bincount(of[self.sides == side]).tolist())))
        lacks = {name: count - taken[name] for name, count in wanted.items()}
        # Whatever brings nothing nearer that lacks half an example brings nothing nearer.
        short = {name for name, missing in lacks.items() if missing > 0.5}
        if not short:
            return
        for unit, members, name in self._each(among, of):
            if members:
                adds = Counter(of[members].tolist())
                if not adds.keys() <= lacks.keys():
                    continue
                before = sum(abs(lacks[one]) for one in adds)
                after = sum(abs(lacks[one] - count) for one, count in adds.items())
            elif name in short:
                adds, before, after = Counter((name,)), 1.0, 0.0
            else:
                continue
            if after < before and self._give(unit, members, side):
                for one, count in adds.items():
                    lacks[one] -= count
                    if lacks[one] <= 0.5:
                        short.discard(one)
                if not short:
                    return

    def _fill_up(self, side: int, share: float, least: float) -> None:
        """Strata too small for shares of their own, or of few large units, leave a side nearly empty."""
        if int((self.sides == side).sum()) < self._count * share * least:
            self._fill(side, {0: self._count * share}, np.zeros(len(self.sides), np.int8), self._order)


def _last_places(entries: Entries, stays: np.ndarray) -> np.ndarray:
    """Of each unit, by its number, the last place of its entries; -1 where nothing has the number."""
    places = entries.places
    for start in range(0, len(places), PIECE):
        units, some = entries.units[start : start + PIECE], places[start : start + PIECE]
        others = np.flatnonzero(stays[start : start + PIECE] & (units != np.arange(start, start + len(units))))
        # A unit's number is that of an entry, and none before it is of the unit.
        np.maximum.at(places, units[others], some[others])
        some[others] = -1
    return places


def unlike(data: Counter[str], test: Counter[str]) -> list[tuple[str, float, float]]:
    """Classes whose share of the test is another than that of the data: with both shares, the largest difference first.

    By more than a third of its share of the data, and by more than chance (three standard deviations of a draw). Sets
    that stay on one side make such tests: the more are all but the same, the less of them is tested (see `split`).
    """
    found = []
    for label, count in data.items():
        share, tested = count / data.total(), test[label] / test.total()
        chance = 3 * math.sqrt(share * (1 - share) / test.total())
        if abs(tested - share) > max(share / 3, chance):
            found.append((label, tested, share))
    return sorted(found, key=lambda one: (-abs(one[1] - one[2]), one[0]))


def place_of(seed: int, key: str) -> float:
    """Of an example's key: its content alone, or its group's name. So neither line numbers nor ids move an example to
    another side, and a group stays where it is when examples join or leave it."""
    return int.from_bytes(hashed(seed, "split", key)[:7], "big") / 2**56


def sample(draws: np.ndarray, labels: np.ndarray, share: float) -> np.ndarray:
    """Whether each entry stays: of each class those that were drawn first, its share, at least three (one a side)."""
    order = np.lexsort((draws, labels))
    sizes = np.bincount(labels)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order)) - (np.cumsum(sizes) - sizes)[labels[order]]
    most = np.array([max(3, round(size * share)) for size in sizes.tolist()])
    return rank < most[labels]


def drawn(seed: int, key: str, purpose: str = "sample") -> int:
    return int.from_bytes(hashed(seed, purpose, key)[:8], "big")


def hashed(seed: int, purpose: str, key: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{purpose}\n{key}".encode()).digest()
