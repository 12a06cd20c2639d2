"""Notes from where failures are made, where `npm test` has made build/reached: what no test reaches is then told.

conftest.py loads this, and so does the server process that jobs are forks of (jobs.py). See scripts/userErrors.ts.
"""

from __future__ import annotations

import ast
import json
import os
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

_RUNTIME = Path(__file__).resolve().parent.parent / "model_runtime"
_ROOT = _RUNTIME.parent.parent.parent
_DIRECTORY = _ROOT / "build" / "reached"
_CLASSES = ("RuntimeFailure", "BadRequestError", "_RefusedError")
# What a frame tells of columns is new in Python 3.11: with an older one, nothing is said of the places here.
_CAN_NOTE = sys.version_info >= (3, 11)

PROGRAM = "reached" if _DIRECTORY.exists() else "model_runtime"
"""The module that a test starts as the runtime's program."""

_noted: set[tuple[str, int, int]] = set()


def places(name: str, text: str) -> Iterator[dict[str, Any]]:
    """Calls that make a failure, or that call a function of the same or another file which says that it returns one."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and _name(node.func) in (*_CLASSES, *_makers()):
            column = node.col_offset + 1
            yield {"file": name, "line": node.lineno, "column": column, "text": ast.get_source_segment(text, node)}


def _name(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""


def _makers(found: set[str] = set()) -> set[str]:  # noqa: B006 - kept from call to call
    if not found:
        for file in _RUNTIME.rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef) and node.returns is not None and _name(node.returns) in _CLASSES:
                    found.add(node.name)
    return found


def write_places() -> None:
    """For scripts/userErrors.ts, which compares them with what was noted."""
    if not _DIRECTORY.exists() or not _CAN_NOTE:
        return
    files = sorted(_RUNTIME.rglob("*.py"))
    texts = [(file.relative_to(_ROOT).as_posix(), file.read_text(encoding="utf-8")) for file in files]
    found = [place for name, text in texts for place in places(name, text)]
    (_DIRECTORY / "places.json").write_text(json.dumps(found), encoding="utf-8")


def _note() -> None:
    """Every frame of the runtime on the stack: a helper that makes the failure, and who called it for which."""
    frame = sys._getframe(2)
    more = []
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith(str(_RUNTIME)):
            line, _, column, _ = next(islice(frame.f_code.co_positions(), frame.f_lasti // 2, None))
            place = (os.path.relpath(file, _ROOT), line or 0, (column or 0) + 1)
            if place not in _noted:
                _noted.add(place)
                more.append(place)
        frame = frame.f_back
    if more:
        # A fork has what its parent noted, and a number of its own.
        with (_DIRECTORY / f"python-{os.getpid()}").open("a", encoding="utf-8") as notes:
            notes.writelines(f"{file}:{line}:{column}\n" for file, line, column in more)


def _watch(failure: type[Exception]) -> None:
    make = failure.__init__

    def noting(self: Exception, *arguments: Any, **named: Any) -> None:
        _note()
        make(self, *arguments, **named)

    failure.__init__ = noting  # type: ignore[method-assign]


if _DIRECTORY.exists() and _CAN_NOTE:
    from model_runtime.failures import RuntimeFailure
    from model_runtime.protocol import BadRequestError
    from model_runtime.tokenizer_file import _RefusedError

    for each in (RuntimeFailure, BadRequestError, _RefusedError):
        _watch(each)

if __name__ == "__main__":
    from model_runtime.__main__ import main

    sys.exit(main())
