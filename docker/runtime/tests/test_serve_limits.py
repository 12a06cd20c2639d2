"""What a client can make the server hold or spend: connections, time, memory, and work that nobody waits for."""

from __future__ import annotations

import base64
import dataclasses
import http.client
import io
import json
import logging
import re
import resource
import socket
import struct
import threading
import time
import zlib
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from serving import INFER, Client, Server, answered_by, raw_request, request_body, with_manifest
from tiny import image_model

from model_runtime import serve
from model_runtime.failures import RuntimeFailure
from model_runtime.inputs import ImageInputs
from model_runtime.predictors import Predictor
from model_runtime.service import MAX_PIXELS, ServedModel

BODY = request_body("good file")
ENDLESS = f"POST {INFER} HTTP/1.1\r\nHost: tiny\r\nTransfer-Encoding: chunked\r\n\r\n".encode()


@pytest.fixture(scope="module")
def model(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> ServedModel:
    directory = with_manifest(exported / "model", tmp_path_factory.mktemp("limits") / "model")
    return serve.open_model(directory, None, None, 8)


class HeldEngine:
    """A model's engine that works only while it is let, and counts what it was given."""

    def __init__(self, predictor: Predictor) -> None:
        self._predictor, self.labels, self.threads = predictor, predictor.labels, predictor.threads
        self.let, self.begun, self.examples = threading.Event(), threading.Event(), 0

    def logits(self, batch: dict[str, np.ndarray]) -> np.ndarray:
        self.begun.set()
        self.examples += len(batch["input_ids"])
        assert self.let.wait(20)
        return self._predictor.logits(batch)


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def wait_until_ready(client: Client) -> None:
    wait_for(lambda: client.get("/v2/health/ready")[0] == 200)


def everything(connection: socket.socket) -> bytes:
    """What the server still says until it closes the connection; fails where it keeps it open."""
    connection.settimeout(10)
    pieces = []
    try:
        while piece := connection.recv(65536):
            pieces.append(piece)
    except ConnectionResetError:
        pass
    return b"".join(pieces)


def trickle(connection: socket.socket, piece: bytes) -> None:
    """Sends a little, again and again, until the other end has had enough."""
    deadline = time.monotonic() + 10
    try:
        while time.monotonic() < deadline:
            connection.sendall(piece)
            time.sleep(0.05)
    except OSError:
        return
    raise AssertionError("the server took it all")


@pytest.mark.parametrize(
    ("first", "piece"),
    [
        pytest.param(b"GET /v2/health/live HTTP/1.1\r\n", b"X-More: 1\r\n", id="a header without end"),
        pytest.param(ENDLESS, b"1\r\n{\r\n", id="a body without end"),
        pytest.param(raw_request(BODY)[:-5], b"", id="a body that stops"),
    ],
)
def test_a_request_that_does_not_arrive_ends_with_408_and_the_server_goes_on(
    model: ServedModel, first: bytes, piece: bytes
) -> None:
    with answered_by(model, request_s=0.4) as client, client.connect() as slow:
        wait_until_ready(client)
        slow.sendall(first)
        start = time.monotonic()
        sender = threading.Thread(target=lambda: piece and trickle(slow, piece))
        sender.start()
        said = everything(slow)
        assert time.monotonic() - start < 5
        sender.join()
        assert said.startswith(b"HTTP/1.1 408 ") or piece  # a reset may take the answer of who goes on talking
        assert client.infer("good")[0] == 200


def test_a_client_that_goes_on_sending_after_its_413_is_cut_off(model: ServedModel) -> None:
    with answered_by(model, request_s=3) as client, client.connect() as greedy:
        wait_until_ready(client)
        # A body is taken to its end before it is refused, so that the answer is not lost, but not for ever.
        greedy.sendall(ENDLESS + b"1100000\r\n" + b"a" * 0x1100000 + b"\r\n")
        assert b"HTTP/1.1 413 " in greedy.recv(65536)
        trickle(greedy, b"1\r\na\r\n")


def test_a_kept_connection_may_be_slow_between_its_requests(model: ServedModel) -> None:
    with answered_by(model, request_s=0.3) as client:
        wait_until_ready(client)
        kept = http.client.HTTPConnection("127.0.0.1", client.port, timeout=20)
        kept.connect()
        first = kept.sock
        for _ in range(3):
            time.sleep(0.5)
            kept.request("POST", INFER, BODY)
            response = kept.getresponse()
            response.read()
            assert response.status == 200
            assert kept.sock is first
        kept.close()


def test_a_client_that_does_not_take_its_answer_is_cut_off(model: ServedModel) -> None:
    with answered_by(model, request_s=0.5) as client, client.connect() as deaf:
        wait_until_ready(client)
        trickle(deaf, b"GET /metrics HTTP/1.1\r\nHost: tiny\r\n\r\n" * 100)
        assert client.infer("good")[0] == 200


def test_connections_beyond_the_limit_get_a_clear_503_and_those_within_are_served(model: ServedModel) -> None:
    with answered_by(model, "--max-connections", "3") as client:
        wait_until_ready(client)
        kept = [client.connect() for _ in range(3)]
        try:
            time.sleep(0.1)
            status, answer = client.ask("POST", INFER, BODY)
            assert status == 503
            assert "too many connections" in json.loads(answer)["error"]
            kept[0].sendall(raw_request(BODY))
            assert kept[0].recv(65536).startswith(b"HTTP/1.1 200 ")
        finally:
            for one in kept:
                one.close()
        wait_until_ready(client)
        assert client.infer("good")[0] == 200


def test_connections_far_beyond_the_limit_take_no_room(model: ServedModel) -> None:
    with answered_by(model, "--max-connections", "2") as client:
        wait_until_ready(client)
        held = [client.connect() for _ in range(4)]
        time.sleep(0.1)
        with client.connect() as further:
            start = time.monotonic()
            assert everything(further) == b""
            assert time.monotonic() - start < 0.9  # at once; one that is only beyond the limit has a second to ask
        for one in held:
            one.close()


def test_more_connections_than_the_shells_limit_of_files_are_served(exported: Path, tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (128, hard))
    try:
        server = Server(with_manifest(exported / "model", tmp_path / "served"), "--max-connections", "300")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    with ExitStack() as stack:
        stack.callback(server.stop)
        for _ in range(200):
            stack.enter_context(server.connect())
        assert server.get("/v2/health/ready")[0] == 200


def test_what_is_no_http_gets_one_line(model: ServedModel) -> None:
    with answered_by(model) as client, client.connect() as stranger:
        stranger.sendall(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n")
        assert everything(stranger).startswith(b"HTTP/1.1 400 ")


def test_for_clients_that_have_left_nothing_is_computed(model: ServedModel) -> None:
    engine = HeldEngine(model.predictor)
    engine.let.set()
    with answered_by(dataclasses.replace(model, predictor=engine, workers=1)) as client:
        wait_until_ready(client)
        engine.let.clear()
        engine.begun.clear()
        before = engine.examples
        stays = threading.Thread(target=client.infer, args=("good",))
        stays.start()
        assert engine.begun.wait(10)
        leaving = [client.connect() for _ in range(20)]
        for one in leaving:
            one.sendall(raw_request(BODY))
        wait_for(lambda: client.metric("model_queue_length") == 20)
        for one in leaving:
            one.close()
        wait_for(lambda: client.metric("model_queue_length") == 0)
        engine.let.set()
        stays.join()
        assert client.infer("good")[0] == 200
        assert engine.examples - before == 2
        assert 'model_requests_total{code="499",model="tiny",version="7"} 20.0' in client.get("/metrics")[1]


def test_a_client_that_leaves_amid_its_body_is_no_error(model: ServedModel, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING), answered_by(model) as client:
        wait_until_ready(client)
        with client.connect() as leaving:
            leaving.sendall(raw_request(BODY)[:-5])
            time.sleep(0.1)
        wait_for(lambda: 'code="499"' in client.get("/metrics")[1])
        assert client.infer("good")[0] == 200
    assert caplog.messages == []


def test_a_drain_answers_what_is_in_flight_though_others_dawdle(model: ServedModel) -> None:
    engine = HeldEngine(model.predictor)
    engine.let.set()
    seen: list[int] = []
    with answered_by(dataclasses.replace(model, predictor=engine), request_s=2) as client:
        wait_until_ready(client)
        engine.let.clear()
        engine.begun.clear()
        asking = [threading.Thread(target=lambda: seen.append(client.infer("good")[0])) for _ in range(3)]
        for one in asking:
            one.start()
        assert engine.begun.wait(10)
        wait_for(lambda: client.metric("model_queue_length") + engine.examples >= 3)
        slow = client.connect()
        slow.sendall(raw_request(BODY)[:-5])
        threading.Timer(1.5, engine.let.set).start()  # after the port has closed
    for one in asking:
        one.join()
    slow.close()
    assert seen == [200] * 3


# Images


def png(width: int, height: int) -> bytes:
    """A black PNG of one bit a pixel, written without decoding it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def image_server(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from tiny import Heard

    from model_runtime import export

    directory = tmp_path_factory.mktemp("images")
    source = image_model(directory / "source")
    paths = {"in": {"model": str(source)}, "out": str(directory)}
    export.run({"task": "image-classification", "paths": paths, "max_length": 1}, Heard())
    server = Server(with_manifest(directory / "model", directory / "served", task="image-classification", maxLength=1))
    yield server
    assert server.stop() == 0


def classify(server: Server, *files: bytes) -> tuple[int, dict[str, Any]]:
    data = [base64.b64encode(file).decode() for file in files]
    tensor = {"name": "image", "shape": [len(data)], "datatype": "BYTES", "data": data}
    status, answer = server.ask("POST", INFER, json.dumps({"inputs": [tensor]}))
    return status, json.loads(answer)


def peak_bytes(server: Server) -> int:
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) * 1024


def test_a_small_file_of_many_pixels_costs_neither_time_nor_memory(image_server: Server) -> None:
    bomb = png(8000, 8000)
    assert len(bomb) < 10_000
    assert classify(image_server, png(20, 20))[0] == 200
    before, start = peak_bytes(image_server), time.monotonic()
    status, answer = classify(image_server, bomb)
    assert status == 400
    assert "image 0 is too large: 8000 × 8000 pixels" in answer["error"]
    assert time.monotonic() - start < 0.3
    assert peak_bytes(image_server) - before < 10_000_000


def test_the_pixels_of_a_request_are_counted_together(image_server: Server) -> None:
    status, answer = classify(image_server, *[png(2000, 2000)] * 3)
    assert status == 400
    assert f"12000000 pixels, at most {MAX_PIXELS}" in answer["error"]
    assert classify(image_server, png(2000, 2000))[0] == 200


def test_a_pngs_packed_texts_are_not_unpacked(image_server: Server) -> None:
    text = b"zTXtnote\0\0" + zlib.compress(bytes(1_000_000), 9)
    chunk = struct.pack(">I", len(text) - 4) + text + struct.pack(">I", zlib.crc32(text))
    plain = png(20, 20)
    bomb = plain[:33] + chunk * 60 + plain[33:]
    assert len(bomb) < 70_000
    assert classify(image_server, plain)[0] == 200
    before, start = peak_bytes(image_server), time.monotonic()
    status, answer = classify(image_server, bomb)
    assert time.monotonic() - start < 0.3
    assert peak_bytes(image_server) - before < 10_000_000
    assert (status, answer["outputs"]) == (200, classify(image_server, plain)[1]["outputs"])


def test_a_jpeg_of_hundreds_of_scans_is_refused_unread(image_server: Server) -> None:
    file = io.BytesIO()
    Image.new("L", (2000, 2000), 7).save(file, "JPEG", progressive=True)
    whole = file.getvalue()
    assert classify(image_server, whole)[0] == 200
    last = whole[whole.rindex(b"\xff\xc4") : -2]
    start = time.monotonic()
    status, answer = classify(image_server, whole[:-2] + last * 300 + whole[-2:])
    assert status == 400
    assert "at most 64 scans are decoded" in answer["error"]
    assert time.monotonic() - start < 0.3


def test_a_file_of_another_kind_is_not_even_opened(image_server: Server) -> None:
    file = io.BytesIO()
    Image.new("RGB", (20, 20)).save(file, "TIFF")
    status, answer = classify(image_server, file.getvalue())
    assert status == 400
    assert "no PNG or JPEG" in answer["error"]
    status, answer = classify(image_server, png(20, 20)[:40])
    assert status == 400


def test_a_narrow_image_may_not_grow_when_its_shorter_edge_is_scaled_up(tmp_path: Path) -> None:
    settings = {"size": {"shortest_edge": 224}, "do_center_crop": True, "crop_size": 224}
    (tmp_path / "preprocessor_config.json").write_text(json.dumps(settings))
    inputs = ImageInputs(tmp_path)
    narrow = png(10_000, 1)
    for attempt in (lambda: inputs.check([narrow], MAX_PIXELS), lambda: inputs.read([narrow])):
        with pytest.raises(RuntimeFailure, match="2240000 × 224 pixels once scaled"):
            attempt()
    inputs.check([png(300, 200)], MAX_PIXELS)
    assert inputs.read([png(300, 200)])[0]["pixel_values"].shape == (3, 224, 224)
