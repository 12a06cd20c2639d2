"""What a user is promised of training: nothing is lost by a kill, and nothing broken comes out."""

from __future__ import annotations

import contextlib
import io
import json
import math
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from conftest import finetune_config
from jobs import run_job

from model_runtime.files import sha256_of_file, tree_digest


@pytest.mark.parametrize("lengths", [None, np.array([1 + number % 9 for number in range(40)])])
def test_the_order_of_an_epoch_depends_on_seed_and_epoch_alone(lengths: np.ndarray | None) -> None:
    from model_runtime.training.order import EpochOrder

    # 40 examples by 8 are 5 steps: wherever a run goes on within them, it is in the same epoch.
    def order(epoch: int, seed: int = 7, done: int = 0) -> list[int]:
        shape = {"batch_size": 4, "accumulation": 2, "world_size": 1}
        made = list(EpochOrder(40, lengths, **shape, seed=seed, step=lambda: 5 * epoch + done))
        assert {place.epoch for place in made} == {epoch}
        return [place.index for place in made]

    first, second = order(0), order(1)
    assert second == order(1, done=4)
    assert sorted(first) == sorted(second) == list(range(40))
    assert (order(0), order(1)) == (first, second)
    assert len({tuple(first), tuple(second), tuple(order(1, seed=8))}) == 3


def test_a_step_has_the_examples_of_every_process_and_of_every_batch_that_it_accumulates() -> None:
    from model_runtime.training.order import EpochOrder

    def steps(batch_size: int, accumulation: int, world_size: int) -> int:
        shape = {"batch_size": batch_size, "accumulation": accumulation, "world_size": world_size}
        return EpochOrder(41, None, **shape, seed=7, step=lambda: 0).steps

    assert [steps(8, 1, 1), steps(4, 2, 1), steps(2, 2, 2), steps(4, 1, 2)] == [6] * 4
    assert steps(4, 1, 1) == 11


def test_like_lengths_come_together_in_the_order_that_transformers_gives_them() -> None:
    import torch
    from transformers.trainer_pt_utils import get_length_grouped_indices

    from model_runtime.training.order import by_length

    draw = np.random.default_rng(5)
    for count, group in ((1, 8), (7, 8), (40, 8), (41, 1), (900, 4), (3000, 16)):
        lengths = draw.integers(1, 60, count).astype(np.uint32)
        theirs = get_length_grouped_indices(lengths.tolist(), group, generator=torch.Generator().manual_seed(count))
        shuffled = torch.randperm(count, generator=torch.Generator().manual_seed(count)).numpy()
        assert by_length(shuffled, lengths, group).tolist() == theirs


def test_the_loss_of_the_validation_is_the_mean_of_its_examples_and_costs_training_no_random_number() -> None:
    from types import SimpleNamespace

    import torch

    from model_runtime.losses import Loss, TaskLoss
    from model_runtime.tasks import task_of
    from model_runtime.training.validation import Validation

    class Model(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.dropout = torch.nn.Dropout(0.5)

        def forward(self, scores: torch.Tensor) -> SimpleNamespace:
            return SimpleNamespace(logits=self.dropout(scores))

    def collate(examples: list[tuple[list[float], int]]) -> dict[str, torch.Tensor]:
        scores, labels = zip(*examples, strict=True)
        return {"scores": torch.tensor(scores), "labels": torch.tensor(labels)}

    model = Model().train()
    trainer = SimpleNamespace(
        model=model, args=SimpleNamespace(device="cpu"), autocast_smart_context_manager=contextlib.nullcontext
    )
    # Three examples in batches of two: the mean of batches would be another one.
    examples = [([0.0, 0.0], 0), ([0.0, math.log(3)], 1), ([0.0, math.log(3)], 0)]
    before = torch.get_rng_state()
    validation = Validation(examples, collate, TaskLoss(task_of("text-classification"), Loss()), 2)
    loss = validation.loss(trainer, [])  # type: ignore[arg-type]
    assert loss == pytest.approx((math.log(2) + math.log(4 / 3) + math.log(4)) / 3)
    assert torch.equal(torch.get_rng_state(), before)
    assert model.training
    # Whoever stops the run waits for its checkpoint, not for the rest of them.
    assert validation.loss(trainer, ["SIGTERM"]) is None  # type: ignore[arg-type]
    assert model.training


def test_a_loss_that_is_not_finite_stops_the_run_with_exit_6(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    job = run_job(tmp_path, finetune_config(tmp_path, tiny_data, tiny_base, learning_rate=1e30))
    assert job.exit == 6
    assert job.error["code"] == "diverged"
    assert not (tmp_path / "out" / "model").exists()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 40 KiB: less than one checkpoint of the tiny model."""
    place = tmp_path / "small"
    place.mkdir()
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    if mount is None or unmount is None or os.geteuid() != 0:
        pytest.skip("this needs the right to mount a small file system (root)")
    made = subprocess.run([mount, "-t", "tmpfs", "-o", "size=40k", "tmpfs", str(place)], check=False)
    if made.returncode != 0:
        pytest.skip("this needs the right to mount a small file system")
    yield place
    subprocess.run([unmount, str(place)], check=True)


@pytest.mark.parametrize(("full", "named"), [("checkpoints", "checkpoints/step-1"), ("out", "out/model")])
def test_a_full_disk_is_named_and_nothing_half_written_is_left(
    full: str, named: str, small_disk: Path, tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    config = finetune_config(tmp_path, tiny_data, tiny_base, max_steps=1)
    config["paths"][full] = str(small_disk / full)
    job = run_job(tmp_path, config)
    assert job.exit == 4, job.stderr
    assert str(small_disk / named) in job.error["message"]
    assert "Free space" in job.error["hint"]
    assert "Traceback" not in job.stderr
    left = [path.relative_to(small_disk).as_posix() for path in small_disk.rglob("*") if path.is_file()]
    assert left == ([] if full == "checkpoints" else ["out/events.jsonl"])
    assert not (job.out / "model").exists()


def test_too_little_memory_is_named_with_the_remedy(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    # An adapter of some gigabytes.
    adapter = {"rank": 2_000_000, "alpha": 8, "dropout": 0.1}
    config = finetune_config(tmp_path, tiny_data, tiny_base, method="lora", lora=adapter)
    job = run_job(tmp_path, config, memory_bytes=2**29)
    assert job.exit == 5, job.stderr
    assert job.error["code"] == "out-of-memory"
    assert "batch-size" in job.error["hint"]
    assert not (tmp_path / "out" / "model").exists()


def test_no_library_chatters_in_the_log(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    job = run_job(tmp_path, finetune_config(tmp_path, tiny_data, tiny_base, method="lora", max_steps=2))
    assert job.exit == 0
    assert job.stderr == ""


def test_base_weights_that_are_missing_are_worth_a_warning(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    from safetensors.torch import load_file, save_file

    base = Path(shutil.copytree(tiny_base, tmp_path / "base"))
    weights = load_file(base / "model.safetensors")
    del weights["pooler.dense.weight"]
    save_file(weights, base / "model.safetensors", metadata={"format": "pt"})
    job = run_job(tmp_path, finetune_config(tmp_path, tiny_data, base, max_steps=1))
    assert job.exit == 0, job.stderr
    assert any("pooler.dense.weight" in warning and "start random" in warning for warning in job.warnings)


@pytest.mark.parametrize("merge", [True, False])
def test_a_lora_result_is_a_plain_model_or_an_adapter_with_its_bases_digest(
    merge: bool, tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    lora = {"rank": 4, "alpha": 8, "dropout": 0.1, "merge": merge}
    job = run_job(tmp_path, finetune_config(tmp_path, tiny_data, tiny_base, method="lora", max_steps=2, lora=lora))
    assert job.exit == 0, job.stderr
    config = json.loads((job.out / "model" / "config.json").read_text())
    assert config["id2label"] == {"0": "a", "1": "b"}
    assert (job.out / "model" / "tokenizer.json").is_file()
    weights = [path.name for path in (job.out / "model").glob("*.safetensors")]
    assert weights == ["model.safetensors" if merge else "adapter_model.safetensors"]
    facts = {"engine": "pytorch", "precision": "fp32", "labels": ["a", "b"], "max_length": 16, "max_batch": 32}
    kind = {"format": "safetensors"} if merge else {"format": "adapter", "base": tree_digest(tiny_base)}
    assert job.result["model"] == {**facts, **kind}
    assert job.result["trainable_parameters"] < job.result["total_parameters"]


def test_later_stages_take_an_adapter_on_its_base_and_give_the_answers_of_the_merged_model(
    tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    answers = {}
    for name in ("merged", "adapter"):
        lora = {"rank": 4, "alpha": 8, "dropout": 0.1, "merge": name == "merged"}
        config = finetune_config(
            tmp_path / name, tiny_data, tiny_base, method="lora", max_steps=4, learning_rate=5e-3, lora=lora
        )
        model = run_job(tmp_path / name, config).out / "model"
        facts = json.loads((model.parent / "result.json").read_text())["model"]
        said = {"schema": 1, "name": "m", "version": "1.0.0", "maxLength": 16, "maxBatch": 32}
        (model / "model.json").write_text(json.dumps({**said, "format": facts["format"], "engine": "pytorch"}))
        base = {} if name == "merged" else {"base": str(tiny_base)}
        common = {"task": "text-classification", "max_length": 16}
        out = tmp_path / name / "evaluated"
        paths = {"in": {"data": str(tiny_data), "candidate": str(model), **base}, "out": str(out)}
        judged = {"verb": "evaluate", "paths": paths, "baseline": "majority", "batch_size": 4, **common}
        assert run_job(tmp_path / name / "evaluate", judged).exit == 0
        answers[name] = (out / "predictions.jsonl").read_text()
    assert answers["merged"] == answers["adapter"]
    # The export itself proves that it answers as the model does that it was given.
    paths = {"in": {"model": str(model), **base}, "out": str(tmp_path / "exported")}
    assert run_job(tmp_path / "export", {"verb": "export", "paths": paths, **common}).exit == 0

    del judged["paths"]["in"]["base"]
    alone = run_job(tmp_path / "alone", judged)
    assert alone.exit == 2
    assert "is an adapter, and its base model is not given" in alone.error["message"]


def test_a_max_length_beyond_the_base_is_refused(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    config = {**finetune_config(tmp_path, tiny_data, tiny_base), "max_length": 64}
    job = run_job(tmp_path, config)
    assert job.exit == 2
    assert "32 positions" in job.error["message"]


def in_dtype(base: Path, directory: Path, dtype: str) -> Path:
    """The base with its weights rounded to bf16, saved as `dtype`."""
    import torch
    from safetensors.torch import load_file, save_file

    shutil.copytree(base, directory)
    rounded = {name: value.bfloat16() for name, value in load_file(base / "model.safetensors").items()}
    saved = {name: value.to(getattr(torch, dtype)) for name, value in rounded.items()}
    save_file(saved, directory / "model.safetensors", metadata={"format": "pt"})
    config = json.loads((base / "config.json").read_text())
    (directory / "config.json").write_text(json.dumps({**config, "dtype": dtype}))
    return directory


def test_a_base_saved_in_half_precision_is_trained_as_one_saved_in_full(
    tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    weights = []
    for dtype in ("float32", "bfloat16"):
        base = in_dtype(tiny_base, tmp_path / "bases" / dtype, dtype)
        job = run_job(tmp_path / dtype, finetune_config(tmp_path / dtype, tiny_data, base, learning_rate=2e-5))
        assert job.exit == 0, job.stderr
        weights.append(sha256_of_file(job.out / "model/model.safetensors"))
    assert weights[0] == weights[1]


def test_a_base_that_was_cut_off_is_named_with_the_remedy(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    base = Path(shutil.copytree(tiny_base, tmp_path / "base"))
    weights = base / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])
    job = run_job(tmp_path, finetune_config(tmp_path, tiny_data, base))
    assert job.exit == 2
    assert str(weights) in job.error["message"]
    assert "cut off" in job.error["message"]
    assert "again" in job.error["hint"]
    assert "Traceback" not in job.stderr


def test_a_base_of_another_kind_is_a_users_error(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    base = Path(shutil.copytree(tiny_base, tmp_path / "base"))
    config = json.loads((base / "config.json").read_text())
    (base / "config.json").write_text(json.dumps({**config, "model_type": "never-heard-of"}))
    job = run_job(tmp_path, finetune_config(tmp_path, tiny_data, base))
    assert job.exit == 2
    assert "is no loadable base for text-classification" in job.error["message"]
    assert "Traceback" not in job.stderr


def test_code_that_comes_with_a_base_is_never_run_nor_asked_about(
    tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    base = Path(shutil.copytree(tiny_base, tmp_path / "base"))
    config = json.loads((base / "config.json").read_text())
    own = {"AutoConfig": "own.Own", "AutoModelForSequenceClassification": "own.Model"}
    (base / "config.json").write_text(json.dumps({**config, "model_type": "own", "auto_map": own}))
    (base / "own.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    job = run_job(tmp_path, finetune_config(tmp_path, tiny_data, base))
    assert job.exit == 2
    assert not (tmp_path / "ran").exists()
    assert "[y/N]" not in job.stderr


def test_a_base_that_was_a_multi_label_model_gets_the_loss_of_one_label(
    tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    base = Path(shutil.copytree(tiny_base, tmp_path / "base"))
    config = json.loads((base / "config.json").read_text())
    (base / "config.json").write_text(json.dumps({**config, "problem_type": "multi_label_classification"}))
    job = run_job(tmp_path, finetune_config(tmp_path, tiny_data, base, max_steps=1))
    assert job.exit == 0, job.stderr
    saved = json.loads((job.out / "model/config.json").read_text())
    assert saved["problem_type"] == "single_label_classification"


def test_a_class_with_one_example_is_trained(tmp_path: Path, tiny_base: Path) -> None:
    import pyarrow as pa

    data = tmp_path / "data"
    data.mkdir()
    columns = {
        "id": [str(number) for number in range(9)],
        "input": [f"word{number}" for number in range(9)],
        "label": ["a", "b"] * 4 + ["rare"],
    }
    table = pa.table(columns)
    with pa.OSFile(str(data / "train.arrow"), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
    (data / "dataset.json").write_text(json.dumps({"labels": ["a", "b", "rare"], "digest": "sha256:0"}))
    job = run_job(tmp_path, finetune_config(tmp_path, data, tiny_base, max_steps=2))
    assert job.exit == 0, job.stderr


def test_no_example_is_read_before_its_batch_comes(tmp_path: Path) -> None:
    from tiny import image_model

    from model_runtime.examples import Row
    from model_runtime.tasks import task_of

    class Watched(Sequence[Row]):
        read: ClassVar[list[int]] = []

        def __len__(self) -> int:
            return 1000

        def __getitem__(self, index: int) -> Row:  # type: ignore[override]
            self.read.append(index)
            return Row(str(index), png(), "b")

    task = task_of("image-classification")
    rows, inputs = Watched(), task.inputs(image_model(tmp_path / "model"), 1)
    examples = task.training_examples(rows, inputs, ["a", "b"])
    assert (len(examples), task.lengths(rows, inputs), rows.read) == (1000, None, [])
    assert examples[7]["labels"] == 1
    assert examples[7]["pixel_values"].shape == (3, 16, 16)
    assert set(rows.read) == {7}


def png() -> bytes:
    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", (20, 20)).save(file, "PNG")
    return file.getvalue()
