"""A model of several columns, as its clients see it: rows as objects, and nothing that could be another row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from serving import INFER, Server, request_body, with_manifest
from test_openapi import faults

from model_runtime.protocol import BadRequestError, parse

COLUMNS = ["title", "body", "price"]
ROW: dict[str, Any] = {"title": "good", "body": "file", "price": 12}


@pytest.fixture(scope="module")
def server(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    model = with_manifest(exported / "model", tmp_path_factory.mktemp("rows") / "model", columns=COLUMNS)
    running = Server(model, "--max-queue", "4")
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module")
def alone(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(with_manifest(exported / "model", tmp_path_factory.mktemp("texts") / "model", columns=["text"]))
    yield running
    assert running.stop() == 0


def ask(server: Server, *rows: Any, **more: Any) -> tuple[int, Any]:
    status, answer = server.ask("POST", INFER, json.dumps({"inputs": list(rows), **more}))
    return status, json.loads(answer)


def test_a_row_gets_what_its_text_gets_of_a_model_of_one_column(server: Server, alone: Server) -> None:
    status, answer = ask(server, ROW, {**ROW, "body": None, "price": 12.5}, id="one")
    assert status == 200, answer
    texts = ("title: good | body: file | price: 12", "title: good | body: | price: 12.5")
    assert answer == alone.infer(*texts)[1]


def test_keys_may_stand_in_any_order_and_a_number_is_read_as_it_is_written(server: Server) -> None:
    turned = json.dumps({"inputs": [dict(reversed(ROW.items()))]})
    assert json.loads(server.ask("POST", INFER, turned)[1]) == ask(server, ROW)[1]
    for written in ("12.50", "1e400", "-0.0", "9" * 400):
        status, answer = server.ask("POST", INFER, json.dumps({"inputs": [ROW]}).replace("12", written))
        assert status == 200
        assert json.loads(answer) == ask(server, {**ROW, "price": written})[1]


@pytest.mark.parametrize(
    ("inputs", "told"),
    [
        (["a text"], "inputs[0] must be an object with the columns title, body, price"),
        ("a text", "inputs must be a list with an object with the columns title, body, price for each example"),
        ([], "inputs must be a list"),
        (json.loads(request_body("good"))["inputs"], 'with the columns title, body, price, and has "name"'),
        (
            [ROW, {**ROW, "titel": "x"}],
            'inputs[1] must be an object with the columns title, body, price, and has "titel"',
        ),
        ([{**ROW, "titel": "x"}], 'did you mean "title"?'),
        ([{"title": "good", "body": "file"}], 'inputs[0] has no "price": send null for what is not known'),
        ([{**ROW, "body": {"title": "x"}}], 'inputs[0]: "body" must be a text, a number, true, false or null'),
        ([{**ROW, "body": ["x"]}], 'inputs[0]: "body" must be a text'),
        ([{**ROW, "price": float("inf")}], 'inputs[0]: "price" must be a text'),
        ([{**ROW, "body": "\ud83d"}], 'inputs[0]: "body" holds half a surrogate pair'),
        ([{**ROW, "\ud83d": 1}], 'and has "\\ud83d"'),
        ([{**ROW, "x" * 10_000: 1}], "..."),
        ([ROW] * 5, "at most 4"),
    ],
)
def test_what_is_no_row_is_refused_with_what_is_wrong_in_one_line(server: Server, inputs: Any, told: str) -> None:
    status, answer = server.ask("POST", INFER, json.dumps({"inputs": inputs}))
    assert status == 400
    error = json.loads(answer)["error"]
    assert told in error
    assert "\n" not in error and len(error) < 400


def test_a_row_is_taken_where_the_description_says_so(server: Server) -> None:
    described = json.loads(server.get("/openapi.json")[1])
    body = described["paths"][INFER]["post"]["requestBody"]["content"]["application/json"]
    assert server.ask("POST", INFER, json.dumps(body["example"]))[0] == 200
    for inputs, taken in (
        ([ROW], True),
        ([ROW] * 4, True),
        ([{**ROW, "price": None, "body": True}], True),
        ([ROW] * 5, False),
        ([], False),
        (["good"], False),
        ([{**ROW, "more": 1}], False),
        ([{"title": "good"}], False),
        ([{**ROW, "price": [1]}], False),
    ):
        request = {"inputs": inputs}
        assert (faults(described, body["schema"], request) == []) == taken
        assert server.ask("POST", INFER, json.dumps(request))[0] == (200 if taken else 400)


def test_the_model_names_its_columns_to_programs_and_to_people(server: Server) -> None:
    described = json.loads(server.get("/v2/models/tiny")[1])
    assert [one["name"] for one in described["inputs"]] == COLUMNS
    page = server.get("/docs")[1]
    assert all(name in page for name in COLUMNS)
    assert "Classifies rows" in page


@pytest.mark.parametrize("columns", [(), ("title", "price")])
def test_a_whole_number_of_endless_digits_is_told_as_what_it_is_and_no_fault_of_json(columns: tuple[str, ...]) -> None:
    body = b'{"inputs": ' + b"9" * 5_000 + b"}"
    with pytest.raises(BadRequestError, match="inputs must be a list"):
        parse(body, "text", 8, columns)


def test_a_row_may_hold_a_whole_number_of_endless_digits() -> None:
    digits = "9" * 5_000
    body = f'{{"inputs": [{{"title": "a", "price": {digits}}}]}}'.encode()
    assert parse(body, "text", 8, ("title", "price")).items == [f"title: a | price: {digits}"]
