"""What a machine lacks for a training is told before it begins: all of it at once, each with its remedy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from architectures import base_model
from jobs import Job, run_job
from tiny import Heard, told

from model_runtime import preflight
from model_runtime.failures import RuntimeFailure

NEEDS = {"disk_bytes": 0, "memory_bytes": 0, "gpu": False}
TRAINING = {
    "method": "full",
    "epochs": 1,
    "learning_rate": 1e-4,
    "batch_size": 8,
    "gradient_accumulation": 1,
    "warmup_steps": 0,
    "weight_decay": 0,
    "seed": 1,
}
READS = {"hidden_size": 128, "num_hidden_layers": 4, "num_attention_heads": 4, "intermediate_size": 512}
GLOO = {"backend": "gloo", "node_rank": 0, "nodes": 1, "ranks": 2, "strategy": "ddp"}


def preflight_of(directory: Path, base: Path | None = None, **changes: Any) -> Job:
    config = {
        "verb": "preflight",
        "paths": {"in": {} if base is None else {"base": str(base)}, "out": str(directory / "out")},
        "needs": NEEDS,
        "all": True,
        **changes,
    }
    return run_job(directory, config)


def checks_of(job: Job) -> dict[str, dict[str, Any]]:
    assert job.exit == 0, job.stderr
    return {check["name"]: check for check in job.result["checks"]}


def test_everything_that_is_lacking_is_told_at_once(tmp_path: Path) -> None:
    needs = {"disk_bytes": 1 << 60, "memory_bytes": 1 << 60, "gpu": True, "shm_bytes": 1 << 60}
    checks = checks_of(preflight_of(tmp_path, needs=needs))
    assert [name for name, check in checks.items() if not check["ok"]] == ["disk", "memory", "shm", "gpu"]
    assert checks["gpu"]["because"] == "no NVIDIA GPU found"
    assert checks["shm"]["hint"] == "Raise engine.shm, or set finetune.workers to 0."


def test_a_training_is_told_with_what_it_needs_and_what_would_fit(tmp_path: Path) -> None:
    base = base_model("bert", tmp_path / "base", **READS, vocab_size=8000, max_position_embeddings=256)
    training = {"task": "text-classification", "max_length": 200, "training": TRAINING}
    job = preflight_of(tmp_path / "fits", base, training=training)
    assert checks_of(job)["training"]["ok"]
    estimate = job.result["estimate"]
    assert estimate["fits"]
    assert estimate["needed"] <= estimate["free"]

    card = {"name": "NVIDIA T4", "memory_bytes": 640 << 20, "compute_capability": "7.5"}
    job = preflight_of(tmp_path / "not", base, training={**training, "card": card})
    check = checks_of(job)["training"]
    assert not check["ok"]
    assert "MiB of memory, and 640 MiB are there" in check["because"]
    assert check["hint"].startswith("it would fit with finetune.batch-size: ")
    assert not job.result["estimate"]["fits"]
    assert job.stderr == ""


def test_a_training_that_does_not_fit_ends_with_its_own_exit_code_where_one_failure_is_enough(tmp_path: Path) -> None:
    base = base_model("bert", tmp_path / "base", **READS)
    training = {"task": "text-classification", "max_length": 32, "training": TRAINING, "limit_bytes": 1}
    job = preflight_of(tmp_path / "job", base, training=training, all=False)
    assert job.exit == 5
    assert job.error["hint"].startswith("no settings of finetune make it fit")


def test_a_training_that_ran_out_of_memory_has_settings_that_need_less_though_it_should_have_fit(
    tmp_path: Path,
) -> None:
    base = base_model("bert", tmp_path / "base", **READS, vocab_size=8000, max_position_embeddings=256)
    card = {"name": "NVIDIA T4", "memory_bytes": 1 << 30, "compute_capability": "7.5"}
    training = {"task": "text-classification", "max_length": 200, "training": {**TRAINING, "batch_size": 32}}
    job = preflight_of(tmp_path / "job", base, training={**training, "card": card, "failed": True})
    assert not checks_of(job)["training"]["ok"]
    assert job.result["estimate"]["would_fit"]


def test_a_model_of_which_nobody_can_say_what_it_needs_is_told_so_and_refused_by_nothing(tmp_path: Path) -> None:
    base = base_model("bart", tmp_path / "base")
    training = {"task": "text-classification", "max_length": 16, "training": {**TRAINING, "method": "adapter"}}
    job = preflight_of(tmp_path / "job", base, training=training)
    check = checks_of(job)["training"]
    assert check["ok"]
    assert check["because"].startswith("nobody can say before it is tried: ")
    assert "estimate" not in job.result


def test_workers_need_room_in_shared_memory(tmp_path: Path) -> None:
    base = base_model("bert", tmp_path / "base", **READS)
    training = {**TRAINING, "workers": 4, "batch_size": 1 << 24}
    planned = {"task": "text-classification", "max_length": 512, "training": training}
    config = {"needs": NEEDS, "training": planned}
    assert preflight._shared_bytes(config) == 4 * 2 * (1 << 24) * 512 * 24
    assert preflight._shared_bytes({"needs": NEEDS, "training": {**planned, "training": TRAINING}}) == 0
    nccl = {**planned, "training": TRAINING, "launch": {**GLOO, "backend": "nccl"}}
    assert preflight._shared_bytes({"needs": NEEDS, "training": nccl}) == 256 << 20
    assert preflight._shared_bytes({"needs": {**NEEDS, "shm_bytes": 5}}) == 5
    assert base.is_dir()


def test_ranks_show_that_they_can_exchange_gradients(tmp_path: Path) -> None:
    checks = checks_of(preflight_of(tmp_path, exchange=GLOO))
    assert checks["exchange"] == {"name": "exchange", "ok": True, "because": "2 ranks add up gradients by gloo"}


def test_ranks_that_cannot_exchange_gradients_are_told_with_the_way_they_take(tmp_path: Path) -> None:
    nowhere = {**GLOO, "environment": {"GLOO_SOCKET_IFNAME": "none0"}}
    check = checks_of(preflight_of(tmp_path, exchange=nowhere))["exchange"]
    assert not check["ok"]
    assert check["because"].startswith("2 ranks cannot exchange gradients by gloo: ")
    assert "finetune.distributed" in check["hint"]


@pytest.mark.parametrize("precision", ["fp32", "bf16"])
def test_a_product_agrees_with_fp64_in_the_precision_that_is_asked(precision: str, tmp_path: Path) -> None:
    checks = checks_of(preflight_of(tmp_path, products=precision))
    assert checks["products"]["because"].startswith(f"products in {precision} on the CPU agree with FP64 to ")


def test_a_product_that_is_wrong_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    multiply = torch.Tensor.__matmul__

    def wrong(one: Any, other: Any) -> Any:
        return multiply(one, other) * (1 if one.dtype == torch.float64 else 1.001)

    monkeypatch.setattr(torch.Tensor, "__matmul__", wrong)
    with pytest.raises(RuntimeFailure, match=r"a product in fp32 on the CPU differs from FP64 by 1\.0e-03") as failure:
        preflight.products_agree("cpu", "fp32", 256)
    assert "train on another one" in told(failure)

    def impossible(*_: Any) -> Any:
        raise RuntimeError("no kernel image")

    monkeypatch.setattr(torch.Tensor, "__matmul__", impossible)
    with pytest.raises(RuntimeFailure, match="the CPU cannot multiply matrices in bf16: no kernel image"):
        preflight.products_agree("cpu", "bf16", 256)


def test_without_a_wish_for_all_of_it_the_first_that_is_lacking_ends_the_job(tmp_path: Path) -> None:
    events: Any = Heard()
    needs = {**NEEDS, "memory_bytes": 1 << 60}
    with pytest.raises(RuntimeFailure, match="GiB of memory are free"):
        preflight.run({"needs": needs, "paths": {"out": str(tmp_path)}}, events)
