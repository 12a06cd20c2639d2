"""Which examples of the user's files stay, and on which side each goes: by what the first reading kept of them."""

from __future__ import annotations

import itertools
from array import array
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from .alike import Groups, join_alike
from .events import Events
from .failures import Problem, RuntimeFailure
from .problems import MOST_TOLD
from .splits import Entry, SplitName, sample, split
from .wording import did_you_mean, nearest, quoted


@dataclass
class Source:
    """One file of the user's, as the first reading saw it: lists by the example's place in the file."""

    name: SplitName
    path: Path
    digests: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    lines: array[int] = field(default_factory=lambda: array("Q"))
    labels: list[str] = field(default_factory=list)
    strata: list[str] = field(default_factory=list)
    clusters: list[str | None] = field(default_factory=list)
    plains: list[bytes | None] = field(default_factory=list)
    """Digest of the text without what a person would not call a difference."""
    signatures: list[np.ndarray] = field(default_factory=list)
    slices: list[dict[str, str]] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)
    """Places of the examples that are neither empty nor repeated."""
    rows: int = 0
    """How many the file has, also such as cannot be used."""


def across(sources: list[Source], *, well_read: bool, classes: bool) -> list[Problem]:
    """What no file says alone. Of a training file that was not read well nobody knows which classes it has."""
    if not classes:
        return _leakage(sources)
    train = sources[0]
    trained = Counter(train.labels[place] for place in train.kept)
    problems: list[Problem] = []
    if well_read and len(trained) == 1:
        only = quoted(next(iter(trained)))
        problems.append(
            Problem(
                f"the examples have one class only, {only}: a classifier needs examples of at least two", train.name
            )
        )
    if well_read:
        for source in sources[1:]:
            problems += untrained(source, dict.fromkeys(source.kept, source.name), trained)
    return problems + _leakage(sources)


def untrained(source: Source, sides: dict[int, SplitName], trained: Counter[str]) -> list[Problem]:
    """A problem for each class that an example is judged by and none is trained with."""
    judged: dict[str, list[int]] = {}
    for place in sides:
        if source.labels[place] not in trained:
            judged.setdefault(source.labels[place], []).append(place)
    problems = []
    for label, (first, *more) in judged.items():
        side = sides[first]
        which = f"{len(more) + 1} {side} examples have" if more else f"a {side} example has"
        near = nearest(label, trained) if len(problems) < MOST_TOLD else None
        problems.append(
            Problem(
                f"no training example has the class {quoted(label)}, which {which}{did_you_mean(near)}: "
                "add training examples of it, or correct it here",
                source.name,
                source.lines[first],
            )
        )
    return problems


_SIDE_NAMES: dict[SplitName, str] = {"train": "training", "validation": "validation", "test": "test"}


def _leakage(sources: list[Source]) -> list[Problem]:
    """No example of one file, and no group, stands in another file as well."""
    problems: list[Problem] = []
    for one, other in itertools.combinations(sources, 2):
        for what, values in (
            ("example", lambda source: [source.plains[n] or source.digests[n] for n in source.kept]),
            ("group", lambda source: [source.clusters[n] for n in source.kept]),
        ):
            there, found = _first_lines(one, values(one)), _first_lines(other, values(other))
            both = [(line, there[value]) for value, line in found.items() if value in there]
            if both:
                stand = f"{what} also stands" if len(both) == 1 else f"{what}s also stand"
                shown = ", ".join(f"line {here} = line {line}" for here, line in both[:3])
                problems.append(
                    Problem(
                        f"{len(both)} {other.name} {stand} in the {_SIDE_NAMES[one.name]} file ({shown}): remove them "
                        "from one of the two files, as a model is not tested on what it has seen",
                        other.name,
                    )
                )
    return problems


def _first_lines(source: Source, values: list[Any]) -> dict[Any, int]:
    lines: dict[Any, int] = {}
    for value, place in zip(values, source.kept, strict=True):
        if value is not None:
            lines.setdefault(value, source.lines[place])
    return lines


def group_alike(sources: list[Source]) -> tuple[list[Groups], dict[str, int]]:
    """Two ways to group all kept examples: [0] those that are all but the same, [1] with the user's groups as well.

    Examples are numbered through all sources, in the order of `kept`. Also counts those that are in a group by kind.
    """
    count = sum(len(source.kept) for source in sources)
    plains = [source.plains[place] for source in sources for place in source.kept]
    twins, alike, together = Groups(count), Groups(count), Groups(count)
    for groups in (twins, alike, together):
        _join_equal(groups, plains)
    signatures = [one for source in sources for one in source.signatures]
    if signatures:
        join_alike(alike, range(count), np.stack(signatures))
    for number in range(count):
        together.join(number, alike.of(number))
    _join_equal(together, [source.clusters[place] for source in sources for place in source.kept])

    def grouped(groups: Groups) -> int:
        return sum(size for size in Counter(groups.of(number) for number in range(count)).values() if size > 1)

    exact = grouped(twins)
    return [alike, together], {"twins": exact, "near_duplicates": grouped(alike) - exact}


def _join_equal(groups: Groups, values: list[Any]) -> None:
    first: dict[Any, int] = {}
    for number, value in enumerate(values):
        if value is not None:
            groups.join(number, first.setdefault(value, number))


def keep_away_from_tests(sources: list[Source], groups: list[Groups], dropped: Counter[str], events: Events) -> None:
    """With files of their own, what is all but the same as a test or validation example does not train."""
    offsets = _offsets(sources)
    judged: set[int] = set()
    for index in reversed(range(len(sources))):
        source, offset = sources[index], offsets[index]
        own = {offset + at: groups[0].of(offset + at) for at in range(len(source.kept))}
        near = {at for at, number in enumerate(own) if own[number] in judged}
        judged |= set(own.values())
        if near:
            dropped["near_test"] += len(near)
            source.kept = [-1 if at in near else place for at, place in enumerate(source.kept)]
            events.warning(
                f"{source.path}: {len(near)} examples are all but the same as ones of the "
                f"{' or '.join(other.name for other in sources[index + 1 :])} file, and are left out"
            )


def _offsets(sources: list[Source]) -> list[int]:
    """The number of each source's first example, in the numbering of `group_alike`."""
    return list(itertools.accumulate((len(source.kept) for source in sources[:-1]), initial=0))


def draw(sources: list[Source], config: dict[str, Any], dropped: Counter[str]) -> None:
    if config["sample"] == 1:
        return
    for source in sources:
        there = [at for at, place in enumerate(source.kept) if place >= 0]
        stays = sample(
            ((at, Entry(source.digests[source.kept[at]], source.labels[source.kept[at]], "", at)) for at in there),
            config["sample"],
            config["seed"],
        )
        dropped["not_sampled"] += len(there) - len(stays)
        source.kept = [place if at in stays else -1 for at, place in enumerate(source.kept)]


def sides_of(
    sources: list[Source], groups: list[Groups], shares: dict[SplitName, float], seed: int
) -> list[dict[int, SplitName]]:
    """For each source, the side of every example that stays, by its place in the file."""
    train = sources[0]
    stays = [at for at, place in enumerate(train.kept) if place >= 0]
    entries = [
        Entry(
            _key(train, train.kept[at]),
            train.labels[train.kept[at]],
            train.strata[train.kept[at]],
            groups[1].of(at),
        )
        for at in stays
    ]
    sides = split(entries, shares, seed)
    first = {train.kept[at]: side for at, side in zip(stays, sides, strict=True)}
    if "test" in shares and "test" not in sides:
        raise RuntimeFailure(
            "data",
            f"{train.path}: the split leaves no test examples",
            "Raise data.split.test, give more examples, or fewer that belong together or are all but the same.",
        )
    return [first, *({place: source.name for place in source.kept if place >= 0} for source in sources[1:])]


def why_untested(untested: list[str], sources: list[Source], groups: list[Groups]) -> dict[tuple[str, str], list[str]]:
    """By reason and remedy, the classes of which no example is tested."""
    train = sources[0]
    alike: dict[str, set[int]] = {label: set() for label in untested}
    together: dict[str, set[int]] = {label: set() for label in untested}
    counts: Counter[str] = Counter()
    for at, place in enumerate(train.kept):
        label = "" if place < 0 else train.labels[place]
        if label in alike:
            counts[label] += 1
            alike[label].add(groups[0].of(at))
            together[label].add(groups[1].of(at))

    def why(label: str) -> tuple[str, str]:
        if sources[-1].name == "test":
            return "as their file has none of them", "Add examples of them to the test file"
        if len(together[label]) == counts[label]:
            return "as they have too few in all", "Give more examples of them"
        # What is all but the same stays on one side, and what trains comes first.
        if len(alike[label]) == 1:
            return "as all examples they have are all but the same", "Give examples of them that differ"
        if len(together[label]) == 1:
            return "as all examples they have are of one group", "Give examples of them of other groups"
        return "as most examples they have are all but the same or of one group", "Give more that are not"

    found: dict[tuple[str, str], list[str]] = {}
    for label in untested:
        found.setdefault(why(label), []).append(label)
    return found


def _key(source: Source, place: int) -> str:
    """What decides where an example goes: its group, else its content without what nobody would call a difference."""
    cluster, plain = source.clusters[place], source.plains[place]
    if cluster is not None:
        return f"group {cluster}"
    return source.digests[place] if plain is None else plain.hex()
