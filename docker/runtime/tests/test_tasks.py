"""What is promised of answers: alone or together, read a batch at a time, by the engine that model.json names."""

from __future__ import annotations

import ast
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from jobs import run_job
from tiny import LABELS, Heard, dataset, image_model, lines, text_model

from model_runtime import contract, evaluate, quantize
from model_runtime.examples import Row, Split, open_dataset
from model_runtime.failures import RuntimeFailure
from model_runtime.manifest import Format
from model_runtime.methods import METHODS
from model_runtime.methods.adapter import KINDS
from model_runtime.predictors import OnnxPredictor, load_predictor, windows
from model_runtime.tasks import Asked, task_of

PACKAGE = Path(contract.__file__).parent
TEXTS, IMAGES = task_of("text-classification"), task_of("image-classification")


def manifest(directory: Path, **changes: Any) -> Path:
    said = {"schema": 1, "name": "m", "version": "1.0.0", "format": "onnx", "engine": "onnxruntime", "maxLength": 32}
    (directory / "model.json").write_text(json.dumps({**said, "maxBatch": 32, **changes}))
    return directory


def evaluate_config(tmp_path: Path, model: Path) -> dict[str, Any]:
    paths = {"in": {"data": str(dataset(tmp_path / "data")), "candidate": str(model)}, "out": str(tmp_path / "out")}
    settings = {"baseline": "majority", "batch_size": 8, "max_length": 16}
    return {"task": "text-classification", "paths": paths, **settings}


def quantize_config(tmp_path: Path, model: Path) -> dict[str, Any]:
    paths = {"in": {"model": str(model), "data": str(dataset(tmp_path / "data"))}, "out": str(tmp_path / "out")}
    shapes = [{"batch": 1, "length": 8}, {"batch": 8, "length": 16}]
    settings = {"precision": "int8", "batch_size": 8, "max_length": 16, "shapes": shapes, "repetitions": 3}
    latency = {"fewest": 20, "most": 20, "seconds": 0}
    return {"task": "text-classification", "paths": paths, **settings, "latency": latency}


class Watched(Sequence[Row]):
    """Rows that remember which of them were read."""

    def __init__(self, content: Any, count: int) -> None:
        self._content, self._count = content, count
        self.read: list[int] = []

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> Row:  # type: ignore[override]
        self.read.append(index)
        return Row(str(index), self._content, LABELS[0])


def test_an_int8_model_is_judged_measured_and_declared_one_example_at_a_time(exported: Path, tmp_path: Path) -> None:
    result = quantize.run(quantize_config(tmp_path, exported / "model"), Heard())
    assert result["model"]["max_batch"] == 1
    assert {shape["batch"] for shape in result["speed"]} == {1}
    predictor, inputs = OnnxPredictor(tmp_path / "out/model", 1), TEXTS.inputs(exported / "model", 16)
    rows = Split(tmp_path / "data", "test")
    alone = list(TEXTS.answers(Asked("alone", predictor, inputs, rows, 1), Heard()))
    assert lines(tmp_path / "out/predictions.jsonl") == alone
    together = list(TEXTS.answers(Asked("together", predictor, inputs, rows, 24), Heard()))
    assert together != alone


def test_a_model_that_is_served_in_batches_is_also_asked_alone(exported: Path, tmp_path: Path) -> None:
    result = quantize.run({**quantize_config(tmp_path, exported / "model"), "precision": "fp32"}, Heard())
    assert result["model"]["max_batch"] == 8
    told = [
        [line["answer"]["prediction"] for line in lines(tmp_path / f"out/{which}predictions.jsonl")]
        for which in ("", "alone-")
    ]
    assert told[0] == told[1]


def test_a_model_is_never_asked_in_larger_batches_than_it_was_judged_in(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = manifest(shutil.copytree(exported / "model", tmp_path / "model"), maxBatch=2)
    sizes: list[int] = []
    original = OnnxPredictor.logits

    def watched(self: OnnxPredictor, batch: dict[str, np.ndarray]) -> np.ndarray:
        sizes.append(len(batch["input_ids"]))
        return original(self, batch)

    monkeypatch.setattr(OnnxPredictor, "logits", watched)
    evaluate.run(evaluate_config(tmp_path, model), Heard())
    assert max(sizes) == 2


def test_model_json_says_what_runs_a_model_and_not_the_names_of_its_files(exported: Path, tmp_path: Path) -> None:
    both = shutil.copytree(exported / "source", tmp_path / "both")
    shutil.copyfile(exported / "model/model.onnx", both / "model.onnx")
    assert type(load_predictor(both, TEXTS, 1)).__name__ == "TorchPredictor"
    assert type(load_predictor(manifest(both), TEXTS, 1)).__name__ == "OnnxPredictor"


def test_a_directory_of_the_users_own_is_safetensors_or_refused_with_the_remedy(exported: Path) -> None:
    with pytest.raises(RuntimeFailure, match=r"no \*\.safetensors, and no model\.json") as caught:
        load_predictor(exported / "model", TEXTS, 1)
    assert caught.value.code == "configuration"


def test_weights_that_are_cut_are_the_users_to_mend(exported: Path, tmp_path: Path) -> None:
    model = shutil.copytree(exported / "source", tmp_path / "model")
    with (model / "model.safetensors").open("r+b") as file:
        file.truncate(5000)
    with pytest.raises(RuntimeFailure, match="is no loadable text-classification model") as caught:
        load_predictor(model, TEXTS, 1)
    assert caught.value.code == "configuration"


def test_a_base_that_was_made_for_other_losses_answers_all_the_same(exported: Path, tmp_path: Path) -> None:
    model = shutil.copytree(exported / "source", tmp_path / "model")
    settings = json.loads((model / "config.json").read_text())
    (model / "config.json").write_text(json.dumps({**settings, "problem_type": "regression"}))
    evaluate.run(evaluate_config(tmp_path, model), Heard())
    assert len(lines(tmp_path / "out/predictions.jsonl")) == 24


def test_images_are_decoded_a_batch_at_a_time(tmp_path: Path) -> None:
    from test_images import png

    model = image_model(tmp_path / "model")
    rows = Watched(png(True, 1), 100_000)
    predictor, inputs = load_predictor(model, IMAGES, 1), IMAGES.inputs(model, 1)
    asked = windows(predictor, inputs, rows, 4, IMAGES.content.like_lengths)
    assert next(asked)[1].shape == (4, 3)
    assert rows.read == [0, 1, 2, 3]


def test_texts_are_read_some_batches_at_a_time(exported: Path) -> None:
    rows = Watched("good file", 100_000)
    inputs = TEXTS.inputs(exported / "source", 16)
    asked = windows(load_predictor(exported / "source", TEXTS, 1), inputs, rows, 8, TEXTS.content.like_lengths)
    next(asked)
    assert len(rows.read) < 1000


def test_a_split_is_read_row_by_row_from_its_file(tmp_path: Path) -> None:
    rows = open_dataset(dataset(tmp_path / "data")).split("test")
    assert (len(rows), rows[-1].id, rows[5].label) == (24, "test-23", LABELS[0])
    assert [row.id for row in rows] == [f"test-{n}" for n in range(24)]
    with pytest.raises(IndexError):
        rows[24]


def test_six_hundred_classes_are_judged_without_a_long_event_line(tmp_path: Path) -> None:
    labels = [f"class {n}" for n in range(600)]
    data = dataset(tmp_path / "data")
    (data / "dataset.json").write_text(json.dumps({"labels": [*labels, *LABELS]}))
    model = text_model(tmp_path / "model", [*labels, *LABELS])

    paths = {"in": {"data": str(data), "candidate": str(model)}, "out": str(tmp_path / "out")}
    settings = {"baseline": "majority", "batch_size": 8, "max_length": 16}
    job = run_job(tmp_path, {"verb": "evaluate", "task": "text-classification", "paths": paths, **settings})
    assert job.exit == 0, job.events[-1]
    assert max(map(len, (tmp_path / "out/events.jsonl").read_text().splitlines())) < 4096


def test_what_this_runtime_writes_has_no_key_that_the_contract_lacks_and_foreign_ones_are_ignored() -> None:
    result = {"verb": "evaluate", "mood": "good"}
    with pytest.raises(RuntimeFailure, match="unknown key 'mood'"):
        contract.validate("result", result)
    contract.validate("result", result, foreign=True)
    contract.validate("result", {"verb": "finetune"})


def test_no_code_of_a_models_own_is_ever_run() -> None:
    """Every loader of transformers says so at its call: the default asks at a terminal, or is set by others."""
    calls = [
        (path.name, call)
        for path in PACKAGE.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in ("from_pretrained", "from_config")
        # PEFT's read weights and settings for a model that is there: they have no code to run.
        and not (isinstance(call.func.value, ast.Name) and call.func.value.id.startswith("Peft"))
    ]
    assert len(calls) >= 2
    for name, call in calls:
        said = {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}
        assert said.get("trust_remote_code") == "False", f"{name}:{call.lineno}"


def test_only_tasks_know_which_task_they_are() -> None:
    for path in PACKAGE.rglob("*.py"):
        if path.parent.name != "tasks":
            text = path.read_text(encoding="utf-8")
            assert '"text-classification"' not in text or path.name in {"parts.py", "selftest.py"}, path
            assert '"image-classification"' not in text, path


def test_only_methods_know_which_method_they_are() -> None:
    for path in PACKAGE.rglob("*.py"):
        if path.parent.name != "methods":
            text = path.read_text(encoding="utf-8")
            # One is called as the format of what it leaves, which others know.
            names = set(METHODS) - set(get_args(Format))
            # A tokenizer.json has a "prefix" too, which is no method.
            ordinary = {"prefix"} if path.name == "tokenizer_file.py" else set()
            assert all(f'"{name}"' not in text for name in names - ordinary), path
            assert all(f'"{kind}"' not in text for kind in KINDS), path
