"""What a user is promised of the loss: it is the one of the books, and a step has one gradient however it is cut."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from architectures import base_model, writer_base
from conftest import finetune_config
from jobs import run_job
from sklearn.utils.class_weight import compute_class_weight
from test_ranks import config_of, same_model, still
from tiny import LABELS, Heard, told
from torch.nn.functional import cross_entropy

from model_runtime import contract
from model_runtime.base import load_base
from model_runtime.failures import RuntimeFailure
from model_runtime.history import History
from model_runtime.losses import Loss, TaskLoss, class_weights, loss_of
from model_runtime.tasks import task_of
from model_runtime.training import Computing, Loop, Run, make_trainer
from model_runtime.training.arguments import training_arguments

SCHEMA = Path(contract.__file__).with_name("contract.schema.json")
SETTINGS = {
    "epochs": 1,
    "learning_rate": 1e-3,
    "batch_size": 4,
    "gradient_accumulation": 1,
    "warmup_steps": 0,
    "weight_decay": 0.0,
    "seed": 5,
}
TEXTS = task_of("text-classification")
COUNTS = {"negative": 60, "neutral": 10, "positive": 30}


def some(items: int = 12, classes: int = 3) -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    logits = 3 * torch.randn(items, classes, generator=generator)
    return logits.requires_grad_(), torch.arange(items) % classes


def test_balanced_weights_are_those_of_scikit_learn() -> None:
    examples = np.repeat(LABELS, [COUNTS[label] for label in LABELS])
    wanted = compute_class_weight("balanced", classes=np.array(LABELS), y=examples)
    assert class_weights("balanced", LABELS, COUNTS) == pytest.approx(tuple(wanted), rel=1e-12)


def test_weights_by_label_are_in_the_order_of_the_models_outputs_and_1_where_none_is_named() -> None:
    assert class_weights({"positive": 5, "negative": 0.5}, LABELS, COUNTS) == (0.5, 1.0, 5.0)


def test_weights_of_a_class_that_the_data_has_not_are_refused() -> None:
    with pytest.raises(RuntimeFailure) as failure:
        class_weights({"postive": 5}, LABELS, COUNTS)
    assert told(failure) == (
        "configuration: finetune.loss.class-weights: the data has no class 'postive'. "
        "Its classes: negative, neutral, positive."
    )


@pytest.mark.parametrize("weights", [None, (0.5, 1.0, 5.0)])
@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_cross_entropy_weighted_and_smoothed_is_the_mean_that_pytorch_takes(
    weights: tuple[float, ...] | None, smoothing: float
) -> None:
    logits, labels = some()
    loss = TaskLoss(TEXTS, Loss(smoothing=smoothing, weights=weights))
    ours = loss.of_items(logits, labels).sum() / loss.count(labels)
    given = None if weights is None else torch.tensor(weights)
    theirs = cross_entropy(logits, labels, weight=given, label_smoothing=smoothing)
    assert ours.item() == pytest.approx(theirs.item(), rel=1e-6)


def test_focal_loss_follows_its_formula() -> None:
    logits, labels = some()
    chances = torch.softmax(logits.detach().double(), 1).numpy()
    for gamma in (0.5, 2.0):
        wanted = [
            -((1 - chances[item, truth]) ** gamma) * math.log(chances[item, truth]) for item, truth in enumerate(labels)
        ]
        assert Loss(gamma=gamma).of_items(logits, labels).tolist() == pytest.approx(wanted, rel=1e-5)
        weighted = Loss(gamma=gamma, weights=(0.5, 1.0, 5.0)).of_items(logits, labels).tolist()
        by_weight = [one * (0.5, 1.0, 5.0)[truth] for one, truth in zip(wanted, labels, strict=True)]
        assert weighted == pytest.approx(by_weight, rel=1e-5)


def test_focal_loss_without_gamma_is_cross_entropy() -> None:
    logits, labels = some()
    assert torch.equal(Loss(gamma=0.0).of_items(logits, labels), Loss().of_items(logits, labels))


@pytest.mark.parametrize("gamma", [0.0, 0.5, 2.0])
def test_an_answer_that_is_certain_has_a_finite_gradient(gamma: float) -> None:
    logits = torch.tensor([[200.0, 0.0, -200.0], [-200.0, 0.0, 200.0]], requires_grad=True)
    Loss(gamma=gamma).of_items(logits, torch.tensor([0, 0])).sum().backward()
    assert logits.grad is not None and logits.grad.isfinite().all()


LOSSES = {
    "balanced": {"kind": "cross-entropy", "class_weights": "balanced"},
    "focal by label": {"kind": "focal", "gamma": 1.5, "class_weights": {"neutral": 7}},
    "smoothed": {"kind": "cross-entropy", "label_smoothing": 0.2},
}


class Numbered(list[int]):
    """Examples that are their numbers."""

    def __getitems__(self, places: list[Any]) -> list[int]:
        return [self[place.index] for place in places]


def batch_of(examples: Any) -> dict[str, torch.Tensor]:
    made = [torch.Generator().manual_seed(number) for number in examples]
    ids = torch.stack([torch.randint(4, 12, (6,), generator=one) for one in made])
    ids[:, -1] = 3
    labels = torch.tensor([int(number % 5 == 0) + int(number % 5 == 1) * 2 for number in examples])
    return {"input_ids": ids, "attention_mask": torch.ones_like(ids), "labels": labels}


@pytest.mark.parametrize("name", LOSSES)
def test_a_step_has_the_same_weighted_gradient_however_it_is_cut_into_batches(name: str, tmp_path: Path) -> None:
    class Norms(Heard):
        def metric(self, name: str, value: float, step: int | None = None) -> None:
            if name in ("grad_norm", "loss"):
                heard.append(value)

    quiet = dict.fromkeys(("hidden_dropout_prob", "attention_probs_dropout_prob"), 0.0)
    base = base_model("bert", tmp_path / "base", **quiet)
    loss = loss_of(LOSSES[name], LABELS, COUNTS)
    ends = []
    for batch_size, accumulated in ((10, 1), (5, 2), (3, 4), (1, 10)):
        heard: list[float] = []
        torch.manual_seed(0)
        model = load_base(base, TEXTS, LABELS, Norms()).model
        loop: Any = Loop(
            model=model,
            task=TEXTS,
            examples=Numbered(range(10)),
            lengths=None,
            validation=Numbered(range(10)),
            collate=batch_of,
            training={**SETTINGS, "batch_size": batch_size, "gradient_accumulation": accumulated},
            run=Run(tmp_path / "run", {}, {}, [], Computing(), History()),
            events=Norms(),
            loss=loss,
        )
        trainer: Any = make_trainer(loop)
        trainer._save_checkpoint = lambda *_: None
        trainer.train()
        (asked,) = loop.run.history.validation
        ends.append([*heard, asked["loss"]])
    for end in ends[1:]:
        assert end == pytest.approx(ends[0], rel=2e-4)


def test_a_model_that_writes_is_smoothed_by_the_token(tmp_path: Path) -> None:
    base = writer_base("llama", tmp_path / "base")
    task = task_of("causal-lm")
    model = load_base(base, task, [], Heard()).model
    ids = torch.arange(3, 11)[None]
    labels = torch.cat([torch.full((1, 3), -100), ids[:, 3:]], 1)
    logits = model(input_ids=ids).logits.float()
    loss = TaskLoss(task, Loss(smoothing=0.1))
    ours = loss.of_items(logits, labels).sum() / loss.count(labels)
    theirs = cross_entropy(logits[0, 3:], labels[0, 3:], label_smoothing=0.1)
    assert ours.item() == pytest.approx(theirs.item(), rel=1e-6)
    with pytest.raises(RuntimeFailure, match="this task has no classes"):
        loss_of({"kind": "focal", "class_weights": "balanced"}, [], {})


def test_a_job_says_what_its_classes_counted_and_follows_its_schedule(
    tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    options: dict[str, Any] = {
        "loss": {"kind": "focal", "gamma": 1.0, "class_weights": {"b": 3}},
        "lr_scheduler": "constant-with-warmup",
        "optimizer": "sgd",
        "warmup_steps": 0.5,
        "max_grad_norm": 0,
        "max_steps": 8,
    }
    job = run_job(tmp_path, finetune_config(tmp_path, tiny_data, tiny_base, **options))
    assert job.exit == 0, job.stderr
    assert job.result["class_weights"] == {"a": 1.0, "b": 3.0}
    rates = [point["learning_rate"] for point in job.result["history"]]
    # Half of the steps are warmup; then it stays.
    assert rates == pytest.approx([0.0, 0.000125, 0.00025, 0.000375, *[5e-4] * 4])


def test_a_warmup_that_no_step_follows_is_told(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    def warnings(steps: float) -> list[str]:
        directory = tmp_path / str(steps)
        job = run_job(directory, finetune_config(directory, tiny_data, tiny_base, warmup_steps=steps, max_steps=4))
        assert job.exit == 0, job.stderr
        return job.warnings

    assert (warnings(0.75), warnings(3)) == ([], [])
    assert warnings(4) == [
        "finetune.warmup-steps is 4 and this training has 4 steps: its learning rate never becomes what "
        "finetune.learning-rate says"
    ]


@pytest.mark.parametrize(
    ("scheduler", "last"),
    [("linear", 5e-4 / 4), ("cosine", 5e-4 * (1 + math.cos(math.pi * 3 / 4)) / 2), ("polynomial", None)],
)
def test_the_learning_rate_ends_where_its_schedule_says(
    scheduler: str, last: float | None, tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    changes = {"lr_scheduler": scheduler, "warmup_steps": 0, "max_steps": 4, "optimizer": "adafactor"}
    job = run_job(tmp_path, finetune_config(tmp_path, tiny_data, tiny_base, **changes))
    assert job.exit == 0, job.stderr
    rates = [point["learning_rate"] for point in job.result["history"]]
    assert rates[0] == pytest.approx(5e-4)
    assert rates[-1] == pytest.approx(5e-4 / 4 if last is None else last, rel=1e-3)


def test_two_processes_divide_by_the_weights_of_all_of_them(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    base = still(tiny_base, tmp_path / "base")
    loss = {"loss": {"kind": "cross-entropy", "class_weights": {"b": 9}}, "max_steps": 6}
    # Lengths, and so classes, come unevenly to the two.
    one = run_job(
        tmp_path / "1", config_of(tmp_path / "1", tiny_data, base, 1, batch_size=6, gradient_accumulation=2, **loss)
    )
    two = run_job(
        tmp_path / "2", config_of(tmp_path / "2", tiny_data, base, 2, batch_size=3, gradient_accumulation=2, **loss)
    )
    assert (one.exit, two.exit) == (0, 0), two.stderr
    same_model(one, two)


def test_settings_of_the_trainer_reach_it(tmp_path: Path) -> None:
    settings = {
        "adam_beta1": 0.8,
        "adam_beta2": 0.98,
        "adam_epsilon": 1e-6,
        "dataloader_persistent_workers": True,
        "dataloader_prefetch_factor": 3,
        "lr_scheduler_kwargs": {"power": 2.0},
        "neftune_noise_alpha": 5.0,
    }
    known = json.loads(SCHEMA.read_text(encoding="utf-8"))["$defs"]["trainer_settings"]["properties"]
    assert list(known) == list(settings)
    told = {**SETTINGS, "lr_scheduler": "polynomial", "workers": 1, "trainer": settings}
    arguments = training_arguments(told, tmp_path, Computing(), use_cpu=True)
    assert {name: getattr(arguments, name) for name in settings} == {
        **settings,
        "lr_scheduler_kwargs": {"lr_end": 0.0, "power": 2.0},
    }


@pytest.mark.parametrize(
    "settings",
    [
        {"lr_scheduler": "polynomial", "trainer": {"lr_scheduler_kwargs": {"power": 3.0, "lr_end": 1e-5}}},
        {"trainer": {"adam_beta1": 0.5}},
        {"trainer": {"neftune_noise_alpha": 50}},
        {"method": "lora", "trainer": {"neftune_noise_alpha": 50}},
    ],
)
def test_a_setting_of_the_trainer_changes_what_is_trained(
    settings: dict[str, Any], tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    ends = []
    for name, asked in (("usual", {}), ("asked", settings)):
        base = {"method": settings.get("method", "full"), "max_steps": 5}
        job = run_job(tmp_path / name, finetune_config(tmp_path / name, tiny_data, tiny_base, **{**base, **asked}))
        assert job.exit == 0, job.stderr
        ends.append(job.result["last_loss"])
    assert ends[0] != ends[1]


def test_workers_that_go_on_read_the_next_epoch(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    histories = []
    going_on = {"dataloader_persistent_workers": True, "dataloader_prefetch_factor": 4}
    for name, asked in (("alone", {}), ("workers", {"workers": 2, "trainer": going_on})):
        config = finetune_config(tmp_path / name, tiny_data, tiny_base, epochs=3, **asked)
        job = run_job(tmp_path / name, config)
        assert job.exit == 0, job.stderr
        histories.append(job.result["history"])
    assert histories[0] == histories[1]
