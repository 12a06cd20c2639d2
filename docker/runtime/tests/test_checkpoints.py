"""What a user is promised of checkpoints: they come when they were asked for, and as many stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import finetune_config
from jobs import Job, run_job

from model_runtime import checkpoints


def saved_steps(job: Job) -> list[int]:
    return [event["step"] for event in job.events if event["type"] == "checkpoint"]


def lying(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir())


def test_as_many_checkpoints_stay_as_were_asked_for(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    config = finetune_config(tmp_path, tiny_data, tiny_base, max_steps=6, checkpoints={"steps": 2, "keep": 3})
    job = run_job(tmp_path, config)
    assert job.exit == 0, job.stderr
    assert saved_steps(job) == [1, 2, 4, 6]
    assert lying(tmp_path / "checkpoints") == ["step-2", "step-4", "step-6"]


@pytest.mark.parametrize("ranks", [1, 2])
def test_a_checkpoint_comes_after_a_time_however_few_steps_were_done(
    ranks: int, tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    schedule = {"steps": 1000, "seconds": 0.0001}
    config = finetune_config(tmp_path, tiny_data, tiny_base, max_steps=4, checkpoints=schedule)
    launch = {"ranks": 2, "nodes": 1, "node_rank": 0, "backend": "gloo", "strategy": "ddp"}
    job = run_job(tmp_path, config if ranks == 1 else {**config, "launch": launch})
    assert job.exit == 0, job.stderr
    assert saved_steps(job) == [1, 2, 3, 4]


def test_a_pinned_checkpoint_stays_when_newer_ones_come(tmp_path: Path) -> None:
    for step in range(1, 6):
        (tmp_path / "made").mkdir()
        (tmp_path / "made/weights").write_bytes(bytes(step))
        checkpoints.keep(tmp_path, step, tmp_path / "made", {}, {}, kept=2, pinned=2)
    assert lying(tmp_path) == ["step-2", "step-4", "step-5"]
    assert checkpoints.newest_whole(tmp_path, {}).step == 5
