"""What a user is promised of the methods that train something beside a base: it stays, and comes back, as it was."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from architectures import WRITERS, base_model, writer_base
from test_methods import batch_of, task_for, train
from tiny import LABELS, Heard, told

from model_runtime import export
from model_runtime.base import Base, load_base
from model_runtime.environment import quiet_libraries
from model_runtime.examples import Row
from model_runtime.failures import RuntimeFailure
from model_runtime.files import tree_digest
from model_runtime.methods import Method, adapter, method_of, qlora
from model_runtime.tasks import Asked, task_of
from model_runtime.writers import Generating

TEXTS = ["bert", "roberta", "xlm-roberta", "mpnet", "distilbert", "deberta-v2", "bart", "gpt2", "llama"]
KINDS = [*TEXTS, "vit"]
BOTTLENECK = {"method": "adapter", "adapter": {"reduction_factor": 4, "non_linearity": "gelu"}}


@pytest.fixture(autouse=True, scope="module")
def quiet_and_on_one_thread() -> Iterator[None]:
    quiet_libraries()
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def loaded(base: Path, kind: str) -> Base:
    return load_base(base, task_for(kind), LABELS, Heard())


def logits(model: Any, kind: str) -> torch.Tensor:
    batch = {name: values for name, values in batch_of([1, 2, 3], kind).items() if name != "labels"}
    training = model.training
    model.eval()
    with torch.no_grad():
        found = model(**batch).logits
    model.train(training)
    return found


def weights_of(model: Any) -> dict[str, torch.Tensor]:
    return {name: one.detach().clone() for name, one in model.named_parameters()}


def saved(method: Method, model: Any, base: Path, directory: Path) -> Path:
    directory.mkdir()
    what = method.save(model, tree_digest(base), directory)
    assert (what.format, what.base) == ("adapter", tree_digest(base))
    assert not (directory / "model.safetensors").exists()
    return directory


@pytest.mark.parametrize("kind", KINDS)
def test_a_bottleneck_adapter_begins_as_its_base_and_comes_back_as_it_was_trained(kind: str, tmp_path: Path) -> None:
    base = base_model(kind, tmp_path / "base")
    digest = tree_digest(base)
    torch.manual_seed(0)
    plain = loaded(base, kind)
    untuned = logits(plain.model, kind)
    method = method_of(BOTTLENECK)
    model: Any = method.wrap(plain)
    assert torch.equal(logits(model, kind), untuned)

    before = weights_of(model)
    train(model, kind, tmp_path / "run", epochs=3)
    moved = {name for name, value in weights_of(model).items() if not torch.equal(value, before[name])}
    blocks = {name.partition(".added_bottleneck.")[0] for name in before if ".added_bottleneck." in name}
    stacks = {name.rpartition(".")[0] for name in blocks}
    assert len(blocks) == 2
    assert len(stacks) == (2 if kind == "bart" else 1)
    # All of what was put there learns, and of the rest the head alone.
    assert all(f"{name}.added_bottleneck.{part}.weight" in moved for name in blocks for part in ("down", "up"))
    of_the_head = {name for name in moved if ".added_bottleneck." not in name}
    assert of_the_head
    assert all(any(name.startswith(f"tuned.{head}.") for head in plain.head) for name in of_the_head)
    trained = logits(model, kind)
    assert not torch.equal(trained, untuned)

    directory = saved(method, model, base, tmp_path / "model")
    assert tree_digest(base) == digest
    back = adapter.load(directory, base, task_for(kind)).eval()
    assert torch.equal(logits(back, kind), trained)
    assert back.config.id2label == dict(enumerate(LABELS))


def test_a_checkpoint_of_a_bottleneck_adapter_holds_what_is_trained_and_no_more(tmp_path: Path) -> None:
    base = loaded(base_model("bart", tmp_path / "base"), "bart")
    model: Any = method_of(BOTTLENECK).wrap(base)
    state = model.state_dict()
    assert {name for name in state if ".added_bottleneck." not in name} == {
        f"tuned.{name}" for name, _ in base.model.named_parameters() if name.startswith("classification_head.")
    }
    with pytest.raises(RuntimeError, match=r"missing: \['tuned.classification_head.dense.bias'\]"):
        model.load_state_dict({name: one for name, one in state.items() if not name.endswith("head.dense.bias")})


@pytest.mark.parametrize("kind", WRITERS)
def test_a_model_that_writes_learns_by_a_bottleneck_adapter_too(kind: str, tmp_path: Path) -> None:
    base, task = writer_base(kind, tmp_path / "base"), task_of(WRITERS[kind][0])
    whole = load_base(base, task, (), Heard())
    method = method_of(BOTTLENECK)
    model: Any = method.wrap(whole)
    inputs: Any = task.inputs(base, 96)
    batch = task.collate(inputs)([inputs.example(Row("1", "say it", target="it")) for _ in range(2)])
    wanted = batch.pop("labels")
    optimizer = torch.optim.AdamW([one for one in model.parameters() if one.requires_grad], lr=1e-2)
    losses = []
    for _ in range(30):
        loss = task.item_losses(model(**batch).logits, wanted).mean()
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        losses.append(loss.item())
    assert losses[-1] < losses[0] - 0.1
    directory = saved(method, model, base, tmp_path / "model")
    manifest = {"schema": 1, "name": "m", "version": "1.0.0", "maxLength": 96, "maxBatch": 4}
    (directory / "model.json").write_text(json.dumps({**manifest, "format": "adapter", "engine": "pytorch"}))
    writer: Any = task.load(directory, 1, base)
    model.eval()
    with torch.inference_mode():
        assert torch.equal(writer.model(**batch).logits, model(**batch).logits)
    prompt = inputs.prompt(Row("1", "say it"), 8)[None]
    told_of = writer.write(
        {"input_ids": prompt, "attention_mask": prompt * 0 + 1}, Generating(8), ends=inputs.ends, pad_id=inputs.pad_id
    )
    assert len(told_of) == 1


def test_an_adapter_that_lost_a_bottleneck_is_refused_and_not_answered_without_it(tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    base = base_model("bert", tmp_path / "base")
    method = method_of(BOTTLENECK)
    directory = saved(method, method.wrap(loaded(base, "bert")), base, tmp_path / "model")
    whole = load_file(directory / adapter.WEIGHTS_FILE)

    def left(without: str) -> RuntimeFailure:
        kept = {name: one for name, one in whole.items() if without not in name}
        save_file(kept, directory / adapter.WEIGHTS_FILE)
        with pytest.raises(RuntimeFailure) as failure:
            adapter.load(directory, base, task_for("bert"))
        return failure.value

    assert "lacks encoder.layer.1.added_bottleneck.down.weight" in left("layer.1.").message.replace("bert.", "")
    assert "lacks bert.encoder.layer.0.added_bottleneck.up.bias" in left("layer.0.added_bottleneck.up.bias").message
    assert "lacks classifier." in left("classifier.").message


@pytest.mark.parametrize(
    "changes",
    [
        {"blocks": "bert.encoder.layer.0"},
        {"blocks": ["bert.pooler"]},
        {"blocks": [1]},
        {"non_linearity": "__import__"},
        {"modules_to_save": {"classifier": 1}},
    ],
)
def test_the_config_of_a_bottleneck_adapter_says_what_we_write_and_no_more(
    changes: dict[str, Any], tmp_path: Path
) -> None:
    base = base_model("bert", tmp_path / "base")
    method = method_of(BOTTLENECK)
    directory = saved(method, method.wrap(loaded(base, "bert")), base, tmp_path / "model")
    path = directory / adapter.CONFIG_FILE
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))
    with pytest.raises(RuntimeFailure, match="is not of an adapter that this runtime makes") as failure:
        adapter.load(directory, base, task_for("bert"))
    assert failure.value.code == "configuration"


@pytest.mark.parametrize("kind", ["bert", "vit"])
def test_a_model_with_a_bottleneck_adapter_is_exported_and_answers_as_it_did(kind: str, tmp_path: Path) -> None:
    assert exported(method_of(BOTTLENECK), kind, tmp_path) < 1e-5


def exported(method: Method, kind: str, where: Path) -> float:
    """The largest difference of an answer after a training, by what serves and quantize takes."""
    base = base_model(kind, where / "base")
    model = method.wrap(loaded(base, kind))
    train(model, kind, where / "run", epochs=3)
    directory = saved(method, model, base, where / "model")
    for file in (*base.glob("tokenizer*"), *base.glob("preprocessor*")):
        shutil.copyfile(file, directory / file.name)
    manifest = {"schema": 1, "name": "m", "version": "1.0.0", "maxLength": 16, "maxBatch": 4}
    (directory / "model.json").write_text(json.dumps({**manifest, "format": "adapter", "engine": "pytorch"}))
    paths = {"in": {"model": str(directory), "base": str(base)}, "out": str(where / "out")}
    config = {"verb": "export", "paths": paths, "task": task_for(kind).name, "max_length": 16}
    heard: Any = Heard()
    return export.run(config, heard)["largest_difference"]


def test_an_adapter_of_another_base_is_refused_whatever_its_method(tmp_path: Path) -> None:
    base = base_model("bert", tmp_path / "base")
    method = method_of(BOTTLENECK)
    directory = saved(method, method.wrap(loaded(base, "bert")), base, tmp_path / "model")
    other = base_model("bert", tmp_path / "other", initializer_range=0.03)
    with pytest.raises(RuntimeFailure) as failure:
        adapter.load(directory, other, task_for("bert"))
    assert "is not the base of the adapter" in told(failure)
    assert told(failure).endswith("Give the base model that the adapter was trained on.")


def virtual(name: str, **settings: Any) -> Method:
    return method_of({"method": name, name: {"virtual_tokens": 4, **settings}})


# Architectures of classifiers by whether virtual tokens work with them, and what is said where they do not.
WORKS = {
    "prefix": {"bert", "roberta", "xlm-roberta", "gpt2", "llama"},
    "prompt": {"bert", "roberta", "xlm-roberta", "mpnet", "distilbert", "deberta-v2"},
}
WHY_NOT = {
    ("prefix", "mpnet"): "Model does not support past key values",
    ("prefix", "distilbert"): "Model does not support past key values",
    ("prefix", "deberta-v2"): "Model does not support past key values",
    ("prefix", "bart"): "it has no place for virtual tokens",
    ("prompt", "bart"): "it has no place for virtual tokens",
    ("prompt", "gpt2"): "from what it is beside a longer text",
    ("prompt", "llama"): "from what it is beside a longer text",
}


@pytest.mark.parametrize(("name", "kind"), [(name, kind) for name in WORKS for kind in TEXTS])
def test_virtual_tokens_come_back_as_they_were_trained_or_are_refused_before(
    name: str, kind: str, tmp_path: Path
) -> None:
    base = base_model(kind, tmp_path / "base")
    digest = tree_digest(base)
    plain, method = loaded(base, kind), virtual(name)
    before = weights_of(plain.model)
    if kind not in WORKS[name]:
        with pytest.raises(RuntimeFailure) as failure:
            method.wrap(plain)
        assert failure.value.code == "configuration"
        assert failure.value.message.startswith(f"method: {name} does not work with {type(plain.model).__name__}: ")
        assert WHY_NOT[name, kind] in failure.value.message
        assert failure.value.hint == "Write method: lora, adapter or full, which work with every model of this task."
        return

    model: Any = method.wrap(plain)
    begun = {name: one.clone() for name, one in model.trained().items()}
    train(model, kind, tmp_path / "run", epochs=3)
    moved = {name for name, one in model.trained().items() if not torch.equal(one, begun[name])}
    assert "prompt_encoder.default.embedding.weight" in moved
    assert all(any(f"{head}.modules_to_save" in name for name in moved) for head in plain.head)
    # Nothing of the base has moved.
    now = {name.replace("original_module.", ""): one for name, one in model.get_base_model().named_parameters()}
    same = [name for name, one in before.items() if name in now and torch.equal(now[name], one)]
    assert len(same) == len(before)
    trained = logits(model, kind)
    directory = saved(method, model, base, tmp_path / "model")
    assert tree_digest(base) == digest
    back = adapter.load(directory, base, task_for(kind)).eval()
    assert torch.equal(logits(back, kind), trained)
    weights = sum(path.stat().st_size for path in directory.glob("*.safetensors"))
    assert weights < (base / "model.safetensors").stat().st_size / 2


@pytest.mark.parametrize("name", WORKS)
@pytest.mark.parametrize("kind", WRITERS)
def test_a_model_that_writes_does_so_by_its_virtual_tokens_and_reads_them_as_it_learnt(
    name: str, kind: str, tmp_path: Path
) -> None:
    base, task = writer_base(kind, tmp_path / "base"), task_of(WRITERS[kind][0])
    method = virtual(name)
    model: Any = method.wrap(load_base(base, task, (), Heard()))
    model.eval()  # without dropout each step is nearer
    inputs: Any = task.inputs(base, 96)
    rows = [Row(str(n), "x" * (1 + 5 * n), target="y" * (n + 1)) for n in range(4)]
    optimizer = torch.optim.AdamW([one for one in model.parameters() if one.requires_grad], lr=0.1)
    losses = []
    for _ in range(20):
        batch = task.collate(inputs)([inputs.example(row) for row in rows])
        wanted = batch.pop("labels")
        loss = task.item_losses(model(**batch).logits, wanted).mean()
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        losses.append(loss.item())
    assert losses[-1] < losses[0]
    directory = tmp_path / "model"
    directory.mkdir()
    what = method.save(model, tree_digest(base), directory)
    # Texts that go on are padded on the left, where PEFT would count the padding.
    assert what.max_batch == (1 if task.name == "causal-lm" else None)
    manifest = {"schema": 1, "name": "m", "version": "1.0.0", "maxLength": 96, "maxBatch": what.max_batch or 4}
    (directory / "model.json").write_text(json.dumps({**manifest, "format": "adapter", "engine": "pytorch"}))
    writer: Any = task.load(directory, 1, base)
    with torch.inference_mode():
        assert torch.equal(writer.model(**batch).logits, model(**batch).logits)
        # Those that are asked for alone are those that stand there among all.
        kept = batch.get("logits_to_keep")
        assert (kept is not None) == (task.name == "causal-lm")
        whole = model(**{name: one for name, one in batch.items() if name != "logits_to_keep"}).logits
        asked_for = whole if kept is None else whole[:, kept]
        assert torch.allclose(asked_for, model(**batch).logits, atol=1e-5)

    def answers(batch_size: int) -> list[dict[str, Any]]:
        asked = Asked("candidate", writer, inputs, rows, batch_size, Generating(6))
        return [one["answer"] for one in task.answers(asked, Heard())]  # type: ignore[arg-type]

    alone, together = answers(1), answers(4)
    assert [one["prediction"] for one in alone] == [one["prediction"] for one in together]
    for one, other in zip(alone, together, strict=True):
        assert one["log_likelihood"] == pytest.approx(other["log_likelihood"], abs=1e-4)


def test_a_projected_prefix_is_kept_as_the_vectors_that_it_makes(tmp_path: Path) -> None:
    base = base_model("bert", tmp_path / "base")
    method = virtual("prefix", projection=True, hidden_size=8)
    model: Any = method.wrap(loaded(base, "bert"))
    assert any("prompt_encoder.default.transform.0.weight" in name for name in model.state_dict())
    train(model, "bert", tmp_path / "run")
    trained = logits(model, "bert")
    directory = saved(method, model, base, tmp_path / "model")
    back = adapter.load(directory, base, task_for("bert")).eval()
    assert torch.allclose(logits(back, "bert"), trained, atol=1e-6)


def test_a_prompt_begins_as_the_tokens_of_its_text(tmp_path: Path) -> None:
    base = base_model("bert", tmp_path / "base")
    model: Any = virtual("prompt", init_text="good file", virtual_tokens=5).wrap(loaded(base, "bert"))
    words = model.word_embeddings.weight
    begun = model.prompt_encoder["default"].embedding.weight
    assert torch.equal(begun, words[[4, 6, 4, 6, 4]])
    drawn = virtual("prompt").wrap(loaded(base, "bert")).prompt_encoder["default"].embedding.weight
    assert all(any(torch.equal(one, word) for word in words) for one in drawn)
    with pytest.raises(RuntimeFailure) as failure:
        virtual("prompt", init_text="  ").wrap(loaded(base, "bert"))
    assert "finetune.prompt.init-text '  ' has no tokens. Write a text, or init: random." in told(failure)


@pytest.mark.parametrize("name", WORKS)
def test_virtual_tokens_that_cannot_be_are_refused_before_a_model_is_loaded(name: str, tmp_path: Path) -> None:
    method, texts, images = virtual(name), task_of("text-classification"), task_of("image-classification")
    inputs = texts.inputs(base_model("bert", tmp_path / "base"), 32)
    method.refuse(texts, inputs, 28)
    with pytest.raises(RuntimeFailure) as failure:
        method.refuse(texts, inputs, 29)
    assert told(failure) == (
        "configuration: 4 virtual tokens and max-length 29 are more than the 32 positions of the base model. Set "
        f"data.max-length to 28 or less, or write fewer finetune.{name}.virtual-tokens."
    )
    with pytest.raises(RuntimeFailure) as failure:
        method.refuse(images, images.inputs(base_model("vit", tmp_path / "vit"), None), 1)
    assert told(failure) == (
        f"configuration: method: {name} needs a model that reads tokens, and image-classification has none. Write "
        "method: lora, adapter or full."
    )


@pytest.mark.parametrize("name", WORKS)
def test_a_model_with_virtual_tokens_is_exported_and_answers_as_it_did(name: str, tmp_path: Path) -> None:
    assert exported(virtual(name), "bert", tmp_path) < 1e-5


@pytest.mark.parametrize("changes", [{"num_virtual_tokens": "4"}, {"modules_to_save": "classifier"}])
def test_the_config_of_virtual_tokens_says_what_we_write_and_no_more(changes: dict[str, Any], tmp_path: Path) -> None:
    base = base_model("bert", tmp_path / "base")
    method = virtual("prompt")
    directory = saved(method, method.wrap(loaded(base, "bert")), base, tmp_path / "model")
    path = directory / adapter.CONFIG_FILE
    settings = json.loads(path.read_text())
    path.write_text(json.dumps({**settings, "tokenizer_name_or_path": "of/another", "num_layers": 9}))
    adapter.load(directory, base, task_for("bert"))  # what is not known is not looked at
    path.write_text(json.dumps({**settings, **changes}))
    with pytest.raises(RuntimeFailure, match="is not of an adapter that this runtime makes"):
        adapter.load(directory, base, task_for("bert"))


def test_qlora_without_a_gpu_or_its_package_says_what_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    task = task_of("text-classification")
    inputs = task.inputs(base_model("bert", tmp_path / "base"), 32)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(RuntimeFailure) as failure:
        method_of({"method": "qlora"}).refuse(task, inputs, 32)
    assert told(failure) == (
        "configuration: method: qlora needs an NVIDIA GPU, and this job has none. Give it one (engine.gpus: 1), or "
        "write method: lora."
    )
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(qlora, "find_spec", lambda _name: None)
    with pytest.raises(RuntimeFailure) as failure:
        method_of({"method": "qlora"}).refuse(task, inputs, 32)
    assert "needs the package bitsandbytes, which is not installed. Install it (pip install" in told(failure)
    assert "MODEL_ACTIONS_PYTHON" in told(failure)


def test_qlora_trains_beside_four_bits_and_is_merged_into_the_base_as_it_was() -> None:
    # In a Python of its own: PEFT and transformers do other things from the moment bitsandbytes can be imported.
    here = Path(__file__).parent
    env = {**os.environ, "PYTEST_ADDOPTS": "", "PYTHONPATH": os.pathsep.join([str(here.parent), str(here)])}
    pytest_alone = [sys.executable, "-m", "pytest", "-q", "--noconftest", "-p", "no:cacheprovider"]
    ran = subprocess.run(
        [*pytest_alone, str(here / "qlora_cases.py")], env=env, capture_output=True, text=True, cwd=here.parent
    )
    assert ran.returncode == 0 and "4 passed" in ran.stdout, ran.stdout + ran.stderr


def test_the_page_says_of_each_architecture_what_works() -> None:
    page = (Path(__file__).parents[3] / "docs/methods.md").read_text()
    lines = [line.strip("| ").split("|") for line in page.splitlines() if line.startswith("| `")]
    rows = [[cell.strip() for cell in line] for line in lines]
    told_of = {row[0].strip("`"): row[1:] for row in rows if row[0].strip("`") in KINDS}
    assert set(told_of) == set(KINDS)
    for kind, cells in told_of.items():
        works = [True, True, *(kind in WORKS[name] for name in ("prefix", "prompt"))]
        assert [cell == "yes" for cell in cells] == works, kind


def test_a_block_with_a_bottleneck_of_its_own_keeps_it_beside_the_added_one(tmp_path: Path) -> None:
    changes = {"embedding_size": 16, "intra_bottleneck_size": 16, "num_feedforward_networks": 2}
    base = base_model("mobilebert", tmp_path / "base", **changes)
    method = method_of({"method": "adapter", "adapter": {"reduction_factor": 4}})
    loaded = load_base(base, task_for("mobilebert"), LABELS, Heard())
    asked = loaded.probe([3, 5])
    with torch.inference_mode():
        before = loaded.model.eval()(**asked).logits
        model = method.wrap(loaded).eval()
        torch.testing.assert_close(model(**asked).logits, before)
