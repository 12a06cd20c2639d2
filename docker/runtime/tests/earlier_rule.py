"""What goes where, decided as simply as can be said: with everything in memory, one example after another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from model_runtime.alike import signatures
from model_runtime.splits import hashed
from model_runtime.tasks.content import Texts

TEXTS = Texts()


class Example(NamedTuple):
    file: str
    row: dict[str, Any]
    digest: str
    plain: str
    signature: np.ndarray


class Joined:
    def __init__(self, count: int) -> None:
        self.parents = list(range(count))

    def of(self, number: int) -> int:
        while self.parents[number] != number:
            number = self.parents[number]
        return number

    def join(self, one: int, other: int) -> None:
        one, other = self.of(one), self.of(other)
        self.parents[max(one, other)] = min(one, other)

    def join_equal(self, values: Sequence[Any]) -> None:
        first: dict[Any, int] = {}
        for number, value in enumerate(values):
            self.join(number, first.setdefault(value, number))

    def not_alone(self) -> int:
        sizes = Counter(self.of(number) for number in range(len(self.parents)))
        return sum(size for size in sizes.values() if size > 1)


def kept(files: dict[str, list[dict[str, Any]]]) -> tuple[list[Example], Counter[str]]:
    found: list[Example] = []
    dropped = Counter[str]()
    for file, rows in files.items():
        seen = set()
        for row in rows:
            digest, plain = TEXTS.digest(row["text"]), TEXTS.plain(row["text"])
            if not row["text"].strip():
                dropped["empty"] += 1
            elif digest in seen:
                dropped["duplicates"] += 1
            else:
                seen.add(digest)
                found.append(Example(file, row, digest, plain, signatures([plain])[0]))
    return found, dropped


def joined(examples: list[Example], group: str | None) -> tuple[Joined, Joined, dict[str, int]]:
    """Those that are all but the same; and with the user's groups as well."""
    twins, alike, together = (Joined(len(examples)) for _ in range(3))
    plains = [example.plain for example in examples]
    twins.join_equal(plains)
    alike.join_equal(plains)
    signatures = np.stack([example.signature for example in examples])
    for band in range(16):
        buckets: dict[bytes, list[int]] = defaultdict(list)
        for number, some in enumerate(signatures[:, 4 * band : 4 * band + 4]):
            buckets[some.tobytes()].append(number)
        for numbers in buckets.values():
            for place in range(1, len(numbers)):
                for other in (numbers[place - 1], numbers[0]):
                    if (signatures[numbers[place]] == signatures[other]).mean() >= 0.8:
                        alike.join(numbers[place], other)
    for number in range(len(examples)):
        together.join(number, alike.of(number))
    if group is not None:
        together.join_equal([example.row[group] for example in examples])
    exact = twins.not_alone()
    return alike, together, {"twins": exact, "near_duplicates": alike.not_alone() - exact}


def sides(files: dict[str, list[dict[str, Any]]], config: dict[str, Any]) -> tuple[dict[str, list[str]], Any, Any]:
    """The texts of each split in the order of their file; what was dropped; and how many are in a group."""
    section, seed = config["split"], config["seed"]
    group, stratify = section.get("group"), section.get("stratify")
    examples, dropped = kept(files)
    alike, together, grouped = joined(examples, group)
    stays = set(range(len(examples)))
    judged: set[int] = set()
    for file in reversed(list(files)):
        own = [number for number in range(len(examples)) if examples[number].file == file]
        near = {number for number in own if alike.of(number) in judged}
        judged |= {alike.of(number) for number in own}
        dropped["near_test"] += len(near)
        stays -= near
    if config["sample"] < 1:
        for file in files:
            classes = defaultdict(list)
            for number in sorted(stays):
                if examples[number].file == file:
                    drawn = hashed(seed, "sample", examples[number].digest)
                    classes[examples[number].row["label"]].append((drawn, number))
            for members in classes.values():
                out = sorted(members)[max(3, round(len(members) * config["sample"])) :]
                dropped["not_sampled"] += len(out)
                stays -= {number for _, number in out}
    training = [number for number in sorted(stays) if examples[number].file == "train"]
    shares = {
        name: section.get(name, usual) for name, usual in (("test", 0.2), ("validation", 0.1)) if name not in files
    }
    entries = []
    for number in training:
        row, plain = examples[number].row, examples[number].plain
        key = TEXTS.digest(plain) if group is None else f"group {row[group]}"
        stratum = row[stratify] if stratify else ""
        entries.append((key, row["label"], stratum, together.of(number)))
    chosen = dict(zip(training, split(entries, shares, seed), strict=True))
    found: dict[str, list[str]] = {name: [] for name in ("train", "validation", "test")}
    for number in sorted(stays):
        found[chosen.get(number, examples[number].file)].append(examples[number].row["text"])
    return found, dropped, grouped


def split(entries: list[tuple[str, str, str, int]], shares: dict[str, float], seed: int) -> list[str]:
    units: dict[int, list[int]] = defaultdict(list)
    for number, (_, _, _, unit) in enumerate(entries):
        units[unit].append(number)
    placed = sorted(
        (max(int.from_bytes(hashed(seed, "split", entries[n][0])[:7], "big") / 2**56 for n in numbers), unit)
        for unit, numbers in units.items()
    )
    order = [units[unit] for _, unit in placed]
    bound = shares.get("test", 0) + shares.get("validation", 0) / 2 if "test" in shares else 0
    early = [units[unit] for place, unit in placed if place < bound]
    sides = ["train"] * len(entries)
    training = Counter(label for _, label, _, _ in entries)
    strata = [stratum for _, _, stratum, _ in entries]
    counts = Counter(strata)

    def give(unit: list[int], side: str) -> bool:
        leaves = Counter(entries[number][1] for number in unit)
        if sides[unit[0]] != "train" or any(training[label] <= count for label, count in leaves.items()):
            return False
        training.subtract(leaves)
        for number in unit:
            sides[number] = side
        return True

    def fill(side: str, wanted: dict[str, float], of: list[str], among: list[list[int]]) -> None:
        have = Counter(of[number] for number in range(len(entries)) if sides[number] == side)
        for unit in among:
            adds = Counter(of[number] for number in unit)
            if not adds.keys() <= wanted.keys():
                continue
            before = sum(abs(wanted[name] - have[name]) for name in adds)
            after = sum(abs(wanted[name] - have[name] - count) for name, count in adds.items())
            if after < before and give(unit, side):
                have.update(adds)

    def fill_up(side: str, share: float, least: float) -> None:
        if sides.count(side) < len(entries) * share * least:
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
