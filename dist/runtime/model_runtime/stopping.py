"""How a training is asked to save what it has: by a signal, which ends it, or by a file, after which it goes on."""

from __future__ import annotations

import math
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .events import Events

REQUEST = "checkpoint-now"
"""The name of that file, in the directory of the checkpoints."""
_LOOKS_S = 1.0


@contextmanager
def stop_request() -> Iterator[list[str]]:
    """A list that is empty until SIGTERM or SIGINT came: training then stops when its step is done."""
    asked: list[str] = []
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    for number in before:
        signal.signal(number, lambda received, _frame: asked.append(signal.Signals(received).name))
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class SaveRequest:
    """The file by which a checkpoint is asked for. It is removed when that checkpoint is whole."""

    def __init__(self, root: Path) -> None:
        self._file = root / REQUEST
        self._looked_at, self._taken = -math.inf, None

    def is_pending(self, now: float) -> bool:
        """Whether there is one that no save has taken yet. The disk may be far away: it is asked once a second.

        @param now seconds of a clock that never goes back
        """
        if now - self._looked_at < _LOOKS_S:
            return False
        self._looked_at = now
        found = self._identity()
        return found is not None and found != self._taken

    def take(self) -> None:
        """A save begins, which answers what was asked until now."""
        self._taken = self._identity()

    def answer(self, events: Events) -> None:
        """That save is whole."""
        if self._taken is None or self._taken != self._identity():
            return
        try:
            self._file.unlink()
        except OSError as error:
            # It is not answered again until it is touched again.
            events.warning(f"{self._file} was answered and cannot be removed: {error.strerror}")

    def _identity(self) -> tuple[int, int] | None:
        try:
            found = self._file.lstat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns
