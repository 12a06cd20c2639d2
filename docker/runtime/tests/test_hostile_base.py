"""The directory of a base model, or of an adapter, that a stranger made."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from architectures import base_model
from conftest import finetune_config
from tiny import LABELS, Heard, text_model

from model_runtime import finetune
from model_runtime.base import check_base, load_base
from model_runtime.environment import quiet_libraries
from model_runtime.failures import RuntimeFailure
from model_runtime.files import tree_digest
from model_runtime.methods import adapter, method_of
from model_runtime.predictors import load_torch
from model_runtime.tasks import task_of

TASK = task_of("text-classification")


@pytest.fixture(scope="module", autouse=True)
def quiet() -> None:
    quiet_libraries()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return text_model(tmp_path_factory.mktemp("made"))


def changed(source: Path, target: Path, **changes: Any) -> Path:
    shutil.copytree(source, target)
    config = json.loads((target / "config.json").read_text())
    (target / "config.json").write_text(json.dumps({**config, **changes}))
    return target


@pytest.mark.parametrize(
    "changes",
    [
        {"quantization_config": {"quant_method": "bitsandbytes"}},
        {"transformers_weights": "/etc/hostname"},
        {"attn_implementation": "someone/kernels"},
        {"backbone_config": {"use_pretrained_backbone": True}},
        {"num_hidden_layers": 10_000_000},
        {"depths": [2, 10_000_000]},
        {"depths": [4096] * 200},
        {"depths": [[4096] * 2] * 2},
        {"hidden_sizes": [1] * 1_000_000},
    ],
)
def test_a_config_that_leads_elsewhere_or_counts_without_end_is_refused(
    changes: dict[str, Any], made: Path, tmp_path: Path
) -> None:
    with pytest.raises(RuntimeFailure, match=rf"config\.json: {next(iter(changes))}|use_pretrained_backbone") as caught:
        check_base(changed(made, tmp_path / "base", **changes))
    assert caught.value.code == "configuration"


@pytest.mark.parametrize("key", ["vocab_size", "max_position_embeddings", "intermediate_size"])
def test_a_model_far_larger_than_its_files_is_refused_before_it_is_made(key: str, made: Path, tmp_path: Path) -> None:
    base = changed(made, tmp_path / "base", **{key: 1_000_000_000})
    for load in (lambda: load_base(base, TASK, LABELS, Heard()), lambda: load_torch(base, TASK)):
        with pytest.raises(RuntimeFailure, match=r"describes a model of .* weights, its files hold") as caught:
            load()
        assert caught.value.code == "configuration"


def test_code_of_a_models_own_is_never_run(made: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    for number, kind in enumerate(("bert", "evil")):
        names = {"AutoConfig": "evil.C", "AutoModelForSequenceClassification": "evil.M"}
        base = changed(made, tmp_path / str(number), model_type=kind, auto_map=names)
        (base / "evil.py").write_text(f"open({str(ran)!r}, 'w')\nclass C: pass\nclass M: pass\n")
        try:
            load_base(base, TASK, LABELS, Heard())
        except RuntimeFailure as failure:
            assert kind == "evil" and failure.code == "configuration"
    assert not ran.exists()


def test_an_adapter_config_does_not_put_another_model_in_the_place_of_a_base(made: Path, tmp_path: Path) -> None:
    other = changed(made, tmp_path / "of-another-team")
    base = changed(made, tmp_path / "base")
    (base / "adapter_config.json").write_text(
        json.dumps({"peft_type": "LORA", "base_model_name_or_path": str(other), "r": 1})
    )
    for load in (lambda: check_base(base), lambda: load_torch(base, TASK)):
        with pytest.raises(RuntimeFailure, match=r"holds an adapter_config\.json"):
            load()


@pytest.mark.parametrize("name", ["../other/model.safetensors", "/etc/model.safetensors", "absent.safetensors", 3])
def test_an_index_names_files_beside_it(name: Any, made: Path, tmp_path: Path) -> None:
    changed(made, tmp_path / "other")
    base = changed(made, tmp_path / "base")
    (base / "model.safetensors.index.json").write_text(json.dumps({"weight_map": {"a": name}}))
    with pytest.raises(RuntimeFailure, match="names a file that is not beside it"):
        check_base(base)


def test_weights_that_are_a_link_are_refused(made: Path, tmp_path: Path) -> None:
    base = changed(made, tmp_path / "base")
    (base / "model.safetensors").unlink()
    (base / "model.safetensors").symlink_to(made / "model.safetensors")
    with pytest.raises(RuntimeFailure, match="is a link"):
        check_base(base)


@pytest.mark.parametrize("name", ["vocab.txt", "merges.txt"])
def test_no_file_of_the_machine_comes_into_a_model_by_a_link_in_its_base(
    name: str, tiny_base: Path, tiny_data: Path, tmp_path: Path
) -> None:
    base = Path(shutil.copytree(tiny_base, tmp_path / "base"))
    secret = tmp_path / "secret"
    secret.write_text("secret")
    (base / name).symlink_to(secret)
    config = finetune_config(tmp_path, tiny_data, base, max_steps=1)
    with pytest.raises(RuntimeFailure, match=f"{name} cannot be copied: it is a link"):
        finetune.run(config, Told())
    assert not (tmp_path / "out/model").exists()


class Told(Heard):
    """Warnings do not matter here."""

    def warning(self, message: str, hint: str | None = None) -> None: ...

    def checkpoint(self, *_: Any, **__: Any) -> None: ...


@pytest.mark.parametrize(
    "changes",
    [
        {"peft_type": "PROMPT_TUNING"},
        {"target_modules": "(a+)+$"},
        {"r": "4"},
        {"lora_alpha": None},
        {"modules_to_save": [1]},
    ],
)
def test_an_adapters_config_says_what_we_write_and_no_more(changes: dict[str, Any], tmp_path: Path) -> None:
    base = base_model("bert", tmp_path / "base")
    lora = method_of({"method": "lora", "lora": {"rank": 2, "alpha": 4, "dropout": 0.0, "merge": False}})
    tuned = lora.wrap(load_base(base, TASK, LABELS, Told()))
    (tmp_path / "adapter").mkdir()
    adapter.save(tuned, tree_digest(base), tmp_path / "adapter")
    path = tmp_path / "adapter/adapter_config.json"
    settings = json.loads(path.read_text())
    path.write_text(json.dumps({**settings, "megatron_config": {}, "megatron_core": "antigravity"}))
    adapter.load(tmp_path / "adapter", base, TASK)  # what is not known is not looked at
    path.write_text(json.dumps({**settings, **changes}))
    with pytest.raises(RuntimeFailure, match="is not of an adapter that this runtime makes"):
        adapter.load(tmp_path / "adapter", base, TASK)


def test_a_pipe_among_a_models_files_is_not_waited_for(made: Path, tmp_path: Path) -> None:
    base = changed(made, tmp_path / "base")
    (base / "config.json").unlink()
    os.mkfifo(base / "config.json")
    with pytest.raises(RuntimeFailure, match=r"cannot be read: it is no file|missing"):
        check_base(base)
