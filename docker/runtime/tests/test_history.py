"""What a user is promised of the curve of a training: whole, small, and the same after a resume."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import finetune_config
from jobs import run_job

from model_runtime.history import History
from model_runtime.training.reporter import Pace


def trained(history: History, first: int, last: int) -> History:
    for step in range(first, last + 1):
        history.train(step, float(step), 1 / step)
    return history


def test_a_long_training_is_told_by_as_many_points_as_a_report_can_show() -> None:
    history = trained(History(), 1, 1001)
    assert history.curve[0] == {"step": 4, "loss": 2.5, "learning_rate": 1 / 4}
    assert history.curve[-1] == {"step": 1001, "loss": 1001.0, "learning_rate": 1 / 1001}
    assert [point["step"] for point in history.curve[:-1]] == list(range(4, 1001, 4))
    assert (history.first_loss, history.last_loss) == (1.0, 1001.0)
    assert (History().curve, History().validation) == ([], [])


def test_few_steps_are_told_one_by_one() -> None:
    history = trained(History(), 1, 400)
    assert history.curve == [{"step": step, "loss": float(step), "learning_rate": 1 / step} for step in range(1, 401)]


def test_of_very_many_validations_some_are_told_and_always_the_last() -> None:
    history = History()
    for step in range(1, 1003):
        history.validate(step, 1 / step, 3)
        assert len(history.validation) <= 400
        assert history.validation[-1] == {"step": step, "loss": 1 / step, "examples": 3}
    steps = [asked["step"] for asked in history.validation]
    assert steps == sorted(set(steps))
    assert len(steps) >= 200
    assert steps[0] == 1


def test_a_curve_that_went_on_from_a_checkpoint_is_that_of_a_run_never_stopped(tmp_path: Path) -> None:
    for stopped in (3, 400, 401, 799, 1000):
        first = trained(History(), 1, stopped)
        first.validate(stopped, 0.3, 7)
        first.save(tmp_path)
        whole = trained(History(), 1, stopped)
        whole.validate(stopped, 0.3, 7)
        assert trained(History.load(tmp_path), stopped + 1, 1700) == trained(whole, stopped + 1, 1700)


def test_what_lies_in_a_checkpoint_has_a_bound_that_no_number_of_steps_moves(tmp_path: Path) -> None:
    sizes = []
    for steps in (800, 100_000):
        trained(History(), 1, steps).save(tmp_path)
        sizes.append((tmp_path / "history.json").stat().st_size)
    assert sizes[1] < 2 * sizes[0] < 200_000


def test_the_state_in_a_checkpoint_does_not_grow_with_its_steps(
    tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    job = run_job(tmp_path, finetune_config(tmp_path, tiny_data, tiny_base, max_steps=40, checkpoints={"steps": 20}))
    assert job.exit == 0, job.stderr
    states = [json.loads((tmp_path / f"checkpoints/step-{step}/trainer_state.json").read_text()) for step in (20, 40)]
    assert [state["global_step"] for state in states] == [20, 40]
    assert [state["log_history"] for state in states] == [[], []]
    assert [point["step"] for point in job.result["history"]] == list(range(1, 41))


def test_fast_steps_are_told_at_every_percent_and_slow_ones_each() -> None:
    fast = Pace()
    told = [step for step in range(1, 100_001) if fast.is_due(step, 100_000, step * 1e-6)]
    assert told[:3] == [1, 1000, 2000]
    assert told[-1] == 100_000
    assert len(told) == 101
    slow = Pace()
    assert all(slow.is_due(step, 100_000, step * 1.5) for step in range(1, 2000))
    every_second = Pace()
    assert sum(every_second.is_due(step, 10**9, step * 0.01) for step in range(1, 1001)) == 10
