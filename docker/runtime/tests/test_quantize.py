from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tiny import Heard, dataset, lines, text_model

from model_runtime import contract, export, quantize
from model_runtime.failures import RuntimeFailure
from model_runtime.inputs import load
from model_runtime.predictors import OnnxPredictor
from model_runtime.tasks import task_of


def run_quantize(model: Path, tmp_path: Path, precision: str, released: Path | None = None) -> dict[str, Any]:
    inputs = {"model": str(model), "data": str(dataset(tmp_path / "data"))}
    config = {
        "task": "text-classification",
        "paths": {"in": inputs if released is None else {**inputs, "released": str(released)}, "out": str(tmp_path)},
        "precision": precision,
        "batch_size": 8,
        "max_length": 16,
        "shapes": [{"batch": 1, "length": 8}, {"batch": 4, "length": 16}],
        "repetitions": 5,
        "latency": {"fewest": 30, "most": 40, "seconds": 0},
    }
    result = quantize.run(config, Heard())
    contract.validate("result", result)
    return result


def test_an_exported_model_takes_any_batch_and_length(exported: Path) -> None:
    predictor, inputs = OnnxPredictor(exported / "model", 1), load(exported / "model", None)
    for batch, length in ((1, 1), (1, 64), (7, 3), (5, 33)):
        assert predictor.logits(inputs.collate([inputs.probe(length)] * batch)).shape == (batch, 3)


def test_export_reports_the_largest_difference_and_the_shapes_it_ran(exported: Path) -> None:
    result = json.loads((exported / "result.json").read_text())
    assert result["largest_difference"] < 1e-4
    assert {(shape["batch"], shape["length"]) for shape in result["checked_shapes"]} == {
        (1, 5),
        (1, 32),
        (3, 5),
        (3, 32),
    }


def test_a_max_length_beyond_the_position_table_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    paths = {"in": {"model": str(text_model(tmp_path / "source"))}, "out": str(tmp_path / "out")}
    with pytest.raises(RuntimeFailure, match="max-length 65 is more than the 64 positions"):
        export.run({"task": "text-classification", "paths": paths, "max_length": 65}, Heard())
    assert not (tmp_path / "out").exists()


def test_a_graph_that_answers_differently_is_refused(exported: Path) -> None:
    from model_runtime.predictors import load_torch

    model = load_torch(exported / "source", task_of("text-classification"))
    model.classifier.bias.data += 0.01
    with pytest.raises(RuntimeFailure, match="answers differently"):
        export.check(model, load(exported / "model", 32), 12, exported / "model")


def test_int8_is_smaller_and_both_are_measured_and_answer_every_example(exported: Path, tmp_path: Path) -> None:
    result = run_quantize(exported / "model", tmp_path, "int8")
    assert result["candidate_bytes"] < result["baseline_bytes"]
    assert result["recipe"].startswith("onnxruntime-dynamic-int8-per-channel")
    assert result["environment"]["threads"] == 1
    for shape in result["speed"]:
        assert 0 < shape["ratio_low"] <= shape["ratio"] <= shape["ratio_high"]
    ours, theirs = lines(tmp_path / "predictions.jsonl"), lines(tmp_path / "baseline-predictions.jsonl")
    assert [one["id"] for one in ours] == [one["id"] for one in theirs]
    assert [one["scores"] for one in ours] != [one["scores"] for one in theirs]
    assert json.loads((tmp_path / "model/config.json").read_text())["id2label"]["0"] == "negative"


def test_fp32_is_the_exported_model_unchanged(exported: Path, tmp_path: Path) -> None:
    run_quantize(exported / "model", tmp_path, "fp32")
    assert (tmp_path / "model/model.onnx").read_bytes() == (exported / "model/model.onnx").read_bytes()
    assert lines(tmp_path / "predictions.jsonl") == lines(tmp_path / "baseline-predictions.jsonl")


def test_every_request_is_timed_with_all_models_and_what_serves_today_is_one_of_them(
    exported: Path, tmp_path: Path
) -> None:
    latency = run_quantize(exported / "model", tmp_path, "int8", released=exported / "model")["latency"]
    assert latency.keys() == {"threads", "candidate_ms", "baseline_ms", "released_ms"}
    assert [len(latency[f"{name}_ms"]) for name in ("candidate", "baseline", "released")] == [30, 30, 30]


def test_what_serves_today_stops_nothing_where_it_cannot_be_asked(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(exported / "model", broken)
    (broken / "model.onnx").write_bytes(b"of a later format")
    told: list[str] = []
    monkeypatch.setattr(Heard, "warning", lambda _, message, hint=None: told.append(message))
    latency = run_quantize(exported / "model", tmp_path, "int8", released=broken)["latency"]
    assert {"candidate_ms", "baseline_ms"} == latency.keys() - {"threads"}
    assert len(told) == 1
    assert "what serves today is not timed" in told[0]


def test_a_copy_is_not_timed_against_itself(exported: Path, tmp_path: Path) -> None:
    assert run_quantize(exported / "model", tmp_path, "fp32")["latency"].keys() == {"threads", "candidate_ms"}


def test_weights_get_seven_bits_where_signed_products_saturate(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quantize, "cpu_flags", lambda: ["avx2"])
    monkeypatch.setattr(quantize.platform, "machine", lambda: "x86_64")
    recipe = quantize.quantize_dynamically(exported / "model/model.onnx", tmp_path / "model.onnx")
    assert recipe.endswith("reduced-range")


def test_the_interval_of_a_median_holds_it_nine_times_in_ten() -> None:
    rng = np.random.default_rng(1)
    held = 0
    for _ in range(2000):
        low, high = quantize.median_interval(rng.standard_normal(30).tolist())
        held += low <= 0 <= high
    assert held / 2000 > 0.88


def test_a_model_that_is_not_exported_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuntimeFailure, match=r"holds no model\.onnx"):
        run_quantize(text_model(tmp_path / "source"), tmp_path, "int8")
