"""`python -m model_runtime serve`: an exported model over HTTP, by the Open Inference Protocol v2.

One process: the event loop speaks HTTP, a few threads run ONNX Runtime. Neither PyTorch nor transformers is imported.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import functools
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import uvicorn

from .connections import BoundedProtocol, Bounds, bounds_for
from .environment import serving_threads, thread_count
from .failures import RuntimeFailure
from .inputs import Inputs, RowInputs, TextInputs, load
from .manifest import MANIFEST_FILE, Manifest, read_manifest
from .predictors import OnnxPredictor
from .service import ServedModel, Service

log = logging.getLogger("model_runtime.serve")

# After SIGTERM the port stays open this long, with readiness at 503 and `Connection: close` on each answer, so that
# a proxy notices and no kept-alive connection is cut while a request is on its way.
DRAIN_NOTICE_S = 1.0
DRAIN_LIMIT_S = 8


def main(argv: Sequence[str]) -> int:
    """Serves until SIGTERM or SIGINT; 0 after a clean end, else the exit code of the failure (one line on stderr)."""
    options = parser().parse_args(argv)
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(message)s")
    try:
        token = _token(options.token_env)
        model = open_model(Path(options.model), options.name, options.version, options.max_batch)
        server = ModelServer(model, options, token, bounds_for(options.max_connections))
        asyncio.run(_serve(server, until_input_ends=options.until_input_ends))
    except RuntimeFailure as failure:
        sys.stderr.write(f"{failure.message}. {failure.hint or ''}".rstrip() + "\n")
        return failure.exit_code
    return 0


async def _serve(server: ModelServer, *, until_input_ends: bool) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, server.stop)
    if until_input_ends:
        threading.Thread(target=_watch_input, args=(loop, server.stop), daemon=True).start()
    await server.run()


def _watch_input(loop: asyncio.AbstractEventLoop, stop: Callable[[], None]) -> None:
    """Whoever holds the other end is gone when the input ends, also where nobody could say so."""
    while os.read(0, 4096):
        pass
    with contextlib.suppress(RuntimeError):  # the loop has ended before
        loop.call_soon_threadsafe(stop)


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(prog="python -m model_runtime serve", description="Serves a model over HTTP.")
    found.add_argument("--model", required=True, help="directory with model.json and model.onnx")
    found.add_argument("--name", help="the model's name in paths (model.json's)")
    found.add_argument("--version", help="the model's version in paths and metrics (model.json's)")
    found.add_argument("--host", default="127.0.0.1")
    found.add_argument("--port", type=_whole(0), default=8080, help="0 takes a free one")
    found.add_argument(
        "--max-batch", type=_whole(1), default=8, help="examples in a batch (8; model.json may say less)"
    )
    found.add_argument("--max-queue", type=_whole(1), default=256, help="examples that may wait; beyond: 429 (256)")
    found.add_argument("--max-connections", type=_whole(1), default=1024, help="open at a time; beyond: 503 (1024)")
    found.add_argument("--token-env", help="environment variable that holds a token clients must send")
    found.add_argument("--until-input-ends", action="store_true", help="stop where standard input ends, too")
    return found


def _whole(least: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        value = int(text)
        if value < least:
            raise argparse.ArgumentTypeError(f"must be at least {least}, got {text}")
        return value

    parse.__name__ = "whole number"
    return parse


def open_model(directory: Path, name: str | None, version: str | None, max_batch: int) -> ServedModel:
    """The model of a directory, as its model.json says that it was judged; a smaller `max_batch` holds.

    Raises RuntimeFailure `configuration` for a directory without model.json, and for a model of another engine.
    """
    manifest = read_manifest(directory)
    if manifest is None:
        raise RuntimeFailure(
            "configuration",
            f"{directory} has no {MANIFEST_FILE}, so nothing says how this model was judged",
            "Give the model directory that a stage has made.",
        )
    if manifest.engine != "onnxruntime":
        raise RuntimeFailure(
            "configuration",
            f"{directory} is a model for {manifest.engine} ({manifest.format}), and this server has ONNX Runtime",
            "Run the quantize stage (precision int8 or fp32), and serve its model.",
        )
    inputs = load(directory, manifest.max_length)
    return ServedModel(
        name=name or manifest.name,
        version=version or manifest.version,
        predictor=OnnxPredictor(directory, serving_threads()),
        inputs=inputs,
        kind="text" if isinstance(inputs, TextInputs) else "image",
        columns=_columns(manifest, inputs),
        numeric=inputs.form.names if isinstance(inputs, RowInputs) else (),
        max_batch=min(max_batch, manifest.max_batch),
        workers=thread_count(),
    )


def _columns(manifest: Manifest, inputs: Inputs) -> tuple[str, ...]:
    """What a text is made of, by which clients send it."""
    if isinstance(inputs, RowInputs):
        return inputs.form.columns
    return manifest.columns if isinstance(inputs, TextInputs) and len(manifest.columns) > 1 else ()


class ModelServer:
    """A served model behind a port, until `stop`."""

    def __init__(self, model: ServedModel, options: argparse.Namespace, token: bytes | None, bounds: Bounds) -> None:
        self._address = f"{options.host}:{options.port}"
        self._failure: RuntimeFailure | None = None
        self._service = Service(model, max_queue=options.max_queue, token=token, failed=self._fail)
        config = uvicorn.Config(
            self._service.application(),
            host=options.host,
            port=options.port,
            http=functools.partial(BoundedProtocol, bounds=bounds),  # type: ignore[arg-type]
            ws="none",
            access_log=False,
            log_config=None,
            log_level="error",
            server_header=False,
            timeout_keep_alive=65,
            timeout_graceful_shutdown=DRAIN_LIMIT_S,
        )
        self._server = _Server(config)
        self._drain: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Ends after a drain; RuntimeFailure where the port is taken or the model cannot run."""
        try:
            await self._server.serve()
        except SystemExit as cause:  # uvicorn leaves this way where it cannot listen
            raise RuntimeFailure(
                "configuration", f"cannot listen on {self._address}", "Give a free port with --port."
            ) from cause
        if self._failure is not None:
            raise self._failure

    @property
    def port(self) -> int | None:
        """Where it listens, once it does."""
        return self._server.port

    def stop(self) -> None:
        """Begins the drain; the end of `run` is the end of it."""
        if self._drain is None:
            self._drain = asyncio.get_running_loop().create_task(self._end())

    async def _end(self) -> None:
        log.info("stopping: requests in flight are finished")
        self._service.draining = True
        await asyncio.sleep(DRAIN_NOTICE_S)
        self._server.should_exit = True

    def _fail(self, failure: RuntimeFailure) -> None:
        self._failure = failure
        self._server.should_exit = True


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers: they cut the notice short and end the process by the signal, not with 0."""

    port: int | None = None

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        if self.started:
            host, self.port = self.servers[0].sockets[0].getsockname()[:2]
            log.info("listening on %s:%d", host, self.port)


def _token(variable: str | None) -> bytes | None:
    if variable is None:
        return None
    token = os.environ.get(variable, "")
    if not token:
        raise RuntimeFailure("configuration", f"--token-env: the variable {variable} is empty", "Set it to the token.")
    return token.encode()
