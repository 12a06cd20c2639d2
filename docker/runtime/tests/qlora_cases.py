"""What is promised of qlora; test_methods_kinds.py runs this file in a Python that has bitsandbytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from architectures import base_model
from safetensors.torch import load_file
from test_methods import task_for, train
from test_methods_kinds import logits, weights_of
from tiny import LABELS, Heard

from model_runtime.base import load_base
from model_runtime.files import tree_digest
from model_runtime.methods import adapter, qlora, weights_in
from model_runtime.predictors import load_torch


@pytest.mark.parametrize("merge", [True, False])
@pytest.mark.parametrize("kind", ["llama", "bert"])
def test_qlora_trains_beside_four_bits_and_is_merged_into_the_base_as_it_was(
    kind: str, merge: bool, tmp_path: Path
) -> None:
    wide = {"hidden_size": 64, "intermediate_size": 128}
    base, task = base_model(kind, tmp_path / "base", **wide), task_for(kind)
    digest = tree_digest(base)
    section = {"rank": 4, "alpha": 8, "dropout": 0.0, "merge": merge, "double_quant": True, "compute_dtype": "fp32"}
    method = qlora.QLora(section, on_any_device=True)
    heard = Heard()
    torch.manual_seed(0)
    # Another one: on a CPU what was asked once without gradients cannot be trained any more.
    untuned = logits(qlora.QLora(section, on_any_device=True).load(base, task, LABELS, heard).model, kind)
    torch.manual_seed(0)
    plain = method.load(base, task, LABELS, heard)
    bits = {name for name, one in plain.model.named_parameters() if getattr(one, "quant_state", None) is not None}
    assert bits and not any(name.startswith(tuple(plain.head)) for name in bits)
    whole = load_base(base, task, LABELS, Heard()).model  # type: ignore[arg-type]
    assert sum(map(weights_in, plain.model.parameters())) == sum(one.numel() for one in whole.parameters())
    model: Any = method.wrap(plain)
    before = weights_of(model)
    train(model, kind, tmp_path / "run", epochs=3, learning_rate=1e-2)
    moved = {name for name, value in weights_of(model).items() if not torch.equal(value, before[name])}
    assert moved and all("lora_" in name or "modules_to_save" in name for name in moved)
    assert any("lora_" in name for name in moved)
    assert all(any(f"{head}.modules_to_save" in name for name in moved) for head in plain.head)
    trained = logits(model, kind)
    directory = tmp_path / "model"
    directory.mkdir()
    what = method.save(model, digest, directory)
    assert tree_digest(base) == digest
    if merge:
        assert (what.format, what.precision) == ("safetensors", "bf16")
        assert {one.dtype for one in load_file(directory / "model.safetensors").values()} == {torch.bfloat16}
        assert heard.metrics["merged_difference"] < 0.5 * trained.abs().max()
        back = load_torch(directory, task)
    else:
        assert (what.format, what.base) == ("adapter", digest)
        back = adapter.load(directory, base, task).eval()
    # What it learnt is there: nearer to the trained model than to its base.
    found = logits(back, kind)
    assert (found - trained).abs().max() < (untuned - trained).abs().max() / 2
