"""The description of the server, held against what it answers."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from serving import INFER, Server, request_body, with_manifest
from starlette.routing import Route
from tiny import LABELS

from model_runtime import openapi, serve
from model_runtime.service import Service


@pytest.fixture(scope="module")
def model(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_manifest(exported / "model", tmp_path_factory.mktemp("described") / "model")


@pytest.fixture(scope="module")
def server(model: Path) -> Iterator[Server]:
    running = Server(model, "--max-queue", "4")
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module")
def described(server: Server) -> dict[str, Any]:
    status, text = server.get("/openapi.json")
    assert status == 200
    assert server.get("/v2/models/tiny/openapi.json") == (status, text)
    found: dict[str, Any] = json.loads(text)
    return found


def faults(described: dict[str, Any], schema: dict[str, Any], value: Any) -> list[str]:
    whole = {**schema, "components": described["components"]}
    Draft202012Validator.check_schema(whole)
    return [error.message for error in Draft202012Validator(whole).iter_errors(value)]


def schema_of(described: dict[str, Any], path: str, method: str, status: int) -> dict[str, Any]:
    response = described["paths"][path][method]["responses"][str(status)]
    if "$ref" in response:
        response = described["components"]["responses"][response["$ref"].rpartition("/")[2]]
    found: dict[str, Any] = response["content"]["application/json"]["schema"]
    return found


def test_each_path_of_the_server_is_described_and_no_other(model: Path, described: dict[str, Any]) -> None:
    service = Service(
        serve.open_model(model, None, None, 8),
        max_queue=1,
        token=None,
        failed=lambda failure: pytest.fail(str(failure)),
    )
    routes = [route for route in service.application().routes if isinstance(route, Route)]
    served = {route.path.replace("{name}", "tiny").replace("{version}", "7") for route in routes}
    assert set(described["paths"]) == served


def test_what_it_answers_is_what_is_described(server: Server, described: dict[str, Any]) -> None:
    for path, operations in described["paths"].items():
        if "get" in operations and "application/json" in operations["get"]["responses"]["200"]["content"]:
            status, text = server.get(path)
            assert status == 200, path
            assert faults(described, schema_of(described, path, "get", 200), json.loads(text)) == [], path
    wanted = {"outputs": [{"name": "probabilities"}]}
    for body in (request_body("good file", "bad"), json.dumps(json.loads(request_body("good")) | wanted)):
        status, text = server.ask("POST", INFER, body)
        assert status == 200
        assert faults(described, schema_of(described, INFER, "post", 200), json.loads(text)) == []


@pytest.mark.parametrize(
    ("path", "body", "expected"),
    [
        (INFER, "{", 400),
        (INFER, request_body("a" * (1 << 20)), 413),
        ("/v2/models/other/infer", request_body("good"), 404),
    ],
)
def test_errors_are_those_that_are_described(
    server: Server, described: dict[str, Any], path: str, body: str, expected: int
) -> None:
    status, text = server.ask("POST", path, body)
    assert status == expected
    assert faults(described, schema_of(described, INFER, "post", status), json.loads(text)) == []


@pytest.mark.parametrize("path", ["/docs/", "/openapi.json/", f"{INFER}/"])
def test_nobody_is_sent_to_a_host_that_the_request_names(server: Server, path: str) -> None:
    status, text = server.ask("GET" if path != f"{INFER}/" else "POST", path, headers={"host": "elsewhere.example"})
    assert (status, json.loads(text)) == (404, {"error": "Not Found"})


TENSOR: dict[str, Any] = {"name": "text", "datatype": "BYTES", "shape": [1], "data": ["good"]}


@pytest.mark.parametrize(
    ("request_", "taken"),
    [
        ({"inputs": [TENSOR]}, True),
        ({"id": "x", "inputs": [TENSOR | {"shape": [1, 1], "data": [["good"]]}], "outputs": []}, True),
        ({"inputs": [TENSOR], "outputs": [{"name": "score"}], "parameters": {}}, True),
        ({"inputs": [TENSOR | {"shape": [4], "data": ["good"] * 4}]}, True),
        ({"inputs": [TENSOR | {"shape": [5], "data": ["good"] * 5}]}, False),
        ({"inputs": []}, False),
        ({}, False),
        ({"id": 3, "inputs": [TENSOR]}, False),
        ({"inputs": [TENSOR, TENSOR]}, False),
        ({"inputs": [TENSOR | {"name": "image"}]}, False),
        ({"inputs": [TENSOR | {"datatype": "FP32"}]}, False),
        ({"inputs": [TENSOR | {"shape": []}]}, False),
        ({"inputs": [TENSOR | {"shape": [1, 2]}]}, False),
        ({"inputs": [TENSOR | {"data": []}]}, False),
        ({"inputs": [TENSOR | {"data": [3]}]}, False),
        ({"inputs": [TENSOR], "outputs": [{"name": "logits"}]}, False),
        ({"inputs": [TENSOR], "outputs": [{"name": "score"}, {"name": "score"}]}, False),
    ],
)
def test_a_request_is_taken_where_the_description_says_so(
    server: Server, described: dict[str, Any], request_: dict[str, Any], taken: bool
) -> None:
    schema = described["paths"][INFER]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert (faults(described, schema, request_) == []) == taken
    assert server.ask("POST", INFER, json.dumps(request_))[0] == (200 if taken else 400)


def test_its_example_is_answered_and_the_labels_stand_in_their_order(server: Server, described: dict[str, Any]) -> None:
    example = described["paths"][INFER]["post"]["requestBody"]["content"]["application/json"]["example"]
    assert server.ask("POST", INFER, json.dumps(example))[0] == 200
    assert described["components"]["schemas"]["Label"]["properties"]["data"]["items"]["enum"] == list(LABELS)


def test_the_page_needs_nothing_but_itself(server: Server) -> None:
    status, page = server.get("/docs")
    assert status == 200
    assert server.get("/v2/models/tiny/docs")[1] == page
    assert re.findall(r'(?:src|href)="([^"]*)"', page) == ["openapi.json"]
    assert "<script" not in page and "@import" not in page and "url(" not in page
    for label in LABELS:
        assert f"<code>{label}</code>" in page


def test_what_a_model_says_of_itself_is_text_on_the_page() -> None:
    hostile = openapi.Described(
        name="tiny",
        version="7",
        kind="text",
        labels=["<script>alert(1)</script>", '"&'],
        max_length=8,
        limits=openapi.Limits(1, 1, None, 1),
        token=True,
    )
    page = openapi.page(hostile, openapi.document(hostile))
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "authorization: Bearer $TOKEN" in page
    image = dataclasses.replace(hostile, kind="image", token=False)
    assert "TOKEN" not in openapi.page(image, openapi.document(image)).replace("Bearer TOKEN", "")


def test_where_a_token_is_set_the_description_asks_for_it(model: Path) -> None:
    server = Server(model, "--token-env", "TINY_TOKEN", environment={"TINY_TOKEN": "s3cret"})
    try:
        assert [server.get(path)[0] for path in ("/docs", "/openapi.json", "/v2/models/tiny/docs")] == [401] * 3
        status, text = server.ask("GET", "/openapi.json", None, {"Authorization": "Bearer s3cret"})
    finally:
        assert server.stop() == 0
    described = json.loads(text)
    assert status == 200
    assert described["paths"][INFER]["post"]["security"] == [{"token": []}]
    assert "s3cret" not in text
