"""What libraries say while a job works: real warnings become warning lines, the rest is for their developers."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from .events import Events

_FOR_DEVELOPERS = (DeprecationWarning, PendingDeprecationWarning, FutureWarning, ImportWarning, ResourceWarning)
_LONGEST_CHARS = 300


@contextmanager
def libraries_speak_through(events: Events) -> Iterator[None]:
    """In its block, Python's warnings and the log records of libraries are warning events, each text told once.

    Otherwise they would come out on stderr, between the progress lines that a person reads.
    """
    told: set[str] = set()

    def tell(text: str) -> None:
        line = " ".join(text.split())[:_LONGEST_CHARS]
        if line and line not in told:
            told.add(line)
            events.warning(line)

    def show(
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        if not issubclass(category, _FOR_DEVELOPERS):
            tell(str(message))

    handler = _Teller(tell)
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        # `catch_warnings` puts the filters and the old way of showing back.
        with warnings.catch_warnings():
            warnings.showwarning = show
            yield
    finally:
        root.removeHandler(handler)


class _Teller(logging.Handler):
    def __init__(self, tell: Any) -> None:
        super().__init__(logging.WARNING)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        self._tell(record.getMessage())
