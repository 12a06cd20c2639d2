"""What a user is promised of tuning methods: the same training however it is cut, and every part of a head trained."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from architectures import base_model
from tiny import LABELS, Heard

from model_runtime.base import load_base
from model_runtime.environment import quiet_libraries
from model_runtime.examples import Place
from model_runtime.failures import RuntimeFailure
from model_runtime.files import tree_digest
from model_runtime.history import History
from model_runtime.inputs import load, refuse_beyond_positions
from model_runtime.losses import mean_over_step
from model_runtime.methods import adapter, method_of
from model_runtime.methods.lora import Lora
from model_runtime.predictors import load_torch
from model_runtime.tasks import Task, task_of
from model_runtime.training import Computing, Loop, Run, make_trainer
from model_runtime.training.arguments import training_arguments

TRAINING = {
    "epochs": 1,
    "learning_rate": 1e-3,
    "batch_size": 4,
    "gradient_accumulation": 1,
    "warmup_steps": 0,
    "weight_decay": 0.0,
    "seed": 5,
}
LORA = {"method": "lora", "lora": {"rank": 2, "alpha": 4, "dropout": 0.0}}


@pytest.fixture(autouse=True, scope="module")
def quiet_and_on_one_thread() -> Iterator[None]:
    quiet_libraries()
    before = torch.get_num_threads()
    torch.set_num_threads(1)  # such small matrices gain nothing by more
    yield
    torch.set_num_threads(before)


TEXTS, IMAGES = task_of("text-classification"), task_of("image-classification")


def task_for(kind: str) -> Task:
    return IMAGES if kind == "vit" else TEXTS


def batch_of(examples: list[int], kind: str) -> dict[str, torch.Tensor]:
    """Examples by their number; equal numbers are equal examples, whatever batch they are in."""
    made = [torch.Generator().manual_seed(number) for number in examples]
    labels = torch.tensor([number % 3 for number in examples])
    if kind == "vit":
        return {"pixel_values": torch.stack([torch.randn(3, 16, 16, generator=one) for one in made]), "labels": labels}
    ids = torch.stack([torch.randint(4, 12, (6,), generator=one) for one in made])
    ids[:, 0], ids[:, -1] = 2, 3
    return {"input_ids": ids, "attention_mask": torch.ones_like(ids), "labels": labels}


class Norms(Heard):
    def __init__(self) -> None:
        super().__init__()
        self.norms: list[float] = []

    def metric(self, name: str, value: float, step: int | None = None) -> None:
        if name == "grad_norm":
            self.norms.append(value)

    def checkpoint(self, step: int, path: str, *_told: Any) -> None:
        pass


class Numbered(list[int]):
    """Examples that are their numbers."""

    def __getitems__(self, places: list[Place]) -> list[int]:
        return [self[place.index] for place in places]


def train(model: Any, kind: str, where: Path, examples: int = 8, **changes: Any) -> Norms:
    heard = Norms()
    loop: Any = Loop(
        model=model,
        task=task_for(kind),
        examples=Numbered(range(examples)),
        lengths=None,
        validation=[],
        collate=lambda batch: batch_of(batch, kind),
        training={**TRAINING, **changes},
        run=Run(where, {}, {}, [], Computing(), History()),
        events=heard,
    )
    trainer: Any = make_trainer(loop)
    # The end of the run is looked at, not its checkpoints.
    trainer._save_checkpoint = lambda *_: None
    trainer.train()
    return heard


@pytest.mark.parametrize("kind", ["bert", "roberta", "distilbert", "vit"])
def test_a_step_has_the_same_gradient_however_it_is_cut_into_batches(kind: str, tmp_path: Path) -> None:
    quiet = dict.fromkeys(("hidden_dropout_prob", "attention_probs_dropout_prob"), 0.0)
    if kind == "distilbert":
        quiet = {"dropout": 0.0, "attention_dropout": 0.0, "seq_classif_dropout": 0.0}
    base = base_model(kind, tmp_path / "base", **quiet)
    norms = []
    for batch_size, accumulated in ((8, 1), (4, 2), (1, 8), (3, 3)):
        torch.manual_seed(0)
        model = load_base(base, task_for(kind), LABELS, Heard()).model
        heard = train(model, kind, tmp_path / "run", batch_size=batch_size, gradient_accumulation=accumulated)
        norms += heard.norms
    assert norms == pytest.approx([norms[0]] * 4, rel=1e-4)


def test_a_loss_of_another_kind_needs_only_the_losses_of_its_items() -> None:
    logits, labels = torch.tensor([[1.0, 0.0], [0.0, 3.0]]), torch.tensor([0, 1])

    class Output:
        pass

    outputs = Output()
    outputs.logits = logits  # type: ignore[attr-defined]
    weights = torch.tensor([1.0, 5.0])
    weighted = mean_over_step(lambda logits, labels: TEXTS.item_losses(logits, labels) * weights[labels])
    items = torch.nn.functional.cross_entropy(logits, labels, reduction="none")
    assert weighted(outputs, labels, num_items_in_batch=4).item() == pytest.approx((items[0] + 5 * items[1]).item() / 4)


HEADS = {
    "distilbert": {"pre_classifier", "classifier"},
    "deberta-v2": {"pooler", "classifier"},
    "bart": {"classification_head"},
    "roberta": {"classifier"},
    "gpt2": {"score"},
    "vit": {"classifier"},
}


@pytest.mark.parametrize("kind", sorted(HEADS))
def test_lora_trains_and_keeps_the_whole_head_of_every_architecture(kind: str, tmp_path: Path) -> None:
    base = base_model(kind, tmp_path / "base")
    loaded = load_base(base, task_for(kind), LABELS, Heard())
    assert set(loaded.head) == HEADS[kind]
    method = method_of(LORA)
    model = method.wrap(loaded)
    before = {name: parameter.detach().clone() for name, parameter in model.named_parameters()}
    train(model, kind, tmp_path / "run")
    moved = {name for name, parameter in model.named_parameters() if not torch.equal(parameter, before[name])}
    for part in HEADS[kind]:
        weights = {name for name in before if f"{part}.modules_to_save." in name}
        assert weights and weights <= moved
    assert all("lora_" in name or "modules_to_save" in name for name in moved)

    trained = {name: parameter.detach().clone() for name, parameter in model.named_parameters()}
    (tmp_path / "model").mkdir()
    saved = method.save(model, tree_digest(base), tmp_path / "model")
    assert saved.format == "safetensors"
    from safetensors.torch import load_file

    weights = load_file(tmp_path / "model/model.safetensors")
    for name, value in trained.items():
        if "modules_to_save" in name:
            plain = name.removeprefix("base_model.model.").replace("modules_to_save.default.", "")
            assert torch.equal(weights[plain], value)


@pytest.mark.parametrize("kind", ["distilbert", "bart", "vit"])
def test_an_adapter_on_its_base_is_the_very_model_that_merging_gives(kind: str, tmp_path: Path) -> None:
    base, task = base_model(kind, tmp_path / "base"), task_for(kind)
    digest = tree_digest(base)
    for merge in (True, False):
        method = method_of({**LORA, "lora": {**LORA["lora"], "merge": merge}})
        torch.manual_seed(0)
        model = method.wrap(load_base(base, task, LABELS, Heard()))
        train(model, kind, tmp_path / "run")
        directory = tmp_path / ("merged" if merge else "adapter")
        directory.mkdir()
        saved = method.save(model, digest, directory)
        assert (saved.format, saved.base) == (("safetensors", None) if merge else ("adapter", digest))
    adapter_bytes = sum(path.stat().st_size for path in (tmp_path / "adapter").glob("*.safetensors"))
    assert adapter_bytes < (tmp_path / "merged/model.safetensors").stat().st_size

    merged, put_on = load_torch(tmp_path / "merged", task), adapter.load(tmp_path / "adapter", base, task).eval()
    weights = dict(put_on.named_parameters())
    assert all(torch.equal(weights[name], value) for name, value in merged.named_parameters())
    batch = batch_of([1, 2, 3], kind)
    with torch.inference_mode():
        assert torch.equal(put_on(**batch).logits, merged(**batch).logits)
    assert put_on.config.id2label == dict(enumerate(LABELS))
    assert not (tmp_path / "adapter/model.safetensors").exists()


def test_a_base_whose_tokenizer_alone_names_its_padding_is_trained_in_batches(tmp_path: Path) -> None:
    base = base_model("gpt2", tmp_path / "base")
    config = json.loads((base / "config.json").read_text())
    (base / "config.json").write_text(json.dumps({**config, "pad_token_id": None}))
    method = method_of({"method": "full"})
    model = method.wrap(load_base(base, TEXTS, LABELS, Heard()))
    train(model, "gpt2", tmp_path / "run")
    (tmp_path / "model").mkdir()
    method.save(model, tree_digest(base), tmp_path / "model")
    with torch.inference_mode():
        assert load_torch(tmp_path / "model", TEXTS)(**batch_of([1, 2], "gpt2")).logits.shape == (2, 3)


def test_an_adapter_refuses_a_base_that_it_was_not_trained_on(tmp_path: Path) -> None:
    base = base_model("bert", tmp_path / "base")
    method = Lora({"rank": 2, "merge": False})
    model = method.wrap(load_base(base, TEXTS, LABELS, Heard()))
    (tmp_path / "adapter").mkdir()
    method.save(model, tree_digest(base), tmp_path / "adapter")
    (base / "config.json").write_text((base / "config.json").read_text() + "\n")
    with pytest.raises(RuntimeFailure, match="is not the base of the adapter") as failure:
        adapter.load(tmp_path / "adapter", base, TEXTS)
    assert failure.value.code == "configuration"


def test_an_adapter_that_lost_its_head_is_refused_and_not_made_up_for_by_chance(tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    base = base_model("distilbert", tmp_path / "base")
    method = Lora({"rank": 2, "merge": False})
    (tmp_path / "adapter").mkdir()
    method.save(method.wrap(load_base(base, TEXTS, LABELS, Heard())), tree_digest(base), tmp_path / "adapter")
    weights = tmp_path / "adapter" / adapter.WEIGHTS_FILE
    whole = load_file(weights)
    save_file({name: value for name, value in whole.items() if "pre_classifier" not in name}, weights)
    with pytest.raises(RuntimeFailure, match=r"adapter_model.safetensors lacks .*pre_classifier"):
        adapter.load(tmp_path / "adapter", base, TEXTS)


def test_an_adapter_whose_file_is_broken_is_refused_with_the_remedy(tmp_path: Path) -> None:
    base = base_model("distilbert", tmp_path / "base")
    method = Lora({"rank": 2, "merge": False})
    (tmp_path / "adapter").mkdir()
    method.save(method.wrap(load_base(base, TEXTS, LABELS, Heard())), tree_digest(base), tmp_path / "adapter")
    (tmp_path / "adapter" / adapter.WEIGHTS_FILE).write_bytes(b"no weights")
    with pytest.raises(RuntimeFailure, match=r"adapter is no loadable adapter: ") as failure:
        adapter.load(tmp_path / "adapter", base, TEXTS)
    assert failure.value.hint == "Fine-tune the model again."


def test_weights_that_are_not_finite_are_never_saved(tmp_path: Path) -> None:
    model = torch.nn.Linear(2, 1)
    with torch.no_grad():
        model.bias[0] = float("nan")
    with pytest.raises(RuntimeFailure, match="weight bias is not finite") as failure:
        method_of({"method": "full"}).save(model, "", tmp_path)
    assert (failure.value.code, failure.value.hint) == ("diverged", "Lower finetune.learning-rate.")
    assert not list(tmp_path.iterdir())


def test_a_layer_that_the_base_lacks_is_named_with_those_it_has(tmp_path: Path) -> None:
    base = load_base(base_model("distilbert", tmp_path / "base"), TEXTS, LABELS, Heard())
    with pytest.raises(RuntimeFailure, match="target-modules: the base model has no query") as failure:
        Lora({"target_modules": ["q_lin", "query"]}).wrap(base)
    assert "q_lin" in (failure.value.hint or "")
    with pytest.raises(RuntimeFailure, match=r"target-modules: Target module LayerNorm.* is not supported") as failure:
        Lora({"target_modules": ["sa_layer_norm"]}).wrap(base)
    assert "q_lin" in (failure.value.hint or "")


@pytest.mark.parametrize("kind", ["bert", "roberta", "xlm-roberta", "mpnet", "distilbert", "bart"])
def test_the_longest_allowed_text_is_the_longest_that_the_model_reads(kind: str, tmp_path: Path) -> None:
    base = base_model(kind, tmp_path / "base")
    inputs = load(base, 32)
    refuse_beyond_positions(inputs, 32, "the base model")
    with pytest.raises(RuntimeFailure, match="33 is more than the 32 positions"):
        refuse_beyond_positions(inputs, 33, "the base model")
    model = load_base(base, TEXTS, LABELS, Heard()).model.eval()
    ids = torch.full((1, 32), 5)
    ids[0, -1] = 3
    assert model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits.isfinite().all()


def test_the_digest_of_a_base_is_the_one_that_the_actions_compute(tmp_path: Path) -> None:
    """The same files and the same value stand in the test of `digestTree`."""
    (tmp_path / "tokenizer").mkdir()
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "tokenizer/vocab.txt").write_text("a\nb\n")
    assert tree_digest(tmp_path) == "sha256:f24183a6e7304c2dddc09ba6249f9a3a00ec8e1d44c4e017602d46fefc2bee27"


def test_several_visible_gpus_train_as_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 4)
    arguments = training_arguments(TRAINING, tmp_path, Computing(), use_cpu=False)
    assert arguments.n_gpu == 1
    assert arguments.train_batch_size == TRAINING["batch_size"]
    assert arguments.parallel_mode.value == "not_parallel"


def test_the_model_card_of_the_adapter_names_no_path_of_this_machine(tmp_path: Path) -> None:
    base = base_model("bert", tmp_path / "base")
    method = Lora({"rank": 2, "merge": False})
    (tmp_path / "adapter").mkdir()
    method.save(method.wrap(load_base(base, TEXTS, LABELS, Heard())), "sha256:0", tmp_path / "adapter")
    for path in (tmp_path / "adapter").iterdir():
        assert str(tmp_path).encode() not in path.read_bytes()
    assert json.loads((tmp_path / "adapter/config.json").read_text())["architectures"] == [
        "BertForSequenceClassification"
    ]


@pytest.mark.parametrize("kind", ["gpt2", "llama"])
@pytest.mark.parametrize("said", [-1, 1])
def test_an_answer_does_not_depend_on_longer_texts_beside_it_whatever_padding_config_json_names(
    kind: str, said: int, tmp_path: Path
) -> None:
    base = base_model(kind, tmp_path / "base")
    config = json.loads((base / "config.json").read_text())
    (base / "config.json").write_text(json.dumps({**config, "pad_token_id": said}))
    model = load_base(base, TEXTS, LABELS, Heard()).model.eval()
    inputs = load(base, 16)

    def answers(*texts: str) -> torch.Tensor:
        with torch.inference_mode():
            return model(**{name: torch.from_numpy(array) for name, array in inputs.encode(texts).items()}).logits

    short, long = "good bad file", "bad list open parse value key good bad"
    torch.testing.assert_close(answers(short, long)[:1], answers(short))
    model.save_pretrained(tmp_path / "model")
    assert load_torch(tmp_path / "model", TEXTS).config.pad_token_id == inputs.pad_id


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("kind", ["gpt2", "llama"])
def test_a_base_without_a_padding_token_classifies_with_its_end_as_padding(
    kind: str, named: bool, tmp_path: Path
) -> None:
    base = base_model(kind, tmp_path / "base", initializer_range=0.3)
    config = json.loads((base / "config.json").read_text())
    without = {**config, "pad_token_id": None, **({"eos_token_id": None} if named else {})}
    (base / "config.json").write_text(json.dumps(without))
    (base / "tokenizer_config.json").write_text(json.dumps({"eos_token": {"content": "[SEP]"}} if named else {}))
    method = method_of({"method": "full"})
    model = method.wrap(load_base(base, TEXTS, LABELS, Heard()))
    (tmp_path / "model").mkdir()
    method.save(model, tree_digest(base), tmp_path / "model")
    for name in ("tokenizer.json", "tokenizer_config.json"):
        (tmp_path / "model" / name).write_bytes((base / name).read_bytes())
    tuned, inputs = load_torch(tmp_path / "model", TEXTS), load(tmp_path / "model", 16)

    def answers(*texts: str) -> torch.Tensor:
        with torch.inference_mode():
            return tuned(**{name: torch.from_numpy(array) for name, array in inputs.encode(texts).items()}).logits

    short, long = "good bad file", "bad list open parse value key good bad"
    torch.testing.assert_close(answers(short, long)[:1], answers(short))


@pytest.mark.parametrize("side", ["left", "right", None])
@pytest.mark.parametrize("kind", ["gpt2", "llama", "bert", "xlnet"])
def test_an_answer_does_not_depend_on_longer_texts_beside_it_whatever_side_the_tokenizer_pads(
    kind: str, side: str | None, tmp_path: Path
) -> None:
    base = base_model(kind, tmp_path / "base", initializer_range=0.3)
    settings = {"pad_token": "[PAD]", **({} if side is None else {"padding_side": side})}
    (base / "tokenizer_config.json").write_text(json.dumps(settings))
    model = load_base(base, TEXTS, LABELS, Heard()).model.eval()
    inputs = load(base, 16)

    def answers(*texts: str) -> torch.Tensor:
        with torch.inference_mode():
            return model(**{name: torch.from_numpy(array) for name, array in inputs.encode(texts).items()}).logits

    short, long = "good bad file", "bad list open parse value key good bad"
    torch.testing.assert_close(answers(short, long)[:1], answers(short))


def test_lora_leaves_the_means_of_a_frozen_base_alone_and_its_adapter_answers_as_it_was_trained(tmp_path: Path) -> None:
    from transformers import MobileViTConfig, MobileViTModel

    sizes = {"hidden_sizes": [16] * 3, "neck_hidden_sizes": [8, 8, 8, 16, 16, 16, 16]}
    config = MobileViTConfig(image_size=32, patch_size=2, num_attention_heads=2, initializer_range=0.3, **sizes)
    torch.manual_seed(0)
    MobileViTModel(config).save_pretrained(tmp_path / "base")
    settings = {"size": 32, "image_mean": 0.5, "image_std": 0.25}
    (tmp_path / "base/preprocessor_config.json").write_text(json.dumps(settings))
    method = Lora({"rank": 2, "alpha": 4, "merge": False})
    model = method.wrap(load_base(tmp_path / "base", IMAGES, LABELS, Heard()))
    model.train()
    optimizer = torch.optim.SGD([one for one in model.parameters() if one.requires_grad], lr=0.1)
    for _ in range(3):
        logits = model(pixel_values=3 * torch.randn(4, 3, 32, 32) + 1).logits
        torch.nn.functional.cross_entropy(logits, torch.tensor([0, 1, 2, 0])).backward()
        optimizer.step()
        optimizer.zero_grad()
    asked = torch.randn(2, 3, 32, 32)
    with torch.inference_mode():
        trained = model.eval()(pixel_values=asked).logits
        (tmp_path / "adapter").mkdir()
        method.save(model, tree_digest(tmp_path / "base"), tmp_path / "adapter")
        put_on = adapter.load(tmp_path / "adapter", tmp_path / "base", IMAGES).eval()
        torch.testing.assert_close(put_on(pixel_values=asked).logits, trained)
