"""What a user is promised of lengths: what is outside of the window is left out and counted, or told with its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from architectures import WRITERS, writer_base
from conftest import WORDS, prepare_config, rows, write_jsonl
from test_refused_data import refused
from tiny import Heard

from model_runtime import prepare
from model_runtime.rows import Columns, Record, read_records
from model_runtime.tasks import task_of
from model_runtime.tasks.content import Conversations
from model_runtime.window import Window

# Of 1 to 20 words, each a token; a model reads two more around them.
LENGTHS = [" ".join(WORDS[n : n + 1 + n % 20]) for n in range(20)]


def prepared(directory: Path, base: Path, **length: Any) -> Any:
    data = [{"text": text, "label": "ab"[n % 2]} for n, text in enumerate([*LENGTHS, " "])]
    write_jsonl(directory / "train.jsonl", data)
    events: Any = Heard()
    length = {"unit": "tokens", "drop": True, **length}
    config = prepare_config(directory, base, directory / "out", max_length=32, length=length)
    return prepare.run(config, events)


def test_examples_outside_of_the_window_are_left_out_and_counted_apart_from_empty_ones(
    tmp_path: Path, tiny_base: Path
) -> None:
    result = prepared(tmp_path, tiny_base, min=5, max=18)
    dropped = result["dropped"]
    assert (dropped["too_short"], dropped["too_long"], dropped["empty"]) == (2, 4, 1)
    assert sum(split["examples"] for split in result["splits"].values()) == 14
    # As the report counts them.
    assert max(split["tokens"]["max"] for split in result["splits"].values()) == 18


def test_a_window_has_one_bound_or_two(tmp_path: Path, tiny_base: Path) -> None:
    assert prepared(tmp_path / "1", tiny_base, min=5)["dropped"]["too_short"] == 2
    assert prepared(tmp_path / "2", tiny_base, max=18)["dropped"]["too_long"] == 4
    by_characters = prepared(tmp_path / "3", tiny_base, min=len(LENGTHS[1]), unit="characters")
    assert by_characters["dropped"]["too_short"] == 1


def test_without_drop_each_is_told_with_its_line(tmp_path: Path, tiny_base: Path) -> None:
    file = write_jsonl(tmp_path / "train.jsonl", [{"text": text, "label": "a"} for text in LENGTHS])
    length = {"min": 5, "max": 18, "unit": "tokens", "drop": False}
    failure = refused(prepare_config(tmp_path, tiny_base, tmp_path / "out", length=length))
    assert failure.message.startswith(
        f"{file}, line 1: the text has 3 tokens, and data.length wants at least 5 and at most 18: correct it, leave "
        "the row out, or set data.length.drop"
    )
    assert [problem.line for problem in failure.problems][:6] == [1, 2, 17, 18, 19, 20]


def test_a_window_that_leaves_nothing_says_so(tmp_path: Path, tiny_base: Path) -> None:
    file = write_jsonl(tmp_path / "train.jsonl", [{"text": "word1", "label": "a"}, {"text": "word2", "label": "b"}])
    length = {"min": 500, "unit": "characters", "drop": True}
    failure = refused(prepare_config(tmp_path, tiny_base, tmp_path / "out", length=length))
    assert failure.message.startswith(f"{file}: no example has a length within data.length: widen it")


def test_of_a_conversation_the_characters_of_all_that_is_said_count(tmp_path: Path) -> None:
    talk = [{"role": "user", "content": "four"}, {"role": "assistant", "content": "seven77"}]
    file = write_jsonl(tmp_path / "t.jsonl", [{"messages": talk}])
    (record,) = read_records(file, Columns("messages", None, None, None, messages=True), Conversations())
    assert isinstance(record, Record)
    task = task_of("causal-lm")
    for least, outside in ((11, None), (12, "too_short")):
        window = Window({"min": least, "unit": "characters", "drop": True}, task, None, messages=True)
        found = window.outside(record)
        assert (found and found[0]) == outside


def test_images_have_no_length(tmp_path: Path, tiny_base: Path) -> None:
    config = prepare_config(
        tmp_path,
        tiny_base,
        tmp_path / "out",
        task="image-classification",
        columns={"input": "image", "label": "label"},
        length={"min": 1, "unit": "characters", "drop": True},
    )
    assert refused(config).message == "config.length: images have no length"


@pytest.mark.parametrize("kind", ["gpt2", "bart"])
def test_the_histogram_of_lengths_holds_every_example_of_a_model_that_writes(kind: str, tmp_path: Path) -> None:
    task = WRITERS[kind][0]
    base = writer_base(kind, tmp_path / "base")
    data = [{"text": row["text"], "target": row["label"]} for row in rows(60)]
    write_jsonl(tmp_path / "train.jsonl", data)
    config = prepare_config(
        tmp_path,
        base,
        tmp_path / "out",
        task=task,
        columns={"input": "text", "target": "target"},
        split={},
        max_length=200,
    )
    more = {"max_target_length": 32} if task == "seq2seq" else {}
    events: Any = Heard()
    result = prepare.run({**config, **more}, events)
    for split in result["splits"].values():
        assert sum(one["count"] for one in split["tokens"]["histogram"]) == split["examples"] > 0
        assert "class_counts" not in split
