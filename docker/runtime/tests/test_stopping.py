"""What a user is promised of early stopping: the model is the best one, and a kill changes nothing about which."""

from __future__ import annotations

import os
import random
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest
import torch
from architectures import base_model
from conftest import finetune_config
from jobs import Job, run_job, start_job
from test_losses import Numbered, batch_of
from test_ranks import launch, still
from tiny import LABELS, Heard

from model_runtime.base import load_base
from model_runtime.files import sha256_of_file
from model_runtime.history import History
from model_runtime.tasks import task_of
from model_runtime.training import Computing, Loop, Run, make_trainer

WEIGHTS = "model/model.safetensors"
# Such a rate learns these few examples by heart within some epochs, and a constant one knows nothing of their number.
BY_HEART: dict[str, Any] = {
    "learning_rate": 5e-3,
    "lr_scheduler": "constant",
    "warmup_steps": 0,
    "epochs": 40,
    "early_stopping": {"patience": 2, "min_delta": 0.0},
}


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory, tiny_base: Path, tiny_data: Path) -> Job:
    directory = tmp_path_factory.mktemp("stopped")
    job = run_job(directory, finetune_config(directory, tiny_data, tiny_base, {"steps": 1}, **BY_HEART))
    assert job.exit == 0, job.stderr
    return job


def epoch_of(job: Job) -> int:
    return int(job.result["validation"][0]["step"])


def test_training_ends_after_as_many_validations_without_a_better_one(stopped: Job) -> None:
    result = stopped.result
    told = result["early_stopping"]
    losses = [asked["loss"] for asked in result["validation"]]
    assert told["stopped"] and told["best_loss"] == min(losses)
    assert result["validation"][losses.index(min(losses))]["step"] == told["best_step"]
    assert result["steps"] == told["best_step"] + 2 * epoch_of(stopped)
    assert result["epochs"] < 40


def test_the_model_at_the_end_is_that_of_the_best_step_to_the_last_bit(
    stopped: Job, tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    until = {**BY_HEART, "max_steps": stopped.result["early_stopping"]["best_step"]}
    del until["early_stopping"]
    job = run_job(tmp_path, finetune_config(tmp_path, tiny_data, tiny_base, **until))
    assert job.exit == 0, job.stderr
    assert sha256_of_file(stopped.out / WEIGHTS) == sha256_of_file(job.out / WEIGHTS)


def test_the_best_checkpoint_outlives_newer_ones(stopped: Job) -> None:
    best, last = stopped.result["early_stopping"]["best_step"], stopped.result["steps"]
    kept = {path.name for path in (stopped.out.parent / "checkpoints").iterdir()}
    assert kept == {f"step-{step}" for step in (best, last - 1, last)}


def test_a_run_killed_after_its_last_step_makes_the_same_model_without_another_one(
    stopped: Job, tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    shutil.copytree(stopped.out.parent / "checkpoints", tmp_path / "checkpoints")
    job = run_job(tmp_path, finetune_config(tmp_path, tiny_data, tiny_base, **BY_HEART))
    assert job.exit == 0, job.stderr
    assert job.result["resumed_from_step"] == job.result["steps"] == stopped.result["steps"]
    assert job.result["early_stopping"] == stopped.result["early_stopping"]
    assert job.result["validation"] == stopped.result["validation"]
    assert sha256_of_file(job.out / WEIGHTS) == sha256_of_file(stopped.out / WEIGHTS)


def test_a_run_killed_twice_stops_where_one_does_that_was_never_killed(
    stopped: Job, tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    config = finetune_config(tmp_path, tiny_data, tiny_base, {"steps": 4}, **BY_HEART)
    seed = int(os.environ.get("KILL_SEED", random.SystemRandom().randrange(2**16)))
    steps = sorted(random.Random(seed).sample(range(2, stopped.result["steps"] - 1), 2))
    told = f"killed at steps {steps}; again with KILL_SEED={seed}"
    for step in steps:
        start_job(tmp_path, config).signal_at_step(step, signal.SIGKILL)
    job = run_job(tmp_path, config)
    assert job.exit == 0, job.stderr
    assert job.result["early_stopping"] == stopped.result["early_stopping"], told
    assert job.result["validation"] == stopped.result["validation"], told
    assert sha256_of_file(job.out / WEIGHTS) == sha256_of_file(stopped.out / WEIGHTS), told


def test_without_the_best_checkpoint_a_run_is_refused_before_it_goes_on(
    stopped: Job, tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    shutil.copytree(stopped.out.parent / "checkpoints", tmp_path / "checkpoints")
    best = stopped.result["early_stopping"]["best_step"]
    (tmp_path / f"checkpoints/step-{best}/model.safetensors").write_bytes(b"broken")
    job = run_job(tmp_path, finetune_config(tmp_path, tiny_data, tiny_base, **BY_HEART))
    assert job.exit == 2
    assert "the checkpoint with the least validation loss is missing or not whole" in job.error["message"]


def test_adapters_end_as_those_of_the_best_step_and_validation_may_come_more_often_than_epochs(
    tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    lora = {**BY_HEART, "method": "lora", "learning_rate": 0.05}
    options = {**lora, "early_stopping": {"patience": 2, "min_delta": 0.0, "steps": 2}}
    job = run_job(tmp_path / "1", finetune_config(tmp_path / "1", tiny_data, tiny_base, **options))
    assert job.exit == 0, job.stderr
    best = job.result["early_stopping"]["best_step"]
    assert [asked["step"] for asked in job.result["validation"]] == list(range(2, job.result["steps"] + 1, 2))
    assert job.result["steps"] == best + 4
    until = {**lora, "max_steps": best}
    del until["early_stopping"]
    wanted = run_job(tmp_path / "2", finetune_config(tmp_path / "2", tiny_data, tiny_base, **until))
    assert sha256_of_file(job.out / WEIGHTS) == sha256_of_file(wanted.out / WEIGHTS)


def test_two_processes_stop_at_the_step_of_one(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    base, jobs = still(tiny_base, tmp_path / "base"), []
    for ranks in (1, 2):
        directory = tmp_path / str(ranks)
        config = finetune_config(directory, tiny_data, base, **BY_HEART, batch_size=8 // ranks)
        jobs.append(run_job(directory, config if ranks == 1 else {**config, "launch": launch(ranks)}))
    assert [job.exit for job in jobs] == [0, 0], jobs[1].stderr
    one, two = (job.result for job in jobs)
    assert two["early_stopping"]["best_step"] == one["early_stopping"]["best_step"]
    assert two["early_stopping"]["best_loss"] == pytest.approx(one["early_stopping"]["best_loss"], rel=1e-3)


def test_a_run_that_goes_on_from_its_last_step_in_the_middle_of_an_epoch_takes_no_other(
    tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    config = finetune_config(tmp_path, tiny_data, tiny_base, {"steps": 2}, max_steps=4)
    first = run_job(tmp_path, config)
    weights = sha256_of_file(first.out / WEIGHTS)
    shutil.rmtree(first.out)
    again = run_job(tmp_path, config)
    assert again.exit == 0, again.stderr
    assert (again.result["steps"], again.result["resumed_from_step"]) == (4, 4)
    assert sha256_of_file(again.out / WEIGHTS) == weights


def test_without_validation_examples_early_stopping_is_refused(
    tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    data = Path(shutil.copytree(tiny_data, tmp_path / "data"))
    (data / "validation.arrow").unlink()
    job = run_job(tmp_path, finetune_config(tmp_path, data, tiny_base, **BY_HEART))
    assert job.exit == 2
    assert job.error["message"] == "finetune.early-stopping: the data has no validation examples"


def test_only_a_loss_that_is_less_by_more_than_the_delta_is_better() -> None:
    history = History()
    for step, loss in enumerate([1.0, 0.95, 0.91, 0.89, 0.9], start=1):
        history.validate(step, loss, 3, min_delta=0.1)
    assert (history.best, history.since_best) == ({"step": 4, "loss": 0.89}, 1)


class Interrupting(Numbered):
    """Examples in the midst of whose reading the run is asked to stop."""

    def __init__(self, numbers: Any, stop: list[str]) -> None:
        super().__init__(numbers)
        self._stop = stop

    def __getitem__(self, index: Any) -> Any:
        self._stop.append("SIGTERM")
        return super().__getitem__(index)


def test_a_validation_that_a_signal_cut_off_is_made_up_for(tmp_path: Path) -> None:
    class Quiet(Heard):
        def checkpoint(self, step: int, path: str, *_told: Any) -> None:
            self.last = path

    task = task_of("text-classification")
    base = base_model("bert", tmp_path / "base")

    def trained(directory: Path, validation: Any, stop: list[str], resume: Path | None = None) -> Any:
        torch.manual_seed(0)
        loop: Any = Loop(
            model=load_base(base, task, LABELS, Quiet()).model,
            task=task,
            examples=Numbered(range(8)),
            lengths=None,
            validation=validation,
            collate=batch_of,
            training={
                "epochs": 3,
                "learning_rate": 1e-3,
                "batch_size": 4,
                "gradient_accumulation": 1,
                "warmup_steps": 0,
                "weight_decay": 0.0,
                "seed": 5,
                "early_stopping": {"patience": 9, "min_delta": 0.0},
            },
            run=Run(directory, {}, {}, stop, Computing(), History() if resume is None else History.load(resume)),
            events=Quiet(),
        )
        trainer = make_trainer(loop)
        trainer.train(resume_from_checkpoint=None if resume is None else str(resume))
        return trainer

    whole = trained(tmp_path / "whole", Numbered(range(8, 14)), [])
    assert whole.is_over
    stop: list[str] = []
    cut = trained(tmp_path / "cut", Interrupting(range(8, 14), stop), stop)
    assert cut.state.global_step == 2
    assert not cut.is_over
    resumed = trained(tmp_path / "cut", Numbered(range(8, 14)), [], tmp_path / "cut/step-2")
    assert resumed.run.history.validation == whole.run.history.validation
