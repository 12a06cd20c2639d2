"""Which example trains, which validates and which tests: a decision of seed and content alone."""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

SplitName = Literal["train", "validation", "test"]


@dataclass(frozen=True)
class Entry:
    """What the split needs to know of one example. Entries of one `unit` stay on one side."""

    key: str
    """Of the content alone, or of its group's name: neither line numbers nor ids move an example to another side, and
    a group stays where it is when examples join or leave it."""
    label: str
    stratum: str
    unit: int


def split(entries: Sequence[Entry], shares: dict[SplitName, float], seed: int) -> list[SplitName]:
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
    units: dict[int, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        units[entry.unit].append(number)
    placed = sorted((max(_place(seed, entries[number].key) for number in unit), unit) for unit in units.values())
    order = [unit for _, unit in placed]
    bound = shares.get("test", 0) + shares.get("validation", 0) / 2 if "test" in shares else 0
    early = [unit for place, unit in placed if place < bound]
    sides: list[SplitName] = ["train"] * len(entries)
    training = Counter(entry.label for entry in entries)
    strata = [entry.stratum for entry in entries]
    counts = Counter(strata)

    def give(unit: list[int], side: SplitName) -> bool:
        """Takes a unit from training, unless that leaves one of its classes without an example that trains."""
        leaves = Counter(entries[number].label for number in unit)
        if sides[unit[0]] != "train" or any(training[label] <= count for label, count in leaves.items()):
            return False
        training.subtract(leaves)
        for number in unit:
            sides[number] = side
        return True

    def fill(side: SplitName, wanted: dict[str, float], of: Sequence[str], among: Sequence[list[int]]) -> None:
        """Gives units to a side while that brings the counts of `of` (one name an entry) nearer to what is wanted."""
        have = Counter(of[number] for number in range(len(entries)) if sides[number] == side)
        for unit in among:
            adds = Counter(of[number] for number in unit)
            if not adds.keys() <= wanted.keys():
                continue
            before = sum(abs(wanted[name] - have[name]) for name in adds)
            after = sum(abs(wanted[name] - have[name] - count) for name, count in adds.items())
            if after < before and give(unit, side):
                have.update(adds)

    def fill_up(side: SplitName, share: float, least: float) -> None:
        """Strata too small for shares of their own, or of few large units, leave a side nearly empty."""
        if sum(1 for one in sides if one == side) < len(entries) * share * least:
            fill(side, {"": len(entries) * share}, [""] * len(entries), order)

    test, validation = shares.get("test"), shares.get("validation")
    if test is not None:
        fill("test", {name: max(1.0, count * test) for name, count in counts.items()}, strata, early)
        tested = {stratum for stratum, side in zip(strata, sides, strict=True) if side == "test"}
        fill("test", {name: 1.0 for name in counts if name not in tested}, strata, order)
        fill_up("test", test, 0.25)
        for unit in early:
            give(unit, "test" if validation is None else "validation")
    if validation is not None:
        fill("validation", {name: count * validation for name, count in counts.items()}, strata, order)
        fill_up("validation", validation, 0.5)
    return sides


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


def _place(seed: int, key: str) -> float:
    return int.from_bytes(hashed(seed, "split", key)[:7], "big") / 2**56


def sample(entries: Iterable[tuple[int, Entry]], share: float, seed: int) -> set[int]:
    """Numbers of the entries that stay: the share of each class, at least three of it (one for each side)."""
    classes: dict[str, list[tuple[bytes, int]]] = defaultdict(list)
    for number, entry in entries:
        classes[entry.label].append((hashed(seed, "sample", entry.key), number))
    return {
        number for members in classes.values() for _, number in sorted(members)[: max(3, round(len(members) * share))]
    }


def hashed(seed: int, purpose: str, key: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{purpose}\n{key}".encode()).digest()
