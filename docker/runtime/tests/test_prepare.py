"""What a user is promised of data preparation."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from conftest import prepare_config, rows, write_jsonl
from jobs import run_job
from tiny import image_model

from model_runtime.examples import open_dataset
from model_runtime.tasks.classification import prediction


def prepare(directory: Path, base: Path, data: list[dict[str, Any]], **changes: Any) -> Any:
    write_jsonl(directory / "train.jsonl", data)
    return run_job(directory / "job", prepare_config(directory, base, directory / "out", **changes))


def prepare_given(directory: Path, base: Path, **changes: Any) -> Any:
    """With files that are there already."""
    return run_job(directory / "job", prepare_config(directory, base, directory / "out", **changes))


def test_equal_data_gives_an_equal_digest_and_splits_that_keep_class_shares(tmp_path: Path, tiny_base: Path) -> None:
    first = prepare(tmp_path / "1", tiny_base, rows(40))
    second = prepare(tmp_path / "2", tiny_base, rows(40))
    assert first.exit == 0, first.stderr
    assert first.result["digest"] == second.result["digest"]
    assert first.result["splits"]["test"]["class_counts"] == {"a": 5, "b": 5}


def test_blanks_around_a_text_are_part_of_the_digest(tmp_path: Path, tiny_base: Path) -> None:
    data = rows(40)
    indented = [{**row, "text": f" {row['text']}"} for row in data]
    first, second = prepare(tmp_path / "1", tiny_base, data), prepare(tmp_path / "2", tiny_base, indented)
    assert first.exit == second.exit == 0
    assert first.result["digest"] != second.result["digest"]


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


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
def test_a_file_of_a_store_that_names_by_content_is_what_it_begins_with(
    suffix: str, tmp_path: Path, tiny_base: Path
) -> None:
    data = rows(20)
    named = tmp_path / f"train{suffix}"
    if suffix == ".jsonl":
        write_jsonl(named, data)
    else:
        with named.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, ["label", "text"], extrasaction="ignore")
            writer.writeheader()
            writer.writerows(data)
    named.rename(tmp_path / "cdef01")
    job = run_job(tmp_path / "job", prepare_config(tmp_path, tiny_base, tmp_path / "out", files={"train": "cdef01"}))
    assert job.exit == 0, job.stderr


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("text,label\none,a\ntwo\n", "line 3: not CSV: 1 field, and the line with the names of columns has 2"),
        (
            'text,label\nzero,a\n\n"one,a\ntwo,b\n',
            "line 4: not CSV (quotes that open in this row do not end): close the quotes of its fields",
        ),
        ('text,label\n"one" more,a\n', "line 2: not CSV (',' expected after '\"'): close the quotes of its fields"),
        ("words,label\none,a\n", 'column "text" is missing (there: words, label)'),
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
        (
            b'{"text": "x", "label": "a"}\n{"txt": "y", "label": "b"}\n',
            'line 2: column "text" is missing (there: txt,',
        ),
        (b'{"text": "x", "label": "a"}\n{"text": "\xff", "label": "b"}\n', "line 2: is not UTF-8"),
        (b'{"text": "x", "label": "a"}\n{"text": "y", "label": "a"}\n', "one class only"),
        (b'{"text": "x", "label": ' + b"[" * 100_000 + b"}\n", "line 1: nested too deeply"),
        (b'{"text": "cut \\ud83d", "label": "a"}\n', 'line 1: column "text" holds half of a character'),
        (b'{"text": "x", "label": "a\\udc00"}\n', 'line 1: column "label" holds "a\\udc00"'),
        (b'{"text": "x", "label": ' + b"9" * 5000 + b"}\n", 'line 1: column "label" holds Infinity'),
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


def test_all_that_is_wrong_is_told_at_once_by_file_and_line(tmp_path: Path, tiny_base: Path) -> None:
    (tmp_path / "train.jsonl").write_text(
        '{"id": "one", "text": "a", "label": "video"}\n'
        "{\n"
        '{"id": "two", "text": 5, "label": ""}\n'
        '{"id": "one", "text": "b", "label": true}\n'
        '{"text": "c", "lable": "audio"}\n'
    )
    write_jsonl(tmp_path / "test.jsonl", [{"text": "new", "label": "video"}, {"text": "A", "label": "video"}])
    job = prepare_given(tmp_path, tiny_base, files={"train": "train.jsonl", "test": "test.jsonl"}, split={})
    assert (job.exit, job.error["code"]) == (3, "data")
    told = [(problem["input"], problem.get("line"), problem["what"]) for problem in job.error["problems"]]
    assert told[0][:2] == ("train", 2)
    assert told[1:] == [
        ("train", 3, 'column "label" is empty: give a name or a whole number'),
        ("train", 3, 'column "text" holds 5, and a text is wanted'),
        ("train", 4, 'column "label" holds true: give a name or a whole number'),
        ("train", 4, 'the id "one" is also on line 1: make ids distinct'),
        (
            "train",
            5,
            'column "label" is missing (there: text, lable); did you mean "lable"?: name the column in data',
        ),
        (
            "test",
            None,
            "1 test example also stands in the training file (line 2 = line 1): remove them from one of the two "
            "files, as a model is not tested on what it has seen",
        ),
    ]
    assert job.error["message"].endswith(f"{told[0][2]} (and 6 more)")


def test_of_more_errors_than_somebody_reads_the_first_are_told_and_the_rest_counted(
    tmp_path: Path, tiny_base: Path
) -> None:
    job = prepare(tmp_path, tiny_base, [{"text": f"a {number}", "label": 1.5} for number in range(500)])
    problems = job.error["problems"]
    assert [problem.get("line") for problem in problems] == [*range(1, 21), None]
    assert problems[-1]["what"] == "480 more errors of the data are not shown: correct these first"


def test_a_class_that_only_the_test_has_is_told_with_the_one_that_was_meant(tmp_path: Path, tiny_base: Path) -> None:
    write_jsonl(tmp_path / "test.jsonl", [{"text": f"new {n}", "label": label} for n, label in enumerate("xAx")])
    data = [{**row, "label": {"a": "aa", "b": "b"}[row["label"]]} for row in rows(20)]
    job = prepare(tmp_path, tiny_base, data, files={"train": "train.jsonl", "test": "test.jsonl"}, split={})
    assert [(problem["line"], problem["what"]) for problem in job.error["problems"]] == [
        (
            1,
            'no training example has the class "x", which 2 test examples have: '
            "add training examples of it, or correct it here",
        ),
        (
            2,
            'no training example has the class "A", which a test example has; did you mean "aa"?: '
            "add training examples of it, or correct it here",
        ),
    ]


def test_classes_that_differ_by_case_or_blanks_alone_are_told(tmp_path: Path, tiny_base: Path) -> None:
    def warnings(directory: Path, name: str) -> list[str]:
        spelt = [{**row, "label": name if number % 6 == 1 else row["label"]} for number, row in enumerate(rows(36))]
        write_jsonl(directory / "train.jsonl", spelt)
        job = run_job(directory, prepare_config(directory, tiny_base, directory / "out"))
        assert job.exit == 0, job.stderr
        return [warning for warning in job.warnings if "several ways" in warning]

    assert warnings(tmp_path / "case", "B") == [
        '1 class is written in several ways, each of which is a class of its own: "B" and "b"'
    ]
    assert warnings(tmp_path / "other", "c") == []


def test_whole_numbers_with_a_point_are_the_classes_that_they_look_like(tmp_path: Path, tiny_base: Path) -> None:
    job = prepare(tmp_path, tiny_base, [{**row, "label": float(n % 2)} for n, row in enumerate(rows(20))])
    assert job.exit == 0, job.stderr
    assert job.result["labels"] == ["0", "1"]


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


def png_of(width: int, height: int, cut: int = 0) -> bytes:
    """A PNG of one colour: a few kilobytes, whatever its size."""
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    whole = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * ((width + 1) * height), 9))
    return (whole + chunk(b"IEND", b""))[: -cut or None]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (png_of(20_000, 10_000), "line 3: the image cannot be read: 20000 × 10000 pixels are more than 64 million"),
        (png_of(200, 200, cut=60), "line 3: the image cannot be read: "),
        (b"GIF89a", "line 3: the image cannot be read: "),
    ],
)
def test_an_image_that_is_a_bomb_or_cut_is_refused_with_its_line(
    content: bytes, told: str, tmp_path: Path, tiny_base: Path
) -> None:
    for number, data in enumerate([png_of(8, 8), png_of(9, 9), content]):
        (tmp_path / f"{number}.png").write_bytes(data)
    listed = [{"text": f"{number}.png", "label": "ab"[number % 2]} for number in range(3)]
    write_jsonl(tmp_path / "train.jsonl", listed)
    config = prepare_config(tmp_path, tiny_base, tmp_path / "out", task="image-classification")
    job = run_job(tmp_path / "job", config)
    assert (job.exit, job.error["code"]) == (3, "data")
    assert told in job.error["message"]
    assert job.stderr == ""


def test_a_long_field_of_a_csv_file_is_read(tmp_path: Path, tiny_base: Path) -> None:
    lines = [f"{row['text']},{row['label']}" for row in rows(20)]
    (tmp_path / "train.csv").write_text("\n".join(["text,label", "word1 " * 50_000 + ",a", *lines]))
    config = prepare_config(tmp_path, tiny_base, tmp_path / "out", files={"train": "train.csv"})
    job = run_job(tmp_path / "job", config)
    assert job.exit == 0, job.events[-1]
    assert sum(split["examples"] for split in job.result["splits"].values()) == 21
    assert max(split["tokens"]["max"] for split in job.result["splits"].values()) == 50_002


def test_a_max_length_beyond_the_positions_of_the_base_is_refused_before_any_training(
    tmp_path: Path, tiny_base: Path
) -> None:
    import shutil

    base = shutil.copytree(tiny_base, tmp_path / "base")
    settings = json.loads((base / "config.json").read_text())
    (base / "config.json").write_text(json.dumps({**settings, "model_type": "roberta", "pad_token_id": 1}))
    refused = prepare(tmp_path, base, rows(20), max_length=31)
    assert (refused.exit, refused.error["code"]) == (2, "configuration")
    assert refused.error["hint"] == "Set data.max-length to 30 or less."


def test_a_broken_tokenizer_is_the_users_to_mend(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base/tokenizer.json").write_text('{"model":')
    job = prepare(tmp_path, tmp_path / "base", rows(20))
    assert (job.exit, job.error["code"]) == (2, "configuration")
    assert "tokenizer.json cannot be read" in job.error["message"]


def test_memory_does_not_grow_with_the_data(tmp_path: Path, tiny_base: Path) -> None:
    def peak_bytes(texts: int) -> int:
        data = [{"text": " ".join(f"{n}word{k}" for k in range(9_000)), "label": "ab"[n % 2]} for n in range(texts)]
        job = prepare(tmp_path / str(texts), tiny_base, data)
        assert job.exit == 0, job.events[-1]
        return job.peak_bytes

    some, many = peak_bytes(120), peak_bytes(260)
    # 14 MB more of texts: all read and tokenized at once took 208 MB more. A piece leaves some MB of noise,
    # which must stay under the texts themselves: who kept them once would need 14 MB.
    assert many - some < 13_000_000


def test_thousands_of_classes_break_no_event_line(tmp_path: Path, tiny_base: Path) -> None:
    data = [
        {"text": f"{row['text']} {n}", "label": f"a class with a long name {n % 3000}"}
        for n, row in enumerate(rows(6000))
    ]
    job = prepare(tmp_path, tiny_base, data)
    assert job.exit == 0, job.events[-1]
    assert len(job.result["labels"]) == 3000
    lines = (job.out / "events.jsonl").read_text().splitlines()
    assert max(map(len, lines)) < 4096
    assert json.loads(lines[-1])["sha256"] == hashlib.sha256((job.out / "result.json").read_bytes()).hexdigest()


def test_what_test_examples_are_told_apart_by_changes_no_dataset_and_reaches_every_prediction(
    tmp_path: Path, tiny_base: Path
) -> None:
    data: list[dict[str, Any]] = [
        {**row, "tongue": ["de", "en", " "][number % 3], "new": number % 2 == 0} for number, row in enumerate(rows(60))
    ]
    plain = prepare(tmp_path / "1", tiny_base, data)
    sliced = prepare(tmp_path / "2", tiny_base, data, slices=["tongue", "new"])
    assert sliced.exit == 0, sliced.stderr
    assert "slices" not in plain.result
    assert sliced.result["digest"] == plain.result["digest"]
    by_text = {row["text"]: row for row in data}
    test = open_dataset(tmp_path / "2/out/dataset").split("test")
    for row in test:
        told = prediction(row, {"prediction": row.label})["slice"]
        given = by_text[row.input]
        assert told == {
            **({"tongue": given["tongue"]} if given["tongue"].strip() else {}),
            "new": "true" if given["new"] else "false",
        }
    assert all(row.slice is None for row in open_dataset(tmp_path / "2/out/dataset").split("train"))

    other = [{**row, "tongue": "fr"} for row in data]
    changed = prepare(tmp_path / "3", tiny_base, other, slices=["tongue", "new"])
    assert changed.result["digest"] == plain.result["digest"]
    assert changed.result["slices"] != sliced.result["slices"]


def test_a_column_of_slices_that_is_missing_is_named(tmp_path: Path, tiny_base: Path) -> None:
    job = prepare(tmp_path, tiny_base, rows(20), slices=["tongue"])
    assert job.exit == 3
    assert 'line 1: column "tongue" is missing, as it is in all rows' in job.error["message"]


def test_only_the_file_with_the_test_needs_the_columns_of_slices(tmp_path: Path, tiny_base: Path) -> None:
    test = [{"text": f"another word{number}", "label": "ab"[number % 2], "tongue": "de"} for number in range(6)]
    write_jsonl(tmp_path / "test.jsonl", test)
    files = {"train": "train.jsonl", "test": "test.jsonl"}
    job = prepare(tmp_path, tiny_base, rows(20), files=files, split={}, slices=["tongue"])
    assert job.exit == 0, job.stderr
    test_split = open_dataset(tmp_path / "out/dataset").split("test")
    assert [row.slice for row in test_split] == [{"tongue": "de"}] * 6


def test_a_mistake_about_an_image_is_known_by_its_file_whose_name_changes_no_dataset(tmp_path: Path) -> None:
    base = image_model(tmp_path / "base")

    def prepared(directory: Path, kind: str) -> Any:
        listed = []
        for number in range(20):
            name = f"{kind}/{number}.png"
            (directory / kind).mkdir(parents=True, exist_ok=True)
            (directory / name).write_bytes(png_of(8 + number, 8))
            listed.append({"text": name, "label": "ab"[number % 2]})
        write_jsonl(directory / "train.jsonl", listed)
        config = prepare_config(directory, base, directory / "out", task="image-classification")
        return run_job(directory / "job", config)

    one, other = prepared(tmp_path / "1", "scan"), prepared(tmp_path / "2", "photo")
    assert one.exit == other.exit == 0, one.events[-1]
    assert one.result["digest"] == other.result["digest"]
    for row in open_dataset(tmp_path / "2/out/dataset").split("test"):
        assert "excerpt" not in prediction(row, {"prediction": row.label})
        said = prediction(row, {"prediction": "ba"["ab".index(row.label)]})["excerpt"]
        assert (tmp_path / "2" / said).read_bytes() == row.input
    assert all(row.name is None for row in open_dataset(tmp_path / "2/out/dataset").split("train"))
