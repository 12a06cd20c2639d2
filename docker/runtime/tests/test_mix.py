"""What a user is promised of several training files: shares of what is used, and all else as of one file."""

from __future__ import annotations

import csv
import random
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import WORDS, prepare_config, write_jsonl
from PIL import Image
from test_incremental import texts
from test_refused_data import refused
from tiny import image_model

from model_runtime import contract, prepare
from model_runtime.earlier import rows_to_train
from model_runtime.examples import Split, open_dataset
from model_runtime.mix import Part, Parts, mixed
from model_runtime.scratch import Column
from model_runtime.tasks import task_of

SPLITS = ("train", "validation", "test")


class Warned:
    """Events of which only the warnings are kept."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def progress(self, *_: Any) -> None: ...

    def warning(self, message: str, hint: str | None = None) -> None:
        self.warnings.append(message)

    def artifact(self, *_: Any) -> None: ...


def of(source: str, count: int, **more: Any) -> list[dict[str, Any]]:
    """Distinct texts that are not alike; the id says where each stands."""
    chosen = random.Random(source)
    return [
        {"id": f"{source} {n}", "text": " ".join(chosen.choices(WORDS, k=9)) + f" {source}{n}", "label": "ab"[n % 2]}
        | more
        for n in range(count)
    ]


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(rows), path)
    elif path.suffix == ".csv":
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    else:
        write_jsonl(path, rows)


def mix_config(directory: Path, base: Path, files: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """`files` by name: the share of each, or None."""
    names = [f"train-{n}" if n > 1 else "train" for n in range(1, len(files) + 1)]
    listed = [
        {"file": Path(file).name, "input": name, **({} if share is None else {"share": share})}
        for name, (file, share) in zip(names, files.items(), strict=True)
    ]
    inputs = {name: str((directory / file).parent) for name, file in zip(names, files, strict=True)}
    more = {name: f"{name}.jsonl" for name in ("validation", "test") if (directory / f"{name}.jsonl").exists()}
    config = prepare_config(directory, base, directory / "out", files={"train": listed, **more}, split={}, **changes)
    config["paths"]["in"] |= inputs
    contract.validate("config", {"model_runtime": 1, **config})
    return config


def run(config: dict[str, Any], events: Warned | None = None) -> tuple[dict[str, Any], dict[str, set[str]]]:
    """The result, and the ids on each side."""
    heard: Any = events or Warned()
    result = prepare.run(config, heard)
    contract.validate("result", result)
    found = {name: {row.id for row in Split(Path(config["paths"]["out"]) / "dataset", name)} for name in SPLITS}
    return result, found


def counted(found: dict[str, set[str]]) -> Counter[str]:
    return Counter(name.split()[0] for ids in found.values() for name in ids)


@pytest.fixture
def three(tmp_path: Path) -> Path:
    for name, count in (("a.jsonl", 120), ("b.parquet", 120), ("c.csv", 120)):
        write(tmp_path / name, of(name[0], count))
    return tmp_path


def test_the_result_has_the_shares_and_the_scarcest_file_is_used_whole(three: Path, tiny_base: Path) -> None:
    result, found = run(mix_config(three, tiny_base, {"a.jsonl": 60, "b.parquet": 30, "c.csv": 10}))
    assert counted(found) == {"a": 120, "b": 60, "c": 20}
    assert result["sources"] == [
        {"input": "train", "rows": 120, "used": 120, "share": 0.6, "wanted": pytest.approx(0.6)},
        {"input": "train-2", "rows": 120, "used": 60, "share": 0.3, "wanted": pytest.approx(0.3)},
        {"input": "train-3", "rows": 120, "used": 20, "share": 0.1, "wanted": pytest.approx(0.1)},
    ]
    assert result["dropped"]["beyond_share"] == 160
    # Each side has about the same mixture.
    assert 0.5 < sum(name.startswith("a") for name in found["train"]) / len(found["train"]) < 0.7


def test_shares_have_no_unit(three: Path, tiny_base: Path) -> None:
    results = [
        run(mix_config(three, tiny_base, dict(zip(("a.jsonl", "b.parquet", "c.csv"), shares, strict=True))))
        for shares in ((60, 30, 10), (0.6, 0.3, 0.1), (6e-9, 3e-9, 1e-9))
    ]
    assert results[0][1] == results[1][1] == results[2][1]
    assert [one["wanted"] for one in results[2][0]["sources"]] == pytest.approx([0.6, 0.3, 0.1])


def test_of_a_list_without_shares_all_of_each_is_used(three: Path, tiny_base: Path) -> None:
    result, found = run(mix_config(three, tiny_base, {"a.jsonl": None, "b.parquet": None, "c.csv": None}))
    assert counted(found) == {"a": 120, "b": 120, "c": 120}
    assert [one["used"] for one in result["sources"]] == [120] * 3
    assert "beyond_share" not in result["dropped"]


def test_the_same_rows_in_one_file_and_in_several_make_the_same_dataset(tmp_path: Path, tiny_base: Path) -> None:
    parts = [of(name, 60, customer=f"c{number}") for number, name in enumerate("xyz")]
    write_jsonl(tmp_path / "train.jsonl", [row for part in parts for row in part])
    for name, part in zip(("1.jsonl", "2.csv", "3.parquet"), parts, strict=True):
        write(tmp_path / name, part)
    one, found = run(prepare_config(tmp_path, tiny_base, tmp_path / "out", split={}))
    several, alike = run(mix_config(tmp_path, tiny_base, {"1.jsonl": None, "2.csv": None, "3.parquet": None}))
    assert found == alike
    assert {**several, "sources": None} == {**one, "sources": None}


def test_a_few_more_rows_change_few_of_those_that_are_drawn(tmp_path: Path, tiny_base: Path) -> None:
    write_jsonl(tmp_path / "a.jsonl", of("a", 100))
    drawn = []
    for count in (400, 420):
        write_jsonl(tmp_path / "b.jsonl", of("b", 420)[420 - count :])
        _, found = run(mix_config(tmp_path, tiny_base, {"a.jsonl": 1, "b.jsonl": 1}))
        drawn.append({name for ids in found.values() for name in ids if name.startswith("b")})
    assert [len(one) for one in drawn] == [100, 100]
    # Of 20 rows more about 5 are among the 100 of 420 that are drawn.
    assert len(drawn[0] - drawn[1]) <= 12
    other, _ = run(mix_config(tmp_path, tiny_base, {"a.jsonl": 1, "b.jsonl": 1}, seed=1))
    assert other["sources"][1]["used"] == 100


def test_shares_are_of_what_is_left_after_tests_duplicates_and_lengths(tmp_path: Path, tiny_base: Path) -> None:
    a, b, test = of("a", 100), of("b", 100), of("t", 20)
    # Of b: 10 stand in a, 10 are too short, and 10 are all but the same as a test example.
    for n in range(10):
        b[n]["text"] = a[n]["text"]
        b[10 + n]["text"] = WORDS[n]
        b[20 + n]["text"] = f"{test[n]['text']} !"
    write_jsonl(tmp_path / "a.jsonl", a)
    write_jsonl(tmp_path / "b.jsonl", b)
    write_jsonl(tmp_path / "test.jsonl", test)
    length = {"min": 20, "unit": "characters", "drop": True}
    config = mix_config(tmp_path, tiny_base, {"a.jsonl": 1, "b.jsonl": 1}, length=length)
    result, found = run(config)
    assert {name: result["dropped"][name] for name in ("duplicates", "too_short", "near_test", "beyond_share")} == {
        "duplicates": 10,
        "too_short": 10,
        "near_test": 10,
        "beyond_share": 30,
    }
    assert counted(found) == {"a": 70, "b": 70, "t": 20}
    assert not {f"b {n}" for n in range(30)} & set.union(*found.values())


def test_a_sample_keeps_the_shares(three: Path, tiny_base: Path) -> None:
    _, found = run(mix_config(three, tiny_base, {"a.jsonl": 60, "b.parquet": 30, "c.csv": 10}, sample=0.5))
    counts = counted(found)
    assert 45 <= counts["a"] <= 75
    assert counts["b"] == round(counts["a"] / 2)
    assert counts["c"] == round(counts["a"] / 6)


def test_groups_and_near_duplicates_stay_on_one_side_whichever_file_they_stand_in(
    tmp_path: Path, tiny_base: Path
) -> None:
    a, b = of("a", 90), of("b", 90)
    for n in range(90):
        a[n]["customer"] = b[n]["customer"] = f"c{n % 45}"
        if n % 2:
            b[n]["text"] = a[n]["text"].upper() + "!"
            b[n]["customer"] = f"other {n}"
    write_jsonl(tmp_path / "a.jsonl", a)
    write_jsonl(tmp_path / "b.jsonl", b)
    config = mix_config(tmp_path, tiny_base, {"a.jsonl": 2, "b.jsonl": 1})
    config["split"] = {"group": "customer"}
    _, found = run(config)
    side = {name: on for on, names in found.items() for name in names}
    customers = {row["id"]: row["customer"] for row in [*a, *b]}
    for group in set(customers.values()):
        assert len({side[name] for name, customer in customers.items() if customer == group and name in side}) <= 1
    both = [n for n in range(1, 90, 2) if f"b {n}" in side]
    assert len(both) > 10
    assert all(side[f"a {n}"] == side[f"b {n}"] for n in both)


def spoilt(directory: Path) -> None:
    first, second = of("a", 5), of("b", 6)
    del second[2]["label"]
    second[4]["text"] = 5
    second[5]["id"] = "a 3"
    write_jsonl(directory / "a.jsonl", first)
    write_jsonl(directory / "more" / "a.jsonl", second)


def test_an_error_names_the_file_and_the_line_of_the_right_source(tmp_path: Path, tiny_base: Path) -> None:
    spoilt(tmp_path)
    config = mix_config(tmp_path, tiny_base, {"a.jsonl": 1, "more/a.jsonl": 1})
    failure = refused(config)
    assert failure.message.startswith(f'{tmp_path}/more/a.jsonl, line 3: column "label" is missing')
    assert [(problem.input, problem.line) for problem in failure.problems] == [
        ("train-2", 3),
        ("train-2", 5),
        ("train-2", 6),
    ]
    assert failure.problems[2].what == 'the id "a 3" is also on line 4 of a.jsonl (source 1): make ids distinct'


def test_what_a_test_file_has_too_is_told_with_the_file_that_has_it(tmp_path: Path, tiny_base: Path) -> None:
    a, b = of("a", 9), of("b", 9)
    write(tmp_path / "a.jsonl", a)
    write(tmp_path / "b.parquet", b)
    write(tmp_path / "test.jsonl", [{**b[4], "id": "one"}, {**a[2], "id": "two"}, *of("t", 4)])
    failure = refused(mix_config(tmp_path, tiny_base, {"a.jsonl": 1, "b.parquet": 1}))
    assert failure.message.startswith(
        f"{tmp_path}/test.jsonl: 2 test examples also stand in the training files (line 1 = row 5 of b.parquet, "
        "line 2 = line 3 of a.jsonl): remove them"
    )


def test_a_label_that_another_file_has_otherwise_is_told_with_both_places(tmp_path: Path, tiny_base: Path) -> None:
    a, b = of("a", 30), of("b", 30)
    b[7] = {**b[7], "text": a[1]["text"], "label": "a"}
    write(tmp_path / "a.jsonl", a)
    write(tmp_path / "b.parquet", b)
    events = Warned()
    run(mix_config(tmp_path, tiny_base, {"a.jsonl": None, "b.parquet": None}), events)
    (told,) = [one for one in events.warnings if "carry another label" in one]
    assert told.endswith("than the first time (line 2 of a.jsonl and row 8 of b.parquet); the first counts")


def test_a_file_of_which_nothing_is_left_ends_the_mixing(tmp_path: Path, tiny_base: Path) -> None:
    write_jsonl(tmp_path / "a.jsonl", of("a", 20))
    write_jsonl(tmp_path / "b.jsonl", [{**row, "id": f"b{n}"} for n, row in enumerate(of("a", 5))])
    failure = refused(mix_config(tmp_path, tiny_base, {"a.jsonl": 3, "b.jsonl": 1}))
    assert failure.message.startswith(f"{tmp_path}/b.jsonl: none of its examples is left to be mixed")
    # Used whole, it only adds nothing.
    result, _ = run(mix_config(tmp_path, tiny_base, {"a.jsonl": None, "b.jsonl": None}))
    assert [one["used"] for one in result["sources"]] == [20, 0]


def test_a_file_that_is_empty_or_has_only_empty_texts_is_told_although_others_have_some(
    tmp_path: Path, tiny_base: Path
) -> None:
    write_jsonl(tmp_path / "a.jsonl", of("a", 20))
    write_jsonl(tmp_path / "b.jsonl", [{"text": " ", "label": "a"}])
    write_jsonl(tmp_path / "c.jsonl", [])
    failure = refused(mix_config(tmp_path, tiny_base, {"a.jsonl": 1, "b.jsonl": 1, "c.jsonl": 1}))
    assert [(problem.input, problem.what.split(":")[0]) for problem in failure.problems] == [
        ("train-2", "every example is empty"),
        ("train-3", "holds no examples"),
    ]


def test_a_class_that_the_shares_leave_out_is_told(tmp_path: Path, tiny_base: Path) -> None:
    write_jsonl(tmp_path / "a.jsonl", of("a", 10))
    rare = of("b", 300)
    rare[17]["label"] = "rare"
    write_jsonl(tmp_path / "b.jsonl", rare)
    told = []
    for seed in range(3):
        events = Warned()
        result, _ = run(mix_config(tmp_path, tiny_base, {"a.jsonl": 1, "b.jsonl": 1}, seed=seed), events)
        lost = [one for one in events.warnings if "have no example left at these shares" in one]
        assert bool(lost) == ("rare" not in result["labels"])
        told += lost
    assert told[0] == "1 of 3 classes have no example left at these shares of data.train: rare"


def test_lists_of_images_are_mixed_each_with_the_images_beside_it(tmp_path: Path) -> None:
    chosen = np.random.default_rng(5)
    for name in ("a", "b"):
        listed = [{"image": f"{n}.png", "label": "ab"[n % 2]} for n in range(24)]
        write_jsonl(tmp_path / name / "train.jsonl", listed)
        for row in listed:
            Image.fromarray(chosen.integers(0, 256, (8, 8, 3), np.uint8)).save(tmp_path / name / row["image"])
    config = mix_config(
        tmp_path,
        image_model(tmp_path / "base"),
        {"a/train.jsonl": 2, "b/train.jsonl": 1},
        task="image-classification",
        columns={"input": "image", "label": "label"},
        max_length=1,
    )
    result, _ = run(config)
    assert [one["used"] for one in result["sources"]] == [24, 12]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"input": "train-3"}, "config.files.train: paths.in has no 'train-3'"),
        ({"input": "train"}, "config.files.train: each file has an input of its own, and all of them have a share"),
        ({"share": None}, "config.files.train: each file has an input of its own, and all of them have a share"),
    ],
)
def test_a_list_that_contradicts_itself_is_refused(
    change: dict[str, Any], message: str, tmp_path: Path, tiny_base: Path
) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        write_jsonl(tmp_path / name, of(name[0], 8))
    config = mix_config(tmp_path, tiny_base, {"a.jsonl": 1, "b.jsonl": 1})
    second = {**config["files"]["train"][1], **change}
    config["files"]["train"][1] = {name: value for name, value in second.items() if value is not None}
    assert refused(config).message.startswith(message)


def test_training_that_goes_on_with_new_data_takes_what_a_new_source_brings(tmp_path: Path, tiny_base: Path) -> None:
    write_jsonl(tmp_path / "a.jsonl", of("a", 60))
    write_jsonl(tmp_path / "b.jsonl", of("b", 60))
    run(prepare_config(tmp_path, tiny_base, tmp_path / "before", files={"train": "a.jsonl"}, split={}))
    run(mix_config(tmp_path, tiny_base, {"a.jsonl": None, "b.jsonl": None}))
    data = tmp_path / "out" / "dataset"
    task = task_of("text-classification")
    train, told = rows_to_train(open_dataset(data), tmp_path / "before" / "dataset", "new", task)
    assert {row.id.split()[0] for row in train} == {"b"}
    assert texts(train) < texts(Split(data, "train"))
    assert told["seen_before"] > 0


class Narrow(Column):
    """Read by sevens."""

    def pieces(self, size: int = 7) -> Iterator[tuple[int, np.ndarray]]:
        return super().pieces(size)


@pytest.mark.parametrize("kind", [Column, Narrow])
def test_those_with_the_lowest_draws_of_each_file_stay_however_few_are_read_at_once(
    kind: type[Column], tmp_path: Path
) -> None:
    chosen = np.random.default_rng(3)
    draws = chosen.integers(0, 2**64, 600, np.uint64)
    # Many in one bin.
    draws[200:400] >>= np.uint64(20)
    column = kind(tmp_path, "u8")
    column.extend(draws)
    parts = Parts([Part("train", tmp_path, "a", 5, begin=0), Part("train-2", tmp_path, "b", 1, begin=200)])
    kept = chosen.random(600) < 0.9
    before = kept.copy()
    left_out = mixed(parts, kept, column)
    wanted = round(before[:200].sum() / 5)
    expected = before.copy()
    places = 200 + np.flatnonzero(before[200:])
    expected[places[np.argsort(draws[places])[wanted:]]] = False
    assert np.array_equal(kept, expected)
    assert left_out == before.sum() - kept.sum() > 0


def test_to_mix_takes_no_memory_of_each_row(tmp_path: Path) -> None:
    column = Column(tmp_path, "u8")
    for seed in range(20):
        column.extend(np.random.default_rng(seed).integers(0, 2**64, 100_000, np.uint64))
    half = len(column) // 2
    parts = Parts([Part("train", tmp_path, "a", 5, begin=0), Part("train-2", tmp_path, "b", 1, begin=half)])
    kept = np.ones(len(column), bool)
    tracemalloc.start()
    mixed(parts, kept, column)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert kept[half:].sum() == half / 5
    # Of two million rows.
    assert peak < 6_000_000
