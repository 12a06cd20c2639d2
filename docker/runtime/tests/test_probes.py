from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from test_quantize import run_quantize
from tiny import LABELS, Heard, dataset, lines

from model_runtime.evaluate import write_predictions
from model_runtime.examples import open_dataset
from model_runtime.inputs import load
from model_runtime.predictors import OnnxPredictor
from model_runtime.probes import MOST, TOLERANCE, write_probes
from model_runtime.protocol import parse
from model_runtime.row_text import row_text
from model_runtime.tasks import Asked, task_of


@pytest.mark.parametrize("precision", ["int8", "fp32"])
def test_the_model_that_is_served_carries_test_inputs_with_the_answers_that_were_judged(
    exported: Path, tmp_path: Path, precision: str
) -> None:
    run_quantize(exported / "model", tmp_path, precision)
    probes = lines(tmp_path / "model/probes.jsonl")
    judged = {one["id"]: one["answer"] for one in lines(tmp_path / "predictions.jsonl")}
    asked = open_dataset(tmp_path / "data").split("test")
    inputs = {row.id: row.input for row in asked}
    assert 0 < len(probes) <= MOST
    for probe in probes:
        assert probe["answer"]["label"] == judged[probe["id"]]["prediction"]
        assert probe["answer"]["score"] == judged[probe["id"]]["score"]
        # The server's own reading of the request.
        taken = parse(json.dumps(probe["request"]).encode(), "text", 1)
        assert taken.items == [inputs[probe["id"]]]
        assert taken.outputs == ("label", "score")


def _probes(exported: Path, tmp_path: Path, rows: int) -> list[dict[str, object]]:
    task = task_of("text-classification")
    split = open_dataset(dataset(tmp_path / "data", rows)).split("test")
    inputs, predictor = load(exported / "model", 16), OnnxPredictor(exported / "model", 1)
    said = tmp_path / "predictions.jsonl"
    write_predictions(said, task.answers(Asked("candidate", predictor, inputs, split, 8), Heard()))
    assert write_probes(tmp_path / "probes.jsonl", said, split, inputs, predictor, "text") <= MOST
    return lines(tmp_path / "probes.jsonl")


def test_of_many_inputs_each_class_the_shortest_and_the_longest_are_among_the_hundred(
    exported: Path, tmp_path: Path
) -> None:
    probes = _probes(exported, tmp_path, 400)
    texts = [probe["request"]["inputs"][0]["data"][0] for probe in probes]  # type: ignore[index]
    assert len(probes) == MOST == len({probe["id"] for probe in probes})
    counts = Counter(len(text.split()) for text in texts)
    assert counts[1] >= 1
    assert counts[7] >= 1
    label_of = {row.id: row.label for row in open_dataset(tmp_path / "data").split("test")}
    assert {label_of[str(probe["id"])] for probe in probes} == set(LABELS)


def test_the_same_test_gives_the_same_probes(exported: Path, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    assert _probes(exported, tmp_path / "one", 200) == _probes(exported, tmp_path / "two", 200)


def test_what_rounding_can_turn_is_asked_of_nobody(exported: Path, tmp_path: Path) -> None:
    probes = _probes(exported, tmp_path, 400)
    inputs, predictor = load(exported / "model", 16), OnnxPredictor(exported / "model", 1)
    from model_runtime.metrics import softmax

    for probe in probes:
        (text,) = probe["request"]["inputs"][0]["data"]  # type: ignore[index]
        ordered = sorted(softmax(predictor.logits(inputs.collate(inputs.read([text]))))[0])
        assert ordered[-1] - ordered[-2] > 2 * TOLERANCE


def test_a_model_of_several_columns_carries_rows_that_its_server_reads_as_they_were_judged(
    exported: Path, tmp_path: Path
) -> None:
    columns = ["title", "price"]
    task = task_of("text-classification")
    plain = open_dataset(dataset(tmp_path / "data", 60)).split("test")
    made = [row_text({"title": f"{row.input} | price: 3", "price": str(at)}, columns) for at, row in enumerate(plain)]
    rows = [replace(row, input=text) for row, text in zip(plain, made, strict=True)]
    inputs, predictor = load(exported / "model", 32), OnnxPredictor(exported / "model", 1)
    said = tmp_path / "predictions.jsonl"
    write_predictions(said, task.answers(Asked("candidate", predictor, inputs, rows, 8), Heard()))
    assert write_probes(tmp_path / "probes.jsonl", said, rows, inputs, predictor, "text", columns) > 0
    text_of = {row.id: row.input for row in rows}
    for probe in lines(tmp_path / "probes.jsonl"):
        (row,) = probe["request"]["inputs"]
        assert list(row) == columns
        assert parse(json.dumps(probe["request"]).encode(), "text", 1, columns).items == [text_of[probe["id"]]]
