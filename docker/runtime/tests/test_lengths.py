"""What a user is promised of a start of training: nothing is read of all examples that prepare read already."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pyarrow as pa
import pytest
from conftest import WORDS, finetune_config, prepare_config, rows, write_jsonl
from jobs import run_job
from test_generation import base as base  # the fixture
from test_generation import examples
from test_generation import prepare as prepare_written

from model_runtime.examples import Row, Split, open_dataset
from model_runtime.inputs_generation import Writing
from model_runtime.tasks import task_of


class Unread(Sequence[Row]):
    read: ClassVar[list[int]] = []

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> Row:  # type: ignore[override]
        self.read.append(index)
        raise AssertionError(index)


def prepared(directory: Path, tiny_base: Path) -> Path:
    """Texts of which the longest are cut."""
    long = [{"text": " ".join(WORDS[:20]) + f" {name}", "label": "a"} for name in WORDS[:5]]
    write_jsonl(directory / "train.jsonl", [*rows(60), *long])
    job = run_job(directory / "prepare", prepare_config(directory, tiny_base, directory / "out"))
    assert job.exit == 0, job.stderr
    return directory / "out/dataset"


def test_lengths_that_prepare_counted_are_those_that_training_would_count(tmp_path: Path, tiny_base: Path) -> None:
    data, task = open_dataset(prepared(tmp_path, tiny_base)), task_of("text-classification")
    train, inputs = data.split("train"), task.inputs(tiny_base, 16)
    counted = task.lengths(train, inputs)
    told = task.lengths(Unread(len(train)), inputs, data.lengths(train, tiny_base))
    assert counted is not None
    assert told is not None
    assert told.tolist() == counted.tolist()
    assert (told.dtype, told.max()) == (np.uint32, 16)
    assert Unread.read == []


@pytest.mark.parametrize(("kind", "name"), [("llama", "causal-lm"), ("bart", "seq2seq")])
def test_lengths_of_what_is_written_are_those_that_training_would_count(
    kind: str, name: str, base: Any, tmp_path: Path
) -> None:
    directory = base(kind)
    assert prepare_written(tmp_path, directory, name, examples(40)).exit == 0
    data, task = open_dataset(tmp_path / "prepared/dataset"), task_of(name)
    inputs = task.inputs(directory, 12, Writing(data.system, data.messages))
    train = Split(data.directory, "train")
    counted, told = task.lengths(train, inputs), task.lengths(Unread(40), inputs, data.lengths(train, directory))
    assert counted is not None
    assert told is not None
    assert told.tolist() == counted.tolist()


def test_lengths_that_were_counted_with_another_tokenizer_are_counted_again(tmp_path: Path, tiny_base: Path) -> None:
    data = open_dataset(prepared(tmp_path, tiny_base))
    other = tmp_path / "other"
    other.mkdir()
    for file in tiny_base.iterdir():
        (other / file.name).write_bytes(file.read_bytes())
    assert data.lengths(data.split("train"), other) is not None
    tokenizer = json.loads((other / "tokenizer.json").read_text())
    tokenizer["post_processor"] = None
    (other / "tokenizer.json").write_text(json.dumps(tokenizer))
    assert data.lengths(data.split("train"), other) is None


def test_a_dataset_without_lengths_trains_the_same_model(tmp_path: Path, tiny_base: Path) -> None:
    data = prepared(tmp_path, tiny_base)
    with_lengths = run_job(tmp_path / "1", finetune_config(tmp_path / "1", data, tiny_base))
    assert with_lengths.exit == 0, with_lengths.stderr
    with pa.OSFile(str(data / "train.arrow")) as file:
        table = pa.ipc.open_file(file).read_all()
    with pa.ipc.new_file(str(data / "train.arrow"), table.drop(["length"]).schema) as writer:
        writer.write(table.drop(["length"]))
    without = run_job(tmp_path / "2", finetune_config(tmp_path / "2", data, tiny_base))
    assert without.exit == 0, without.stderr
    models = [
        (directory / "out/model/model.safetensors").read_bytes() for directory in (tmp_path / "1", tmp_path / "2")
    ]
    assert models[0] == models[1]


def test_an_id_that_is_what_another_example_is_known_by_is_refused_with_the_remedy(
    tmp_path: Path, tiny_base: Path
) -> None:
    write_jsonl(tmp_path / "train.jsonl", rows(40))
    run_job(tmp_path / "job", prepare_config(tmp_path, tiny_base, tmp_path / "out"))
    train = Split(tmp_path / "out/dataset", "train")
    known = {row.input: row.id for row in (train[0], train[1])}
    texts = list(known)
    data = [{**row, "id": known[texts[1]]} if row["text"] == texts[0] else row for row in rows(40)]
    write_jsonl(tmp_path / "train.jsonl", data)
    job = run_job(tmp_path / "job", prepare_config(tmp_path, tiny_base, tmp_path / "out2"))
    assert (job.exit, job.error["code"]) == (3, "data")
    assert job.error["message"] == (
        f"{tmp_path}/train.jsonl: an id of a train example is that of another, which has none of its own and is known "
        "by its content"
    )
    assert job.error["hint"] == "Give every row an id, or none."
