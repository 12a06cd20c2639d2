"""Which example trains, which validates and which tests: a decision of seed and content alone."""

from __future__ import annotations

import hashlib
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

    Units go in the order of a keyed hash: the first ones test, the next ones validate. So an example that comes or goes
    moves those at a border at most, and what moves into the test had validated, not trained. Strata keep their shares,
    and every class keeps an example that trains.
    """
    units: dict[int, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        units[entry.unit].append(number)
    # By one member's key: the least of all their hashes would bring large units to the front.
    order = sorted(
        units.values(), key=lambda members: hashed(seed, "split", min(entries[number].key for number in members))
    )
    sides: list[SplitName] = ["train"] * len(entries)
    training = Counter(entry.label for entry in entries)

    def fill(side: SplitName, wanted: dict[str, float], of: Sequence[str]) -> None:
        """Gives units to a side while that brings the counts of `of` (one name an entry) nearer to what is wanted."""
        have = Counter(of[number] for number in range(len(entries)) if sides[number] == side)
        for members in order:
            if sides[members[0]] != "train":
                continue
            adds = Counter(of[number] for number in members)
            leaves = Counter(entries[number].label for number in members)
            before = sum(abs(wanted[name] - have[name]) for name in adds)
            after = sum(abs(wanted[name] - have[name] - count) for name, count in adds.items())
            if after < before and all(training[label] > count for label, count in leaves.items()):
                have.update(adds)
                training.subtract(leaves)
                for number in members:
                    sides[number] = side

    strata = [entry.stratum for entry in entries]
    for side in ("test", "validation"):
        share = shares.get(side)
        if share is None:
            continue
        # A stratum too small for a share of its own still tests; for validation the whole is filled up below.
        least = 1.0 if side == "test" else 0.0
        fill(side, {name: max(least, count * share) for name, count in Counter(strata).items()}, strata)
        if sum(1 for one in sides if one == side) < len(entries) * share / 2:
            fill(side, {"": len(entries) * share}, [""] * len(entries))
    return sides


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
