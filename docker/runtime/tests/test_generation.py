"""Models that write: trained on what is to be written, asked for it, and told as predictions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from architectures import WRITERS, writer_base
from conftest import write_jsonl
from jobs import Job, run_job
from tiny import lines, told

from model_runtime import contract
from model_runtime.examples import Row, open_dataset
from model_runtime.failures import RuntimeFailure
from model_runtime.inputs_generation import IGNORED, Writing
from model_runtime.tasks import task_of

CAUSAL = [name for name, (task, _) in WRITERS.items() if task == "causal-lm"]
PAIRS = [name for name, (task, _) in WRITERS.items() if task == "seq2seq"]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Any:
    made: dict[str, Path] = {}

    def of(kind: str) -> Path:
        if kind not in made:
            made[kind] = writer_base(kind, tmp_path_factory.mktemp(kind))
        return made[kind]

    return of


def examples(count: int) -> list[dict[str, str]]:
    """What is to be written follows from what is read, by a rule that a tiny model can learn."""
    animals = ["ant", "bee", "cat", "dog"]
    return [
        {"instruction": f"{animals[n % 4]} number {n}", "response": f"a {animals[n % 4]}", "place": "xy"[n % 2]}
        for n in range(count)
    ]


def prepare(directory: Path, base: Path, task: str, rows: list[dict[str, Any]], **changes: Any) -> Job:
    write_jsonl(directory / "train.jsonl", rows)
    config = {
        "verb": "prepare",
        "paths": {"in": {"train": str(directory), "base": str(base)}, "out": str(directory / "prepared")},
        "task": task,
        "files": {"train": "train.jsonl"},
        "columns": {"input": "instruction", "target": "response"},
        "max_length": 96,
        "sample": 1,
        "seed": 0,
        **changes,
    }
    contract.validate("config", {"model_runtime": 1, **config})
    return run_job(directory / "prepare", config)


def finetune_config(directory: Path, base: Path, task: str, save_after: int = 50, **changes: Any) -> dict[str, Any]:
    training = {
        "method": "full",
        "epochs": 1,
        "learning_rate": 5e-4,
        "batch_size": 4,
        "gradient_accumulation": 1,
        "warmup_steps": 0,
        "weight_decay": 0,
        "seed": 0,
        **changes,
    }
    config = {
        "verb": "finetune",
        "paths": {
            "in": {"data": str(directory / "prepared" / "dataset"), "base": str(base)},
            "out": str(directory / "tuned"),
            "checkpoints": str(directory / "checkpoints"),
        },
        "task": task,
        "checkpoints": {"steps": save_after, "keep": 2, "asynchronous": True},
        "max_length": 96,
        "training": training,
    }
    contract.validate("config", {"model_runtime": 1, **config})
    return config


def finetune(directory: Path, base: Path, task: str, **changes: Any) -> Job:
    return run_job(directory / "finetune", finetune_config(directory, base, task, **changes))


def evaluate(directory: Path, base: Path, task: str, **changes: Any) -> Job:
    data, tuned = str(directory / "prepared" / "dataset"), str(directory / "tuned" / "model")
    config = {
        "verb": "evaluate",
        "paths": {
            "in": {"data": data, "candidate": tuned, "baseline": str(base), "base": str(base)},
            "out": str(directory / "judged"),
        },
        "task": task,
        "baseline": "base",
        "batch_size": 4,
        "max_length": 96,
        "generation": {"max_new_tokens": 8, "num_beams": 1},
        **changes,
    }
    contract.validate("config", {"model_runtime": 1, **config})
    return run_job(directory / "evaluate", config)


def likelihood(path: Path) -> float:
    """Of a token that is wanted, by the predictions of a file."""
    answers = [line["answer"] for line in lines(path)]
    return sum(one["log_likelihood"] for one in answers) / sum(one["tokens"] for one in answers)


@pytest.mark.parametrize("kind", WRITERS)
def test_a_model_that_writes_is_prepared_trained_asked_and_told_beside_its_untuned_base(
    kind: str, base: Any, tmp_path: Path
) -> None:
    task = WRITERS[kind][0]
    prepared = prepare(tmp_path, base(kind), task, examples(32))
    assert prepared.exit == 0, prepared.stderr
    assert "labels" not in prepared.result
    assert all("class_counts" not in split for split in prepared.result["splits"].values())
    tuned = finetune(tmp_path, base(kind), task, epochs=4, learning_rate=5e-3)
    assert tuned.exit == 0, tuned.stderr
    assert tuned.result["model"]["labels"] == []
    assert tuned.result["last_loss"] < tuned.result["first_loss"] - 1
    judged = evaluate(tmp_path, base(kind), task)
    assert judged.exit == 0, judged.stderr
    out = tmp_path / "judged"
    ours, theirs = lines(out / "predictions.jsonl"), lines(out / "baseline-predictions.jsonl")
    test = open_dataset(tmp_path / "prepared" / "dataset").split("test")
    assert [one["id"] for one in ours] == [one["id"] for one in theirs] == [row.id for row in test]
    assert [one["answer"]["references"] for one in ours] == [[row.target] for row in test]
    for one in (*ours, *theirs):
        contract.validate("prediction", one)
    assert likelihood(out / "predictions.jsonl") > likelihood(out / "baseline-predictions.jsonl") + 1


@pytest.mark.parametrize("kind", WRITERS)
def test_an_adapter_of_a_model_that_writes_is_asked_as_what_it_learnt(kind: str, base: Any, tmp_path: Path) -> None:
    task = WRITERS[kind][0]
    assert prepare(tmp_path, base(kind), task, examples(32)).exit == 0
    lora = {"rank": 8, "alpha": 16, "dropout": 0.0, "merge": False}
    tuned = finetune(tmp_path, base(kind), task, method="lora", lora=lora, epochs=4, learning_rate=5e-3)
    assert tuned.exit == 0, tuned.stderr
    assert tuned.result["model"]["format"] == "adapter"
    assert tuned.result["trainable_parameters"] < tuned.result["total_parameters"] / 2
    manifest = {"schema": 1, "name": "m", "version": "1.0.0", "maxLength": 96, "maxBatch": 4}
    model = tmp_path / "tuned" / "model" / "model.json"
    model.write_text(json.dumps({**manifest, "format": "adapter", "engine": "pytorch"}))
    judged = evaluate(tmp_path, base(kind), task)
    assert judged.exit == 0, judged.stderr
    out = tmp_path / "judged"
    assert likelihood(out / "predictions.jsonl") > likelihood(out / "baseline-predictions.jsonl")


@pytest.mark.parametrize("kind", WRITERS)
def test_only_what_is_to_be_written_is_trained_on(kind: str, base: Any) -> None:
    """The gradient does not change with the label of a token that was asked; it does with one that is to be written."""
    import torch

    task = task_of(WRITERS[kind][0])
    inputs = task.inputs(base(kind), 96)
    model = task.auto_class().from_pretrained(base(kind)).eval()
    example = inputs.example(Row("1", "cat number 3", target="a cat"))
    assert inputs.text([one for one in example["labels"] if one != IGNORED]) == "a cat"

    def gradient(labels: np.ndarray) -> torch.Tensor:
        batch = task.collate(inputs)([{**example, "labels": labels}])
        wanted = batch.pop("labels")
        model.zero_grad()
        (task.item_losses(model(**batch).logits, wanted).sum() / task.items(wanted)).backward()
        return torch.cat([one.grad.flatten() for one in model.parameters() if one.grad is not None])

    def changed(place: int) -> np.ndarray:
        labels = example["labels"].copy()
        labels[place] = IGNORED if labels[place] == IGNORED else (labels[place] + 1) % 259
        return labels

    as_it_is = gradient(example["labels"])
    assert as_it_is.abs().max() > 0
    asked = np.flatnonzero(example["labels"] == IGNORED)
    assert len(asked) == (0 if task.name == "seq2seq" else len(example["labels"]) - len("a cat") - 1)
    written = np.flatnonzero(example["labels"] != IGNORED)
    assert list(example["labels"][written])[-1] == 2, "the end of the text is a target"
    for place in written:
        assert not torch.equal(gradient(changed(int(place))), as_it_is)
    whole = task.inputs(base(kind), 96, Writing(loss_on="all")).example(Row("1", "cat number 3", target="a cat"))
    assert (whole["labels"] != IGNORED).all()


@pytest.mark.parametrize("kind", CAUSAL)
def test_no_logits_are_made_where_nothing_is_to_be_written_and_the_others_are_the_same(kind: str, base: Any) -> None:
    import torch

    task = task_of("causal-lm")
    inputs, model = task.inputs(base(kind), 96), task.auto_class().from_pretrained(base(kind)).eval()
    rows = [Row("1", "a long question " * 2, target="yes"), Row("2", "why", target="no")]
    examples = [inputs.example(row) for row in rows]
    batch = dict(task.collate(inputs)(examples))
    labels, kept = batch.pop("labels"), batch["logits_to_keep"]
    logits = model(**batch).logits
    assert logits.shape[:2] == labels.shape
    assert labels.shape[1] <= len("yes") + len("no") + 2
    assert sum(int((one["labels"] != IGNORED).sum()) for one in examples) == int(task.items(labels))
    whole = model(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"]).logits
    assert torch.equal(logits, whole[:, kept])


@pytest.mark.parametrize("kind", WRITERS)
def test_an_answer_alone_is_the_answer_in_a_batch(kind: str, base: Any) -> None:
    import torch

    from model_runtime.tasks import Asked
    from model_runtime.writers import Generating

    class Silent:
        def progress(self, *_: Any, **speed: Any) -> None: ...

    task = task_of(WRITERS[kind][0])
    rows = [Row(str(n), "x" * (1 + 5 * n), target="y" * (n + 1)) for n in range(6)]
    inputs, model = task.inputs(base(kind), 96), task.load(base(kind), 1)
    # As it was made it says one thing again and again.
    with torch.no_grad():
        for parameter in model.model.parameters():
            parameter.add_(0.3 * torch.randn(parameter.shape, generator=torch.Generator().manual_seed(0)))

    def answers(batch_size: int) -> list[dict[str, Any]]:
        asked = Asked("candidate", model, inputs, rows, batch_size, Generating(12, 1))
        return list(task.answers(asked, Silent()))  # type: ignore[arg-type]

    alone, together = answers(1), answers(6)
    assert [one["answer"]["prediction"] for one in alone] == [one["answer"]["prediction"] for one in together]
    assert any(one["answer"]["prediction"] for one in alone)
    for one, other in zip(alone, together, strict=True):
        assert one["answer"]["tokens"] == other["answer"]["tokens"]
        assert one["answer"]["log_likelihood"] == pytest.approx(other["answer"]["log_likelihood"], abs=1e-4)


@pytest.mark.parametrize("kind", CAUSAL)
def test_a_long_instruction_loses_its_beginning_and_the_answer_nothing(kind: str, base: Any) -> None:
    task = task_of("causal-lm")
    row = Row("1", "the beginning " * 20 + "the end", target="all of the answer")
    inputs = task.inputs(base(kind), 96)
    assert inputs.length(row) > 96
    example = inputs.example(row)
    assert len(example["input_ids"]) <= 95
    written = [one for one in example["labels"] if one != IGNORED]
    assert inputs.text(written) == "all of the answer"
    read = inputs.text(list(example["input_ids"]))
    assert read.startswith("### Instruction:\n")
    assert "the end\n\n### Response:\nall of the answer" in read
    # What the model is asked leaves room for what it is to write.
    prompt = inputs.prompt(row, 30)
    assert len(prompt) <= 66
    assert inputs.text(list(prompt)).endswith("the end\n\n### Response:\n")


@pytest.mark.parametrize("system", [None, "Be kind."])
def test_of_a_long_conversation_the_newest_messages_that_fit_are_read_and_few_are_tried(
    system: str | None, base: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = [{"role": role, "content": f"{role} {at}"} for at in range(300) for role in ("user", "assistant")]
    asked = Row("1", json.dumps([*turns, {"role": "user", "content": "last"}]), target="answer")
    inputs = task_of("causal-lm").inputs(base("llama"), 400, Writing(system=system, messages=True))
    written: list[int] = []
    write = inputs.template.write

    def counted(messages: Any, *, asks: bool) -> str:
        written.append(len(messages))
        return write(messages, asks=asks)

    monkeypatch.setattr(inputs.template, "write", counted)
    read = inputs.text(list(inputs.example(asked)["input_ids"]))
    kept = [turn for turn in turns if f"\n{turn['content']}\n" in read]
    # The newest, and one question more would be too much.
    assert kept == turns[-len(kept) :]
    assert len(kept) % 2 == 0
    one_more = Row("1", json.dumps([*turns[-len(kept) - 2 :], {"role": "user", "content": "last"}]), target="answer")
    assert inputs.length(one_more) > 400 >= len(read)
    assert (system or "### Instruction") in read
    assert sum(written[1:]) < len(turns)


def test_what_cannot_be_trained_on_is_told_by_line(base: Any, tmp_path: Path) -> None:
    rows = examples(12)
    rows[3]["response"] = " "
    del rows[5]["response"]
    job = prepare(tmp_path, base("llama"), "causal-lm", rows)
    assert job.exit == 3
    told_of = [problem["what"] for problem in job.error["problems"]]
    assert job.error["problems"][0]["line"] == 4
    assert told_of[0] == 'column "response" has nothing to write: add a text'
    assert told_of[1].startswith('column "response" is missing')


def test_an_answer_that_does_not_fit_is_told_by_line(base: Any, tmp_path: Path) -> None:
    rows = examples(12)
    rows[7]["response"] = "long " * 40
    job = prepare(tmp_path, base("llama"), "causal-lm", rows)
    assert job.exit == 3
    assert job.error["problems"][0]["line"] == 8
    assert "the answer takes 201 tokens" in job.error["message"]
    assert "raise data.max-length, or shorten the answer" in job.error["message"]
    pairs = prepare(tmp_path / "pairs", base("bart"), "seq2seq", rows, max_target_length=32)
    assert "line 8: the target has 201 tokens, and max-target-length is 32" in pairs.error["message"]


def test_a_base_without_a_tokenizer_or_a_head_is_refused_with_the_remedy(base: Any, tmp_path: Path) -> None:
    import shutil

    task = task_of("causal-lm")
    bare = shutil.copytree(base("llama"), tmp_path / "bare")
    (bare / "tokenizer.json").unlink()
    with pytest.raises(RuntimeFailure) as failure:
        task.inputs(bare, 96)
    assert told(failure).endswith(
        "holds no tokenizer.json. Save the tokenizer in its fast form beside the model's weights."
    )
    headless = shutil.copytree(base("llama"), tmp_path / "headless")
    from safetensors.torch import load_file, save_file

    weights = load_file(headless / "model.safetensors")
    save_file(
        {k: v for k, v in weights.items() if k != "lm_head.weight"}, headless / "model.safetensors", {"format": "pt"}
    )
    assert prepare(tmp_path, headless, "causal-lm", examples(12)).exit == 0
    job = finetune(tmp_path, headless, "causal-lm")
    assert job.exit == 2
    assert "its weights lack lm_head.weight" in job.error["message"]
