"""What a user is promised of checkpoints: they come when they were asked for, and as many stay."""

from __future__ import annotations

import errno
import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from conftest import finetune_config
from jobs import Job, run_job, start_job

from model_runtime import checkpoints
from model_runtime.checkpoints import Saving
from model_runtime.events import Events
from model_runtime.failures import RuntimeFailure
from model_runtime.stopping import SaveRequest
from model_runtime.training import Run
from model_runtime.training.saving import Saver


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


def nothing(_directory: Path) -> None:
    """No state beside the tensors."""


class Disk:
    """Holds what is written until it is let go, or refuses it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.busy, self.free = threading.Event(), threading.Event()
        self.refusal: OSError | None = None
        keep = checkpoints.keep

        def kept(*given: Any) -> tuple[Path, str]:
            self.busy.set()
            assert self.free.wait(60)
            if self.refusal is not None:
                raise self.refusal
            return keep(*given)

        monkeypatch.setattr(checkpoints, "keep", kept)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


@pytest.fixture
def events(tmp_path: Path) -> Iterator[Events]:
    (tmp_path / "out").mkdir()
    with (tmp_path / "stdout").open("w") as stream:
        told = Events(tmp_path / "out", stream)
        yield told
        told.close()


def saver_in(root: Path, events: Events, **saving: Any) -> Saver:
    root.mkdir(exist_ok=True)
    return Saver(Run(root, {}, {}, [], saving=Saving(**saving)), events, SaveRequest(root))


def test_what_training_changes_while_a_checkpoint_is_written_is_not_in_it(
    disk: Disk, events: Events, tmp_path: Path
) -> None:
    saver = saver_in(tmp_path / "kept", events)
    weights = {"a": torch.tensor([1.0, 2.0]), "moments": {0: {"step": torch.tensor(3.0), "sums": [torch.ones(2)]}}}
    saver.save(1, nothing, lambda: {"weights.pt": weights}, None)
    # It was not waited for: nothing is whole yet.
    assert disk.busy.wait(60)
    assert not (tmp_path / "kept/step-1").exists()
    weights["a"].add_(100)
    weights["moments"][0]["sums"][0].add_(100)
    disk.free.set()
    saver.close()
    saver.check()
    saved = torch.load(tmp_path / "kept/step-1/weights.pt", weights_only=True)
    assert saved["a"].tolist() == [1.0, 2.0]
    assert saved["moments"][0]["sums"][0].tolist() == [1.0, 1.0]
    # What was hashed while it was written is what lies there.
    assert checkpoints.newest_whole(tmp_path / "kept", {}).step == 1


def test_one_checkpoint_is_written_at_a_time(disk: Disk, events: Events, tmp_path: Path) -> None:
    saver = saver_in(tmp_path / "kept", events)
    weights = torch.zeros(1)
    saver.save(1, nothing, lambda: {"weights.pt": weights}, None)
    assert disk.busy.wait(60)
    copied = threading.Event()

    def second() -> dict[str, Any]:
        copied.set()
        return {"weights.pt": weights}

    waiting = threading.Thread(target=saver.save, args=(2, nothing, second, None))
    waiting.start()
    assert not copied.wait(0.2)
    disk.free.set()
    waiting.join()
    saver.close()
    assert lying(tmp_path / "kept") == [".writing", "step-1", "step-2"]
    checkpoints.sweep(tmp_path / "kept")
    assert lying(tmp_path / "kept") == ["step-1", "step-2"]


def test_a_disk_that_fills_up_while_training_goes_on_ends_it_at_the_next_step(
    disk: Disk, events: Events, tmp_path: Path
) -> None:
    saver = saver_in(tmp_path / "kept", events)
    disk.refusal = OSError(errno.ENOSPC, "No space left on device")
    disk.free.set()
    saver.save(1, nothing, lambda: {"weights.pt": torch.zeros(1)}, None)
    saver.close()
    with pytest.raises(RuntimeFailure, match=r"disk full while writing .*kept/step-1: nothing half-written was left"):
        saver.check()
    assert list((tmp_path / "kept").rglob("*.pt")) == []


def test_training_waits_for_the_disk_where_it_is_told_to(disk: Disk, events: Events, tmp_path: Path) -> None:
    disk.free.set()
    saver = saver_in(tmp_path / "kept", events, asynchronous=False)
    saver.save(1, nothing, lambda: {"weights.pt": torch.zeros(1)}, None)
    assert lying(tmp_path / "kept/step-1") == ["checkpoint.json", "history.json", "weights.pt"]
    (told,) = [json.loads(line) for line in (tmp_path / "stdout").read_text().splitlines()]
    assert told["blocked_seconds"] == told["seconds"]
    assert told["bytes"] == sum(path.stat().st_size for path in (tmp_path / "kept/step-1").iterdir())


def test_a_run_that_waits_for_the_disk_ends_with_the_weights_of_one_that_does_not(
    tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    made = []
    for name, asynchronous in (("beside", True), ("waits", False)):
        config = finetune_config(
            tmp_path / name, tiny_data, tiny_base, max_steps=6, checkpoints={"asynchronous": asynchronous}
        )
        job = run_job(tmp_path / name, config)
        assert job.exit == 0, job.stderr
        assert job.result["checkpoints"]["count"] == 3
        made.append(torch.load(tmp_path / name / "checkpoints/step-6/weights.pt", weights_only=True))
    assert made[0].keys() == made[1].keys()
    assert all(torch.equal(value, made[1][name]) for name, value in made[0].items())


@pytest.mark.parametrize("ranks", [1, 2])
def test_a_checkpoint_is_written_when_its_file_is_touched_and_training_goes_on(
    ranks: int, tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    config = finetune_config(tmp_path, tiny_data, tiny_base, epochs=10_000, checkpoints={"steps": 1_000_000})
    launch = {"ranks": 2, "nodes": 1, "node_rank": 0, "backend": "gloo", "strategy": "ddp"}
    job = start_job(tmp_path, config if ranks == 1 else {**config, "launch": launch})

    def until(met: Any) -> None:
        while not met():
            assert job.exit is None, job.stderr
            time.sleep(0.01)

    until(lambda: saved_steps(job) == [1])
    request = tmp_path / "checkpoints/checkpoint-now"
    for times in (1, 2):
        request.touch()
        until(lambda: not request.exists())
        # The file is gone once the checkpoint is told, and it asks for one alone.
        assert len(saved_steps(job)) == 1 + times
        assert (tmp_path / "checkpoints" / f"step-{saved_steps(job)[-1]}").is_dir()
    os.kill(job.process_id, signal.SIGTERM)
    assert job.wait().exit == 75
    assert len(saved_steps(job)) == 4
