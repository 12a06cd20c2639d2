"""`python -m model_runtime serve`: an exported model over HTTP, by the Open Inference Protocol v2.

One process: the event loop speaks HTTP, one thread runs ONNX Runtime. Neither PyTorch nor transformers is imported.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import hmac
import logging
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import uvicorn
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from . import __version__, protocol
from .batching import Batcher, InferenceFailedError, QueueFullError
from .environment import thread_count
from .failures import RuntimeFailure
from .inputs import Example, Inputs, TextInputs, load
from .predictors import ONNX_FILE, OnnxPredictor, run_batch

log = logging.getLogger("model_runtime.serve")

MAX_BODY_BYTES = 1 << 20
# After SIGTERM the port stays open this long, with readiness at 503 and `Connection: close` on each answer, so that
# a proxy notices and no kept-alive connection is cut while a request is on its way.
DRAIN_NOTICE_S = 1.0
DRAIN_LIMIT_S = 8
# A text this long takes less than a millisecond to tokenize; a longer one must not hold up the event loop.
_INLINE_CHARACTERS = 4096
_WARM_UP_LENGTH = 16
_LATENCY_BOUNDS_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_BATCH_BOUNDS = (1, 2, 4, 8, 16, 32, 64, 128)


def main(argv: Sequence[str]) -> int:
    """Serves until SIGTERM or SIGINT; 0 after a clean end, else the exit code of the failure (one line on stderr)."""
    options = _parser().parse_args(argv)
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(message)s")
    try:
        server = ModelServer(options)
        return asyncio.run(server.serve())
    except RuntimeFailure as failure:
        sys.stderr.write(f"{failure.message}. {failure.hint or ''}".rstrip() + "\n")
        return failure.exit_code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m model_runtime serve", description="Serves a model over HTTP.")
    parser.add_argument("--model", required=True, help="directory with model.onnx")
    parser.add_argument("--name", required=True, help="the model's name in paths")
    parser.add_argument("--version", required=True, help="the model's version in paths and metrics")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=_whole(0), default=8080, help="0 takes a free one")
    parser.add_argument("--max-batch", type=_whole(1), default=32, help="examples that share a batch (32)")
    parser.add_argument("--max-wait-ms", type=_whole(0), default=50, help="after this, length no longer matters (50)")
    parser.add_argument("--max-queue", type=_whole(1), default=256, help="examples that may wait; beyond: 429 (256)")
    parser.add_argument("--max-length", type=_whole(1), help="cut texts to this many tokens (the tokenizer's limit)")
    parser.add_argument("--token-env", help="environment variable that holds a token clients must send")
    return parser


def _whole(least: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        value = int(text)
        if value < least:
            raise argparse.ArgumentTypeError(f"must be at least {least}, got {text}")
        return value

    parse.__name__ = "whole number"
    return parse


class Telemetry:
    """Prometheus metrics of one model version."""

    def __init__(self, name: str, version: str, queued: Callable[[], int]) -> None:
        self.registry = CollectorRegistry()
        self._labels = {"model": name, "version": version}
        names = list(self._labels)
        self._requests = Counter("model_requests", "Inference requests", [*names, "code"], registry=self.registry)
        self._errors = Counter("model_errors", "Requests that failed in the server", names, registry=self.registry)
        self._seconds = Histogram(
            "model_request_seconds", "Time to answer", names, registry=self.registry, buckets=_LATENCY_BOUNDS_S
        )
        self._batches = Histogram(
            "model_batch_size", "Examples in a batch", names, registry=self.registry, buckets=_BATCH_BOUNDS
        )
        queue = Gauge("model_queue_length", "Examples that wait", names, registry=self.registry)
        queue.labels(**self._labels).set_function(queued)
        # Present from the start, at 0.
        self._errors.labels(**self._labels)
        self._seconds.labels(**self._labels)
        self._batches.labels(**self._labels)

    def answered(self, code: int, seconds: float) -> None:
        self._requests.labels(**self._labels, code=str(code)).inc()
        self._seconds.labels(**self._labels).observe(seconds)
        if code >= 500:
            self._errors.labels(**self._labels).inc()

    def batch(self, size: int) -> None:
        self._batches.labels(**self._labels).observe(size)


class ModelServer:
    """A model, its batcher and its HTTP routes. Raises RuntimeFailure `configuration` where it cannot serve."""

    def __init__(self, options: argparse.Namespace) -> None:
        directory = Path(options.model)
        if not (directory / ONNX_FILE).is_file():
            hint = "Give the directory of an existing model."
            if any(directory.glob("*.safetensors")):
                hint = "It holds safetensors: run the quantize stage (precision int8 or fp32), and serve its model."
            raise RuntimeFailure("configuration", f"{directory} holds no {ONNX_FILE}", hint)
        self._options = options
        self._token = _token(options.token_env)
        self._predictor = OnnxPredictor(directory, thread_count())
        self._inputs: Inputs = load(directory, options.max_length)
        self._kind: protocol.Kind = "text" if isinstance(self._inputs, TextInputs) else "image"
        self._batcher: Batcher | None = None
        self._telemetry = Telemetry(
            options.name, options.version, lambda: 0 if self._batcher is None else self._batcher.queued
        )
        self._warm, self._draining = False, False
        self._failure: RuntimeFailure | None = None
        self._server: _Server | None = None

    async def serve(self) -> int:
        config = uvicorn.Config(
            self._application(),
            host=self._options.host,
            port=self._options.port,
            access_log=False,
            log_config=None,
            log_level="warning",
            server_header=False,
            timeout_keep_alive=65,
            timeout_graceful_shutdown=DRAIN_LIMIT_S,
        )
        self._server = server = _Server(config)
        loop = asyncio.get_running_loop()
        drain: list[asyncio.Task[None]] = []

        def stop() -> None:
            if not drain:
                drain.append(loop.create_task(self._drain(server)))

        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop)
        try:
            await server.serve()
        except SystemExit as cause:  # uvicorn leaves this way where it cannot listen
            where = f"{self._options.host}:{self._options.port}"
            raise RuntimeFailure(
                "configuration", f"cannot listen on {where}", "Give a free port with --port."
            ) from cause
        if self._failure is not None:
            raise self._failure
        return 0

    async def _drain(self, server: uvicorn.Server) -> None:
        log.info("stopping: requests in flight are finished")
        self._draining = True
        await asyncio.sleep(DRAIN_NOTICE_S)
        server.should_exit = True

    def _application(self) -> Starlette:
        model = "/v2/models/{name}"
        routes = [Route("/v2", self._about), Route("/v2/health/live", self._live), Route("/metrics", self._metrics)]
        routes.append(Route("/v2/health/ready", self._ready))
        for path in (model, model + "/versions/{version}"):
            routes.append(Route(path, self._describe))
            routes.append(Route(path + "/ready", self._model_ready))
            routes.append(Route(path + "/infer", self._infer, methods=["POST"]))
        return Starlette(
            routes=routes,
            lifespan=self._lifespan,
            exception_handlers={HTTPException: _http_error, Exception: _internal_error},
        )

    @contextlib.asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        self._batcher = Batcher(
            self._run,
            self._inputs.length,
            max_batch=self._options.max_batch,
            max_wait_ms=self._options.max_wait_ms,
            max_queue=self._options.max_queue,
            on_batch=self._telemetry.batch,
        )
        self._batcher.start()
        warm_up = asyncio.create_task(self._warm_up())
        try:
            yield
        finally:
            warm_up.cancel()
            await self._batcher.close()

    def _run(self, examples: Sequence[Example]) -> np.ndarray:
        return self._predictor.logits(self._inputs.collate(examples))

    async def _warm_up(self) -> None:
        """First runs allocate and plan: they are done before anybody waits for them."""
        limit = self._inputs.max_length or _WARM_UP_LENGTH
        example = self._inputs.probe(min(_WARM_UP_LENGTH, limit))
        try:
            for size in (1, 1, self._options.max_batch):
                await asyncio.to_thread(run_batch, self._predictor, self._inputs, [example] * size)
        except RuntimeFailure as failure:  # a model that cannot run never becomes ready
            self._failure = RuntimeFailure(failure.code, f"warm-up failed: {failure.message}", failure.hint)
            if self._server is not None:
                self._server.should_exit = True
            return
        self._warm = True
        log.info("ready: %s %s", self._options.name, self._options.version)

    async def _about(self, _: Request) -> Response:
        return self._json({"name": "model_runtime", "version": __version__, "extensions": []})

    async def _live(self, _: Request) -> Response:
        return self._json({"live": True})

    async def _ready(self, _: Request) -> Response:
        ready = self._warm and not self._draining
        return self._json({"ready": ready}, 200 if ready else 503)

    async def _metrics(self, _: Request) -> Response:
        return Response(generate_latest(self._telemetry.registry), media_type=CONTENT_TYPE_LATEST)

    async def _model_ready(self, request: Request) -> Response:
        self._check(request)
        return await self._ready(request)

    async def _describe(self, request: Request) -> Response:
        self._check(request)
        options = self._options
        return self._json(protocol.describe(options.name, options.version, self._kind, self._predictor.labels))

    def _check(self, request: Request) -> None:
        """Raises HTTPException 401 for a wrong token, 404 for another model or version."""
        if self._token is not None:
            given = request.headers.get("authorization", "").encode()
            if not hmac.compare_digest(given, b"Bearer " + self._token):
                raise HTTPException(401, "send the header Authorization: Bearer TOKEN", {"WWW-Authenticate": "Bearer"})
        name, version = request.path_params["name"], request.path_params.get("version")
        if name != self._options.name or version not in (None, self._options.version):
            asked = name if version is None else f"{name} {version}"
            raise HTTPException(
                404, f"unknown model {asked}: this server has {self._options.name} {self._options.version}"
            )

    async def _infer(self, request: Request) -> Response:
        start = time.perf_counter()
        code = 500
        try:
            self._check(request)
            response = await self._answer(request)
            code = response.status_code
            return response
        except HTTPException as cause:
            code = cause.status_code
            raise
        except (ClientDisconnect, asyncio.CancelledError):
            code = 499
            raise
        finally:
            self._telemetry.answered(code, time.perf_counter() - start)

    async def _answer(self, request: Request) -> Response:
        batcher, options = self._batcher, self._options
        if not self._warm or batcher is None:
            return self._json({"error": "the model is warming up"}, 503, {"Retry-After": "1"})
        try:
            asked = protocol.parse(await _body(request), self._kind, options.max_queue)
            examples = await self._read(asked.items)
        except protocol.BadRequestError as cause:
            return self._json({"error": str(cause)}, 400)
        except RuntimeFailure as failure:
            return self._json({"error": failure.message}, 400)
        try:
            logits = await batcher.infer(examples)
        except QueueFullError:
            return self._json({"error": f"{options.max_queue} examples wait already"}, 429, {"Retry-After": "1"})
        except InferenceFailedError as cause:
            return self._json({"error": str(cause)}, 500)
        return self._json(protocol.respond(options.name, options.version, asked, self._predictor.labels, logits))

    async def _read(self, items: list[Any]) -> list[Example]:
        if self._kind == "text" and sum(map(len, items)) <= _INLINE_CHARACTERS:
            return self._inputs.read(items)
        return await asyncio.to_thread(self._inputs.read, items)

    def _json(self, content: Any, code: int = 200, headers: dict[str, str] | None = None) -> Response:
        closing = {"Connection": "close"} if self._draining else {}
        return JSONResponse(content, code, headers={**(headers or {}), **closing})


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers: they cut the notice short and end the process by the signal, not with 0."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        if self.started:
            host, port = self.servers[0].sockets[0].getsockname()[:2]
            log.info("listening on %s:%d", host, port)


async def _body(request: Request) -> bytes:
    """The request's body; HTTPException 413 once it is longer than 1 MiB."""
    pieces: list[bytes] = []
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > MAX_BODY_BYTES:
            raise HTTPException(413, f"the body is longer than {MAX_BODY_BYTES} bytes: send fewer examples at once")
        pieces.append(piece)
    return b"".join(pieces)


def _token(variable: str | None) -> bytes | None:
    if variable is None:
        return None
    token = os.environ.get(variable, "")
    if not token:
        raise RuntimeFailure("configuration", f"--token-env: the variable {variable} is empty", "Set it to the token.")
    return token.encode()


async def _http_error(_: Request, cause: Exception) -> Response:
    if not isinstance(cause, HTTPException):
        raise cause
    return JSONResponse({"error": cause.detail}, cause.status_code, headers=cause.headers)


async def _internal_error(_: Request, cause: Exception) -> Response:
    log.error("a request failed: %s", type(cause).__name__)
    return JSONResponse({"error": "internal error"}, 500)
