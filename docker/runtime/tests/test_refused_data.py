"""What a user is told, with its remedy, of data from which no dataset can be made, or that is none any more."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import prepare_config, rows, write_jsonl
from tiny import LABELS, Heard, arrow, dataset, text_model, told

from model_runtime import evaluate, prepare
from model_runtime.examples import Dataset, Split, open_dataset
from model_runtime.failures import RuntimeFailure
from model_runtime.inputs import load
from model_runtime.tasks import task_of


class Listener(Heard):
    """Calls `when_read` when a file was read for the first time; warnings are no matter here."""

    def __init__(self, when_read: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self._when_read = when_read

    def progress(self, what: str, done: float, total: float, unit: str) -> None:
        super().progress(what, done, total, unit)
        if what == "read":
            self._when_read()

    def warning(self, message: str, hint: str | None = None) -> None: ...


def refused(config: dict[str, Any], when_read: Callable[[], None] = lambda: None) -> RuntimeFailure:
    events: Any = Listener(when_read)
    with pytest.raises(RuntimeFailure) as caught:
        prepare.run(config, events)
    assert caught.value.code in ("data", "configuration")
    return caught.value


@pytest.mark.parametrize(
    "later",
    [
        pytest.param([*rows(15), {"text": "another", "label": "a"}], id="with another text"),
        pytest.param(rows(17), id="with one more"),
        pytest.param([*rows(15), {"text": "no label"}], id="with a row that is none"),
        pytest.param(rows(15), id="with one fewer"),
    ],
)
def test_a_file_that_somebody_writes_while_it_is_read_makes_no_dataset(
    later: list[dict[str, Any]], tmp_path: Path, tiny_base: Path
) -> None:
    file = write_jsonl(tmp_path / "train.jsonl", rows(16))
    failure = refused(prepare_config(tmp_path, tiny_base, tmp_path / "out"), lambda: write_jsonl(file, later))
    assert failure.message == f"{file} changed while it was read"
    assert failure.hint == "Run it again when the file is settled."
    assert not (tmp_path / "out/dataset").exists()


def test_a_class_whose_training_examples_are_all_those_of_the_test_is_told_apart(
    tmp_path: Path, tiny_base: Path
) -> None:
    one, other = "Please reset my password for the word3 portal", "Please reset my password for the word3 portal!"
    write_jsonl(tmp_path / "train.jsonl", [*({**row, "label": "a"} for row in rows(8)), {"text": one, "label": "b"}])
    write_jsonl(tmp_path / "test.jsonl", [{"text": other, "label": "b"}, {"text": "word9 word1", "label": "a"}])
    files = {"train": "train.jsonl", "test": "test.jsonl"}
    failure = refused(prepare_config(tmp_path, tiny_base, tmp_path / "out", files=files, split={}))
    assert failure.message == f"{tmp_path}/train.jsonl: the training examples have one class only (a)"
    assert failure.hint is not None
    assert failure.hint.startswith("Add training examples of another class")


def test_data_that_all_belongs_together_leaves_no_test_and_says_how_to_get_one(tmp_path: Path, tiny_base: Path) -> None:
    write_jsonl(tmp_path / "train.jsonl", [{**row, "customer": "c"} for row in rows(8)])
    split = {"test": 0.25, "group": "customer"}
    failure = refused(prepare_config(tmp_path, tiny_base, tmp_path / "out", split=split))
    assert failure.message == f"{tmp_path}/train.jsonl: the split leaves no test examples"
    assert "fewer that belong together" in (failure.hint or "")


def test_a_kind_of_file_that_is_no_data_is_refused_with_those_that_are(tmp_path: Path, tiny_base: Path) -> None:
    write_jsonl(tmp_path / "train.xlsx", rows(8))
    failure = refused(prepare_config(tmp_path, tiny_base, tmp_path / "out", files={"train": "train.xlsx"}))
    assert failure.message.endswith("train.xlsx: is no data that prepare reads: unknown kind of file '.xlsx'")
    assert failure.hint == "Give JSONL, CSV or Parquet."


def test_an_image_is_not_put_together_of_columns(tmp_path: Path, tiny_base: Path) -> None:
    columns = {"input": ["front", "back"], "label": "label"}
    config = prepare_config(tmp_path, tiny_base, tmp_path / "out", columns=columns, task="image-classification")
    failure = refused(config)
    assert (failure.message, failure.hint) == (
        "config.columns.input: an image stands in one column",
        "Name one column.",
    )


def test_a_task_with_classes_needs_the_column_that_names_them(tmp_path: Path, tiny_base: Path) -> None:
    config = prepare_config(tmp_path, tiny_base, tmp_path / "out", columns={"input": "text"})
    failure = refused(config)
    assert (failure.code, failure.message, failure.hint) == (
        "configuration",
        "config.columns: key 'label' is missing: text-classification has classes",
        "Name their column.",
    )


def test_a_dataset_without_examples_or_that_cannot_be_read_is_told_with_its_file(tmp_path: Path) -> None:
    with pytest.raises(RuntimeFailure, match=f"{tmp_path}/test.arrow cannot be read: ") as caught:
        Split(tmp_path, "test")
    assert caught.value.hint == "Prepare the data again."
    (tmp_path / "test.arrow").write_bytes(b"no Arrow")
    with pytest.raises(RuntimeFailure, match=f"{tmp_path}/test.arrow cannot be read: "):
        Split(tmp_path, "test")
    for name in ("train", "test"):
        arrow(tmp_path / f"{name}.arrow", id=[], input=[], label=[])
    with pytest.raises(RuntimeFailure, match=f"{tmp_path}/test.arrow holds no examples") as caught:
        Dataset(tmp_path, None, tuple(LABELS), ()).split("test")
    assert caught.value.hint == "Give more examples, or a larger share."
    with pytest.raises(RuntimeFailure, match=r"train.arrow holds no examples") as caught:
        evaluate.majority([], Split(tmp_path, "train"))
    assert caught.value.hint == "Prepare the data again."


def test_an_evaluation_that_has_nothing_to_compare_is_refused_with_the_remedy(tmp_path: Path) -> None:
    data = dataset(tmp_path / "data")
    arrow(data / "test.arrow", id=["a", "b"], input=["good", "bad"], label=["neutral", "neutral"])
    inputs = {"data": str(data), "candidate": str(text_model(tmp_path / "model"))}
    other = str(text_model(tmp_path / "other", ["negative", "positive"]))
    for paths, message, hint in (
        (inputs, "config.paths.in: key 'baseline' is missing", "Add the baseline's directory."),
        ({**inputs, "baseline": other}, "no test example has a class that the baseline knows, too", "of those classes"),
    ):
        config = {
            "task": "text-classification",
            "paths": {"in": paths, "out": str(tmp_path)},
            "baseline": "model",
            "batch_size": 8,
            "max_length": 16,
        }
        events: Any = Heard()
        with pytest.raises(RuntimeFailure, match=message) as caught:
            evaluate.run(config, events)
        assert hint in (caught.value.hint or "")


def test_a_dataset_that_is_none_is_refused_with_the_remedy(tmp_path: Path) -> None:
    for columns, message in (
        ({"id": ["a"]}, "test.arrow lacks the columns input, label"),
        ({"id": ["a", "a"], "input": ["", ""], "label": ["a", "a"]}, "test.arrow: ids are not distinct"),
        ({"id": ["a"], "input": [""], "label": ["c"]}, "test.arrow has the class 'c', dataset.json does not"),
    ):
        arrow(tmp_path / "test.arrow", **columns)
        with pytest.raises(RuntimeFailure, match=message) as failure:
            Dataset(tmp_path, None, ("a",), ()).split("test")
        assert told(failure).endswith("Prepare the data again.")
    for said, message in (
        ({"labels": []}, "names no classes"),
        ({"labels": ["a"], "input_columns": 1}, "has no list of names as input_columns"),
    ):
        (tmp_path / "dataset.json").write_text(json.dumps(said))
        with pytest.raises(RuntimeFailure, match=f"dataset.json {message}") as failure:
            open_dataset(tmp_path)
        assert told(failure).endswith("Prepare the data again.")


def test_a_label_that_the_dataset_lacks_is_told_with_its_example(tmp_path: Path) -> None:
    rows = open_dataset(dataset(tmp_path / "data")).split("train")
    inputs = load(text_model(tmp_path / "model"), 8)
    examples = task_of("text-classification").training_examples(rows, inputs, LABELS[1:])
    with pytest.raises(RuntimeFailure, match=r"has the label 'negative', which dataset.json lacks") as failure:
        [examples[index] for index in range(len(rows))]
    assert told(failure).startswith("data: example 'train-")


@pytest.mark.parametrize(
    ("split", "files", "message", "hint"),
    [
        ({"test": 0.2}, {"train": "a", "test": "b"}, "config.split.test: files.test is given, too", "not both."),
        ({"test": 0.5, "validation": 0.5}, {"train": "a"}, "leave nothing to train with", "less than 1 together."),
    ],
)
def test_a_split_that_cannot_be_is_refused(
    split: dict[str, float], files: dict[str, str], message: str, hint: str
) -> None:
    with pytest.raises(RuntimeFailure, match=message) as failure:
        prepare._shares({"split": split, "files": files})
    assert told(failure).endswith(hint)
