"""Event lines: what a job says while it works, on stdout for the engine and in out/events.jsonl for later."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import math
import sys
import threading
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, TextIO

from . import contract
from .failures import RuntimeFailure
from .files import sha256_of_file


class Events:
    """Writes one JSON object a line that begins exactly with `{"model_runtime":1,`.

    A number that is not finite never reaches a line: JSON has no NaN, and training that makes one has diverged.
    """

    def __init__(self, out: Path, stream: TextIO | None = None) -> None:
        self._out = out
        self._stream = sys.stdout if stream is None else stream
        self._lock = threading.Lock()
        self._silent = False
        self._file = (out / "events.jsonl").open("a", encoding="utf-8")

    def close(self) -> None:
        # A full disk shows itself again when the buffer is flushed; the job's own error has been told by then.
        with contextlib.suppress(OSError):
            self._file.close()

    def leave_to_another(self) -> None:
        """Says nothing from here on: another process tells the same. A number that is not finite still is a failure."""
        self._silent = True

    def start(self, verb: str, config_sha256: str) -> None:
        self._emit("start", {"verb": verb, "config_sha256": config_sha256})

    def progress(
        self,
        what: str,
        done: float,
        total: float,
        unit: str,
        *,
        seconds_left: float | None = None,
        rate: dict[str, Any] | None = None,
    ) -> None:
        """How far a piece of work is: `done` of `total`, both in `unit`. @param rate `value` of `unit` in a second"""
        known = {"seconds_left": seconds_left, "rate": rate}
        more = {name: value for name, value in known.items() if value is not None}
        self._emit("progress", {"what": what, "done": done, "total": total, "unit": unit, **more})

    def metric(self, name: str, value: float, step: int | None = None) -> None:
        """A measured number. Raises RuntimeFailure `diverged` when it is not finite."""
        at = {} if step is None else {"step": step}
        self._emit("metric", {"name": name, "value": value, **at})

    def checkpoint(
        self, step: int, path: str, sha256: str, size_bytes: int, seconds: float, blocked_seconds: float
    ) -> None:
        """A whole checkpoint lies at `path`, relative to the checkpoints directory; training waited for it for
        `blocked_seconds` of `seconds`.
        """
        took = {"bytes": size_bytes, "seconds": seconds, "blocked_seconds": blocked_seconds}
        self._emit("checkpoint", {"step": step, "path": path, "sha256": sha256, **took})

    def warning(self, message: str, hint: str | None = None) -> None:
        self._emit("warning", {"message": message, **({} if hint is None else {"hint": hint})})

    def artifact(self, path: Path) -> None:
        """A finished file of the result, with its size in bytes and its SHA-256."""
        shown = path.relative_to(self._out).as_posix() if path.is_relative_to(self._out) else str(path)
        self._emit("artifact", {"path": shown, "size_bytes": path.stat().st_size, "sha256": sha256_of_file(path)})

    def result(self, verb: str, file: Path) -> None:
        """The job is done: `file` is its result.json, whose digest stands for what is in it."""
        self._emit("result", {"verb": verb, "sha256": sha256_of_file(file)})

    def error(self, failure: RuntimeFailure) -> None:
        """The last line of a job that failed. It must come out even when the disk is full."""
        with contextlib.suppress(OSError):
            self._emit("error", _error_fields(failure))

    @staticmethod
    def error_line(stream: TextIO, failure: RuntimeFailure) -> None:
        """The error of a job that has no out directory to write to."""
        stream.write(_line("error", _error_fields(failure)))
        stream.flush()

    def _emit(self, kind: str, fields: dict[str, Any]) -> None:
        line = _line(kind, fields)
        if self._silent:
            return
        with self._lock:
            self._stream.write(line)
            self._stream.flush()
            try:
                self._file.write(line)
                self._file.flush()
            except OSError as error:
                error.filename = self._file.name  # Python names no file here, and a person needs it
                raise


def _line(kind: str, fields: dict[str, Any]) -> str:
    event = {"model_runtime": contract.VERSION, "type": kind, "time": _now(), **fields}
    _refuse_not_finite(kind, fields)
    contract.validate("event", event)
    return json.dumps(event, allow_nan=False, separators=(",", ":"), ensure_ascii=True) + "\n"


def _error_fields(failure: RuntimeFailure) -> dict[str, Any]:
    problems = [
        {name: value for name, value in dataclasses.asdict(problem).items() if value is not None}
        for problem in failure.problems
    ]
    return {
        "code": failure.code,
        "message": failure.message,
        **({} if failure.hint is None else {"hint": failure.hint}),
        **({"problems": problems} if problems else {}),
    }


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _refuse_not_finite(kind: str, value: Any, place: str = "") -> None:
    if isinstance(value, float) and not math.isfinite(value):
        where = place or kind
        raise RuntimeFailure(
            "diverged",
            f"{where} is {value}: the computation has diverged",
            "Lower the learning rate, and look for broken examples in the data.",
        )
    if isinstance(value, dict):
        name = value.get("name")
        for key, entry in value.items():
            at = f"metric {name}" if kind == "metric" and isinstance(name, str) else f"{kind}.{key}"
            _refuse_not_finite(kind, entry, at)
    elif isinstance(value, (list, tuple)):
        for entry in value:
            _refuse_not_finite(kind, entry, place)
