"""Texts and data files of strangers: no time or memory beyond what their length asks for."""

from __future__ import annotations

import json
import os
import time
import unicodedata
from pathlib import Path

import pytest
from tiny import text_model

from model_runtime import rows
from model_runtime.failures import RuntimeFailure
from model_runtime.inputs import load
from model_runtime.problems import FileProblems
from model_runtime.spelling import MAX_CHARACTERS, normal
from model_runtime.tasks.content import Texts
from model_runtime.wording import nearest

MARKS = "\u0345\u0300"
COLUMNS = rows.Columns("text", "label", None, None)


def records(file: Path) -> list[rows.Record | rows.Wrong]:
    return list(rows.read_records(file, COLUMNS, Texts()))


def test_a_letter_with_half_a_million_marks_is_normal_in_a_moment(tmp_path: Path) -> None:
    # Unbroken, 80,000 marks take 17 seconds, and four times as many sixteen times as long.
    text = "a" + MARKS * 250_000
    start = time.monotonic()
    load(text_model(tmp_path), 8).read([text])
    Texts().plain(text)
    assert time.monotonic() - start < 15


def test_rows_of_marks_that_any_language_writes_are_left_alone() -> None:
    for text in ("cafe\u0301", "a" + MARKS * 15, "\u1112\u1161\u11ab", "q\u0307\u0323", "\u0f71\u0f72\u0f73"):
        assert normal("NFC", text) == unicodedata.normalize("NFC", text)
        assert normal("NFKC", text) == unicodedata.normalize("NFKC", text)


def test_a_normal_text_stays_as_it_is() -> None:
    for mark in (MARKS, "\u0f73", "\u0344", "\uff9e"):
        once = normal("NFC", "e" + mark * 100)
        assert normal("NFC", once) == once


def test_a_text_beyond_a_million_characters_is_refused(tmp_path: Path) -> None:
    text = "a" * (MAX_CHARACTERS + 1)
    with pytest.raises(RuntimeFailure, match="text 1 has 1048577 characters") as caught:
        load(text_model(tmp_path), 8).read(["a", text])
    assert caught.value.code == "data"
    with pytest.raises(ValueError, match="at most 1048576 are read"):
        Texts().check(text)


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_a_line_without_end_is_refused_with_its_number(name: str, tmp_path: Path) -> None:
    with (tmp_path / name).open("w") as file:
        file.write("text,label\n" if name == "a.csv" else '{"text": "a", "label": "b"}\n')
        file.truncate(40 << 20)
    last = records(tmp_path / name)[-1]
    assert last == rows.Wrong(2, ["longer than 16777216 characters: cut its text"])


@pytest.mark.parametrize("kind", ["pipe", "link", "device"])
def test_a_data_file_that_is_a_pipe_a_link_or_a_device_is_refused(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "train.jsonl"
    if kind == "pipe":
        os.mkfifo(file)
    else:
        (tmp_path / "other.jsonl").write_text('{"text": "a", "label": "b"}\n')
        file.symlink_to("/dev/zero" if kind == "device" else tmp_path / "other.jsonl")
    with pytest.raises(RuntimeFailure, match="it is no file" if kind == "pipe" else "it is a link") as caught:
        records(file)
    assert caught.value.code == "data"


def test_a_message_names_some_columns_of_many(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({f"column {n}" * 100: n for n in range(1000)}))
    (wrong,) = records(tmp_path / "a.jsonl")
    assert isinstance(wrong, rows.Wrong)
    problems = FileProblems("train", tmp_path / "a.jsonl")
    for column in wrong.lacking:
        problems.lacks(wrong.line, column, wrong.there)
    told = [problem.what for problem in problems.first(1)]
    assert [what.startswith(f'column "{name}" is missing') for what, name in zip(told, ("text", "label"), strict=True)]
    assert max(map(len, told)) < 1500


def test_the_nearest_of_a_thousand_hostile_names_is_found_in_a_moment() -> None:
    names = [f"{'ab' * 28}{number:03}" for number in range(1000)]
    start = time.monotonic()
    nearest("ba" * 28 + "x", names)
    assert time.monotonic() - start < 15
    assert nearest("vidoe", ["audio", "video", "news"]) == "video"
    assert nearest("cat", ["audio", "video", "news"]) is None
