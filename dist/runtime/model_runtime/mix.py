"""Several training files as one source: where each begins in it, and how many of its examples the shares leave."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from .failures import RuntimeFailure
from .problems import unit_of
from .scratch import Column
from .splits import NOWHERE

# Of a number of 64 bits, for a first look at how many are below it.
_BITS = 16


@dataclass
class Part:
    """One of the files that a source is read from."""

    input: str
    """The name that it has in the config."""
    path: Path
    called: str
    """What messages call it beside the others."""
    share: float | None = None
    """What is wanted of it among all that is used, in any unit."""
    rows: int = 0
    """How many it has, also such as cannot be used."""
    begin: int = 0
    """The place of its first example."""
    first_id: int = 0
    """The number of its first id."""


def parts_of(name: str, file: str | list[dict[str, Any]], inputs: dict[str, str]) -> list[Part]:
    """The files of a config for one split. RuntimeFailure `configuration` where a list of them contradicts itself."""
    if isinstance(file, str):
        path = Path(inputs.get(name, inputs["train"])) / file
        return [Part(name, path, path.name)]
    lacking = next((one["input"] for one in file if one["input"] not in inputs), None)
    if lacking is not None:
        raise RuntimeFailure(
            "configuration", f"config.files.train: paths.in has no {lacking!r}", "Give the directory of each file."
        )
    if len({one["input"] for one in file}) < len(file) or len({"share" in one for one in file}) > 1:
        raise RuntimeFailure(
            "configuration",
            "config.files.train: each file has an input of its own, and all of them have a share or none has",
            "Give a share to each file, or to none.",
        )
    names = [one["file"] for one in file]
    return [
        Part(
            one["input"],
            Path(inputs[one["input"]]) / one["file"],
            one["file"] if names.count(one["file"]) == 1 else f"{one['file']} (source {number})",
            one.get("share"),
        )
        for number, one in enumerate(file, start=1)
    ]


class Parts:
    """The files of a source, one after another: which of them an example or an id, by its place, stands in."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = list(parts)

    def __len__(self) -> int:
        return len(self.parts)

    def __iter__(self) -> Iterator[Part]:
        return iter(self.parts)

    def of(self, place: int) -> Part:
        return self.parts[bisect.bisect_right([part.begin for part in self.parts], place) - 1]

    def of_id(self, number: int) -> Part:
        return self.parts[bisect.bisect_right([part.first_id for part in self.parts], number) - 1]

    def ranges(self, count: int) -> list[tuple[Part, slice]]:
        """With the places of its examples, of `count` in all."""
        ends = [*(part.begin for part in self.parts[1:]), count]
        return [(part, slice(part.begin, end)) for part, end in zip(self.parts, ends, strict=True)]

    @property
    def shown(self) -> str:
        """Where something is said of all of them."""
        return ", ".join(str(part.path) for part in self.parts)

    def told(self, spots: Sequence[tuple[Part, int]]) -> str:
        """Lines for a person to look at: `lines 3 and 7`, or `line 3 of a.jsonl and row 7 of b.parquet`."""
        if len(self) == 1:
            unit = unit_of(self.parts[0].path)
            return f"{unit}s {' and '.join(str(line) for _, line in spots)}"
        return " and ".join(self.spot(part, line) for part, line in spots)

    def spot(self, part: Part, line: int) -> str:
        return f"{unit_of(part.path)} {line}" + ("" if len(self) == 1 else f" of {part.called}")


def mixed(parts: Parts, kept: np.ndarray, draws: Column) -> int:
    """Takes from `kept` what is too much for the shares, and says how much that is.

    The file that has the fewest examples for its share gives all it has. Of each other those with the lowest draws
    stay: a draw is of the seed and the example alone, so that a few more examples change few of them.
    """
    ranges = parts.ranges(len(kept))
    counts = [int(kept[places].sum()) for _, places in ranges]
    most = _most(parts, counts)
    for (_, places), count, wanted in zip(ranges, counts, most, strict=True):
        if wanted < count:
            _keep_lowest(kept, places, draws, wanted)
    return sum(counts) - sum(most)


def _most(parts: Parts, counts: list[int]) -> list[int]:
    shares = [part.share or 0.0 for part in parts]
    for part, count in zip(parts, counts, strict=True):
        if count == 0:
            raise RuntimeFailure(
                "data",
                f"{part.path}: none of its examples is left to be mixed, and a share of nothing leaves nothing of the "
                "others: they are empty, in other files too, or outside of what is asked for",
                "Remove it from data.train, or give it other examples.",
            )
    total = min(count / share for count, share in zip(counts, shares, strict=True))
    return [min(count, max(1, round(total * share))) for count, share in zip(counts, shares, strict=True)]


def _keep_lowest(kept: np.ndarray, places: slice, draws: Column, wanted: int) -> None:
    """Two draws are the same as rarely as two digests of 64 bits."""
    bins = np.zeros(1 << _BITS, np.int64)
    for _, found in _drawn(kept, places, draws):
        bins += np.bincount((found >> np.uint64(64 - _BITS)).astype(np.int64), minlength=len(bins))
    below = np.cumsum(bins)
    border = int(np.searchsorted(below, wanted))
    inside = np.concatenate(
        [found[found >> np.uint64(64 - _BITS) == border] for _, found in _drawn(kept, places, draws)]
    )
    last = np.sort(inside)[wanted - 1 - int(below[border] - bins[border])]
    for chosen, found in _drawn(kept, places, draws):
        kept[chosen[found > last]] = False


def _drawn(kept: np.ndarray, places: slice, draws: Column) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The places that are kept, and their draws, some at a time."""
    for start, piece in draws.pieces():
        begin, end = max(start, places.start), min(start + len(piece), places.stop)
        if begin < end:
            chosen = begin + np.flatnonzero(kept[begin:end])
            yield chosen, piece[chosen - start]


def told_of(parts: Parts, sides: np.ndarray) -> list[dict[str, Any]]:
    """What became of each file of several."""
    used = [int((sides[places] != NOWHERE).sum()) for _, places in parts.ranges(len(sides))]
    total = sum(used)
    wanted = sum(part.share or 0.0 for part in parts)
    return [
        {
            "input": part.input,
            "rows": part.rows,
            "used": count,
            "share": count / total if total else 0.0,
            **({} if part.share is None else {"wanted": part.share / wanted}),
        }
        for part, count in zip(parts, used, strict=True)
    ]
