"""Ways in which a job ends, and the exit code of each. The table is part of the contract (version 1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Code = Literal[
    "configuration",
    "data",
    "preflight",
    "out-of-memory",
    "diverged",
    "gate-failed",
    "inconclusive",
    "crashed",
    "interrupted",
]

EXIT_CODES: dict[str, int] = {
    "done": 0,
    "configuration": 2,
    "data": 3,
    "preflight": 4,
    "out-of-memory": 5,
    "diverged": 6,
    "gate-failed": 7,
    "inconclusive": 8,
    "crashed": 70,
    "interrupted": 75,
}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with the data: cause and remedy in one line, and where it is."""

    what: str
    input: str | None = None
    """The name that its file has in the config: `train`, `train-2`, `validation`, `test`."""
    line: int | None = None


class RuntimeFailure(Exception):
    """An end that a person can act on: one line with cause and place, and a hint that is the remedy.

    Where several things are wrong, `problems` are all of them, and `message` tells the first.
    """

    stack_is_told = False
    """Whether the log has the stack already, as of another process."""

    def __init__(self, code: Code, message: str, hint: str | None = None, *, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.code: Code = code
        self.message = message
        self.hint = hint
        self.problems = tuple(problems)

    @property
    def exit_code(self) -> int:
        return EXIT_CODES[self.code]


class Interrupted(BaseException):
    """A signal asked the job to stop. Not an Exception, so that no library swallows it."""

    def __init__(self, signal_name: str) -> None:
        super().__init__(signal_name)
        self.signal_name = signal_name
