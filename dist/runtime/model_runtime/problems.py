"""All that is wrong with the data, told at once: by file and line, and no more than somebody reads."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from .failures import Problem, RuntimeFailure
from .wording import did_you_mean, nearest, quoted, some

# More than so many are no help.
MOST_TOLD = 20


class FileProblems:
    """What is wrong with one file: the first of it, and how much there is in all."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        """The input that the file is."""
        self.path = path
        self.count = 0
        self._first: list[Problem] = []
        self._lacking: dict[str, tuple[int, int, list[str]]] = {}

    def at(self, line: int | None, what: str) -> None:
        self.count += 1
        bisect.insort(self._first, Problem(what, self.name, line), key=_line)
        del self._first[MOST_TOLD:]

    def lacks(self, line: int, column: str, there: Iterable[str]) -> None:
        """A column that a row does not have: told once for all rows."""
        known = self._lacking.get(column)
        if known is None:
            self.count += 1
            # A file can have a million columns, and each row others.
            self._lacking[column] = (line, 1, list(itertools.islice(there, 1_000)))
        else:
            self._lacking[column] = (known[0], known[1] + 1, known[2])

    def first(self, rows: int) -> list[Problem]:
        """By line. `rows` is how many the file has."""
        missing = [
            Problem(
                f"column {quoted(column)} is missing"
                + ("" if times == 1 else f", as it is in {'all' if times == rows else times} rows")
                + f" (there: {some(there)}){did_you_mean(nearest(column, there))}: name the column in data",
                self.name,
                line,
            )
            for column, (line, times, there) in self._lacking.items()
        ]
        return sorted([*missing, *self._first], key=_line)


def unit_of(file: Path) -> str:
    """What an example's number counts: Parquet has no lines."""
    return "row" if file.suffix.lower() == ".parquet" else "line"


def _line(problem: Problem) -> int:
    return problem.line or 0


def refuse(problems: Sequence[Problem], count: int, paths: Mapping[str, Path]) -> None:
    """Raises RuntimeFailure `data` with the first of the problems, where there are any; `count` is of all."""
    if not problems:
        return
    told = list(problems[:MOST_TOLD])
    first, left = told[0], count - len(told)
    if left > 0:
        told.append(Problem(f"{left} more errors of the data are not shown: correct these first"))
    place = "" if first.input is None else str(paths[first.input])
    line = "" if first.line is None else f", {unit_of(Path(place))} {first.line}"
    more = "" if count == 1 else f" (and {count - 1} more)"
    raise RuntimeFailure("data", f"{place}{line}: {first.what}{more}", problems=told)
