"""What a user is promised of data preparation."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from conftest import prepare_config, rows, write_jsonl
from jobs import run_job

from model_runtime.examples import Split
from model_runtime.splits import Entry, split


def prepare(directory: Path, base: Path, data: list[dict[str, Any]], **changes: Any) -> Any:
    write_jsonl(directory / "train.jsonl", data)
    return run_job(directory / "job", prepare_config(directory, base, directory / "out", **changes))


def opened(directory: Path, name: str) -> Split:
    return Split(directory / "out" / "dataset", name)


def test_equal_data_gives_an_equal_digest_and_splits_that_keep_class_shares(tmp_path: Path, tiny_base: Path) -> None:
    first = prepare(tmp_path / "1", tiny_base, rows(40))
    second = prepare(tmp_path / "2", tiny_base, rows(40))
    assert first.exit == 0, first.stderr
    assert first.result["digest"] == second.result["digest"]
    assert first.result["splits"]["test"]["class_counts"] == {"a": 5, "b": 5}


def test_repetitions_never_stand_on_both_sides(tmp_path: Path, tiny_base: Path) -> None:
    job = prepare(tmp_path, tiny_base, rows(20) + rows(20))
    assert job.result["dropped"]["duplicates"] == 20
    inputs = [row.input for name in ("train", "validation", "test") for row in opened(tmp_path, name)]
    assert len(set(inputs)) == len(inputs) == 20


def test_a_group_never_stands_on_both_sides() -> None:
    data = [Entry(f"text {n}", "a", "", n // 4) for n in range(40)]
    sides = split(data, {"test": 0.25, "validation": 0.1}, seed=3)
    assert all(len({sides[n] for n in range(unit * 4, unit * 4 + 4)}) == 1 for unit in range(10))
    assert 8 <= sides.count("test") <= 12
    assert sides.count("validation") == 4


def test_leakage_between_given_files_is_an_error_that_names_the_lines(tmp_path: Path, tiny_base: Path) -> None:
    data = rows(20)
    write_jsonl(tmp_path / "test.jsonl", [{"text": "new word", "label": "a"}, data[3]])
    job = prepare(tmp_path, tiny_base, data, files={"train": "train.jsonl", "test": "test.jsonl"}, split={})
    assert job.exit == 3
    assert "line 2 = line 4" in job.error["message"]


def test_csv_gives_the_same_dataset_as_jsonl(tmp_path: Path, tiny_base: Path) -> None:
    data = [{**row, "id": str(number)} for number, row in enumerate(rows(20))]
    data[3]["text"] = 'a, "quoted"\nand broken word4'
    as_jsonl = prepare(tmp_path / "1", tiny_base, data)
    with (tmp_path / "train.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["id", "label", "text"])
        writer.writeheader()
        writer.writerows(data)
    config = prepare_config(tmp_path, tiny_base, tmp_path / "out", files={"train": "train.csv"})
    as_csv = run_job(tmp_path / "job", config)
    assert as_csv.exit == 0, as_csv.stderr
    assert as_csv.result == as_jsonl.result


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("text,label\none,a\ntwo\n", "line 3: 1 fields, the header has 2"),
        ('text,label\n"one,a\n', "not CSV"),
        ("words,label\none,a\n", "column 'text' is missing (there: words, label)"),
        ("", "holds no examples"),
    ],
)
def test_broken_csv_is_refused_with_file_and_line(content: str, told: str, tmp_path: Path, tiny_base: Path) -> None:
    (tmp_path / "train.csv").write_text(content)
    config = prepare_config(tmp_path, tiny_base, tmp_path / "out", files={"train": "train.csv"})
    job = run_job(tmp_path / "job", config)
    assert job.exit == 3
    assert "train.csv" in job.error["message"]
    assert told in job.error["message"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "holds no examples"),
        (b'{"text": "x", "label": "a"}\n{"text": \n', "line 2: not JSON"),
        (b'{"text": "x", "label": "a"}\n{"txt": "y", "label": "b"}\n', "line 2: column 'text' is missing"),
        (b'{"text": "x", "label": "a"}\n{"text": "\xff", "label": "b"}\n', "line 2: byte"),
        (b'{"text": "x", "label": "a"}\n{"text": "y", "label": "a"}\n', "one class only"),
    ],
)
def test_broken_data_is_refused_with_file_and_line(content: bytes, told: str, tmp_path: Path, tiny_base: Path) -> None:
    (tmp_path / "train.jsonl").write_bytes(content)
    job = run_job(tmp_path / "job", prepare_config(tmp_path, tiny_base, tmp_path / "out"))
    assert job.exit == 3
    assert "train.jsonl" in job.error["message"]
    assert told in job.error["message"]
    assert "Traceback" not in job.stderr
    assert not (tmp_path / "out" / "dataset").exists()


@pytest.mark.parametrize("name", ["../secret.png", "/etc/hostname", "link.png"])
def test_an_image_outside_the_data_directory_is_refused(name: str, tmp_path: Path, tiny_base: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"x")
    directory = tmp_path / "data"
    write_jsonl(directory / "train.jsonl", [{"text": name, "label": "a"}])
    (directory / "link.png").symlink_to(tmp_path / "secret.png")
    config = prepare_config(directory, tiny_base, tmp_path / "out", task="image-classification")
    job = run_job(tmp_path / "job", config)
    assert job.exit == 3
    assert name in job.error["message"]
