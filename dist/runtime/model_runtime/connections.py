"""uvicorn's HTTP/1.1 with bounds on what a client may hold: how many connections, and for how long.

uvicorn itself waits for ever for the rest of a header or a body, and for a client that does not read its answer.
"""

from __future__ import annotations

import asyncio
import json
import logging
import resource
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

log = logging.getLogger("model_runtime.serve")

# Files that are open beside the connections: libraries, the model, pipes.
_OTHER_FILES = 128


@dataclass(frozen=True)
class Bounds:
    max_connections: int
    """Further ones get 503; twice as many, and they are closed unheard."""

    request_s: float = 15
    """From a request's first byte to its last, and for an answer to be taken by its client."""


def bounds_for(max_connections: int) -> Bounds:
    """Raises this process's limit of open files as far as it may, and asks for fewer connections where that is less.

    Beyond the limit nobody is accepted any more, the probes of a gateway included.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = 2 * max_connections + _OTHER_FILES
    if soft == resource.RLIM_INFINITY or soft >= needed:
        return Bounds(max_connections)
    most = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    possible = max(1, (most - _OTHER_FILES) // 2)
    if possible < max_connections:
        log.warning("at most %d connections: this process may open %d files only", possible, hard)
    return Bounds(min(max_connections, possible))


class BoundedProtocol(H11Protocol):
    """One connection. uvicorn makes it with keywords; the bounds are added by `functools.partial`."""

    def __init__(self, *args: Any, bounds: Bounds, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self._bounds = bounds
        self._arrival: asyncio.TimerHandle | None = None
        self._taking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > 2 * self._bounds.max_connections:
            transport.abort()
        elif len(self.connections) > self._bounds.max_connections:
            # It is answered once its request is there: a socket closed with unread bytes would lose the answer.
            self.app = _too_many
            self._arrival = self.loop.call_later(1, self._late)
        else:
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )

    def connection_lost(self, exc: Exception | None) -> None:
        for timer in (self._arrival, self._taking, self.timeout_keep_alive_task):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch_arrival()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._watch_arrival()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._taking = self.loop.call_later(self._bounds.request_s, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None

    def timeout_keep_alive_handler(self) -> None:
        super().timeout_keep_alive_handler()
        if self.transport.get_write_buffer_size() > 0:  # its client never took the last answer
            self.transport.abort()

    def _watch_arrival(self) -> None:
        """The clock runs while a request is here in part, and more of it does not stop the clock."""
        state = self.conn.their_state
        arriving = state is h11.SEND_BODY or (state is h11.IDLE and self.conn.trailing_data[0] != b"")
        if arriving and self._arrival is None:
            self._arrival = self.loop.call_later(self._bounds.request_s, self._late)
        elif not arriving and self._arrival is not None:
            self._arrival.cancel()
            self._arrival = None

    def _late(self) -> None:
        if self.transport.is_closing():
            return
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):  # else an answer is out already, as to a body too long
            self.transport.write(_plain(408, "the request was not whole in time"))
        self.transport.close()

    def send_400_response(self, msg: str) -> None:
        self.transport.write(_plain(400, "this is no request of HTTP/1.1"))
        self.transport.close()


def _plain(code: int, error: str) -> bytes:
    """A whole answer in bytes, for where h11 is in no state to write one."""
    body = json.dumps({"error": error}).encode()
    head = f"HTTP/1.1 {code} {HTTPStatus(code).phrase}\r\ncontent-type: application/json\r\n"
    return f"{head}content-length: {len(body)}\r\nconnection: close\r\n\r\n".encode() + body


async def _too_many(_scope: Any, _receive: Any, send: Any) -> None:
    body = b'{"error":"too many connections: close some, or try again later"}'
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"retry-after", b"1"),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": body})
