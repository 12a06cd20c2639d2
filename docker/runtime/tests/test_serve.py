"""The server as its clients, its probes and whoever starts it see it."""

from __future__ import annotations

import http.client
import json
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
from serving import INFER, RUNTIME, Server, refusal, request_body, with_manifest
from tiny import LABELS

from model_runtime import serve
from model_runtime.predictors import OnnxPredictor
from model_runtime.service import Service


@pytest.fixture(scope="module")
def model(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Cut to 80 tokens, though its position table ends at 64: a longer text is one that the engine refuses."""
    return with_manifest(exported / "model", tmp_path_factory.mktemp("served") / "model", maxLength=80)


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
    assert (described["name"], described["versions"]) == ("tiny", ["7"])
    assert described["inputs"] == [{"name": "text", "datatype": "BYTES", "shape": [-1]}]


def hostile(**changes: Any) -> str:
    """A request with one thing wrong; keys of the tensor go into it."""
    tensor = {"name": "text", "datatype": "BYTES", "shape": [1], "data": ["a"]}
    tensor |= {key: changes.pop(key) for key in list(changes) if key in tensor}
    return json.dumps({"inputs": [tensor], **changes})


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("{", "not JSON"),
        ("[]", "object"),
        ("[" * 100_000, "not JSON"),
        (json.dumps({"inputs": [{"name": "txt"}]}), 'must be "text"'),
        (json.dumps({"inputs": [{"name": "text", "datatype": "BYTES", "shape": [1], "data": [3]}]}), r"data[0]"),
        (json.dumps({"inputs": [{"name": "text", "datatype": "BYTES", "shape": [2], "data": ["a"]}]}), "shape"),
        (hostile(data=["\ud800"]), "surrogate"),
        (hostile(id="\udfff"), "surrogate"),
        (hostile(id=3), "id must be a string"),
        (hostile(data=[float("nan")]), "data[0]"),
        (hostile(data=[[["a"]]]), "data[0]"),
        (hostile(data=[]), "at least one"),
        (hostile(data="a"), "must be a list"),
        (hostile(data=["a"] * 1000, shape=[1000]), "at most 256"),
        (hostile(shape=[10**18]), "shape"),
        (hostile(shape=[True]), "shape"),
        (hostile(shape=[1.0]), "shape"),
        (hostile(shape={"1": 1}), "shape"),
        (hostile(datatype="FP32"), "BYTES"),
        (hostile(outputs=[{"name": "logits"}]), "outputs may name"),
        (hostile(outputs={"name": "label"}), "outputs may name"),
        (hostile(outputs=[{"name": "probabilities"}] * 3_000), "outputs names one more than once"),
        ('{"inputs": ' + "9" * 100_000 + "}", "must be a list"),
        ('{"inputs":' * 50_000, "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        ("", "not JSON"),
    ],
)
def test_a_malformed_request_gets_400_with_its_cause_in_one_line(server: Server, body: str, told: str) -> None:
    status, answer = server.ask("POST", INFER, body)
    assert status == 400
    error = json.loads(answer)["error"]
    assert told in error
    assert "\n" not in error and len(error) < 400
    assert not any("Traceback" in line for line in server.log)
    assert server.infer("good")[0] == 200


def test_a_body_beyond_one_mebibyte_gets_413_and_the_server_goes_on(server: Server) -> None:
    status, answer = server.ask("POST", INFER, request_body("a" * (1 << 20)))
    assert status == 413
    assert "longer than 1048576 bytes" in json.loads(answer)["error"]
    assert server.infer("good")[0] == 200


def test_a_body_too_long_is_taken_to_its_end_so_that_the_answer_is_not_lost_in_a_reset(server: Server) -> None:
    # As a gateway asks, which counts an answer that does not come against the version.
    headers = {"connection": "close"}
    for _ in range(10):
        assert server.ask("POST", INFER, request_body("a" * (12 << 20)), headers)[0] == 413


@pytest.mark.parametrize("other", ["/v2/models/other", "/v2/models/other/versions/7", "/v2/models/tiny/versions/8"])
def test_another_model_or_version_is_unknown_also_to_probes(server: Server, other: str) -> None:
    asked = (
        server.ask("POST", f"{other}/infer", request_body("good")),
        server.get(f"{other}/ready"),
        server.get(other),
    )
    for status, answer in asked:
        assert status == 404
        assert "tiny 7" in json.loads(answer)["error"]


def test_readiness_is_said_for_this_very_model_and_version(server: Server) -> None:
    assert server.get("/v2/models/tiny/versions/7/ready") == (200, '{"ready":true}')


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
    assert server.get("/v2/models/tiny/versions/7")[0] == 401
    # Probes have no token.
    assert server.get("/v2/health/ready")[0] == server.get("/v2/models/tiny/versions/7/ready")[0] == 200
    assert server.stop() == 0


def test_a_model_that_is_not_exported_is_refused_with_the_remedy(exported: Path, tmp_path: Path) -> None:
    source = with_manifest(exported / "source", tmp_path / "source", format="safetensors", engine="pytorch")
    code, told = refusal(source)
    assert code == 2
    assert len(told) == 1
    assert "run the quantize stage" in told[0].lower()


def test_a_directory_that_does_not_say_how_it_was_judged_is_refused(exported: Path) -> None:
    code, told = refusal(exported / "model")
    assert code == 2
    assert len(told) == 1
    assert "has no model.json" in told[0]


def test_a_manifest_that_says_nonsense_is_refused_with_file_and_key(exported: Path, tmp_path: Path) -> None:
    code, told = refusal(with_manifest(exported / "model", tmp_path / "model", maxLength="long"))
    assert code == 2
    assert len(told) == 1
    assert "model.json: maxLength is 'long', expected a whole number from 1" in told[0]


def test_texts_are_cut_where_they_were_cut_when_the_model_was_judged(exported: Path, tmp_path: Path) -> None:
    """The tokenizer itself claims 512 tokens, and the position table ends at 64."""
    server = Server(with_manifest(exported / "model", tmp_path / "model", maxLength=16))
    try:
        cut, long = server.infer("good " * 14), server.infer("good " * 14 + "bad " * 100)
    finally:
        assert server.stop() == 0
    assert cut[0] == long[0] == 200
    assert cut[1]["outputs"] == long[1]["outputs"]


def test_serving_imports_neither_pytorch_nor_transformers(model: Path) -> None:
    code = (
        "import pathlib, sys; from model_runtime import serve\n"
        "serve.open_model(pathlib.Path(sys.argv[1]), None, None, 8)\n"
        "print([name for name in ('torch', 'transformers', 'pyarrow', 'onnx') if name in sys.modules])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, str(model)], cwd=RUNTIME, capture_output=True, text=True, check=True
    )
    assert ended.stdout.strip() == "[]"


READY = "/v2/models/tiny/versions/7/ready"


def service(model: Path) -> Service:
    def failed(failure: Exception) -> None:
        raise failure

    return Service(serve.open_model(model, None, None, 8), max_queue=256, token=None, failed=failed)


def test_a_server_is_not_ready_and_answers_503_while_it_warms_up(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from starlette.testclient import TestClient

    gate, logits = threading.Event(), OnnxPredictor.logits

    def slow(self: OnnxPredictor, batch: dict[str, np.ndarray]) -> np.ndarray:
        assert gate.wait(20)
        return logits(self, batch)

    monkeypatch.setattr(OnnxPredictor, "logits", slow)
    with TestClient(service(model).application()) as client:
        assert client.get("/v2/health/live").status_code == 200
        assert client.get("/v2/health/ready").status_code == 503
        assert client.get(READY).status_code == 503
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
    code, told = refusal(broken)
    assert code == 2
    assert told[-1].startswith("warm-up failed: the model cannot take a batch of 1 × 16: ")
    assert not any("ready" in line or "Traceback" in line for line in told)


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
