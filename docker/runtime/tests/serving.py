"""Model servers for tests: real processes, and one in this process whose engine can be held."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jobs import CORES
from reached import PROGRAM

RUNTIME = Path(__file__).parents[1]
INFER = "/v2/models/tiny/infer"


def with_manifest(source: Path, target: Path, **changes: Any) -> Path:
    """A copy of a model directory with a model.json, as a stage would leave it."""
    shutil.copytree(source, target)
    manifest = {
        "schema": 1,
        "name": "tiny",
        "version": "7",
        "task": "text-classification",
        "format": "onnx",
        "engine": "onnxruntime",
        "precision": "fp32",
        "maxLength": 32,
        "maxBatch": 32,
        **changes,
    }
    (target / "model.json").write_text(json.dumps(manifest))
    return target


def request_body(*texts: str) -> str:
    tensor = {"name": "text", "shape": [len(texts)], "datatype": "BYTES", "data": list(texts)}
    return json.dumps({"id": "one", "inputs": [tensor]})


def raw_request(body: str) -> bytes:
    return f"POST {INFER} HTTP/1.1\r\nHost: tiny\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()


class Client:
    """Requests to a port of this machine, each on a connection of its own."""

    port: int

    def ask(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()

    def get(self, path: str) -> tuple[int, str]:
        return self.ask("GET", path)

    def infer(self, *texts: str) -> tuple[int, dict[str, Any]]:
        status, body = self.ask("POST", INFER, request_body(*texts))
        return status, json.loads(body)

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def metric(self, name: str) -> float:
        found = re.search(rf"^{name}\S* (\S+)$", self.get("/metrics")[1], re.MULTILINE)
        assert found is not None, name
        return float(found[1])


class Server(Client):
    """A real server process on a free loopback port, ready."""

    def __init__(self, model: Path, *options: str, environment: dict[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", PROGRAM, "serve", "--model", str(model), "--port", "0", *options],
            cwd=RUNTIME,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "OMP_NUM_THREADS": str(CORES), **(environment or {})},
        )
        assert self.process.stderr is not None
        self.log: list[str] = []
        for line in self.process.stderr:
            self.log.append(line)
            found = re.search(r"listening on 127.0.0.1:(\d+)", line)
            if found:
                self.port = int(found[1])
                break
        else:
            raise AssertionError("".join(self.log))
        threading.Thread(target=self.log.extend, args=(self.process.stderr,), daemon=True).start()
        deadline = time.monotonic() + 20
        while self.get("/v2/health/ready")[0] != 200:
            assert time.monotonic() < deadline, "".join(self.log)
            time.sleep(0.02)

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(15)


def refusal(model: Path) -> tuple[int, list[str]]:
    """Exit code and lines on stderr of a server that does not start."""
    command = [sys.executable, "-m", PROGRAM, "serve", "--model", str(model), "--port", "0"]
    ended = subprocess.run(command, cwd=RUNTIME, capture_output=True, text=True, check=False, timeout=60)
    return ended.returncode, ended.stderr.splitlines()


@contextmanager
def answered_by(served: Any, *options: str, **bounds: Any) -> Iterator[Client]:
    """A server of `served`, a ServedModel, in a thread of this process: its engine can be a test's own."""
    import asyncio

    from model_runtime import serve
    from model_runtime.connections import Bounds

    parsed = serve.parser().parse_args(["--model", "-", "--port", "0", *options])
    client = Client()
    ended, loops = threading.Event(), []

    async def run() -> None:
        server = serve.ModelServer(served, parsed, None, Bounds(parsed.max_connections, **bounds))
        loops.append((asyncio.get_running_loop(), server))
        await server.run()

    def main() -> None:
        try:
            asyncio.run(run())
        finally:
            ended.set()

    thread = threading.Thread(target=main)
    thread.start()
    try:
        deadline = time.monotonic() + 20
        while not (loops and loops[0][1].port):
            assert time.monotonic() < deadline and not ended.is_set()
            time.sleep(0.01)
        client.port = loops[0][1].port
        yield client
    finally:
        if loops and not ended.is_set():
            loops[0][0].call_soon_threadsafe(loops[0][1].stop)
        thread.join(20)
        assert not thread.is_alive()
