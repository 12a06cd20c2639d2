"""Which examples of the user's files stay, and on which side each goes: by what the first reading kept of them."""

from __future__ import annotations

import hashlib
import itertools
import struct
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from .alike import SAMPLES, SIMILARITY, Groups, bands, count_of_bands, join_alike, signatures
from .events import Events
from .failures import Problem, RuntimeFailure
from .mix import Part, Parts, mixed
from .problems import MOST_TOLD
from .rows import Columns, Record
from .scratch import PIECE, Column, Keys, Names, repeated
from .splits import NOWHERE, SIDES, Entries, SplitName, drawn, place_of, sample, split
from .wording import did_you_mean, nearest, quoted, some

_PLACE = struct.Struct("<d")
# Texts that wait for their signatures, which are made of many at once.
_MOST_TEXTS, _MOST_CHARACTERS = 256, 131_072
# Of what stands in two files.
_MOST_LINES = 3


@dataclass
class Settled:
    """What is the matter with the examples of a source."""

    same_ids: int
    same_id_lines: list[tuple[tuple[Part, int], tuple[Part, int]]]
    """Of the first of them: file and line, and those of the first with the same id."""
    empty: int
    duplicates: int
    contradictions: int
    contradiction: tuple[tuple[Part, int], tuple[Part, int]] | None
    """The first files and lines with the same content and another class."""


class Source:
    """One file of the user's, or several that train together, as the first reading saw them: what decisions need of
    their examples, by their places.

    Its columns are files in `scratch`; in memory are some bytes of each example.
    """

    def __init__(
        self,
        name: SplitName,
        parts: Sequence[Part],
        columns: Columns,
        labels: Names,
        scratch: Path,
        config: dict[str, Any],
    ) -> None:
        self.name: SplitName = name
        self.parts = Parts(parts)
        self.columns = columns
        """Those that are read of it."""
        self._seen, self._again = hashlib.sha256(), hashlib.sha256()
        self.names = labels
        """The classes of all sources, by the numbers in `labels`."""
        self.labels = np.empty(0, np.uint8)
        self.kept = np.empty(0, bool)
        """Whether an example is usable, neither empty nor repeated, and was not left out since."""
        self.strata = Names()
        self._scratch, self._seed, self._sampled = scratch, config["seed"], config["sample"] < 1
        self._lines, self._empty = self._column("u8"), self._column("?")
        self._labels, self._strata = self._column("u4"), self._column("u4")
        self._places, self._draws = self._column("f8"), self._column("u8")
        self._shared, self._mixing = any(part.share is not None for part in parts), self._column("u8")
        self._digests, self.identities, self.clusters = (self._column("u8", 2) for _ in range(3))
        self.signatures, self.bands = self._column("u4", SAMPLES), list[Column]()
        self._plains: list[str] = []
        self._characters = 0
        self._ids, self._id_lines, self._id_places = self._column("u8", 2), self._column("u8"), self._column("i8")

    def _column(self, kind: str, width: int = 1) -> Column:
        return Column(self._scratch, kind, width)

    def __len__(self) -> int:
        return len(self._lines)

    def begin(self, part: Part) -> None:
        """What is added from here on stands in this file."""
        part.begin, part.first_id = len(self), len(self._ids)

    def add(self, record: Record, digest: str, plain: str | None, *, empty: bool) -> None:
        """One more example; `plain` is its content without what a person would not call a difference."""
        content = bytes.fromhex(digest)
        identity = content if plain is None else hashlib.sha256(plain.encode()).digest()
        self._lines.append(record.line.to_bytes(8, "little"))
        self._empty.append(b"\1" if empty else b"\0")
        self._labels.append(self.names.number(record.label).to_bytes(4, "little"))
        self._strata.append(self.strata.number(record.stratum).to_bytes(4, "little"))
        self._digests.append(content[:16])
        self.identities.append(identity[:16])
        if record.cluster is not None:
            self.clusters.append(hashlib.sha256(record.cluster.encode()).digest()[:16])
        if plain is not None:
            self._plains.append(plain)
            self._characters += len(plain)
            if len(self._plains) >= _MOST_TEXTS or self._characters >= _MOST_CHARACTERS:
                self._sign()
        # What decides where an example goes: its group, else its content as a person sees it.
        key = identity.hex() if record.cluster is None else f"group {record.cluster}"
        self._places.append(_PLACE.pack(place_of(self._seed, key)))
        if self._sampled:
            self._draws.append(drawn(self._seed, digest).to_bytes(8, "little"))
        if self._shared:
            self._mixing.append(drawn(self._seed, digest, "mix").to_bytes(8, "little"))
        self._seen.update(_told(record, digest))

    def _sign(self) -> None:
        if self._plains:
            self.signatures.extend(signatures(self._plains))
        self._plains, self._characters = [], 0

    def add_id(self, record: str, line: int, *, usable: bool) -> None:
        """The id of a row; of one that is usable, before its example is added."""
        self._ids.append(hashlib.sha256(record.encode()).digest()[:16])
        self._id_lines.append(line.to_bytes(8, "little"))
        self._id_places.append((len(self) if usable else -1).to_bytes(8, "little", signed=True))

    def see_again(self, record: Record, digest: str) -> None:
        """An example, as the second reading saw it."""
        self._again.update(_told(record, digest))

    @property
    def changed(self) -> bool:
        """Whether the second reading saw something else."""
        return self._seen.digest() != self._again.digest()

    def line(self, place: int) -> int:
        return int(self._lines.at(place))

    def spot(self, place: int) -> tuple[Part, int]:
        """The file and the line that an example stands in."""
        return self.parts.of(place), self.line(place)

    def told(self, place: int) -> str:
        return self.parts.spot(*self.spot(place))

    def problem(self, what: str, place: int) -> Problem:
        """Of an example."""
        part, line = self.spot(place)
        return Problem(what, part.input, line)

    def settle(self) -> Settled:
        """Decides, once all are added, which examples are kept."""
        self._sign()
        self.labels = self._labels.whole(len(self.names))
        empty = self._empty.whole()
        self.kept = ~empty
        same, first = self._without_same_ids()
        duplicates, contradictions, contradicting = 0, 0, None
        for numbers, begins in repeated(keys_of([self], lambda source: source._digests), len(self)):
            leaders = numbers[begins][np.cumsum(begins) - 1][~begins]
            again = numbers[~begins]
            self.kept[again] = False
            duplicates += len(again)
            against = np.flatnonzero(self.labels[again] != self.labels[leaders])
            contradictions += len(against)
            if len(against):
                at = against[again[against].argmin()]
                found = (int(again[at]), int(leaders[at]))
                contradicting = found if contradicting is None else min(contradicting, found)
        lines = None if contradicting is None else (self.spot(contradicting[1]), self.spot(contradicting[0]))
        return Settled(same, first, int(empty.sum()), duplicates, contradictions, lines)

    def _without_same_ids(self) -> tuple[int, list[tuple[tuple[Part, int], tuple[Part, int]]]]:
        count, first = 0, np.empty((0, 2), np.int64)

        def ids() -> Iterator[tuple[np.ndarray, np.ndarray]]:
            for start, piece in self._ids.pieces():
                yield np.arange(start, start + len(piece)), piece

        for numbers, begins in repeated(ids, len(self._ids)):
            again, leaders = numbers[~begins], numbers[begins][np.cumsum(begins) - 1][~begins]
            count += len(again)
            pairs = np.concatenate([first, np.stack([again, leaders], axis=1)])
            first = pairs[np.argsort(pairs[:, 0])[:MOST_TOLD]]
            for start in range(0, len(again), PIECE):
                places = self._id_places.take(np.sort(again[start : start + PIECE]))
                self.kept[places[places >= 0]] = False

        def spot(number: int) -> tuple[Part, int]:
            return self.parts.of_id(number), int(self._id_lines.at(number))

        return count, [(spot(one), spot(other)) for one, other in first.tolist()]

    def ordered(self) -> tuple[np.ndarray, np.ndarray]:
        """Of each example its place in the order of the split, -1 of one that is not kept; and its stratum."""
        places = self._places.whole()
        places[~self.kept] = -1
        return places, self._strata.whole(len(self.strata))

    def draw(self, share: float) -> int:
        """Keeps a share of each class, and says how many are left out."""
        kept = np.flatnonzero(self.kept)
        left_out = kept[~sample(self._draws.whole()[kept], self.labels[kept], share)]
        self.kept[left_out] = False
        return len(left_out)

    def mix(self) -> int:
        """Keeps of each file as many as its share allows, and says how many are left out."""
        return mixed(self.parts, self.kept, self._mixing) if self._shared else 0

    def make_bands(self, similarity: float) -> None:
        self.bands = [self._column("u8") for _ in range(count_of_bands(similarity))]
        for _, piece in self.signatures.pieces(PIECE // 8):
            for column, found in zip(self.bands, bands(piece, similarity).T, strict=True):
                column.extend(found)


def _told(record: Record, digest: str) -> bytes:
    return f"{digest}{(record.id, record.label, record.cluster, sorted(record.slice.items()))}\n".encode()


def keys_of(sources: Sequence[Source], of: Callable[[Source], Column]) -> Keys:
    """Of the examples that are kept, which are numbered through all sources."""

    def read() -> Iterator[tuple[np.ndarray, np.ndarray]]:
        for source, offset in zip(sources, _offsets(sources), strict=True):
            for start, piece in of(source).pieces():
                chosen = np.flatnonzero(source.kept[start : start + len(piece)])
                yield offset + start + chosen, piece[chosen]

    return read


def _offsets(sources: Sequence[Source]) -> list[int]:
    """The number of each source's first example."""
    return list(itertools.accumulate(map(len, sources[:-1]), initial=0))


def across(sources: list[Source], *, well_read: bool, classes: bool) -> list[Problem]:
    """What no file says alone. Of a training file that was not read well nobody knows which classes it has."""
    if not classes:
        return _leakage(sources)
    train = sources[0]
    trained = np.bincount(train.labels[train.kept], minlength=len(train.names))
    problems: list[Problem] = []
    if well_read and (trained > 0).sum() == 1:
        only = quoted(train.names.names[int(trained.argmax())])
        where = "" if len(train.parts) == 1 else ", in all training files together"
        problems.append(
            Problem(
                f"the examples have one class only, {only}{where}: a classifier needs examples of at least two",
                train.name,
            )
        )
    if well_read:
        for source in sources[1:]:
            problems += untrained(source, np.where(source.kept, SIDES[source.name], NOWHERE), trained)
    return problems + _leakage(sources)


def untrained(source: Source, sides: np.ndarray, trained: np.ndarray) -> list[Problem]:
    """A problem for each class that an example is judged by and none is trained with; `trained` counts by class."""
    names, known = source.names.names, [source.names.names[number] for number in np.flatnonzero(trained)]
    places = np.flatnonzero((sides != NOWHERE) & (trained[source.labels] == 0))
    judged, first, counts = np.unique(source.labels[places], return_index=True, return_counts=True)
    problems = []
    for at in np.argsort(first).tolist():
        label, place, count = names[int(judged[at])], int(places[first[at]]), int(counts[at])
        side = next(name for name, number in SIDES.items() if number == sides[place])
        which = f"{count} {side} examples have" if count > 1 else f"a {side} example has"
        near = nearest(label, known) if len(problems) < MOST_TOLD else None
        problems.append(
            source.problem(
                f"no training example has the class {quoted(label)}, which {which}{did_you_mean(near)}: "
                "add training examples of it, or correct it here",
                place,
            )
        )
    return problems


_SIDE_NAMES: dict[SplitName, str] = {"train": "training", "validation": "validation", "test": "test"}


def _leakage(sources: list[Source]) -> list[Problem]:
    """No example of one file, and no group, stands in another file as well."""
    problems: list[Problem] = []
    for one, other in itertools.combinations(sources, 2):
        for what, of in (
            ("example", lambda source: source.identities),
            ("group", lambda source: source.clusters),
        ):
            count, first = _in_both(one, other, of)
            if count:
                stand = f"{what} also stands" if count == 1 else f"{what}s also stand"
                shown = ", ".join(f"{other.told(there)} = {one.told(here)}" for there, here in first)
                files = "file" if len(one.parts) == 1 else "files"
                problems.append(
                    Problem(
                        f"{count} {other.name} {stand} in the {_SIDE_NAMES[one.name]} {files} ({shown}): remove "
                        "them from one of the two files, as a model is not tested on what it has seen",
                        other.name,
                    )
                )
    return problems


def _in_both(one: Source, other: Source, of: Callable[[Source], Column]) -> tuple[int, list[tuple[int, int]]]:
    """How many keys two sources share, and the places in `other` and `one` of the first that have some."""
    count, first = 0, np.empty((0, 2), np.int64)
    for numbers, begins in repeated(keys_of([one, other], of), len(one) + len(other)):
        leaders = numbers[begins][np.cumsum(begins) - 1]
        theirs = numbers >= len(one)
        # The first of `other` in a run that begins in `one`.
        at = np.flatnonzero(theirs & (leaders < len(one)) & ~np.concatenate([[False], theirs[:-1]]))
        count += len(at)
        pairs = np.concatenate([first, np.stack([numbers[at] - len(one), leaders[at]], axis=1)])
        first = pairs[np.argsort(pairs[:, 0])[:_MOST_LINES]]
    return count, [(there, here) for there, here in first.tolist()]


@dataclass(frozen=True)
class Alike:
    """Of all examples, the smallest number of one that belongs to the same, by two ways to see that."""

    alike: np.ndarray
    """Those that are all but the same."""
    together: np.ndarray
    """With the user's groups as well."""


def group_alike(sources: list[Source], duplicates: dict[str, Any]) -> tuple[Alike, dict[str, int]]:
    """Examples are numbered through all sources. Also counts those that are in a group by kind.

    `duplicates` are the config's: those that are near are looked for unless they are to be kept.
    """
    similarity = duplicates.get("similarity", SIMILARITY)
    count = sum(map(len, sources))
    groups, twins = Groups(count), 0
    for numbers, begins in repeated(keys_of(sources, lambda source: source.identities), count):
        twins += len(numbers)
        groups.join_runs(numbers, begins)
    if duplicates.get("near") != "keep" and any(len(source.signatures) for source in sources):
        for source in sources:
            source.make_bands(similarity)
        join_alike(
            groups,
            lambda band: keys_of(sources, lambda source: source.bands[band]),
            count,
            lambda numbers: _signatures(sources, numbers),
            similarity,
        )
    wider = groups.copy() if any(len(source.clusters) for source in sources) else groups
    alike = groups.settled()
    if wider is not groups:
        for numbers, begins in repeated(keys_of(sources, lambda source: source.clusters), count):
            wider.join_runs(numbers, begins)
    return Alike(alike, wider.settled()), {"twins": twins, "near_duplicates": _in_groups(alike) - twins}


def _signatures(sources: list[Source], numbers: np.ndarray) -> np.ndarray:
    edges = [*_offsets(sources), sum(map(len, sources))]
    places = np.searchsorted(numbers, edges).tolist()
    return np.concatenate(
        [
            source.signatures.take(numbers[begin:end] - edges[at])
            for at, (source, begin, end) in enumerate(zip(sources, places[:-1], places[1:], strict=True))
        ]
    )


def _in_groups(groups: np.ndarray) -> int:
    """How many are not alone."""
    there = np.zeros(len(groups), bool)
    for start in range(0, len(groups), PIECE):
        piece = groups[start : start + PIECE]
        others = np.flatnonzero(piece != np.arange(start, start + len(piece)))
        there[start + others] = True
        there[piece[others]] = True
    return int(there.sum())


def keep_away_from_tests(sources: list[Source], groups: Alike, dropped: Counter[str], events: Events) -> None:
    """With files of their own, what is all but the same as a test or validation example does not train."""
    if len(sources) == 1:
        return
    offsets, judged = _offsets(sources), np.zeros(len(groups.alike), bool)
    for index in reversed(range(len(sources))):
        source, offset = sources[index], offsets[index]
        own = groups.alike[offset : offset + len(source)]
        near = source.kept & judged[own]
        judged[own[source.kept]] = True
        count = int(near.sum())
        if count:
            dropped["near_test"] += count
            source.kept &= ~near
            events.warning(
                f"{source.parts.shown}: {count} examples are all but the same as ones of the "
                f"{' or '.join(other.name for other in sources[index + 1 :])} file, and are left out"
            )


def drop_near(sources: list[Source], groups: Alike, dropped: Counter[str]) -> None:
    """Of what is all but the same, the first example of each source stays."""
    dropped["near_duplicates"] = 0
    for source, offset in zip(sources, _offsets(sources), strict=True):
        seen = np.zeros(len(groups.alike), bool)
        for start in range(0, len(source), PIECE):
            kept = source.kept[start : start + PIECE]
            places = np.flatnonzero(kept)
            of = groups.alike[offset + start + places]
            first = np.zeros(len(places), bool)
            first[np.unique(of, return_index=True)[1]] = True
            again = places[~first | seen[of]]
            seen[of] = True
            kept[again] = False
            dropped["near_duplicates"] += len(again)


def draw(sources: list[Source], config: dict[str, Any], dropped: Counter[str]) -> None:
    if config["sample"] < 1:
        for source in sources:
            dropped["not_sampled"] += source.draw(config["sample"])


def mix(sources: list[Source], dropped: Counter[str], events: Events) -> None:
    """Brings the training files to their shares."""
    train = sources[0]
    before = np.bincount(train.labels[train.kept], minlength=len(train.names))
    left_out = train.mix()
    if not any(part.share is not None for part in train.parts):
        return
    dropped["beyond_share"] = left_out
    after = np.bincount(train.labels[train.kept], minlength=len(train.names))
    lost = [train.names.names[number] for number in np.flatnonzero((before > 0) & (after == 0))]
    if lost and train.columns.label is not None:
        events.warning(
            f"{len(lost)} of {int((before > 0).sum())} classes have no example left at these shares of data.train: "
            f"{some(lost)}",
            "Raise the share of the file that has them.",
        )


def sides_of(sources: list[Source], groups: Alike, shares: dict[SplitName, float]) -> list[np.ndarray]:
    """For each source, the side of each of its examples."""
    train = sources[0]
    places, strata = train.ordered()
    sides = split(Entries(places, train.labels, strata, groups.together[: len(train)]), shares)
    if "test" in shares and not (sides == SIDES["test"]).any():
        raise RuntimeFailure(
            "data",
            f"{train.parts.shown}: the split leaves no test examples",
            "Raise data.split.test, give more examples, or fewer that belong together or are all but the same.",
        )
    others = (np.where(source.kept, np.int8(SIDES[source.name]), np.int8(NOWHERE)) for source in sources[1:])
    return [sides, *others]


def why_untested(untested: Sequence[int], sources: list[Source], groups: Alike) -> dict[tuple[str, str], list[str]]:
    """By reason and remedy, the classes of which no example is tested; they are given by their numbers."""
    train = sources[0]
    asked = np.zeros(len(train.names), bool)
    asked[list(untested)] = True
    places = np.flatnonzero(train.kept & asked[train.labels])
    labels = train.labels[places].astype(np.int64)
    counts = np.bincount(labels, minlength=len(train.names))
    alike, together = (
        np.bincount(
            np.unique(np.stack([labels, of[places]], axis=1), axis=0)[:, 0].astype(np.int64), minlength=len(counts)
        )
        for of in (groups.alike, groups.together)
    )

    def why(label: int) -> tuple[str, str]:
        if sources[-1].name == "test":
            return "as their file has none of them", "Add examples of them to the test file"
        if together[label] == counts[label]:
            return "as they have too few in all", "Give more examples of them"
        # What is all but the same stays on one side, and what trains comes first.
        if alike[label] == 1:
            return "as all examples they have are all but the same", "Give examples of them that differ"
        if together[label] == 1:
            return "as all examples they have are of one group", "Give examples of them of other groups"
        return "as most examples they have are all but the same or of one group", "Give more that are not"

    found: dict[tuple[str, str], list[str]] = {}
    for label in untested:
        found.setdefault(why(label), []).append(train.names.names[label])
    return found
