"""What a user is promised of a tuning that goes on from a model of before (finetune.from)."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

import pytest
from architectures import base_model, writer_base
from conftest import finetune_config, prepare_config, rows, write_jsonl
from jobs import Job, run_job, start_job
from safetensors.torch import load_file
from tiny import lines

from model_runtime import ranks
from model_runtime.base import load_base_weights
from model_runtime.earlier import rows_to_train
from model_runtime.examples import Split, open_dataset
from model_runtime.failures import RuntimeFailure
from model_runtime.predictors import labels_of
from model_runtime.starting import make_start
from model_runtime.tasks import task_of


def prepared(directory: Path, base: Path, examples: list[dict[str, Any]], **changes: Any) -> Path:
    write_jsonl(directory / "train.jsonl", examples)
    job = run_job(directory / "prepare", prepare_config(directory, base, directory / "prepared", **changes))
    assert job.exit == 0, job.stderr
    return directory / "prepared" / "dataset"


def tuned_on(
    directory: Path, base: Path, data: Path, parent: Path, earlier: Path, which: str = "all", **changes: Any
) -> Job:
    config = finetune_config(directory, data, base, **changes)
    config["paths"]["in"] |= {"parent": str(parent), "earlier": str(earlier)}
    return run_job(directory, {**config, "continues": {"data": which}})


@pytest.fixture(scope="module")
def parent(tmp_path_factory: pytest.TempPathFactory, tiny_base: Path, tiny_data: Path) -> Path:
    directory = tmp_path_factory.mktemp("parent")
    job = run_job(directory, finetune_config(directory, tiny_data, tiny_base))
    assert job.exit == 0, job.stderr
    return directory / "out" / "model"


def texts(rows_: Any) -> set[str]:
    return {row.input for row in rows_}


def test_training_begins_with_what_the_parent_has_learnt(
    tmp_path: Path, tiny_base: Path, tiny_data: Path, parent: Path
) -> None:
    # So small a rate moves no weight by more than the last bits.
    job = tuned_on(tmp_path, tiny_base, tiny_data, parent, tiny_data, learning_rate=1e-9, weight_decay=0)
    assert job.exit == 0, job.stderr
    before, after = (load_file(one / "model.safetensors") for one in (parent, tmp_path / "out" / "model"))
    assert before.keys() == after.keys()
    assert all((before[name] - after[name]).abs().max() < 1e-6 for name in before)
    assert job.result["continued"]["examples"] == len(Split(tiny_data, "train"))
    assert not (tmp_path / "out" / ".start").exists()


def test_only_rows_that_the_parent_never_saw_train_where_data_is_new(
    tmp_path: Path, tiny_base: Path, tiny_data: Path, parent: Path
) -> None:
    data = prepared(tmp_path, tiny_base, rows(96))
    train, told = rows_to_train(open_dataset(data), tiny_data, "new", task_of("text-classification"))
    before = {name: texts(Split(tiny_data, name)) for name in ("train", "validation", "test")}
    assert len(train) == told["examples"] > 0
    assert texts(train) == texts(Split(data, "train")) - set.union(*before.values())
    job = tuned_on(tmp_path / "tuned", tiny_base, data, parent, tiny_data, "new")
    assert job.exit == 0, job.stderr
    assert job.result["continued"] == {**told, "added_labels": [], "removed_labels": []}


def test_data_that_was_prepared_for_the_parent_itself_trains_what_is_new_in_it(
    tmp_path: Path, tiny_base: Path, tiny_data: Path, parent: Path
) -> None:
    data = prepared(tmp_path, parent, rows(96))
    train, _ = rows_to_train(open_dataset(data), tiny_data, "new", task_of("text-classification"))
    lengths = open_dataset(data).lengths(train, parent)
    inputs = task_of("text-classification").inputs(parent, None)
    assert lengths is not None
    assert lengths.tolist() == [len(inputs.read([row.input])[0]["input_ids"]) for row in train]
    job = tuned_on(tmp_path / "tuned", tiny_base, data, parent, tiny_data, "new")
    assert job.exit == 0, job.stderr


def test_a_row_whose_label_was_corrected_is_new(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    corrected = next(iter(texts(Split(tiny_data, "train"))))
    examples = [
        {**row, "label": "ba"["ab".index(row["label"])]} if row["text"] == corrected else row for row in rows(64)
    ]
    data = prepared(tmp_path, tiny_base, examples)
    train, _ = rows_to_train(open_dataset(data), tiny_data, "new", task_of("text-classification"))
    assert texts(train) == {corrected}


def test_no_test_row_of_the_parent_trains_whatever_joins_it(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    tested = texts(Split(tiny_data, "test"))
    for seed, count in ((0, 64), (0, 80), (0, 400)):
        data = prepared(tmp_path / f"{seed}-{count}", tiny_base, rows(count), seed=seed)
        for which in ("all",) if count == 64 else ("all", "new"):
            train, _ = rows_to_train(open_dataset(data), tiny_data, which, task_of("text-classification"))
            assert not texts(train) & tested


def test_a_test_row_of_the_parent_that_the_split_would_train_is_held_out_and_counted(
    tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    tested = texts(Split(tiny_data, "test"))
    # In the training file of a project that has got a test file of its own, in other letters.
    known = [row["text"] for row in rows(64)]
    write_jsonl(tmp_path / "test.jsonl", [{"text": f"{row['text']} later", "label": row["label"]} for row in rows(24)])
    examples = [{**row, "text": row["text"].upper()} for row in rows(64)]
    config = prepare_config(tmp_path, tiny_base, tmp_path / "prepared", split={})
    config["paths"]["in"]["test"] = str(tmp_path)
    write_jsonl(tmp_path / "train.jsonl", examples)
    job = run_job(tmp_path / "prepare", {**config, "files": {"train": "train.jsonl", "test": "test.jsonl"}})
    assert job.exit == 0, job.stderr
    data = open_dataset(tmp_path / "prepared" / "dataset")
    there = {text.casefold() for text in texts(data.split("train"))}
    train, told = rows_to_train(data, tiny_data, "all", task_of("text-classification"))
    assert told["tested_before"] == len(there & tested) > 0
    assert {text.casefold() for text in texts(train)} == there - tested
    assert set(known) >= there


def test_a_test_that_the_parent_was_trained_on_is_refused(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    data = prepared(tmp_path, tiny_base, rows(64), seed=5)
    with pytest.raises(RuntimeFailure, match=r"test examples are among those that .* was trained on") as failure:
        rows_to_train(open_dataset(data), tiny_data, "all", task_of("text-classification"))
    assert failure.value.code == "data"
    assert "Keep data.seed" in (failure.value.hint or "")


def test_nothing_new_is_said_in_one_line(tmp_path: Path, tiny_base: Path, tiny_data: Path, parent: Path) -> None:
    job = tuned_on(tmp_path, tiny_base, tiny_data, parent, tiny_data, "new")
    assert job.exit == 3
    assert "no training example is left" in job.error["message"]
    assert "finetune.data: all" in job.error["hint"]


def test_an_adapter_is_merged_into_its_base_and_trained_on(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    lora = {"rank": 4, "alpha": 8, "dropout": 0.1}
    models = {}
    for merge in (True, False):
        config = finetune_config(
            tmp_path / str(merge), tiny_data, tiny_base, method="lora", lora={**lora, "merge": merge}
        )
        assert (job := run_job(tmp_path / str(merge), config)).exit == 0, job.stderr
        models[merge] = tmp_path / str(merge) / "out" / "model"
    still: dict[str, Any] = {"learning_rate": 1e-9, "weight_decay": 0}
    job = tuned_on(tmp_path / "on", tiny_base, tiny_data, models[False], tiny_data, **still)
    assert job.exit == 0, job.stderr
    merged, after = (load_file(one / "model.safetensors") for one in (models[True], tmp_path / "on" / "out" / "model"))
    assert merged.keys() == after.keys()
    assert all((merged[name] - after[name]).abs().max() < 1e-5 for name in merged)


def test_an_adapter_that_cannot_be_merged_is_refused_with_what_to_do(
    tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    job = run_job(tmp_path / "before", finetune_config(tmp_path / "before", tiny_data, tiny_base, method="adapter"))
    assert job.exit == 0, job.error
    job = tuned_on(tmp_path / "on", tiny_base, tiny_data, tmp_path / "before" / "out" / "model", tiny_data)
    assert job.exit == 2
    assert "cannot be merged" in job.error["message"]
    assert "full, lora or qlora" in job.error["hint"]


def test_a_class_that_stays_keeps_what_was_learnt_and_one_that_is_new_is_learnt(
    tmp_path: Path, tiny_base: Path, tiny_data: Path, parent: Path
) -> None:
    # "b" is gone, "0new" comes before "a", and there are as many classes as there were.
    more = [{"text": f"word3 word{n % 40} extra n{n}", "label": "0new"} for n in range(64)]
    data = prepared(tmp_path, tiny_base, [row for row in rows(64) if row["label"] == "a"] + more)
    assert open_dataset(data).labels == ("0new", "a")
    start = tmp_path / "start"
    make_start(parent, tiny_base, task_of("text-classification"), ["0new", "a"], 7, ranks.ALONE, start)
    before, after = load_file(parent / "model.safetensors"), load_file(start / "model.safetensors")
    assert (after["classifier.weight"][1] == before["classifier.weight"][0]).all()
    assert after["classifier.bias"][1] == before["classifier.bias"][0]
    assert (after["classifier.weight"][0] != before["classifier.weight"][0]).all()
    others = [name for name in before if not name.startswith("classifier.")]
    assert all((before[name] == after[name]).all() for name in others)
    job = tuned_on(tmp_path / "tuned", tiny_base, data, parent, tiny_data)
    assert job.exit == 0, job.stderr
    assert labels_of(tmp_path / "tuned" / "out" / "model") == ["0new", "a"]
    continued = job.result["continued"]
    assert (continued["added_labels"], continued["removed_labels"]) == (["0new"], ["b"])


@pytest.mark.parametrize("name", ["bert", "roberta", "distilbert", "deberta-v2", "bart", "gpt2", "vit", "llama"])
def test_heads_of_every_architecture_give_each_class_its_own_row(name: str, tmp_path: Path) -> None:
    """The answers of the classes that stay are the same; torch is imported by the architectures."""
    import torch

    task = task_of("image-classification" if name == "vit" else "text-classification")
    directory = base_model(name, tmp_path / "model")
    model, _ = load_base_weights(directory, task, ["a", "b", "c"])
    model.save_pretrained(directory)
    make_start(directory, directory, task, ["c", "new", "a", "more"], 1, ranks.ALONE, tmp_path / "start")
    inputs = task.inputs(directory, None)

    def answer(of: Path) -> torch.Tensor:
        model = task.auto_class().from_pretrained(of, local_files_only=True)
        model.eval()
        with torch.no_grad():
            return model(**task.probe(inputs, [3, 5])).logits

    old, new = answer(directory), answer(tmp_path / "start")
    assert new.shape == (2, 4)
    assert torch.allclose(new[:, [0, 2]], old[:, [2, 0]], atol=1e-6)
    assert labels_of(tmp_path / "start") == ["c", "new", "a", "more"]


def test_a_tuning_that_was_killed_goes_on_bit_equal(
    tmp_path: Path, tiny_base: Path, tiny_data: Path, parent: Path
) -> None:
    data = prepared(tmp_path, tiny_base, rows(96))

    def config(directory: Path) -> dict[str, Any]:
        made = finetune_config(directory, data, tiny_base, epochs=4)
        made["paths"]["in"] |= {"parent": str(parent), "earlier": str(tiny_data)}
        return {**made, "continues": {"data": "new"}}

    whole = run_job(tmp_path / "whole", config(tmp_path / "whole"))
    assert whole.exit == 0, whole.stderr
    start_job(tmp_path / "cut", config(tmp_path / "cut")).signal_at_step(4, signal.SIGKILL)
    assert (job := run_job(tmp_path / "cut", config(tmp_path / "cut"))).exit == 0, job.stderr
    assert job.result["resumed_from_step"] >= 1
    weights = [tmp_path / one / "out" / "model" / "model.safetensors" for one in ("whole", "cut")]
    assert weights[0].read_bytes() == weights[1].read_bytes()
    assert job.result["continued"] == whole.result["continued"]


def test_a_model_that_writes_goes_on_from_a_result_too(tmp_path: Path) -> None:
    base = writer_base("llama", tmp_path / "base")

    def prepared_rows(directory: Path, count: int) -> Path:
        config = {
            "columns": {"input": "instruction", "target": "response"},
            "task": "causal-lm",
            "max_length": 96,
            "split": {"test": 0.25},
        }
        asked = [{"instruction": row["text"], "response": f"it is {row['label']}"} for row in rows(count)]
        return prepared(directory, base, asked, **config)

    config_of_writer = {"task": "causal-lm", "max_length": 96}
    small, large = prepared_rows(tmp_path / "small", 48), prepared_rows(tmp_path / "large", 96)
    config = {**finetune_config(tmp_path / "first", small, base), **config_of_writer}
    assert (job := run_job(tmp_path / "first", config)).exit == 0, job.error
    parent = tmp_path / "first" / "out" / "model"
    config = {**finetune_config(tmp_path / "on", large, base, learning_rate=1e-9, weight_decay=0), **config_of_writer}
    config["paths"]["in"] |= {"parent": str(parent), "earlier": str(small)}
    assert (job := run_job(tmp_path / "on", {**config, "continues": {"data": "new"}})).exit == 0, job.error
    known = {(row.input, row.target) for name in ("train", "validation", "test") for row in Split(small, name)}
    new = {(row.input, row.target) for row in Split(large, "train")} - known
    assert job.result["continued"]["examples"] == len(new)
    before, after = (load_file(one / "model.safetensors") for one in (parent, tmp_path / "on" / "out" / "model"))
    assert all((before[name] - after[name]).abs().max() < 1e-6 for name in before)


def test_candidate_and_parent_answer_the_test_of_the_parent_of_classes_that_both_have(
    tmp_path: Path, tiny_base: Path, tiny_data: Path, parent: Path
) -> None:
    more = [{"text": f"word3 word{n % 40} extra n{n}", "label": "0new"} for n in range(64)]
    data = prepared(tmp_path, tiny_base, [row for row in rows(64) if row["label"] == "a"] + more)
    assert (job := tuned_on(tmp_path / "tuned", tiny_base, data, parent, tiny_data)).exit == 0, job.error
    paths = {"data": data, "candidate": tmp_path / "tuned" / "out" / "model", "parent": parent, "earlier": tiny_data}
    config = {
        "verb": "evaluate",
        "paths": {"in": {name: str(path) for name, path in paths.items()}, "out": str(tmp_path / "judged")},
        "task": "text-classification",
        "baseline": "majority",
        "batch_size": 4,
        "max_length": 16,
    }
    assert (job := run_job(tmp_path / "evaluate", config)).exit == 0, job.error
    tested = {row.id: row.label for row in Split(tiny_data, "test")}
    kept = {name: label for name, label in tested.items() if label == "a"}
    assert job.result["forgetting"] == {"examples": len(kept), "left_out": len(tested) - len(kept)}
    for whose in ("earlier-predictions", "earlier-parent-predictions"):
        said = lines(tmp_path / "judged" / f"{whose}.jsonl")
        assert {one["id"]: one["answer"]["label"] for one in said} == kept
