"""What a user is promised of a training that was ended midway: it goes on where it was, with the same weights."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest
from conftest import finetune_config
from jobs import CORES, Job, run_job, start_job

from model_runtime.files import sha256_of_file
from model_runtime.finetune import shapes_the_result

FIXTURES = Path(__file__).parents[3] / "test/fixtures"


# Each run starts some libraries: ten of them for the two methods that all others are made of.
@pytest.mark.parametrize(
    ("method", "kills"), [("full", 10), ("lora", 10), ("adapter", 2), ("prefix", 2), ("prompt", 2)]
)
def test_a_run_killed_at_random_steps_ends_with_the_weights_of_one_never_killed(
    method: str, kills: int, tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    sections = {"prefix": {"virtual_tokens": 4, "projection": True}, "prompt": {"virtual_tokens": 4}}
    options = {"method": method, "epochs": 4, **({method: sections[method]} if method in sections else {})}
    whole = run_job(tmp_path / "whole", finetune_config(tmp_path / "whole", tiny_data, tiny_base, **options))
    assert whole.exit == 0, whole.stderr
    config = finetune_config(tmp_path / "killed", tiny_data, tiny_base, **options)
    seed = int(os.environ.get("KILL_SEED", random.SystemRandom().randrange(2**16)))
    steps = sorted(random.Random(seed).sample(range(2, whole.result["steps"] - 6), kills))
    told = f"killed at steps {steps}; again with KILL_SEED={seed}"
    for step in steps:
        assert start_job(tmp_path / "killed", config).signal_at_step(step, signal.SIGKILL).exit == -signal.SIGKILL, told
    resumed = run_job(tmp_path / "killed", config)
    assert resumed.exit == 0, resumed.stderr
    assert resumed.result.get("resumed_from_step", 0) >= 1, told
    assert resumed.result["first_loss"] == whole.result["first_loss"], told
    # What a report draws knows nothing of the kills either.
    assert [point["step"] for point in whole.result["history"]] == list(range(1, whole.result["steps"] + 1))
    assert resumed.result["history"] == whole.result["history"], told
    assert len(whole.result["validation"]) == 4
    assert resumed.result["validation"] == whole.result["validation"], told
    assert resumed.warnings == []
    weights = f"model/{'model' if method in ('full', 'lora') else 'adapter_model'}.safetensors"
    assert sha256_of_file(resumed.out / weights) == sha256_of_file(whole.out / weights), told


def test_a_run_killed_while_it_writes_goes_on_from_the_checkpoint_before(
    tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    options: dict[str, Any] = {"max_steps": 60, "epochs": 20, "checkpoints": {"steps": 1}}
    whole = run_job(tmp_path / "whole", finetune_config(tmp_path / "whole", tiny_data, tiny_base, **options))
    config = finetune_config(tmp_path / "killed", tiny_data, tiny_base, **options)
    root, writing = tmp_path / "killed/checkpoints", 0
    for _ in range(30):
        job, newest = start_job(tmp_path / "killed", config), newest_in(root)
        # Not the first of this run: the one before would be of the run before.
        while job.exit is None and not (half_written(root) and newest_in(root) > newest + 1):
            pass
        os.kill(job.process_id, signal.SIGKILL)
        if job.wait().exit == 0:
            break
        writing += bool(half_written(root))
        if writing == 3:
            break
    assert writing > 0
    resumed = run_job(tmp_path / "killed", config)
    assert resumed.exit == 0, resumed.stderr
    assert resumed.result["history"] == whole.result["history"]
    assert sorted(path.name for path in root.iterdir()) == ["step-59", "step-60"]
    weights = "model/model.safetensors"
    assert sha256_of_file(resumed.out / weights) == sha256_of_file(whole.out / weights)


def newest_in(root: Path) -> int:
    return max((int(path.name.removeprefix("step-")) for path in root.glob("step-*")), default=0)


def half_written(root: Path) -> list[Path]:
    return [*root.glob(".step-*"), *root.glob(".writing/*")]


def test_sigterm_ends_with_a_whole_checkpoint_and_exit_75(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    config = finetune_config(tmp_path, tiny_data, tiny_base, epochs=50, checkpoints={"steps": 1000})
    assert start_job(tmp_path, config).signal_at_step(4, signal.SIGTERM).exit == 75
    newest = max(int(path.name.removeprefix("step-")) for path in (tmp_path / "checkpoints").glob("step-*"))
    assert newest >= 4
    assert not (tmp_path / "out" / "model").exists()


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory, tiny_base: Path, tiny_data: Path) -> Path:
    """What a run that was killed leaves: `checkpoints` of steps 3 and 6."""
    directory = tmp_path_factory.mktemp("stopped")
    config = finetune_config(directory, tiny_data, tiny_base, max_steps=6)
    assert run_job(directory, config).exit == 0
    return directory


def go_on(stopped: Path, directory: Path, config: dict[str, Any], threads: int = 1) -> Job:
    shutil.copytree(stopped / "checkpoints", directory / "checkpoints", dirs_exist_ok=True)
    return run_job(directory, config, threads=threads)


def test_a_change_between_save_and_resume_is_refused_by_its_name(
    stopped: Path, tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    other_data = Path(shutil.copytree(tiny_data, tmp_path / "data"))
    described = json.loads((other_data / "dataset.json").read_text())
    (other_data / "dataset.json").write_text(json.dumps({**described, "digest": "sha256:" + "0" * 64}))
    other_base = Path(shutil.copytree(tiny_base, tmp_path / "base"))
    (other_base / "tokenizer_config.json").write_text('{"pad_token": "[PAD]"}')
    changes = {
        "config": finetune_config(tmp_path / "1", tiny_data, tiny_base, max_steps=7),
        "data": finetune_config(tmp_path / "2", other_data, tiny_base, max_steps=6),
        "base model": finetune_config(tmp_path / "3", tiny_data, other_base, max_steps=6),
        "data and base model": finetune_config(tmp_path / "4", other_data, other_base, max_steps=6),
    }
    for number, (changed, config) in enumerate(changes.items(), start=1):
        job = go_on(stopped, tmp_path / str(number), config)
        assert job.exit == 2
        assert job.error["message"].endswith(f"step-6: the checkpoint was made with another {changed}")
        assert not (job.out / "model").exists()


def test_what_changes_no_bit_of_the_result_may_change_between_save_and_resume(
    stopped: Path, tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    shutil.copytree(stopped / "checkpoints/step-3", tmp_path / "checkpoints/step-3")
    job = run_job(tmp_path, finetune_config(tmp_path, tiny_data, tiny_base, max_steps=6, checkpoints={"steps": 5}))
    assert job.exit == 0, job.stderr
    assert job.result["resumed_from_step"] == 3
    assert sorted(path.name for path in (tmp_path / "checkpoints").iterdir()) == ["step-3", "step-5"]
    weights = "model/model.safetensors"
    assert sha256_of_file(job.out / weights) == sha256_of_file(stopped / "out" / weights)


def test_both_sides_of_the_contract_know_the_same_settings_that_shape_a_result() -> None:
    fixture = json.loads((FIXTURES / "finetune-shapes.json").read_text(encoding="utf-8"))
    assert shapes_the_result(fixture["config"]) == fixture["shapes"]


@pytest.mark.skipif(CORES == 1, reason="this machine has one core")
def test_a_machine_with_other_cores_goes_on_and_says_so(
    stopped: Path, tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    config = finetune_config(tmp_path, tiny_data, tiny_base, max_steps=6)
    job = go_on(stopped, tmp_path, config, threads=2)
    assert job.exit == 0, job.stderr
    assert job.result["resumed_from_step"] == 6
    (warning,) = job.warnings
    assert "made with 1 threads, this machine has 2" in warning


@pytest.mark.parametrize("damage", ["cut", "missing", "no-record"])
def test_a_half_written_checkpoint_is_skipped_for_the_one_before(
    damage: str, stopped: Path, tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    shutil.copytree(stopped / "checkpoints", tmp_path / "checkpoints")
    newest = tmp_path / "checkpoints" / "step-6"
    if damage == "cut":
        weights = newest / "weights.pt"
        weights.write_bytes(weights.read_bytes()[:-1])
    else:
        (newest / {"missing": "optimizer.pt", "no-record": "checkpoint.json"}[damage]).unlink()
    job = run_job(tmp_path, finetune_config(tmp_path, tiny_data, tiny_base, max_steps=6))
    assert job.exit == 0, job.stderr
    assert job.result["resumed_from_step"] == 3
    weights = "model/model.safetensors"
    assert sha256_of_file(job.out / weights) == sha256_of_file(stopped / "out" / weights)


def test_what_killed_saves_left_is_swept_at_the_next_start(
    stopped: Path, tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    for left in (".step-9.abcd", ".writing/checkpoint-9"):
        (tmp_path / "checkpoints" / left).mkdir(parents=True)
        (tmp_path / "checkpoints" / left / "model.safetensors").write_bytes(b"half")
    job = go_on(stopped, tmp_path, finetune_config(tmp_path, tiny_data, tiny_base, max_steps=6))
    assert job.result["resumed_from_step"] == 6
    assert sorted(path.name for path in (tmp_path / "checkpoints").iterdir()) == ["step-3", "step-6"]
