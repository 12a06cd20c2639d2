"""What a user is promised of precision, memory and reading: used as asked, or refused before anything is loaded."""

from __future__ import annotations

import math
import shutil
import signal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from architectures import base_model, writer_base
from conftest import finetune_config
from jobs import run_job, start_job
from safetensors.numpy import load_file
from test_finetune import in_dtype
from test_losses import Numbered, batch_of
from tiny import LABELS, Heard, told

from model_runtime.base import load_base, saved_as, train_in_full
from model_runtime.environment import settle_threads_and_determinism
from model_runtime.failures import RuntimeFailure
from model_runtime.files import sha256_of_file
from model_runtime.finetune import _compute_activations_again
from model_runtime.history import History
from model_runtime.meter import Meter
from model_runtime.methods import method_of
from model_runtime.precision import Gpu, Overflows, gpu_of_job, precision_for, stays_in_half, tf32_for
from model_runtime.tasks import task_of
from model_runtime.training import Computing, Loop, Run, make_trainer
from model_runtime.training.reporter import Reporter, Speed

WEIGHTS = "model/model.safetensors"
V100, T4, A100, H100 = (Gpu(*of) for of in (("V100", (7, 0)), ("Tesla T4", (7, 5)), ("A100", (8, 0)), ("H100", (9, 0))))
P100 = Gpu("P100", (6, 0))


@pytest.mark.parametrize(
    ("asked", "gpu", "expected"),
    [
        ("auto", None, "fp32"),
        ("auto", T4, "fp32"),
        ("auto", A100, "bf16"),
        ("auto", H100, "bf16"),
        ("fp32", H100, "fp32"),
        ("bf16", None, "bf16"),
        ("bf16", A100, "bf16"),
        ("fp16", V100, "fp16"),
        ("fp16", H100, "fp16"),
    ],
)
def test_the_hardware_decides_unless_somebody_does(asked: str, gpu: Gpu | None, expected: str) -> None:
    assert precision_for({} if asked == "auto" else {"precision": asked}, gpu) == expected


@pytest.mark.parametrize(
    ("settings", "gpu", "because"),
    [
        (
            {"precision": "bf16"},
            T4,
            "finetune.precision: bf16 is in the hardware from compute capability 8.0 on, and this is Tesla T4 "
            "(compute capability 7.5). Write auto, fp16 or fp32.",
        ),
        ({"precision": "fp16"}, None, "finetune.precision: fp16 needs a GPU, and this job has none."),
        ({"precision": "fp16"}, P100, "finetune.precision: fp16 is fast from compute capability 7.0 on"),
        ({"tf32": True}, None, "finetune.tf32: TF32 is in the hardware of GPUs from compute capability 8.0 on, and "),
        ({"tf32": True}, T4, "and this is Tesla T4 (compute capability 7.5). Remove it."),
    ],
)
def test_what_the_hardware_lacks_is_refused_with_the_remedy(
    settings: dict[str, Any], gpu: Gpu | None, because: str
) -> None:
    with pytest.raises(RuntimeFailure) as failure:
        precision_for(settings, gpu)
        tf32_for(settings, gpu)
    assert because in told(failure)
    assert failure.value.code == "configuration"


def test_products_are_rounded_to_tf32_where_the_gpu_can_and_nobody_says_no() -> None:
    assert [tf32_for({}, gpu) for gpu in (None, T4, A100)] == [None, None, True]
    assert [tf32_for({"tf32": wanted}, H100) for wanted in (True, False)] == [True, False]
    assert tf32_for({"tf32": False}, T4) is None


def test_the_gpu_is_the_one_that_this_process_trains_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert gpu_of_job() is None
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda: "A100")
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda: (8, 0))
    assert gpu_of_job() == A100


def test_a_refused_precision_ends_the_job_before_its_base_is_loaded(
    tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    job = run_job(tmp_path, finetune_config(tmp_path, tiny_data, tiny_base, precision="fp16"))
    assert job.exit == 2
    assert job.error["message"] == "finetune.precision: fp16 needs a GPU, and this job has none"
    assert not list((tmp_path / "checkpoints").iterdir())


@pytest.mark.parametrize("method", ["full", "lora"])
def test_bf16_learns_what_fp32_does(method: str, tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    jobs = []
    for precision in ("fp32", "bf16"):
        directory = tmp_path / precision
        options = {"method": method, "precision": precision, "epochs": 2}
        jobs.append(run_job(directory, finetune_config(directory, tiny_data, tiny_base, **options)))
        assert jobs[-1].exit == 0, jobs[-1].stderr
        assert jobs[-1].result["precision"] == precision
        assert jobs[-1].result["model"]["precision"] == "fp32"
    full, half = ([point["loss"] for point in job.result["history"]] for job in jobs)
    assert half == pytest.approx(full, rel=2e-2)
    # It is another type of product, and not the same one under another name.
    assert half != full


# The base as it was saved


@pytest.mark.parametrize("kind", ["bert", "roberta", "mpnet", "distilbert", "deberta-v2", "gpt2", "bart"])
def test_a_frozen_base_stays_as_it_was_saved_and_what_is_trained_is_in_full(kind: str, tmp_path: Path) -> None:
    torch.set_num_threads(1)
    base, task = base_model(kind, tmp_path / "base", "bfloat16"), task_of("text-classification")
    assert stays_in_half(saved_as(base), "bf16")
    losses = []
    for as_saved in (True, False):
        torch.manual_seed(0)
        method = method_of({"method": "lora", "lora": {"rank": 2, "alpha": 4, "dropout": 0.0}})
        model = method.wrap(load_base(base, task, LABELS, Heard(), as_saved))
        train_in_full(model)
        before = {name: one.clone() for name, one in model.named_parameters() if not one.requires_grad}
        assert {one.dtype for one in before.values()} == {torch.bfloat16 if as_saved else torch.float32}
        assert {one.dtype for one in model.parameters() if one.requires_grad} == {torch.float32}
        loop: Any = Loop(
            model=model,
            task=task,
            examples=Numbered(range(16)),
            lengths=None,
            validation=[],
            collate=batch_of,
            training={
                "epochs": 2,
                "learning_rate": 1e-2,
                "batch_size": 8,
                "gradient_accumulation": 1,
                "warmup_steps": 0,
                "weight_decay": 0.0,
                "seed": 5,
            },
            run=Run(tmp_path / "run", {}, {}, [], Computing("bf16"), History()),
            events=Heard(),
        )
        # Dropout draws in the type of what it drops.
        for module in model.modules():
            if isinstance(module, torch.nn.Dropout):
                module.p = 0.0
        trainer: Any = make_trainer(loop)
        trainer._save_checkpoint = lambda *_: None
        trainer.train()
        losses.append([point["loss"] for point in loop.run.history.curve])
        for name, one in model.named_parameters():
            if name in before:
                assert torch.equal(one, before[name]), name
    assert losses[0] == pytest.approx(losses[1], rel=2e-2)


def test_a_base_stays_in_half_only_where_that_is_the_type_of_the_products() -> None:
    bf16, fp16, mixed = frozenset({"BF16"}), frozenset({"F16"}), frozenset({"BF16", "F32"})
    assert stays_in_half(bf16, "bf16") and stays_in_half(fp16, "fp16")
    for saved, precision in ((bf16, "fp32"), (bf16, "fp16"), (fp16, "bf16"), (mixed, "bf16"), (frozenset(), "fp32")):
        assert not stays_in_half(saved, precision)  # type: ignore[arg-type]


@pytest.mark.parametrize("merge", [True, False])
def test_a_model_tuned_on_a_base_in_half_is_that_of_the_base_in_full(
    merge: bool, tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    lora = {"rank": 4, "alpha": 8, "dropout": 0.0, "merge": merge}
    file = "model.safetensors" if merge else "adapter_model.safetensors"
    made = []
    for dtype in ("bfloat16", "float32"):
        base = in_dtype(tiny_base, tmp_path / "bases" / dtype, dtype)
        directory = tmp_path / dtype
        options = {"method": "lora", "lora": lora, "precision": "bf16", "max_steps": 20, "epochs": 9}
        job = run_job(directory, finetune_config(directory, tiny_data, base, **options))
        assert job.exit == 0, job.stderr
        made.append((job, load_file(job.out / "model" / file)))
    (half, ours), (full, theirs) = made
    assert half.result["last_loss"] == pytest.approx(full.result["last_loss"], rel=2e-2)
    for name, value in ours.items():
        assert value.dtype == np.float32, name
        assert np.allclose(value, theirs[name], atol=5e-3), name


def test_conversations_share_rows_on_a_base_in_half(tmp_path: Path) -> None:
    from model_runtime.tasks.packing import refuse_unless_apart

    base, task = writer_base("llama", tmp_path / "base", "bfloat16"), task_of("causal-lm")
    refuse_unless_apart(load_base(base, task, [], Heard(), as_saved=True).model)


# Scaled gradients


def test_a_step_with_an_infinite_scaled_gradient_is_normal_and_twenty_in_a_row_are_not() -> None:
    overflows = Overflows(lambda: 1024.0)
    for step in range(19):
        overflows.skipped(step)
    overflows.done()
    for step in range(19):
        overflows.skipped(step)
    with pytest.raises(RuntimeFailure) as failure:
        overflows.skipped(40)
    assert told(failure) == (
        "diverged: the gradient is infinite at step 40, for 20 steps in a row, with the loss scaled by 1024. "
        "Lower finetune.learning-rate, or write finetune.precision: bf16 or fp32."
    )


def test_a_scale_with_nothing_left_to_halve_is_the_end() -> None:
    with pytest.raises(RuntimeFailure, match=r"scaled by 0\.5"):
        Overflows(lambda: 0.5).skipped(3)


class Told(Heard):
    def __init__(self) -> None:
        super().__init__()
        self.all: list[tuple[str, float, int | None]] = []

    def metric(self, name: str, value: float, step: int | None = None) -> None:
        self.all.append((name, value, step))


def test_the_norm_of_a_step_that_was_left_out_is_counted_and_not_told() -> None:
    def log(reporter: Reporter, step: int, norm: float, loss: float = 0.5) -> None:
        state: Any = SimpleNamespace(global_step=step, max_steps=9, log_history=[])
        control: Any = SimpleNamespace(should_training_stop=False)
        reporter.on_log(SimpleNamespace(), state, control, {"loss": loss, "grad_norm": norm})  # type: ignore[arg-type]

    history, events = History(), Told()
    reporter = Reporter(events, [], history, Speed(Meter(), list), Overflows(lambda: 2.0**15))  # type: ignore[arg-type]
    log(reporter, 1, math.inf)
    log(reporter, 2, math.nan)
    log(reporter, 3, 0.7)
    assert history.skipped == 2
    assert [(value, step) for name, value, step in events.all if name == "grad_norm"] == [(0.7, 3)]
    with pytest.raises(RuntimeFailure, match="loss is nan at step 4"):
        log(reporter, 4, math.nan, math.nan)
    # Where nothing is scaled, an infinite norm is the end at once.
    with pytest.raises(RuntimeFailure, match="grad_norm is inf at step 1"):
        log(Reporter(events, [], History(), Speed(Meter(), list)), 1, math.inf)  # type: ignore[arg-type]


def test_algorithms_are_deterministic_on_cpus_and_on_a_gpu_where_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = []
    for gpu, asked in ((False, False), (True, False), (True, True)):
        monkeypatch.setattr(torch.cuda, "is_available", lambda gpu=gpu: gpu)
        monkeypatch.setattr(torch.cuda, "manual_seed_all", lambda seed: None)
        settle_threads_and_determinism(0, asked)
        found.append(torch.are_deterministic_algorithms_enabled())
    torch.use_deterministic_algorithms(False)
    assert found == [True, False, True]


# Memory and reading


@pytest.mark.parametrize("method", ["full", "lora", "adapter"])
def test_activations_that_are_computed_again_train_the_same_model(
    method: str, tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    weights = []
    for again in (False, True):
        directory = tmp_path / str(again)
        options = {"method": method, "gradient_checkpointing": again, "max_steps": 6}
        job = run_job(directory, finetune_config(directory, tiny_data, tiny_base, **options))
        assert job.exit == 0, job.stderr
        (file,) = (job.out / "model").glob("*model.safetensors")
        weights.append(load_file(file))
    for name, value in weights[0].items():
        assert np.allclose(value, weights[1][name], atol=1e-6), name


def test_a_model_that_cannot_compute_its_activations_again_is_refused() -> None:
    class Plain(torch.nn.Module):
        supports_gradient_checkpointing = False

    with pytest.raises(RuntimeFailure) as failure:
        _compute_activations_again(Plain())
    assert "finetune.gradient-checkpointing: Plain cannot compute its activations again" in told(failure)


def test_processes_that_read_change_no_bit_nor_does_their_number_on_a_resume(
    tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    jobs = {}
    for workers in (0, 2):
        directory = tmp_path / str(workers)
        config = finetune_config(directory, tiny_data, tiny_base, workers=workers, epochs=3)
        jobs[workers] = run_job(directory, config)
        assert jobs[workers].exit == 0, jobs[workers].stderr
        assert jobs[workers].stderr == ""
    assert jobs[0].result["history"] == jobs[2].result["history"]
    wanted = sha256_of_file(jobs[0].out / WEIGHTS)
    assert sha256_of_file(jobs[2].out / WEIGHTS) == wanted
    killed = tmp_path / "killed"
    start = start_job(killed, finetune_config(killed, tiny_data, tiny_base, workers=2, epochs=3))
    assert start.signal_at_step(8, signal.SIGKILL).exit == -signal.SIGKILL
    shutil.rmtree(killed / "out", ignore_errors=True)
    resumed = run_job(killed, finetune_config(killed, tiny_data, tiny_base, workers=1, epochs=3))
    assert resumed.result["resumed_from_step"] >= 1
    assert sha256_of_file(resumed.out / WEIGHTS) == wanted
