from __future__ import annotations

import json
import math
import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from sklearn.metrics import log_loss
from tiny import LABELS, Heard, accuracy, dataset, lines, reorder_head, text_model

from model_runtime import contract, evaluate
from model_runtime.examples import open_dataset
from model_runtime.failures import RuntimeFailure
from model_runtime.predictors import TorchPredictor
from model_runtime.row_text import row_text


def judge(tmp_path: Path, candidate: Path, baseline: Path | None, batch_size: int = 8) -> dict[str, Any]:
    data = tmp_path / "data"
    if not data.exists():
        dataset(data)
    out = tmp_path / "out"
    out.mkdir(exist_ok=True)
    inputs = {"data": str(data), "candidate": str(candidate)}
    config = {
        "task": "text-classification",
        "paths": {"in": inputs if baseline is None else {**inputs, "baseline": str(baseline)}, "out": str(out)},
        "baseline": "majority" if baseline is None else "model",
        "batch_size": batch_size,
        "max_length": 16,
    }
    result = evaluate.run(config, Heard())
    contract.validate("result", result)
    return result


def loss(line: dict[str, Any]) -> float:
    return line["scores"]["log_loss"]


def test_every_example_is_answered_by_both_in_the_same_order(tmp_path: Path) -> None:
    result = judge(tmp_path, text_model(tmp_path / "model"), None)
    ours, theirs = lines(tmp_path / "out/predictions.jsonl"), lines(tmp_path / "out/baseline-predictions.jsonl")
    for one in [*ours, *theirs]:
        contract.validate("prediction", one)
    assert [one["id"] for one in ours] == [one["id"] for one in theirs] == [f"test-{row}" for row in range(24)]
    assert {one["answer"]["prediction"] for one in theirs} == {LABELS[0]}
    assert accuracy(tmp_path / "out/baseline-predictions.jsonl") == 0.5
    assert all(one["scores"]["log_loss"] >= 0 for one in ours)
    assert result["environment"]["threads"] >= 1


def test_classes_are_matched_by_name_whatever_their_order(tmp_path: Path) -> None:
    model = text_model(tmp_path / "model")
    judge(tmp_path, model, reorder_head(model, tmp_path / "other", [2, 0, 1]))
    ours, theirs = lines(tmp_path / "out/predictions.jsonl"), lines(tmp_path / "out/baseline-predictions.jsonl")
    for one, other in zip(ours, theirs, strict=True):
        assert one["answer"]["prediction"] == other["answer"]["prediction"]
        assert one["scores"]["log_loss"] == pytest.approx(other["scores"]["log_loss"], rel=1e-4, abs=1e-5)


def test_the_majority_has_the_shares_of_training_as_probabilities(tmp_path: Path) -> None:
    judge(tmp_path, text_model(tmp_path / "model"), None)
    theirs = lines(tmp_path / "out/baseline-predictions.jsonl")
    labels = [one["answer"]["label"] for one in theirs]
    shares = [[0.5, 0.25, 0.25][LABELS.index(label)] for label in labels]
    assert {one["answer"]["score"] for one in theirs} == {0.5}
    expected = log_loss(labels, [[0.5, 0.25, 0.25]] * len(labels), labels=LABELS)
    assert sum(map(loss, theirs)) / len(theirs) == pytest.approx(expected, rel=1e-12)
    assert [loss(one) for one in theirs] == pytest.approx([-math.log(share) for share in shares])


def test_a_baseline_without_a_class_is_asked_about_the_others_alone_and_its_own_ones_are_told(tmp_path: Path) -> None:
    model = text_model(tmp_path / "model")
    other = text_model(tmp_path / "other", ["negative", "neutral", "angry"])
    result = judge(tmp_path, model, other)
    assert result["compared_labels"] == ["negative", "neutral"]
    assert result["baseline_only_labels"] == ["angry"]
    ours, theirs = lines(tmp_path / "out/predictions.jsonl"), lines(tmp_path / "out/baseline-predictions.jsonl")
    assert len(ours) == 24
    assert [one["id"] for one in theirs] == [one["id"] for one in ours if one["answer"]["label"] != "positive"]
    assert {one["answer"]["label"] for one in theirs} == {"negative", "neutral"}


def test_a_baseline_with_one_class_more_is_asked_about_every_example(tmp_path: Path) -> None:
    model = text_model(tmp_path / "model")
    result = judge(tmp_path, model, text_model(tmp_path / "other", [*LABELS, "angry"]))
    assert (result["compared_labels"], result["baseline_only_labels"]) == (LABELS, ["angry"])
    assert len(lines(tmp_path / "out/baseline-predictions.jsonl")) == 24


def test_a_baseline_of_the_same_classes_tells_of_no_difference(tmp_path: Path) -> None:
    model = text_model(tmp_path / "model")
    assert not {"compared_labels", "baseline_only_labels"} & judge(tmp_path, model, model).keys()


def test_a_baseline_that_has_no_class_in_common_is_refused_by_their_names(tmp_path: Path) -> None:
    model = text_model(tmp_path / "model")
    with pytest.raises(RuntimeFailure, match=r"none of the data's classes: it has angry, calm.*negative, ne") as caught:
        judge(tmp_path, model, text_model(tmp_path / "other", ["calm", "angry"]))
    assert caught.value.code == "data"
    assert not (tmp_path / "out/predictions.jsonl").exists()


def test_a_candidate_with_other_classes_is_refused_by_their_names(tmp_path: Path) -> None:
    other = text_model(tmp_path / "other", ["negative", "neutral", "angry"])
    with pytest.raises(RuntimeFailure, match=r"candidate.*lacks positive and has angry"):
        judge(tmp_path, other, None)


def test_answers_that_are_not_finite_end_as_diverged(tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    model = text_model(tmp_path / "model")
    weights = load_file(model / "model.safetensors")
    weights["classifier.bias"][0] = float("nan")
    save_file(weights, model / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(RuntimeFailure, match="not finite for 24 of 24") as caught:
        judge(tmp_path, model, None)
    assert caught.value.code == "diverged"


def test_an_answer_does_not_depend_on_its_neighbours(tmp_path: Path) -> None:
    model = text_model(tmp_path / "model")
    judge(tmp_path, model, None, batch_size=1)
    alone = lines(tmp_path / "out/predictions.jsonl")
    judge(tmp_path, model, None, batch_size=24)
    together = lines(tmp_path / "out/predictions.jsonl")
    assert [loss(one) for one in together] == pytest.approx([loss(one) for one in alone], abs=1e-5)


def test_a_text_beyond_the_position_table_is_refused_with_the_right_max_length(tmp_path: Path) -> None:
    model = text_model(tmp_path / "model", positions=4)
    with pytest.raises(RuntimeFailure, match=r"cannot take a batch of \d+ ×") as caught:
        judge(tmp_path, model, None)
    assert (caught.value.code, caught.value.hint) == (
        "configuration",
        "Set data.max-length to 4 or less: the model has no more positions.",
    )


def test_an_engines_refusal_is_not_blamed_on_the_length_of_a_short_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: TorchPredictor, batch: dict[str, Any]) -> Any:
        raise RuntimeError("no kernel for this operator")

    monkeypatch.setattr(TorchPredictor, "logits", refuse)
    with pytest.raises(RuntimeFailure, match="no kernel for this operator") as caught:
        judge(tmp_path, text_model(tmp_path / "model"), None)
    assert caught.value.hint is not None
    assert "if shorter texts work" in caught.value.hint


def test_memory_that_does_not_suffice_is_named_with_the_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: TorchPredictor, batch: dict[str, Any]) -> Any:
        raise RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 68719476736 bytes.")

    monkeypatch.setattr(TorchPredictor, "logits", refuse)
    with pytest.raises(RuntimeFailure, match=r"a batch of 8 × \d+ does not fit into memory") as caught:
        judge(tmp_path, text_model(tmp_path / "model"), None)
    assert caught.value.code == "out-of-memory"


def test_a_baseline_of_fewer_columns_reads_what_it_was_tuned_with(tmp_path: Path) -> None:
    """Else a column more would make any release look better than the one that serves."""
    words = dataset(tmp_path / "plain")
    plain = open_dataset(words).split("test")
    columns = ["title", "price"]
    model = text_model(tmp_path / "model")
    shutil.copytree(words, tmp_path / "data")
    (tmp_path / "data/dataset.json").write_text(json.dumps({"labels": LABELS, "input_columns": columns}))
    table = pa.table(
        {
            "id": [row.id for row in plain],
            "input": [row_text({"title": row.input, "price": str(at)}, columns) for at, row in enumerate(plain)],
            "label": [row.label for row in plain],
        }
    )
    with pa.OSFile(str(tmp_path / "data/test.arrow"), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
    said = {"schema": 1, "name": "tiny", "version": "1", "format": "safetensors", "engine": "pytorch"}
    manifest = {**said, "maxLength": 16, "maxBatch": 8, "columns": ["title"]}
    shutil.copytree(model, tmp_path / "served")
    (tmp_path / "served/model.json").write_text(json.dumps(manifest))
    judge(tmp_path, model, tmp_path / "served")
    theirs = lines(tmp_path / "out/baseline-predictions.jsonl")
    shutil.rmtree(tmp_path / "data")
    words.rename(tmp_path / "data")
    judge(tmp_path, model, None)
    alone = lines(tmp_path / "out/predictions.jsonl")
    assert [one["answer"] for one in theirs] == [one["answer"] for one in alone]
    (tmp_path / "served/model.json").write_text(json.dumps({**manifest, "columns": columns}))
    with pytest.raises(RuntimeFailure, match="reads the columns title, price, and these data have one column alone"):
        judge(tmp_path, model, tmp_path / "served")
