"""Starts the ranks of this host, and ends them all with the first that fails.

Not by torchrun's agent, which is made to start ranks anew: when it is asked to stop it forgets how they ended, and it
has one patience for a rank that saves a checkpoint and for one that waits for a rank that is gone.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import selectors
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from types import FrameType
from typing import Any, NoReturn

from .endings import explain
from .events import Events
from .failures import EXIT_CODES, Interrupted, Problem, RuntimeFailure
from .ranks import Meeting, Rank, environment_of, joined, rank_of, settle_environment

Work = Callable[[Rank], dict[str, Any]]

# What the other ranks have to say why they end, when one has: their connections to it break at once, or never.
_LAST_WORDS_S = 3.0
_LOOKS_S = 0.05
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Ended:
    """How one rank ended."""

    rank: Rank
    code: int
    """Its exit code; below zero the signal that ended it."""

    failure: RuntimeFailure | None = None
    """What it said why."""

    lost: bool = False
    """That failure is only that another rank was gone."""

    by_us: bool = False
    """It was ended because another one had failed."""


def launched(config: Mapping[str, Any], work: Work, events: Events) -> dict[str, Any]:
    """What the first rank's work gives, once every rank of this host has done its own.

    Each is a fork of this process, which has not touched a GPU: what does is imported late. Only the first one is
    heard; what the others print goes to the log with their number.
    """
    launch = config["launch"]
    with _meeting(launch) as meeting:
        started: list[_Started] = []
        try:
            for local in range(launch["ranks"]):
                started.append(_start(rank_of(launch, local), meeting, config, work, events, started))
            with _signals_handed_on(started):
                _await(started)
        finally:
            for one in started:
                one.close()
    ends = [one.ended() for one in started]
    failure = cause_of(ends)
    if failure is not None:
        raise failure
    return started[0].said["result"]


def cause_of(ends: Sequence[Ended]) -> RuntimeFailure | None:
    """Why the ranks of a host ended: what one met, not that the others then missed it. None where all are done."""
    failed = [end for end in ends if end.code != 0 and not end.by_us]
    if not failed:
        return None
    first = min(failed, key=_weight)
    if first.failure is None:
        return _silent_end(first)
    told = first.failure
    if first.lost:
        return RuntimeFailure(
            "crashed",
            f"rank {first.rank.number} of {first.rank.count} lost its connection to a rank of another host",
            "Look into the log of the other hosts: what ended there first is the cause.",
        )
    everywhere = all(end.failure is not None and end.failure.code == told.code and not end.lost for end in ends)
    where = "" if everywhere else f" (in rank {first.rank.number} of {first.rank.count})"
    failure = RuntimeFailure(told.code, f"{told.message}{where}", told.hint, problems=told.problems)
    failure.stack_is_told = True
    return failure


def _weight(end: Ended) -> tuple[int, int]:
    """What says most comes first: a failure that a person can act on, a signal, an error, a lost connection."""
    if end.failure is None:
        kind = 1
    elif end.lost:
        kind = 3
    else:
        kind = 2 if end.failure.code == "crashed" else 0
    return kind, end.rank.number


def _silent_end(end: Ended) -> RuntimeFailure:
    which = f"rank {end.rank.number} of {end.rank.count}"
    if end.code == -signal.SIGKILL:
        return RuntimeFailure(
            "crashed",
            f"{which} was killed (SIGKILL) by someone else, most often the kernel when memory runs out",
            "Free memory, lower batch-size, or train with fewer ranks. It goes on from the last checkpoint.",
        )
    if end.code == -signal.SIGBUS:
        return RuntimeFailure(
            "crashed", f"{which} ended with a bus error (SIGBUS): /dev/shm or the disk is full", "Make room there."
        )
    how = f"by the signal {signal.Signals(-end.code).name}" if end.code < 0 else f"with exit code {end.code}"
    return RuntimeFailure("crashed", f"{which} ended {how} and said nothing", "See the log.")


@contextlib.contextmanager
def _meeting(launch: Mapping[str, Any]) -> Iterator[Meeting]:
    """Where the ranks meet; on one host at a port that is free and that no other host reaches."""
    address, port = "127.0.0.1", 0
    if launch["nodes"] > 1:
        address, _, number = launch["rendezvous"].rpartition(":")
        address, port = address.strip("[]"), int(number)
        if launch["node_rank"] > 0:
            yield Meeting(address, port, None)
            return
    with _listener(address if launch["nodes"] == 1 else "", port) as listener:
        yield Meeting(address, listener.getsockname()[1], listener.fileno())


def _listener(address: str, port: int) -> socket.socket:
    try:
        if address == "" and socket.has_dualstack_ipv6():
            return socket.create_server((address, port), family=socket.AF_INET6, dualstack_ipv6=True, backlog=1024)
        return socket.create_server((address, port), backlog=1024)
    except OSError as cause:
        raise RuntimeFailure(
            "preflight",
            f"the hosts of this training cannot meet at port {port} of this one: {cause.strerror}",
            "Give a rendezvous with a port that is free here.",
        ) from cause


@dataclass
class _Started:
    rank: Rank
    pid: int
    report: int
    """Where it says how it ended, as JSON."""

    log: int | None
    """What it prints."""

    status: int | None = None
    by_us: bool = False
    heard: bytearray = field(default_factory=bytearray)
    line: bytearray = field(default_factory=bytearray)

    def poll(self) -> None:
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid != 0:
                self.status = os.waitstatus_to_exitcode(status)

    def signal(self, number: int) -> None:
        if self.status is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def close(self) -> None:
        """Nothing of it is left after this."""
        if self.status is None:
            self.by_us = True
            self.signal(signal.SIGKILL)
            self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        self.read()
        for descriptor in (self.report, self.log):
            if descriptor is not None:
                os.close(descriptor)
        if self.line:
            self._tell(bytes(self.line) + b"\n")

    def read(self) -> None:
        """What there is to read now: a process that it started may hold the other end for longer."""
        while piece := _piece(self.report):
            self.heard += piece
        while self.log is not None and (piece := _piece(self.log)):
            self.line += piece
            *whole, rest = bytes(self.line).split(b"\n")
            self.line = bytearray(rest)
            self._tell(b"".join(line + b"\n" for line in whole))

    def _tell(self, lines: bytes) -> None:
        mark = f"[rank {self.rank.number}] ".encode()
        sys.stderr.flush()
        os.write(2, b"".join(mark + line for line in lines.splitlines(keepends=True)))

    @property
    def said(self) -> dict[str, Any]:
        try:
            return json.loads(bytes(self.heard))
        except ValueError:  # it was ended before, or while, it said it
            return {}

    def ended(self) -> Ended:
        told = self.said.get("failure")
        failure = None
        if told is not None:
            problems = [Problem(**problem) for problem in told.pop("problems")]
            failure = RuntimeFailure(**told, problems=problems)
        return Ended(self.rank, self.status or 0, failure, self.said.get("lost", False), self.by_us)


def _piece(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 1 << 16)
    except BlockingIOError:
        return b""


def _await(started: Sequence[_Started]) -> None:
    """Returns when all ranks are done, or some time after the first of them failed."""
    patience: float | None = None
    with selectors.DefaultSelector() as selector:
        for one in started:
            for descriptor in (one.report, one.log):
                if descriptor is not None:
                    selector.register(descriptor, selectors.EVENT_READ)
        while any(one.status is None for one in started):
            for key, _ in selector.select(_LOOKS_S):
                # A closed end is ready for ever.
                one = next(each for each in started if key.fd in (each.report, each.log))
                if one.status is not None:
                    selector.unregister(key.fd)
            for one in started:
                one.read()
                one.poll()
            if patience is None and any(one.status not in (None, 0) for one in started):
                patience = time.monotonic() + _LAST_WORDS_S
            if patience is not None and time.monotonic() > patience:
                return


@contextlib.contextmanager
def _signals_handed_on(started: Sequence[_Started]) -> Iterator[None]:
    """A job is asked to stop by a signal to its first process; it ends when its ranks have."""

    def hand_on(number: int, _frame: FrameType | None) -> None:
        for one in started:
            one.signal(number)

    before = {number: signal.signal(number, hand_on) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _start(
    rank: Rank,
    meeting: Meeting,
    config: Mapping[str, Any],
    work: Work,
    events: Events,
    siblings: Sequence[_Started],
) -> _Started:
    report, log = os.pipe(), None if rank.speaks else os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        _be(rank, parent, report, log, meeting, config, work, events, siblings)
    os.close(report[1])
    os.set_blocking(report[0], False)
    if log is None:
        return _Started(rank, pid, report[0], None)
    os.close(log[1])
    os.set_blocking(log[0], False)
    return _Started(rank, pid, report[0], log[0])


def _be(
    rank: Rank,
    parent: int,
    report: tuple[int, int],
    log: tuple[int, int] | None,
    meeting: Meeting,
    config: Mapping[str, Any],
    work: Work,
    events: Events,
    siblings: Sequence[_Started],
) -> NoReturn:
    """The life of a rank, from its fork to its end."""
    code = EXIT_CODES["crashed"]
    try:
        _end_with(parent)
        if log is not None:
            os.dup2(log[1], 1)
            os.dup2(log[1], 2)
            events.leave_to_another()
        for descriptor in (report[0], *(log or ()), *(end for one in siblings for end in (one.report, one.log))):
            if descriptor is not None:
                os.close(descriptor)
        said, code = _life(rank, meeting, config, work)
        with os.fdopen(report[1], "w", encoding="utf-8") as file:
            json.dump(said, file)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        # Not by the way of a Python program: what its parent has begun is the parent's to end.
        os._exit(code)


def _life(rank: Rank, meeting: Meeting, config: Mapping[str, Any], work: Work) -> tuple[dict[str, Any], int]:
    """What the rank has to say of its work, and its exit code."""
    try:
        settle_environment(environment_of(rank, meeting, config["launch"]))
        with joined(rank, meeting, config["launch"], shared(config)):
            return {"result": work(rank)}, EXIT_CODES["done"]
    except (Exception, Interrupted, KeyboardInterrupt) as error:
        failure = explain(error)
        lost = _is_lost_connection(error)
        if failure.code == "crashed" and not lost:
            traceback.print_exc(file=sys.stderr)
        told = {
            "code": failure.code,
            "message": failure.message,
            "hint": failure.hint,
            "problems": [asdict(problem) for problem in failure.problems],
        }
        return {"failure": told, "lost": lost}, failure.exit_code


def shared(config: Mapping[str, Any]) -> dict[str, Any]:
    """What of a config every host must have been given alike."""
    launch = {name: value for name, value in config["launch"].items() if name not in ("node_rank", "environment")}
    return {**{name: value for name, value in config.items() if name != "paths"}, "launch": launch}


def _is_lost_connection(error: BaseException) -> bool:
    """Whether an exchange with other ranks failed because one of them is gone. Gloo says so by text alone."""
    if type(error).__name__ in ("DistBackendError", "DistNetworkError", "DistStoreError"):
        return True
    signs = ("Connection closed by peer", "Connection reset by peer", "Broken pipe", "gloo/transport")
    return isinstance(error, RuntimeError) and any(sign in str(error) for sign in signs)


def _end_with(parent: int) -> None:
    """The kernel ends this process with its parent, however that ends: nobody would look after it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(EXIT_CODES["crashed"])
