"""What a user is promised while a training runs: how fast it goes, and when it will be done."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from conftest import finetune_config
from jobs import run_job

from model_runtime.examples import open_dataset
from model_runtime.inputs import Inputs
from model_runtime.meter import Meter, Pause, tokens_in
from model_runtime.tasks import task_of
from model_runtime.training.reporter import Speed


def run_of(meter: Meter, seconds: list[float], now: float = 0.0) -> float:
    """Steps of 8 examples and 100 tokens that took so long."""
    for each in seconds:
        now += each
        meter.count(8, 100)
        meter.done(now, 0.0)
    return now


def test_speed_is_that_of_the_last_steps_and_not_of_the_first_which_warms_up() -> None:
    meter = Meter()
    meter.begin(0.0, 0.0)
    assert (meter.rates, meter.step_seconds) == ({}, 0.0)
    now = run_of(meter, [9.0])
    assert meter.step_seconds == 9.0
    now = run_of(meter, [0.5] * 10, now)
    assert meter.rates == pytest.approx({"examples_per_second": 16, "tokens_per_second": 200})
    run_of(meter, [2.0] * 50, now)
    assert meter.rates == pytest.approx({"examples_per_second": 4, "tokens_per_second": 50})
    assert meter.tokens == 6100


def test_validations_and_waits_for_checkpoints_are_not_counted_as_training() -> None:
    meter, paused, now = Meter(), 0.0, 0.0
    meter.begin(now, paused)
    for step in range(1, 11):
        now += 0.1
        if step % 5 == 0:
            now, paused = now + 3, paused + 3
        meter.count(1, 0)
        meter.done(now, paused)
    assert meter.step_seconds == pytest.approx(0.1)
    # Images have no tokens.
    assert meter.rates == pytest.approx({"examples_per_second": 10})


def test_the_time_left_has_the_pauses_that_are_to_come_and_is_0_at_the_end() -> None:
    meter = Meter()
    meter.begin(0.0, 0.0)
    run_of(meter, [1.0, 0.5, 0.5])
    # 60 steps are left, among them the validations after 50, 75 and 100 of 4 s each; there was no checkpoint yet.
    pauses = [Pause(every=25, count=1, seconds=4.0), Pause(every=10, count=0, seconds=0.0)]
    assert meter.seconds_left(40, 100, pauses) == pytest.approx(60 * 0.5 + 3 * 4)
    assert meter.seconds_left(100, 100, pauses) == 0


def test_speed_is_told_once_a_second_and_at_the_end_however_fast_the_steps_are() -> None:
    speed = Speed(Meter(), list)
    speed.begin(0.0)
    told = []
    for step in range(1, 1001):
        speed.step(step * 0.01)
        if speed.metrics(step * 0.01, step == 1000):
            told.append(step)
    assert len(told) <= 11
    assert told[-1] == 1000


def test_tokens_are_counted_without_padding_and_of_both_halves_of_a_model() -> None:
    read = torch.tensor([[5, 6, 0], [7, 0, 0]])
    mask = (read > 0).long()
    assert tokens_in({"input_ids": read, "attention_mask": mask, "labels": torch.tensor([0, 1])}) == 3
    assert tokens_in({"input_ids": read, "labels": read}) == 6
    written = {"decoder_input_ids": read, "labels": torch.tensor([[4, -100, -100], [4, 4, -100]])}
    assert tokens_in({"input_ids": read, "attention_mask": mask, **written}) == 6
    assert tokens_in({"pixel_values": torch.zeros(2, 3, 8, 8), "labels": torch.tensor([0, 1])}) == 0


def test_a_training_tells_its_speed_and_the_time_left_and_its_result_counts_every_token(
    tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    job = run_job(tmp_path, finetune_config(tmp_path, tiny_data, tiny_base, epochs=2))
    assert job.exit == 0, job.stderr
    result, told = job.result, [event for event in job.events if event["type"] == "progress"]
    assert told[-1]["seconds_left"] == 0
    assert all(event["rate"]["unit"] == "tokens" and event["rate"]["value"] > 0 for event in told)
    metrics = {event["name"]: event["value"] for event in job.events if event["type"] == "metric"}
    assert metrics.keys() >= {"step_seconds", "examples_per_second", "tokens_per_second", "peak_memory_bytes"}
    # More than PyTorch alone, less than any machine of the tests has.
    assert 5e7 < metrics["peak_memory_bytes"] <= result["peak_memory_bytes"] < 1e11
    task, train = task_of("text-classification"), open_dataset(tiny_data).split("train")
    inputs: Inputs = task.inputs(tiny_base, 16)
    lengths = task.lengths(train, inputs)
    assert lengths is not None
    tokens_of_example = result["tokens_per_second"] / result["examples_per_second"]
    assert tokens_of_example == pytest.approx(float(lengths.mean()), rel=1e-3)
