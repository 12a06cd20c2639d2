"""The routes of the Open Inference Protocol for one model, from the request's bytes to the answer's."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import logging
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from prometheus_client import generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from . import __version__, openapi, protocol
from .batching import Batcher, InferenceFailedError, QueueFullError
from .failures import RuntimeFailure
from .inputs import Example, ImageInputs, Inputs
from .predictors import Classifier, run_batch
from .spelling import MAX_CHARACTERS
from .telemetry import Telemetry

log = logging.getLogger("model_runtime.serve")

MAX_BODY_BYTES = 1 << 20
# A longer body is read on and dropped before it is refused: a connection that is closed with bytes unread loses its
# answer, and a gateway counts that against the version. As much as a gateway passes on.
_MAX_DROPPED_BYTES = 16 << 20
# A text this long takes less than a millisecond to tokenize; a longer one must not hold up the event loop.
_INLINE_CHARACTERS = 4096
# Of all images of a request, decided by their headers: 8 megapixels are 24 MB as RGB, and as much again on the way.
MAX_PIXELS = 8_000_000
# Requests whose images or long texts are read at a time: with MAX_PIXELS the memory that this can take.
_READERS = 2
# Prepared images are large: of 224 by 224 pixels, 111 may wait.
_MAX_QUEUE_BYTES = 64 << 20
_WARM_UP_LENGTH = 16


@dataclass(frozen=True)
class ServedModel:
    """A model under the name and version that it is asked for by."""

    name: str
    version: str
    predictor: Classifier
    inputs: Inputs
    kind: protocol.Kind
    max_batch: int
    """Examples that may share a run of the engine."""

    workers: int
    """Runs of the engine at a time."""

    columns: tuple[str, ...] = ()
    """What a text is made of; none where clients send the text."""

    numeric: tuple[str, ...] = ()
    """Those of the columns that hold numbers."""

    def run(self, examples: Sequence[Example]) -> np.ndarray:
        """Logits, (examples, classes). Raises what the engine raises."""
        return self.predictor.logits(self.inputs.collate(examples))


class Service:
    """Answers for one model; `failed` is called once if the model cannot run at all."""

    def __init__(
        self, model: ServedModel, *, max_queue: int, token: bytes | None, failed: Callable[[RuntimeFailure], None]
    ) -> None:
        self._model, self._token, self._failed = model, token, failed
        example_bytes = sum(array.nbytes for array in model.inputs.probe(_WARM_UP_LENGTH).values())
        self._max_queue = max(1, min(max_queue, _MAX_QUEUE_BYTES // example_bytes))
        self._batcher: Batcher | None = None
        self._readers = ThreadPoolExecutor(_READERS, "reading")
        self._telemetry = Telemetry(
            model.name, model.version, lambda: 0 if self._batcher is None else self._batcher.queued
        )
        self._warm = False
        self.draining = False
        """Readiness is over, and every answer asks its client to close the connection."""

    def application(self) -> Starlette:
        model = "/v2/models/{name}"
        # The busiest route stands first.
        routes = [
            Route(path + "/infer", self._infer, methods=["POST"]) for path in (model, f"{model}/versions/{{version}}")
        ]
        for path in (model, model + "/versions/{version}"):
            routes += [Route(path, self._describe), Route(path + "/ready", self._model_ready)]
        # Under the model's path too: where several models have one port, nothing else leads to it.
        for path in ("", model):
            routes += [Route(path + "/openapi.json", self._openapi), Route(path + "/docs", self._docs)]
        routes += [Route("/v2", self._about), Route("/v2/health/live", self._live)]
        routes += [Route("/v2/health/ready", self._ready), Route("/metrics", self._metrics)]
        found = Starlette(
            routes=routes,
            lifespan=self._lifespan,
            exception_handlers={HTTPException: _http_error, Exception: _internal_error},
        )
        # It would lead from a path with a slash too many to http://HOST as the client spelt it: away from TLS.
        found.router.redirect_slashes = False
        return found

    @contextlib.asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        model = self._model
        self._batcher = Batcher(
            model.run,
            model.inputs.length,
            max_batch=model.max_batch,
            max_queue=self._max_queue,
            workers=model.workers,
            on_batch=self._telemetry.batch,
        )
        self._batcher.start()
        warm_up = asyncio.create_task(self._warm_up())
        try:
            yield
        finally:
            warm_up.cancel()
            self._readers.shutdown(wait=False, cancel_futures=True)
            await self._batcher.close()

    async def _warm_up(self) -> None:
        """First runs allocate and plan: they are done before anybody waits for them."""
        model = self._model
        example = model.inputs.probe(min(_WARM_UP_LENGTH, model.inputs.max_length or _WARM_UP_LENGTH))
        try:
            for size in (1, 1, model.max_batch):
                await asyncio.to_thread(run_batch, model.predictor, model.inputs, [example] * size)
        except RuntimeFailure as failure:  # a model that cannot run never becomes ready
            self._failed(RuntimeFailure(failure.code, f"warm-up failed: {failure.message}", failure.hint))
            return
        self._warm = True
        log.info("ready: %s %s", model.name, model.version)

    async def _about(self, _: Request) -> Response:
        return self._json({"name": "model_runtime", "version": __version__, "extensions": []})

    async def _live(self, _: Request) -> Response:
        return self._json({"live": True})

    async def _ready(self, _: Request) -> Response:
        ready = self._warm and not self.draining
        return self._json({"ready": ready}, 200 if ready else 503)

    async def _metrics(self, _: Request) -> Response:
        return Response(generate_latest(self._telemetry.registry), media_type=CONTENT_TYPE_LATEST)

    async def _model_ready(self, request: Request) -> Response:
        """What a probe asks, and needs no token for: 200 says that this very model and version serves."""
        self._check_model(request)
        return await self._ready(request)

    async def _describe(self, request: Request) -> Response:
        self._check_token(request)
        self._check_model(request)
        model = self._model
        inputs = model.columns or (model.kind,)
        return self._json(protocol.describe(model.name, model.version, inputs, model.predictor.labels, model.numeric))

    async def _openapi(self, request: Request) -> Response:
        self._check_token(request)
        self._check_model(request)
        return self._json(openapi.document(self._described()))

    async def _docs(self, request: Request) -> Response:
        self._check_token(request)
        self._check_model(request)
        described = self._described()
        return HTMLResponse(openapi.page(described, openapi.document(described)), headers=openapi.PAGE_HEADERS)

    def _described(self) -> openapi.Described:
        model, text = self._model, self._model.kind == "text"
        limits = openapi.Limits(
            MAX_BODY_BYTES, self._max_queue, None if text else MAX_PIXELS, MAX_CHARACTERS if text else None
        )
        return openapi.Described(
            name=model.name,
            version=model.version,
            kind=model.kind,
            columns=model.columns,
            numeric=model.numeric,
            labels=model.predictor.labels,
            max_length=model.inputs.max_length,
            limits=limits,
            token=self._token is not None,
        )

    def _check_token(self, request: Request) -> None:
        """Raises HTTPException 401."""
        given = request.headers.get("authorization", "").encode()
        if self._token is not None and not hmac.compare_digest(given, b"Bearer " + self._token):
            raise HTTPException(401, "send the header Authorization: Bearer TOKEN", {"WWW-Authenticate": "Bearer"})

    def _check_model(self, request: Request) -> None:
        """Raises HTTPException 404 for another model or version."""
        model, version = self._model, request.path_params.get("version")
        name = request.path_params.get("name", model.name)
        if name != model.name or version not in (None, model.version):
            asked = (name if version is None else f"{name} {version}")[:100]
            raise HTTPException(404, f"unknown model {asked}: this server has {model.name} {model.version}")

    async def _infer(self, request: Request) -> Response:
        start = time.perf_counter()
        code = 500
        try:
            self._check_token(request)
            self._check_model(request)
            body = await _body(request)
            response = await _while_wanted(request, self._answer(body))
            code = response.status_code
            return response
        except HTTPException as cause:
            code = cause.status_code
            raise
        except ClientDisconnect:
            code = 499
            return Response(status_code=code)  # nobody is there to read it
        except asyncio.CancelledError:
            code = 499
            raise
        finally:
            self._telemetry.answered(code, time.perf_counter() - start)

    async def _answer(self, body: bytes) -> Response:
        model, batcher = self._model, self._batcher
        if not self._warm or batcher is None:
            return self._json({"error": "the model is warming up"}, 503, {"Retry-After": "1"})
        try:
            asked = protocol.parse(body, model.kind, self._max_queue, model.columns, model.numeric)
            examples = await self._read(asked.items)
        except protocol.BadRequestError as cause:
            return self._json({"error": str(cause)}, 400)
        except RuntimeFailure as failure:
            return self._json({"error": failure.message}, 400 if failure.code == "data" else 500)
        try:
            logits = await batcher.infer(examples)
        except QueueFullError:
            return self._json({"error": f"{self._max_queue} examples wait already"}, 429, {"Retry-After": "1"})
        except InferenceFailedError as cause:
            return self._json({"error": str(cause)}, 500)
        return self._json(protocol.respond(model.name, model.version, asked, model.predictor.labels, logits))

    async def _read(self, items: list[Any]) -> list[Example]:
        inputs = self._model.inputs
        if not isinstance(inputs, ImageInputs) and sum(map(len, items)) <= _INLINE_CHARACTERS:
            return inputs.read(items)
        return await asyncio.get_running_loop().run_in_executor(self._readers, _read, inputs, items)

    def _json(self, content: Any, code: int = 200, headers: dict[str, str] | None = None) -> Response:
        closing = {"Connection": "close"} if self.draining else {}
        return JSONResponse(content, code, headers={**(headers or {}), **closing})


def _read(inputs: Inputs, items: list[Any]) -> list[Example]:
    """In a reader's thread: already the headers of a request's images can be many."""
    if isinstance(inputs, ImageInputs):
        inputs.check(items, MAX_PIXELS)
    return inputs.read(items)


async def _while_wanted(request: Request, work: Coroutine[Any, Any, Response]) -> Response:
    """`work`'s response. A client that leaves cancels it: ClientDisconnect. The body must have been read."""
    task = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(request.receive())  # after a whole body the only news is that the client has left
    try:
        await asyncio.wait((task, leaving), return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise ClientDisconnect
    finally:
        task.cancel()
        leaving.cancel()


async def _body(request: Request) -> bytes:
    """The request's body; HTTPException 413 once it is longer than 1 MiB."""
    pieces: list[bytes] = []
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > _MAX_DROPPED_BYTES:
            break
        if size <= MAX_BODY_BYTES:
            pieces.append(piece)
    if size > MAX_BODY_BYTES:
        raise HTTPException(413, f"the body is longer than {MAX_BODY_BYTES} bytes: send fewer examples at once")
    return b"".join(pieces)


async def _http_error(_: Request, cause: Exception) -> Response:
    if not isinstance(cause, HTTPException):
        raise cause
    return JSONResponse({"error": cause.detail}, cause.status_code, headers=cause.headers)


async def _internal_error(_: Request, cause: Exception) -> Response:
    log.error("a request failed: %s", type(cause).__name__)
    return JSONResponse({"error": "internal error"}, 500)
