"""How much memory a training needs is told before it begins, with the settings that would fit."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from architectures import base_model, writer_base
from jobs import run_job
from measured import peak_of_tensors
from tiny import LABELS, WORDS, arrow

from model_runtime.estimate import Card, Plan, advice, estimate, in_words, judged, offers, plan_of, with_advice
from model_runtime.failures import RuntimeFailure

MIDDLE = {
    "hidden_size": 128,
    "num_hidden_layers": 4,
    "num_attention_heads": 4,
    "intermediate_size": 512,
    "max_position_embeddings": 256,
}
READS = {**MIDDLE, "vocab_size": 8000}
SIDES = {
    "d_model": 128,
    **{f"{side}_layers": 2 for side in ("encoder", "decoder")},
    **{f"{side}_attention_heads": 4 for side in ("encoder", "decoder")},
    **{f"{side}_ffn_dim": 512 for side in ("encoder", "decoder")},
    "max_position_embeddings": 256,
}
GPT2 = {"n_embd": 128, "n_layer": 4, "n_head": 4, "n_positions": 256}
TEXT, IMAGE, GOES_ON, PAIRS = "text-classification", "image-classification", "causal-lm", "seq2seq"
H100 = Card("NVIDIA H100", 80 << 30, (9, 0))


def data_of(task: str, directory: Path, rows: int, length: int) -> Path:
    """Examples that are all as long as the model may be given."""
    directory.mkdir()
    long = " ".join(WORDS[4:8][place % 4] for place in range(4 * length))
    columns = {"id": [f"t{row}" for row in range(rows)], "input": [long] * rows}
    if task == TEXT:
        columns["label"] = [LABELS[row % 3] for row in range(rows)]
        said: dict[str, Any] = {"labels": LABELS}
    else:
        columns["target"] = [long[:62].strip() if task == PAIRS else "good bad"] * rows
        said = {"columns": ["id", "input", "target"]}
    arrow(directory / "train.arrow", **columns)
    (directory / "dataset.json").write_text(json.dumps(said))
    return directory


def finetuning(
    directory: Path, kind: str, task: str, shape: dict[str, Any], length: int = 64, **changes: Any
) -> dict[str, Any]:
    """The config of a job whose examples are all as long as they may be."""
    directory.mkdir(exist_ok=True)
    base = (base_model if task in (TEXT, IMAGE) else writer_base)(kind, directory / "base", **shape)
    training = {
        "method": "full",
        "epochs": 1,
        "max_steps": 3,
        "learning_rate": 1e-4,
        "batch_size": 8,
        "gradient_accumulation": 1,
        "warmup_steps": 0,
        "weight_decay": 0.01,
        "seed": 1,
        **({"loss_on": "all"} if task == GOES_ON else {}),
        **changes,
    }
    rows = 3 * training["batch_size"] * training["gradient_accumulation"]
    return {
        "verb": "finetune",
        "task": task,
        "max_length": length,
        **({"max_target_length": 64} if task == PAIRS else {}),
        "checkpoints": {"steps": 100, "keep": 1, "asynchronous": True},
        "training": training,
        "paths": {
            "in": {"data": str(data_of(task, directory / "data", rows, length)), "base": str(base)},
            "out": str(directory / "out"),
            "checkpoints": str(directory / "checkpoints"),
        },
    }


@pytest.mark.parametrize(
    ("kind", "task", "shape", "changes"),
    [
        ("bert", TEXT, READS, {}),
        ("bert", TEXT, READS, {"batch_size": 2, "gradient_accumulation": 4}),
        ("bert", TEXT, READS, {"method": "lora"}),
        ("bert", TEXT, READS, {"method": "prefix"}),
        ("bert", TEXT, READS, {"batch_size": 1, "optimizer": "adafactor"}),
        ("deberta-v2", TEXT, {**READS, "pooler_hidden_size": 128}, {}),
        ("llama", GOES_ON, MIDDLE, {"gradient_checkpointing": True}),
        ("llama", GOES_ON, MIDDLE, {"method": "adapter"}),
        ("llama", GOES_ON, MIDDLE, {"method": "prompt"}),
        ("llama", GOES_ON, {**MIDDLE, "num_hidden_layers": 12}, {"precision": "bf16"}),
        ("gpt2", GOES_ON, GPT2, {}),
        ("t5", PAIRS, {"d_model": 128, "d_kv": 32, "d_ff": 512, "num_layers": 3, "num_heads": 4}, {}),
        ("bart", PAIRS, SIDES, {"method": "lora"}),
    ],
    ids=lambda value: "-".join(map(str, value.values())) if isinstance(value, dict) else value,
)
def test_what_is_estimated_is_what_a_training_holds_within_10_percent(
    kind: str, task: str, shape: dict[str, Any], changes: dict[str, Any], tmp_path: Path
) -> None:
    config = finetuning(tmp_path / "job", kind, task, shape, **changes)
    told = estimate(replace(plan_of(config), classes=3), Path(config["paths"]["in"]["base"]))
    measured = peak_of_tensors(config, tmp_path)
    assert told.total - told.libraries == pytest.approx(measured, rel=0.1)


@pytest.mark.parametrize("way", [{}, {"method": "prompt"}], ids=["full", "prompt"])
def test_one_long_text_at_a_time_is_estimated_without_a_mask_that_it_does_not_need(
    way: dict[str, Any], tmp_path: Path
) -> None:
    shape = {**MIDDLE, "max_position_embeddings": 1024}
    config = finetuning(tmp_path / "job", "llama", GOES_ON, shape, length=1000, batch_size=1, **way)
    told = estimate(plan_of(config), Path(config["paths"]["in"]["base"]))
    assert told.total - told.libraries == pytest.approx(peak_of_tensors(config, tmp_path), rel=0.1)


def test_a_process_that_trains_takes_what_is_estimated_within_25_percent(tmp_path: Path) -> None:
    large = {**READS, "hidden_size": 384, "intermediate_size": 1536, "num_hidden_layers": 6, "num_attention_heads": 6}
    config = finetuning(tmp_path / "large", "bert", TEXT, large, length=128, batch_size=16)
    least = run_job(tmp_path / "little", finetuning(tmp_path / "little", "bert", TEXT, {}, length=16))
    job = run_job(tmp_path / "large", config)
    assert (least.exit, job.exit) == (0, 0), job.stderr
    told = estimate(replace(plan_of(config), classes=3), Path(config["paths"]["in"]["base"]))
    # What the smallest training takes is the libraries.
    assert job.peak_bytes - least.peak_bytes == pytest.approx(told.total - told.libraries, rel=0.25)


def planned(task: str = TEXT, length: int = 64, card: Card | None = None, **changes: Any) -> Plan:
    training = {"method": "full", "batch_size": 8, "gradient_accumulation": 1, **changes}
    return Plan(task, training, length, card=card)


def test_a_config_json_is_enough_and_no_weight_is_read(tmp_path: Path) -> None:
    base_model("bert", tmp_path, **READS)
    whole = estimate(planned(), tmp_path)
    for file in tmp_path.glob("*.safetensors"):
        file.unlink()
    assert replace(estimate(planned(), tmp_path), libraries=0) == replace(whole, libraries=0)


def test_a_deep_model_is_estimated_by_its_layers_as_if_all_of_them_were_rehearsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from model_runtime import rehearsal

    writer_base("llama", tmp_path, num_hidden_layers=10)
    ways: list[dict[str, Any]] = [{}, {"method": "lora"}, {"gradient_checkpointing": True}]
    quick = [estimate(planned(GOES_ON, **way), tmp_path) for way in ways]
    monkeypatch.setattr(rehearsal, "_DEEPEST", 100)
    slow = [estimate(planned(GOES_ON, **way), tmp_path) for way in ways]
    assert [one.per_rank - one.libraries for one in quick] == [
        pytest.approx(one.per_rank - one.libraries, rel=0.01) for one in slow
    ]


def test_a_gpu_that_this_machine_lacks_is_estimated_with_its_own_precision_and_attention(tmp_path: Path) -> None:
    base_model("bert", tmp_path, **READS)
    here, there = (estimate(planned(length=200, card=card), tmp_path) for card in (None, H100))
    assert there.activations < 0.7 * here.activations
    assert there.needed == there.per_rank
    older = estimate(planned(length=200, card=replace(H100, capability=(7, 5))), tmp_path)
    assert there.activations < older.activations < here.activations


def test_a_base_of_4_bits_takes_an_eighth_of_its_weights(tmp_path: Path) -> None:
    writer_base("llama", tmp_path, **{**MIDDLE, "hidden_size": 512, "intermediate_size": 2048})
    lora, qlora = (
        estimate(planned(GOES_ON, card=H100, method=method, batch_size=1), tmp_path) for method in ("lora", "qlora")
    )
    assert qlora.weights < 0.25 * lora.weights


def test_ranks_are_counted_and_with_fsdp_each_has_its_part(tmp_path: Path) -> None:
    base_model("bert", tmp_path, **READS)
    alone = estimate(planned(batch_size=1), tmp_path)
    both = replace(planned(batch_size=1), ranks=2, all_ranks=2)
    whole, parted = estimate(both, tmp_path), estimate(replace(both, strategy="fsdp"), tmp_path)
    assert whole.total > 2 * (alone.total - alone.checkpoint)
    assert parted.weights == -(-alone.weights // 2)
    assert parted.per_rank < whole.per_rank


def test_settings_that_would_fit_are_told_the_cheapest_first_with_the_same_global_batch(tmp_path: Path) -> None:
    base_model("bert", tmp_path, **READS)
    plan = planned(length=200, batch_size=8, gradient_accumulation=2)
    without = estimate(replace(plan, training={**plan.training, "batch_size": 1}), tmp_path)
    whole = estimate(plan, tmp_path)
    room = without.needed + (whole.needed - without.needed) // 2
    told = judged(plan, tmp_path, room)
    assert not told["fits"]
    first, second, third = (one["change"] for one in told["would_fit"])
    assert first == {"batch_size": 4, "gradient_accumulation": 4}
    assert second == {"gradient_checkpointing": True}
    assert third["method"] == "lora"
    for one in told["would_fit"]:
        names = {name: value for name, value in one["change"].items() if name != "max_length"}
        changed = replace(plan, training={**plan.training, **names})
        assert estimate(changed, tmp_path).needed <= room * 1.01
    assert advice(told).startswith("it would fit with finetune.batch-size: 4 and finetune.gradient-accumulation: 4 (")
    assert judged(plan, tmp_path, whole.needed + (64 << 20))["would_fit"] == []


def test_a_global_batch_that_cannot_be_halved_is_divided_as_it_can() -> None:
    def ask(plan: Plan) -> int:
        return 100 + 10 * plan.training["batch_size"]

    found = offers(planned(batch_size=9, gradient_accumulation=2), 135, ask)
    assert found[0].change == {"batch_size": 3, "gradient_accumulation": 6}


def test_where_no_batch_helps_other_settings_are_told() -> None:
    def ask(plan: Plan) -> int:
        base = 1000 if plan.training["method"] == "full" else 200
        return base + plan.max_length * (1 if plan.training.get("gradient_checkpointing") else 10)

    found = offers(planned(length=128), 900, ask)
    assert [one.settings for one in found] == [
        "finetune.gradient-checkpointing: true and finetune.method: lora",
        "finetune.gradient-checkpointing: true, finetune.method: lora and data.max-length: 64",
        "finetune.gradient-checkpointing: true, finetune.method: lora and data.max-length: 32",
    ]


def test_a_precision_is_offered_where_the_gpu_has_it() -> None:
    def ask(plan: Plan) -> int:
        return 50 if plan.training.get("precision") == "bf16" else 200

    for capability, wanted in (((9, 0), "finetune.precision: bf16"), ((7, 5), None)):
        card = replace(H100, capability=capability)
        found = offers(planned(card=card, precision="fp32", method="lora"), 100, ask)
        assert (found[0].settings if found else None) == wanted


def test_what_a_model_cannot_do_is_not_offered() -> None:
    def ask(plan: Plan) -> int | None:
        again = plan.training.get("gradient_checkpointing")
        return None if again else 50 if plan.training["method"] == "lora" else 200

    assert [one.settings for one in offers(planned(), 100, ask)] == ["finetune.method: lora"]


def test_where_nothing_fits_a_smaller_base_is_advised() -> None:
    assert offers(planned(), 100, lambda _: 101) == []
    assert "smaller base model" in advice({"would_fit": []})
    assert in_words({"max_length": 64}) == "data.max-length: 64"


def test_out_of_memory_ends_with_settings_that_need_less(tmp_path: Path) -> None:
    import torch

    config = finetuning(tmp_path / "job", "bert", TEXT, READS, length=200, batch_size=64)
    failure = with_advice(torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB"), config)
    assert isinstance(failure, RuntimeFailure)
    assert (failure.code, failure.exit_code) == ("out-of-memory", 5)
    assert "it would fit with finetune.batch-size: " in str(failure.hint)
    assert "finetune.gradient-accumulation: " in str(failure.hint)
    other = ValueError("a bug")
    assert with_advice(other, config) is other


def test_a_job_that_runs_out_of_memory_says_what_to_lower_though_it_has_none_left_to_estimate_with(
    tmp_path: Path,
) -> None:
    wide = {**READS, "hidden_size": 256, "intermediate_size": 1024, "num_hidden_layers": 6}
    config = finetuning(tmp_path / "job", "bert", TEXT, wide, length=200, batch_size=64)
    job = run_job(tmp_path / "job", config, memory_bytes=900 << 20)
    assert job.exit == 5, job.stderr
    assert job.error["code"] == "out-of-memory"
    assert "batch-size" in job.error["hint"]
