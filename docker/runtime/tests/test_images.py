"""Images from a user's files to an answer of the server: every stage as an engine runs it."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import write_jsonl
from jobs import Job, run_job
from PIL import Image, ImageOps
from serving import with_manifest
from starlette.testclient import TestClient
from tiny import accuracy, image_model, lines

from model_runtime import serve
from model_runtime.images import open_image
from model_runtime.inputs import load
from model_runtime.predictors import OnnxPredictor
from model_runtime.service import Service

TASK = {"task": "image-classification", "max_length": 1}
TRAINING = {
    "method": "full",
    "epochs": 5,
    "learning_rate": 5e-4,
    "batch_size": 8,
    "gradient_accumulation": 1,
    "warmup_steps": 0,
    "weight_decay": 0.0,
    "seed": 3,
}


def png(dark: bool, seed: int) -> bytes:
    low, high = (0, 90) if dark else (160, 250)
    pixels = np.random.default_rng(seed).integers(low, high, (20, 20, 3), dtype=np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def test_images_go_from_files_to_the_servers_answer(tmp_path: Path) -> None:
    (tmp_path / "data/images").mkdir(parents=True)
    for number in range(40):
        (tmp_path / f"data/images/{number}.png").write_bytes(png(number % 2 == 0, number))
    listed = [{"image": f"images/{n}.png", "label": "bright" if n % 2 else "dark"} for n in range(40)]
    write_jsonl(tmp_path / "data/train.jsonl", listed)
    base = image_model(tmp_path / "base")

    def job(verb: str, inputs: dict[str, Path], **fields: Any) -> Job:
        out = tmp_path / verb
        paths: dict[str, Any] = {"in": {name: str(path) for name, path in inputs.items()}, "out": str(out)}
        if verb == "finetune":
            paths["checkpoints"] = str(tmp_path / "checkpoints")
        done = run_job(tmp_path / f"{verb}-job", {"verb": verb, "paths": paths, **TASK, **fields})
        assert done.exit == 0, done.events[-1]
        assert done.stderr == ""
        return done

    columns = {"input": "image", "label": "label"}
    prepared = job(
        "prepare",
        {"train": tmp_path / "data", "base": base},
        files={"train": "train.jsonl"},
        columns=columns,
        split={"test": 0.25, "stratify": "label"},
        sample=1,
        seed=0,
    )
    assert prepared.result["labels"] == ["bright", "dark"]
    data = tmp_path / "prepare/dataset"
    job(
        "finetune",
        {"data": data, "base": base},
        training=TRAINING,
        checkpoints={"steps": 100, "keep": 2, "asynchronous": True},
    )
    model = tmp_path / "finetune/model"
    asked = {"examples": 3, "seconds": 60}
    judged = job("evaluate", {"data": data, "candidate": model}, baseline="majority", batch_size=4, explain=asked)
    # It has nothing wrong that could be explained.
    assert judged.result["explanations"] == []
    assert judged.result["verb"] == "evaluate"
    assert accuracy(tmp_path / "evaluate/predictions.jsonl") == 1.0
    # The class that is the most frequent in training, the first by name of equals.
    counts = {name: prepared.result["splits"][name]["class_counts"] for name in ("train", "test")}
    chosen = min(counts["train"], key=lambda label: (-counts["train"][label], label))
    expected = counts["test"][chosen] / sum(counts["test"].values())
    assert accuracy(tmp_path / "evaluate/baseline-predictions.jsonl") == expected
    # Of each image that the model has right alone, and only of those, people see a picture, made anew of its pixels.
    wrong = [
        row["id"]
        for row in lines(tmp_path / "evaluate/baseline-predictions.jsonl")
        if row["answer"]["prediction"] != row["answer"]["label"]
    ]
    assert sorted(judged.result["pictures"]) == sorted(wrong) != []
    for picture in judged.result["pictures"].values():
        with Image.open(io.BytesIO(base64.b64decode(picture))) as shown:
            assert (shown.format, shown.size) == ("JPEG", (20, 20))
    job("export", {"model": model})
    exported = tmp_path / "export/model"
    predictor, inputs = OnnxPredictor(exported, 1), load(exported, None)
    assert predictor.logits(inputs.collate([inputs.probe(1)] * 5)).shape == (5, 2)
    shapes = [{"batch": 1, "length": 1}, {"batch": 4, "length": 1}]
    quantized = job(
        "quantize",
        {"model": exported, "data": data, "released": exported},
        precision="fp32",
        batch_size=4,
        shapes=shapes,
        repetitions=3,
        latency={"fewest": 20, "most": 20, "seconds": 0},
    )
    timed = quantized.result["latency"]
    assert (len(timed["candidate_ms"]), len(timed["released_ms"])) == (20, 20)
    assert quantized.result["model"]["max_batch"] == 4
    for other in ("baseline", "alone"):
        assert [row["answer"]["prediction"] for row in lines(tmp_path / f"quantize/{other}-predictions.jsonl")] == [
            row["answer"]["prediction"] for row in lines(tmp_path / "quantize/predictions.jsonl")
        ]
    assert {row["answer"]["prediction"] for row in lines(tmp_path / "quantize/predictions.jsonl")} == {"bright", "dark"}

    served = with_manifest(tmp_path / "quantize/model", tmp_path / "served", name="tones", task="image-classification")
    service = Service(serve.open_model(served, None, None, 8), max_queue=256, token=None, failed=pytest.fail)
    files = [base64.b64encode(png(dark, 1000)).decode() for dark in (True, False)]
    tensor = {"name": "image", "shape": [2], "datatype": "BYTES", "data": files}
    with TestClient(service.application()) as client:
        while client.get("/v2/health/ready").status_code != 200:
            pass
        answer = client.post("/v2/models/tones/infer", content=json.dumps({"inputs": [tensor]}))
        broken = client.post("/v2/models/tones/infer", json={"inputs": [{**tensor, "data": ["bm8=", "bm8="]}]})
    assert answer.json()["outputs"][0]["data"] == ["dark", "bright"]
    assert broken.status_code == 400
    assert "image 0 cannot be read" in broken.json()["error"]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_is_read_as_people_see_it(orientation: int) -> None:
    pixels = np.zeros((16, 32, 3), dtype=np.uint8)
    pixels[:8, :16], pixels[8:, :16], pixels[:8, 16:] = 255, 160, 80
    notes = Image.Exif()
    notes[0x0112] = orientation
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", exif=notes, quality=100)
    seen = ImageOps.exif_transpose(Image.open(io.BytesIO(file.getvalue())))
    assert np.array_equal(np.asarray(open_image(file.getvalue())), np.asarray(seen))


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_a_photograph_whose_notes_are_broken_is_read_as_it_lies() -> None:
    file = io.BytesIO()
    Image.new("RGB", (4, 2)).save(file, "JPEG", exif=b"Exif\x00\x00II*\x00\xff\xff\xff\x7f" + b"\xff" * 40)
    assert open_image(file.getvalue()).size == (4, 2)


def test_a_grey_image_of_16_bits_keeps_its_shades() -> None:
    file = io.BytesIO()
    Image.fromarray(np.arange(0, 1 << 16, 256, dtype=np.uint16).reshape(16, 16)).save(file, "PNG")
    assert np.asarray(open_image(file.getvalue()).convert("L")).ravel().tolist() == list(range(256))
