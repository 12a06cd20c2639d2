"""What a user is promised of metrics that are functions of their own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tiny import Heard, lines

from model_runtime import contract, score
from model_runtime.failures import RuntimeFailure

COST = """
PRICES = {"refund": 5.0}

def cost(predictions):
    assert len(predictions) <= 1000
    found = [0 if p["answer"]["label"] == p["answer"]["prediction"] else PRICES["refund"] for p in predictions]
    for prediction in predictions:
        prediction.clear()
    return found

def short(predictions):
    return [1.0]

def broken(predictions):
    return [1 / 0 for _ in predictions]

def nothing(predictions):
    return None

def unsure(predictions):
    return [float("nan") if p["id"] == "e3" else 1 for p in predictions]

def words(predictions):
    return ["good"] * len(predictions)

def leaves(predictions):
    raise SystemExit(0)
"""


def run(tmp_path: Path, *functions: str, text: str = COST, count: int = 2500) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "code").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "code/own.py").write_text(text)
    with (tmp_path / "in/predictions.jsonl").open("w") as file:
        for number in range(count):
            answer = {"label": "refund", "prediction": "refund" if number % 2 else "order"}
            file.write(json.dumps({"id": f"e{number}", "answer": answer, "scores": {"log_loss": 0.5}}) + "\n")
    inputs = {"predictions": str(tmp_path / "in"), "functions": str(tmp_path / "code")}
    config: dict[str, Any] = {
        "model_runtime": 1,
        "verb": "score",
        "paths": {"in": inputs, "out": str(tmp_path / "out")},
        "predictions": ["predictions.jsonl"],
        "file": "own.py",
        "functions": [{"name": f"my_{function}", "function": function} for function in functions],
    }
    contract.validate("config", config)
    contract.validate("result", score.run(config, Heard()))  # type: ignore[arg-type]
    return tmp_path / "out/predictions.jsonl"


def test_every_prediction_gets_its_number_beside_those_that_it_had(tmp_path: Path) -> None:
    found = lines(run(tmp_path, "cost"))
    assert [one["id"] for one in found] == [f"e{number}" for number in range(2500)]
    assert [one["scores"] for one in found[:2]] == [
        {"log_loss": 0.5, "my_cost": 5.0},
        {"log_loss": 0.5, "my_cost": 0.0},
    ]
    for one in found:
        contract.validate("prediction", one)
    assert [path.name for path in (tmp_path / "code").iterdir()] == ["own.py"]


@pytest.mark.parametrize(
    ("function", "message"),
    [
        ("missing", r"own\.py has no function 'missing' \(there: broken, cost, leaves"),
        ("short", r"own\.py:short gave 1 numbers for 1000 predictions"),
        ("broken", r"own\.py:broken ended with ZeroDivisionError: division by zero \(line 15\)"),
        ("nothing", r"own\.py:nothing ended with TypeError"),
        ("unsure", r"own\.py:unsure gave nan for example 'e3'"),
        ("words", r"own\.py:words gave 'good' for example 'e0'"),
        ("leaves", r"own\.py:leaves ended with SystemExit"),
    ],
)
def test_what_is_no_number_for_each_prediction_is_told_with_its_place(
    function: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(RuntimeFailure, match=message) as caught:
        run(tmp_path, function)
    assert caught.value.code == "configuration"
    assert not (tmp_path / "out/predictions.jsonl").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("def cost(:\n", r"own\.py cannot be loaded: SyntaxError: .* \(line 1\)"),
        (
            "\nimport no_such_package\n",
            r"own\.py cannot be loaded: ModuleNotFoundError: .* \(line 2\)",
        ),
    ],
)
def test_a_file_that_cannot_be_loaded_is_told_with_its_line(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(RuntimeFailure, match=message):
        run(tmp_path, "cost", text=text)
