from __future__ import annotations

import asyncio
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tiny import LABELS

from model_runtime import serve
from model_runtime.batching import Batcher, InferenceFailedError, QueueFullError
from model_runtime.predictors import OnnxPredictor

RUNTIME = Path(__file__).parents[1]
INFER = "/v2/models/tiny/infer"


class Server:
    """A real server process on a free loopback port."""

    def __init__(self, model: Path, *options: str, environment: dict[str, str] | None = None) -> None:
        command = [sys.executable, "-m", "model_runtime", "serve", "--model", str(model), "--name", "tiny"]
        self.process = subprocess.Popen(
            [*command, "--version", "7", "--port", "0", *options],
            cwd=RUNTIME,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **(environment or {})},
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

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(15)


def request_body(*texts: str) -> str:
    tensor = {"name": "text", "shape": [len(texts)], "datatype": "BYTES", "data": list(texts)}
    return json.dumps({"id": "one", "inputs": [tensor]})


@pytest.fixture(scope="session")
def model(exported: Path) -> Path:
    return exported / "model"


@pytest.fixture(scope="module")
def server(model: Path) -> Iterator[Server]:
    running = Server(model)
    yield running
    assert running.stop() == 0


def test_a_text_gets_label_score_and_probabilities(server: Server) -> None:
    status, answer = server.infer("good file", "bad value key")
    assert status == 200
    assert (answer["model_name"], answer["model_version"], answer["id"]) == ("tiny", "7", "one")
    label, score, probabilities = answer["outputs"]
    assert [one["name"] for one in answer["outputs"]] == ["label", "score", "probabilities"]
    assert probabilities["shape"] == [2, 3]
    rows = np.asarray(probabilities["data"]).reshape(2, 3)
    assert rows.sum(axis=1) == pytest.approx([1, 1])
    assert label["data"] == [LABELS[index] for index in rows.argmax(axis=1)]
    assert score["data"] == pytest.approx(rows.max(axis=1))


def test_server_and_model_describe_themselves(server: Server) -> None:
    assert server.get("/v2/health/live")[0] == server.get("/v2")[0] == server.get("/v2/models/tiny/ready")[0] == 200
    described = json.loads(server.get("/v2/models/tiny/versions/7")[1])
    assert described["versions"] == ["7"]
    assert described["inputs"] == [{"name": "text", "datatype": "BYTES", "shape": [-1]}]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("{", "not JSON"),
        ("[]", "object"),
        ("[" * 100_000, "not JSON"),
        (json.dumps({"inputs": [{"name": "txt"}]}), 'must be "text"'),
        (json.dumps({"inputs": [{"name": "text", "datatype": "BYTES", "shape": [1], "data": [3]}]}), r"data[0]"),
        (json.dumps({"inputs": [{"name": "text", "datatype": "BYTES", "shape": [2], "data": ["a"]}]}), "shape"),
        (
            json.dumps({"inputs": [{"name": "text", "datatype": "BYTES", "shape": [1], "data": ["\ud800"]}]}),
            "surrogate",
        ),
    ],
)
def test_a_malformed_request_gets_400_with_its_cause(server: Server, body: str, told: str) -> None:
    status, answer = server.ask("POST", INFER, body)
    assert status == 400
    assert told in json.loads(answer)["error"]


def test_a_body_beyond_one_mebibyte_gets_413_and_the_server_goes_on(server: Server) -> None:
    status, answer = server.ask("POST", INFER, request_body("a" * (1 << 20)))
    assert status == 413
    assert "longer than 1048576 bytes" in json.loads(answer)["error"]
    assert server.infer("good")[0] == 200


def test_another_model_or_version_is_unknown(server: Server) -> None:
    for path in ("/v2/models/other/infer", "/v2/models/tiny/versions/8/infer"):
        status, answer = server.ask("POST", path, request_body("good"))
        assert status == 404
        assert "tiny 7" in json.loads(answer)["error"]


def test_a_request_that_the_model_cannot_take_fails_alone_and_is_counted(server: Server) -> None:
    answers: list[int] = []
    texts = ["good " * 50] * 8 + ["good " * 70] + ["good " * 50] * 8
    threads = [threading.Thread(target=lambda text=text: answers.append(server.infer(text)[0])) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200] * 16 + [500]
    metrics = server.get("/metrics")[1]
    assert 'model_requests_total{code="500",model="tiny",version="7"} 1.0' in metrics
    assert 'model_errors_total{model="tiny",version="7"} 1.0' in metrics
    count = re.search(r'model_request_seconds_count{model="tiny",version="7"} (\d+)', metrics)
    assert count is not None and int(count[1]) >= 17


def test_a_drain_loses_nothing_under_load_and_ends_with_0(model: Path) -> None:
    server = Server(model)
    done, lost, stopping = [0], [], threading.Event()

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        while not stopping.is_set():
            try:
                connection.request("POST", INFER, request_body("good file"))
                response = connection.getresponse()
                response.read()
                if response.status != 200:
                    lost.append(str(response.status))
                done[0] += 1
                if response.getheader("Connection") == "close":
                    return
            except OSError as error:
                lost.append(repr(error))
                return

    clients = [threading.Thread(target=client) for _ in range(6)]
    for thread in clients:
        thread.start()
    time.sleep(0.5)
    server.process.send_signal(signal.SIGTERM)
    time.sleep(0.3)
    assert server.get("/v2/health/ready")[0] == 503
    for thread in clients:
        thread.join(10)
    stopping.set()
    started = time.monotonic()
    assert server.stop() == 0
    assert time.monotonic() - started < 10
    assert lost == []
    assert done[0] > 6


def test_a_token_is_asked_for_where_one_is_set(model: Path) -> None:
    server = Server(model, "--token-env", "TINY_TOKEN", environment={"TINY_TOKEN": "s3cret"})
    assert server.infer("good")[0] == 401
    assert server.ask("POST", INFER, request_body("good"), {"Authorization": "Bearer s3cret"})[0] == 200
    assert server.get("/v2/health/ready")[0] == 200
    assert server.stop() == 0


def test_a_model_that_is_not_exported_is_refused_with_the_remedy(model: Path) -> None:
    command = [sys.executable, "-m", "model_runtime", "serve", "--name", "tiny", "--version", "1"]
    source = str(model.parent / "source")
    ended = subprocess.run([*command, "--model", source], cwd=RUNTIME, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "run the quantize stage" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_serving_imports_neither_pytorch_nor_transformers(model: Path) -> None:
    code = (
        "import argparse, sys; from model_runtime import serve\n"
        "o = serve._parser().parse_args(['--model', sys.argv[1], '--name', 'tiny', '--version', '1'])\n"
        "serve.ModelServer(o)\n"
        "print([name for name in ('torch', 'transformers', 'pyarrow', 'onnx') if name in sys.modules])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, str(model)], cwd=RUNTIME, capture_output=True, text=True, check=True
    )
    assert ended.stdout.strip() == "[]"


def test_a_server_is_not_ready_and_answers_503_while_it_warms_up(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from starlette.testclient import TestClient

    gate, logits = threading.Event(), OnnxPredictor.logits

    def slow(self: OnnxPredictor, batch: dict[str, np.ndarray]) -> np.ndarray:
        assert gate.wait(20)
        return logits(self, batch)

    monkeypatch.setattr(OnnxPredictor, "logits", slow)
    options = serve._parser().parse_args(["--model", str(model), "--name", "tiny", "--version", "7"])
    with TestClient(serve.ModelServer(options)._application()) as client:
        assert client.get("/v2/health/live").status_code == 200
        assert client.get("/v2/health/ready").status_code == 503
        early = client.post(INFER, content=request_body("good"))
        assert (early.status_code, early.headers["retry-after"]) == (503, "1")
        gate.set()
        deadline = time.monotonic() + 20
        while client.get("/v2/health/ready").status_code != 200:
            assert time.monotonic() < deadline
        assert client.post(INFER, content=request_body("good")).status_code == 200


def test_a_model_that_cannot_run_never_becomes_ready_and_ends_with_its_cause(model: Path, tmp_path: Path) -> None:
    """Its tokenizer gives a token beyond the vocabulary, as after a mix-up of files."""
    broken = Path(shutil.copytree(model, tmp_path / "broken"))
    tokenizer = json.loads((broken / "tokenizer.json").read_text())
    tokenizer["model"]["vocab"]["word"] = 99
    (broken / "tokenizer.json").write_text(json.dumps(tokenizer))
    command = [sys.executable, "-m", "model_runtime", "serve", "--name", "tiny", "--version", "1", "--port", "0"]
    ended = subprocess.run(
        [*command, "--model", str(broken)], cwd=RUNTIME, capture_output=True, text=True, check=False, timeout=60
    )
    assert ended.returncode == 2
    last = ended.stderr.splitlines()[-1]
    assert last.startswith("warm-up failed: the model cannot take a batch of 1 × 16: ")
    assert "ready" not in ended.stderr
    assert "Traceback" not in ended.stderr


def example(length: int) -> dict[str, np.ndarray]:
    return {"input_ids": np.zeros(length, dtype=np.int64)}


def test_the_queue_is_bounded_and_batches_hold_like_lengths() -> None:
    gate, batches = threading.Event(), []

    def run(examples: Any) -> np.ndarray:
        gate.wait(10)
        batches.append([len(one["input_ids"]) for one in examples])
        return np.zeros((len(examples), 2))

    async def scene() -> None:
        batcher = Batcher(
            run,
            lambda one: len(one["input_ids"]),
            max_batch=4,
            max_wait_ms=60_000,
            max_queue=6,
            on_batch=lambda _: None,
        )
        batcher.start()
        first = asyncio.create_task(batcher.infer([example(5)]))
        await asyncio.sleep(0.05)
        rest = [asyncio.create_task(batcher.infer([example(length)])) for length in (10, 200, 12, 190, 11, 9)]
        await asyncio.sleep(0)
        with pytest.raises(QueueFullError):
            await batcher.infer([example(5)])
        gate.set()
        await asyncio.gather(first, *rest)
        await batcher.close()

    asyncio.run(scene())
    assert [sorted(batch) for batch in batches] == [[5], [9, 10, 11, 12], [190, 200]]


def test_an_answer_that_is_not_finite_fails_alone() -> None:
    def run(examples: Any) -> np.ndarray:
        return np.asarray([[np.nan if len(one["input_ids"]) == 3 else 1.0] for one in examples])

    async def scene() -> list[Any]:
        batcher = Batcher(
            run, lambda one: len(one["input_ids"]), max_batch=4, max_wait_ms=50, max_queue=9, on_batch=lambda _: None
        )
        batcher.start()
        found = await asyncio.gather(*(batcher.infer([example(n)]) for n in (2, 3, 4)), return_exceptions=True)
        await batcher.close()
        return found

    found = asyncio.run(scene())
    assert isinstance(found[1], InferenceFailedError)
    assert found[0].tolist() == found[2].tolist() == [[1.0]]


def test_a_full_queue_answers_429_with_retry_after(model: Path) -> None:
    server = Server(model, "--max-queue", "1", "--max-batch", "1")
    seen: list[int] = []

    def client() -> None:
        for _ in range(40):
            seen.append(server.infer("good " * 50)[0])

    clients = [threading.Thread(target=client) for _ in range(8)]
    for thread in clients:
        thread.start()
    for thread in clients:
        thread.join()
    assert set(seen) == {200, 429}
    assert server.stop() == 0
