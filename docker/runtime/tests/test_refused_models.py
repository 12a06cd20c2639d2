"""What a user is told, with its remedy, of a model that is not whole, cannot be exported, or cannot be served."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
from pathlib import Path
from typing import Any

import pytest
import torch
from serving import with_manifest
from tiny import WORDS, Heard, text_model, told

from model_runtime import export, quantize, selftest, serve
from model_runtime.failures import RuntimeFailure
from model_runtime.inputs import load
from model_runtime.manifest import read_manifest
from model_runtime.predictors import OnnxPredictor, labels_of, load_predictor, load_torch, run_batch
from model_runtime.serve import open_model
from model_runtime.tasks import task_of

TEXTS = task_of("text-classification")


def fixed_to_one(exported: Path, directory: Path) -> Path:
    """A copy of the exported model whose graph takes one example at a time."""
    import onnx

    export.copy_companions(exported / "model", directory)
    graph = onnx.load(str(exported / "model/model.onnx"))
    del graph.graph.value_info[:]
    for one in graph.graph.input:
        one.type.tensor_type.shape.dim[0].dim_value = 1
    onnx.save(graph, str(directory / "model.onnx"))
    return directory


def test_a_model_is_exported_once(tmp_path: Path) -> None:
    manifest = {"schema": 1, "name": "a", "version": "1", "task": "text-classification", "format": "onnx"}
    (tmp_path / "model.json").write_text(
        json.dumps({**manifest, "engine": "onnxruntime", "maxLength": 8, "maxBatch": 1})
    )
    paths = {"in": {"model": str(tmp_path)}, "out": str(tmp_path / "out")}
    events: Any = Heard()
    with pytest.raises(RuntimeFailure, match=f"{tmp_path} is an ONNX model already") as caught:
        export.run({"task": "text-classification", "paths": paths, "max_length": 8}, events)
    assert caught.value.hint == "Give the directory of a fine-tuned model."


def test_a_model_that_pytorch_cannot_export_is_refused_with_the_cause(exported: Path, tmp_path: Path) -> None:
    class Strange(torch.nn.Module):
        def forward(self, **batch: torch.Tensor) -> Any:
            raise NotImplementedError("an operator of its own")

    with pytest.raises(RuntimeFailure, match="the model cannot be exported to ONNX: ") as caught:
        export.export_onnx(Strange(), load(exported / "source", 8), len(WORDS), tmp_path / "model.onnx")
    assert caught.value.code == "configuration"
    assert "Use an architecture that PyTorch's ONNX exporter supports" in (caught.value.hint or "")


def test_a_graph_is_held_to_what_its_model_answers_at_every_shape(exported: Path, tmp_path: Path) -> None:
    inputs = load(exported / "model", 32)
    fixed = fixed_to_one(exported, tmp_path)
    whole, short = load_torch(exported / "source", TEXTS), load_torch(text_model(tmp_path / "short", None, 4), TEXTS)
    with pytest.raises(RuntimeFailure, match="cannot take batch 3, length 5, so a dimension was fixed") as caught:
        export.check(whole, inputs, len(WORDS), fixed)
    assert "with free dimensions" in (caught.value.hint or "")
    with pytest.raises(RuntimeFailure, match="the model itself cannot take batch 1, length 5") as caught:
        export.check(short, inputs, len(WORDS), exported / "model")
    assert "max_position_embeddings in config.json" in (caught.value.hint or "")
    with torch.no_grad():
        whole.classifier.bias[0] = float("nan")
    with pytest.raises(RuntimeFailure, match="the model's output is not finite at batch 1, length 5") as caught:
        export.check(whole, inputs, len(WORDS), exported / "model")
    assert (caught.value.code, caught.value.hint) == ("diverged", "Train again with a lower learning rate.")


def test_a_model_without_the_weights_of_its_head_is_no_trained_one(tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    weights = text_model(tmp_path) / "model.safetensors"
    whole = load_file(weights)
    kept = {name: value for name, value in whole.items() if not name.startswith("classifier")}
    save_file(kept, weights, metadata={"format": "pt"})
    with pytest.raises(RuntimeFailure, match=r"lack classifier.bias, classifier.weight: its head would be r") as caught:
        load_torch(tmp_path, TEXTS)
    assert caught.value.hint == "Fine-tune the model first."


def test_a_config_of_a_model_that_is_no_object_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("[]")
    with pytest.raises(RuntimeFailure, match=f"{tmp_path}/config.json is no JSON object") as caught:
        labels_of(tmp_path)
    assert caught.value.hint == "Save the model again."


def test_what_cannot_be_quantized_or_timed_is_told_with_the_remedy(exported: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.onnx").write_bytes(b"no graph")
    with pytest.raises(RuntimeFailure, match="the model cannot be quantized: ") as caught:
        quantize.quantize_dynamically(tmp_path / "broken.onnx", tmp_path / "model.onnx")
    assert "Use quantize.precision fp32" in (caught.value.hint or "")
    model = OnnxPredictor(exported / "model", 1)
    with pytest.raises(RuntimeFailure, match="the model cannot take 1 × 65: ") as caught:
        quantize.measure(model, model, load(exported / "model", None), 1, 65, 1)
    assert (caught.value.code, caught.value.hint) == ("configuration", "Use a smaller max_length.")


def test_an_image_that_breaks_the_contract_fails_its_selftest_by_the_first_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(verb: str, directory: Path, config: dict[str, Any]) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([verb], 1, "", "")

    class Warned(Heard):
        def warning(self, message: str, hint: str | None = None) -> None:
            warned.append(message)

    warned: list[str] = []
    monkeypatch.setattr(selftest, "_run", broken)
    events: Any = Warned()
    with pytest.raises(RuntimeFailure, match=r"selftest: reads \$MODEL_CONFIG: exit code 1") as caught:
        selftest.run({"paths": {"out": str(tmp_path)}}, events)
    assert caught.value.code == "gate-failed"
    assert "every check that failed" in (caught.value.hint or "")
    assert len(warned) == 5


def test_a_server_that_cannot_listen_or_has_no_token_says_so_in_one_line(
    exported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    model = str(with_manifest(exported / "model", tmp_path / "model"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert serve.main(["--model", model, "--port", str(port)]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == (
        f"cannot listen on 127.0.0.1:{port}. Give a free port with --port."
    )
    monkeypatch.setenv("EMPTY", "")
    assert serve.main(["--model", model, "--token-env", "EMPTY"]) == 2
    assert capsys.readouterr().err == "--token-env: the variable EMPTY is empty. Set it to the token.\n"


MANIFEST: dict[str, Any] = {
    "schema": 1,
    "name": "tiny",
    "version": "7",
    "task": "text-classification",
    "format": "onnx",
    "engine": "onnxruntime",
    "maxLength": 32,
    "maxBatch": 32,
}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"schema": 2}, "schema is 2, expected 1"),
        ({"name": ""}, "name is '', expected a text"),
        ({"engine": "own"}, "engine is 'own', expected .* or "),
        ({"columns": "a"}, "columns is 'a', expected a list of names"),
        ({"maxBatch": 0}, "maxBatch is 0, expected a whole number from 1"),
    ],
)
def test_a_model_json_that_says_nonsense_is_refused_with_its_key(
    changes: dict[str, Any], message: str, tmp_path: Path
) -> None:
    (tmp_path / "model.json").write_text(json.dumps({**MANIFEST, **changes}))
    with pytest.raises(RuntimeFailure, match=message) as failure:
        read_manifest(tmp_path)
    assert told(failure).endswith("Run the stage that made this model again.")


def test_a_model_of_another_engine_is_refused_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text(json.dumps({**MANIFEST, "format": "safetensors", "engine": "pytorch"}))
    with pytest.raises(RuntimeFailure, match="is a model for pytorch") as failure:
        open_model(tmp_path, None, None, 1)
    assert "Run the quantize stage" in told(failure)
    (tmp_path / "model.json").write_text(json.dumps({**MANIFEST, "engine": "pytorch"}))
    with pytest.raises(RuntimeFailure, match="onnx by pytorch cannot be run") as failure:
        load_predictor(tmp_path, task_of("text-classification"), 1)
    assert "Give a model of safetensors by pytorch" in told(failure)
    with pytest.raises(RuntimeFailure, match="knows no task 'text-clasification'") as failure:
        task_of("text-clasification")
    assert told(failure).endswith("Use one of causal-lm, image-classification, seq2seq, text-classification.")


@pytest.mark.parametrize(
    ("names", "message", "hint"),
    [
        ({}, "names no classes", "Use a model with a classification head."),
        ({"a": "b"}, "a key of id2label is no number", "Correct id2label."),
        ({"0": "a", "1": "a"}, "each index from 0 a name of its own", "Correct id2label."),
    ],
)
def test_a_model_without_names_of_its_classes_is_refused(
    names: dict[str, str], message: str, hint: str, tmp_path: Path
) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"id2label": names}))
    with pytest.raises(RuntimeFailure, match=message) as failure:
        labels_of(tmp_path)
    assert failure.value.hint == hint


def test_an_onnx_file_that_is_missing_broken_or_of_another_kind_is_told(exported: Path, tmp_path: Path) -> None:
    import onnx

    found = next(path.parent for path in exported.rglob("model.onnx"))
    shutil.copytree(found, tmp_path / "model")
    file = tmp_path / "model/model.onnx"
    inputs = load(found, 8)
    predictor = OnnxPredictor(found, 1)
    with pytest.raises(RuntimeFailure, match=r"wants the inputs .*, which its tokenizer does not give"):
        predictor.logits({})
    predictor.labels = ["one"]
    with pytest.raises(RuntimeFailure, match=r"gives 3 scores, and config.json names 1 classes") as failure:
        run_batch(predictor, inputs, inputs.read(["good"]))
    assert told(failure).endswith("Correct id2label in config.json.")
    graph = onnx.load(str(file))
    graph.graph.output[0].name = "others"
    graph.graph.node.append(onnx.helper.make_node("Identity", ["logits"], ["others"]))
    onnx.save(graph, str(file))
    for broken, message in ((None, "has no output named logits"), (b"?", "cannot be loaded"), (b"", "holds no")):
        if broken is not None:
            file.write_bytes(broken)
        if broken == b"":
            file.unlink()
        with pytest.raises(RuntimeFailure, match=message) as failure:
            OnnxPredictor(tmp_path / "model", 1)
        assert "Export the model" in told(failure)
