"""What a user is promised of training: nothing is lost by a kill, and nothing broken comes out."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import environment, run_job, write_config

from model_runtime.files import sha256_of_file


def finetune_config(directory: Path, data: Path, base: Path, **changes: Any) -> dict[str, Any]:
    training = {
        "method": "full",
        "epochs": 2,
        "learning_rate": 1e-3,
        "batch_size": 4,
        "gradient_accumulation": 2,
        "warmup_steps": 1,
        "weight_decay": 0.01,
        "checkpoint_steps": 3,
        "seed": 7,
        "lora": {"rank": 4, "alpha": 8, "dropout": 0.1},
        **changes,
    }
    return {
        "verb": "finetune",
        "paths": {
            "in": {"data": str(data), "base": str(base)},
            "out": str(directory / "out"),
            "checkpoints": str(directory / "checkpoints"),
        },
        "task": "text-classification",
        "max_length": 16,
        "training": training,
    }


def run_until_step(directory: Path, config: dict[str, Any], step: int, number: signal.Signals) -> int:
    """Starts a job, sends it a signal once it has told the loss of `step`, and returns its exit code."""
    file = write_config(directory, config)
    command = [sys.executable, "-m", "model_runtime", "finetune", "--config", str(file)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment()
    ) as job:
        assert job.stdout is not None
        for line in job.stdout:
            event = json.loads(line)
            if event["type"] == "progress" and event["done"] >= step:
                job.send_signal(number)
                break
        job.stdout.read()
        return job.wait(timeout=120)


@pytest.mark.parametrize("method", ["full", "lora"])
def test_a_run_killed_twice_ends_with_the_weights_of_one_never_killed(
    method: str, tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    whole = run_job(tmp_path / "whole", finetune_config(tmp_path / "whole", tiny_data, tiny_base, method=method))
    assert whole.exit == 0, whole.stderr
    config = finetune_config(tmp_path / "killed", tiny_data, tiny_base, method=method)
    assert run_until_step(tmp_path / "killed", config, 2, signal.SIGKILL) == -signal.SIGKILL
    assert run_until_step(tmp_path / "killed", config, 8, signal.SIGKILL) == -signal.SIGKILL
    resumed = run_job(tmp_path / "killed", config)
    assert resumed.exit == 0, resumed.stderr
    assert resumed.result["resumed_from_step"] > 1
    assert resumed.result["first_loss"] == whole.result["first_loss"]
    weights = "model/model.safetensors"
    assert sha256_of_file(resumed.out / weights) == sha256_of_file(whole.out / weights)


def test_sigterm_ends_with_a_whole_checkpoint_and_exit_75(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    config = finetune_config(tmp_path, tiny_data, tiny_base, epochs=50, checkpoint_steps=1000)
    assert run_until_step(tmp_path, config, 4, signal.SIGTERM) == 75
    newest = max(int(path.name.removeprefix("step-")) for path in (tmp_path / "checkpoints").glob("step-*"))
    assert newest >= 4
    assert not (tmp_path / "out" / "model").exists()


def test_a_loss_that_is_not_finite_stops_the_run_with_exit_6(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    job = run_job(tmp_path, finetune_config(tmp_path, tiny_data, tiny_base, learning_rate=1e30))
    assert job.exit == 6
    assert job.error["code"] == "diverged"
    assert not (tmp_path / "out" / "model").exists()


def test_a_checkpoint_of_another_config_is_refused_and_says_so(
    tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    assert run_job(tmp_path, finetune_config(tmp_path, tiny_data, tiny_base, max_steps=2)).exit == 0
    job = run_job(tmp_path, finetune_config(tmp_path, tiny_data, tiny_base, max_steps=3))
    assert job.exit == 2
    assert "another config" in job.error["message"]


def test_the_lora_result_is_a_plain_model_with_its_adapter_beside(
    tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    job = run_job(tmp_path, finetune_config(tmp_path, tiny_data, tiny_base, method="lora", max_steps=2))
    assert job.exit == 0, job.stderr
    config = json.loads((job.out / "model" / "config.json").read_text())
    assert config["id2label"] == {"0": "a", "1": "b"}
    assert (job.out / "model" / "tokenizer.json").is_file()
    assert (job.out / "adapter" / "adapter_model.safetensors").is_file()
    assert job.result["trainable_parameters"] < job.result["total_parameters"]


def test_a_max_length_beyond_the_base_is_refused(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    config = {**finetune_config(tmp_path, tiny_data, tiny_base), "max_length": 64}
    job = run_job(tmp_path, config)
    assert job.exit == 2
    assert "32 positions" in job.error["message"]
