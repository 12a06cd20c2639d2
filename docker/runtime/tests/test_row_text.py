"""Several columns become one text: readable, the same everywhere, and never that of another row."""

from __future__ import annotations

import itertools
import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from conftest import prepare_config, rows, write_jsonl
from jobs import run_job

from model_runtime.examples import open_dataset
from model_runtime.failures import RuntimeFailure
from model_runtime.row_text import Written, as_read_by, row_text, value_text, values_in

COLUMNS = ("title", "body", "price")
FIXTURES = Path(__file__).parents[3] / "test/fixtures"
CASES = json.loads((FIXTURES / "row-texts.json").read_text(encoding="utf-8"))
READINGS = json.loads((FIXTURES / "read-columns.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40] or "nothing")
def test_both_languages_make_the_same_text_of_a_row(case: dict[str, Any]) -> None:
    fields = json.loads(case["row"], parse_float=Written)
    values = {name: value_text(fields[name]) for name in case["columns"]}
    assert row_text(values, case["columns"]) == case["text"]


HOSTILE = [
    None,
    "x",
    "x | body: y",
    "x | body: y | price: 1",
    "x |",
    "| x",
    "||",
    "|",
    " | ",
    "x || body: y",
    "body:",
    "body: ",
    "\uff5c",
    "x \uff5c body: y",
    "x\n| body: y",
    "\u0338x",
    "title: x",
    "\\| body: y",
    "cafe\u0301",
]


def test_no_value_makes_a_row_read_as_another() -> None:
    seen: dict[str, tuple[Any, ...]] = {}
    folded: dict[str, tuple[Any, ...]] = {}
    for row in itertools.product(HOSTILE, repeat=3):
        said = tuple(None if one is None else unicodedata.normalize("NFC", one) for one in row)
        text = row_text(dict(zip(COLUMNS, row, strict=True)), COLUMNS)
        assert seen.setdefault(text, said) == said
        assert tuple(values_in(text, COLUMNS).values()) == said
        # As a tokenizer reads it that folds letters and drops blanks: what is between lone bars is still one column.
        bare = "".join(unicodedata.normalize("NFKC", text).split())
        plain = tuple(None if one is None else "".join(unicodedata.normalize("NFKC", one).split()) for one in said)
        assert folded.setdefault(bare, plain) == plain


@pytest.mark.parametrize("text", ["title: x", "title: x | body: y | cost: 1", "body: y | title: x | price: 1", "x"])
def test_a_text_of_other_columns_is_no_row(text: str) -> None:
    with pytest.raises(ValueError, match="column"):
        values_in(text, COLUMNS)


@pytest.mark.parametrize(
    "value", [[], {}, ["x"], {"title": "x"}, float("inf"), b"x"], ids=lambda value: repr(value)[:20]
)
def test_what_is_no_plain_value_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="must be a text, a number, true, false or null"):
        value_text(value)


def test_a_number_that_is_missing_says_nothing_and_an_endless_one_is_no_value() -> None:
    assert value_text(float("nan")) is None
    with pytest.raises(ValueError, match="must be a text"):
        value_text(float("inf"))


def test_blanks_around_a_text_are_those_of_the_check_before_a_run() -> None:
    blanks = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000"
    assert f"{blanks}a{blanks}b{blanks}".strip() == f"a{blanks}b"
    assert "\ufeffa\u200b".strip() == "\ufeffa\u200b"
    assert value_text(blanks) is None


def test_a_baseline_that_reads_fewer_columns_is_asked_with_its_own() -> None:
    row = {"title": "a | b", "body": "c", "price": None}
    text = row_text(row, COLUMNS)
    fewer, one = as_read_by(("price", "title"), COLUMNS), as_read_by(("title",), COLUMNS)
    assert fewer is not None and fewer(text) == "price: | title: a || b"
    assert one is not None and one(text) == "a | b"
    assert as_read_by(COLUMNS, COLUMNS) is None
    assert as_read_by(("text",), ()) is None
    assert as_read_by((), ()) is None


@pytest.mark.parametrize("case", READINGS, ids=lambda case: f"{case['theirs']}-{case['ours']}")
def test_a_baseline_that_reads_what_is_not_there_is_refused(case: dict[str, Any]) -> None:
    for ours in [case["ours"], *([[]] if len(case["ours"]) == 1 else [])]:
        if case["asked"]:
            as_read_by(case["theirs"], ours)
        else:
            with pytest.raises(RuntimeFailure, match=r"the baseline (reads|does not say)"):
                as_read_by(case["theirs"], ours)


def tickets(count: int) -> list[dict[str, Any]]:
    return [
        {"title": row["text"], "price": number / 4, "urgent": number % 3 == 0, "label": row["label"]}
        for number, row in enumerate(rows(count))
    ]


def prepare(directory: Path, base: Path, data: list[dict[str, Any]], columns: list[str], **changes: Any) -> Any:
    write_jsonl(directory / "train.jsonl", data)
    given = {"input": columns, "label": "label"}
    return run_job(directory / "job", prepare_config(directory, base, directory / "out", columns=given, **changes))


def test_prepared_texts_name_their_columns_in_the_order_of_the_list(tmp_path: Path, tiny_base: Path) -> None:
    job = prepare(tmp_path, tiny_base, tickets(40), ["price", "title", "urgent"], split={"test": 0.25})
    assert job.exit == 0, job.stderr
    dataset = json.loads((tmp_path / "out/dataset/dataset.json").read_text())
    assert dataset["input_columns"] == ["price", "title", "urgent"]
    texts = [row.input for row in open_dataset(tmp_path / "out/dataset").split("test")]
    assert texts and all(list(values_in(text, ["price", "title", "urgent"])) for text in texts)
    assert all(text.startswith("price: ") and text.endswith((" | urgent: true", " | urgent: false")) for text in texts)


def test_other_columns_are_another_dataset_also_where_one_column_holds_the_same_text(
    tmp_path: Path, tiny_base: Path
) -> None:
    data = tickets(40)
    listed = prepare(tmp_path / "1", tiny_base, data, ["title", "price"])
    turned = prepare(tmp_path / "2", tiny_base, data, ["price", "title"])
    same = [{"text": f"title: {row['title']} | price: {row['price']}", "label": row["label"]} for row in data]
    write_jsonl(tmp_path / "3/train.jsonl", same)
    alone = run_job(tmp_path / "3/job", prepare_config(tmp_path / "3", tiny_base, tmp_path / "3/out"))
    assert len({job.result["digest"] for job in (listed, turned, alone)}) == 3
    assert alone.result["splits"] == listed.result["splits"]


def test_rows_alike_are_found_by_what_the_model_reads(tmp_path: Path, tiny_base: Path) -> None:
    data = tickets(20)
    data.append({**data[3], "price": 0.75, "seen": "another day"})
    assert prepare(tmp_path / "1", tiny_base, data, ["title", "price"]).result["dropped"]["duplicates"] == 1
    write_jsonl(tmp_path / "2/test.jsonl", [{**data[3], "title": data[3]["title"].upper()}])
    files = {"train": "train.jsonl", "test": "test.jsonl"}
    job = prepare(tmp_path / "2", tiny_base, data[:20], ["title", "price"], files=files, split={"validation": 0.2})
    assert job.exit == 3
    assert "line 1 = line 4" in job.error["message"]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"price": [1]}, 'column "price" holds [1]: give a text, a number, true, false or null'),
        ({"price": {"title": "x"}}, 'column "price" holds {"title":"x"}: give a text'),
        ({"title": "cut \ud83d"}, 'column "title" holds half of a character'),
    ],
)
def test_a_column_that_is_no_plain_value_is_an_error_that_names_it(
    changed: dict[str, Any], message: str, tmp_path: Path, tiny_base: Path
) -> None:
    data = tickets(10)
    data[4] = {**data[4], **changed}
    job = prepare(tmp_path, tiny_base, data, ["title", "price"])
    assert job.exit == 3
    assert "line 5: " in job.error["message"] and message in job.error["message"]


def test_a_column_that_a_row_lacks_is_an_error_and_one_without_a_value_is_none(tmp_path: Path, tiny_base: Path) -> None:
    data = tickets(40)
    data[1]["price"] = None
    data[2] = {"title": " ", "price": None, "label": "a"}
    job = prepare(tmp_path / "1", tiny_base, data, ["title", "price"])
    assert job.exit == 0, job.stderr
    assert job.result["dropped"]["empty"] == 1
    del data[1]["price"]
    job = prepare(tmp_path / "2", tiny_base, data, ["title", "price"])
    assert job.exit == 3
    assert 'line 2: column "price" is missing' in job.error["message"]
