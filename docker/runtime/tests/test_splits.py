"""What a user is promised of the split: it is fair, it is stable, and nothing that was learned is tested."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from conftest import WORDS, prepare_config, rows, write_jsonl
from jobs import Job, run_job

from model_runtime.alike import Groups
from model_runtime.examples import Split
from model_runtime.splits import SIDES, Entries, place_of, split

SPLITS = ("train", "validation", "test")
NAMES = {number: name for name, number in SIDES.items()}


class Entry(NamedTuple):
    key: str
    label: str
    stratum: str
    unit: int


def sides_of(data: list[Entry], shares: Any, seed: int) -> list[str]:
    """Units are numbers of examples."""
    numbers = {name: number for number, name in enumerate(sorted({one for row in data for one in row[1:3]}))}
    first: dict[int, int] = {}
    units = [first.setdefault(row.unit, number) for number, row in enumerate(data)]
    labels, strata = (np.array([numbers[row[at]] for row in data], np.uint8) for at in (1, 2))
    places = np.array([place_of(seed, row.key) for row in data])
    return [NAMES[side] for side in split(Entries(places, labels, strata, np.array(units, np.int32)), shares).tolist()]


def prepare(directory: Path, base: Path, data: list[dict[str, Any]], **changes: Any) -> Job:
    write_jsonl(directory / "train.jsonl", data)
    return run_job(directory / "job", prepare_config(directory, base, directory / "out", **changes))


def inputs(directory: Path) -> dict[str, set[str]]:
    return {name: {row.input for row in Split(directory / "out" / "dataset", name)} for name in SPLITS}


def sentences(count: int) -> list[dict[str, Any]]:
    """Texts that are not alike."""
    chosen = random.Random(1)
    return [
        {"text": " ".join(chosen.choices(WORDS, k=chosen.randrange(8, 16))), "label": "ab"[n % 2]} for n in range(count)
    ]


def test_without_ids_a_deleted_line_moves_nothing_from_training_into_the_test(tmp_path: Path, tiny_base: Path) -> None:
    data = sentences(300)
    assert prepare(tmp_path / "1", tiny_base, data).exit == 0
    assert prepare(tmp_path / "2", tiny_base, data[:4] + data[5:]).exit == 0
    before, after = inputs(tmp_path / "1"), inputs(tmp_path / "2")
    assert not after["test"] & before["train"]
    assert len(after["test"] - before["test"]) <= 1
    assert len(after["train"] ^ before["train"]) <= 3


def test_a_group_stays_where_it_is_when_examples_join_or_leave_it(tmp_path: Path, tiny_base: Path) -> None:
    data = [{**row, "customer": f"c{n % 60}"} for n, row in enumerate(sentences(360))]
    parts = {"before": data[:300], "more": data, "fewer": data[60:300]}
    for name, part in parts.items():
        job = prepare(tmp_path / name, tiny_base, part, split={"test": 0.2, "validation": 0.1, "group": "customer"})
        assert job.exit == 0, job.stderr
    before = inputs(tmp_path / "before")
    for name in ("more", "fewer"):
        assert not inputs(tmp_path / name)["test"] & before["train"], name


def test_another_case_moves_no_example_to_another_side(tmp_path: Path, tiny_base: Path) -> None:
    data = sentences(300)
    shouted = [{**row, "text": f" {row['text'].upper()}"} if n % 4 == 0 else row for n, row in enumerate(data)]
    assert prepare(tmp_path / "1", tiny_base, data, split={"test": 0.2}).exit == 0
    assert prepare(tmp_path / "2", tiny_base, shouted, split={"test": 0.2}).exit == 0
    after = {name: {text.strip().lower() for text in texts} for name, texts in inputs(tmp_path / "2").items()}
    assert after == inputs(tmp_path / "1")


def test_three_splits_have_their_shares_and_nothing_in_common(tmp_path: Path, tiny_base: Path) -> None:
    job = prepare(tmp_path, tiny_base, sentences(200), split={"test": 0.2, "validation": 0.1, "stratify": "label"})
    assert job.exit == 0, job.stderr
    sizes = {name: summary["examples"] for name, summary in job.result["splits"].items()}
    assert sizes == {"train": 140, "validation": 20, "test": 40}
    assert job.result["splits"]["validation"]["class_counts"] == {"a": 10, "b": 10}
    found = inputs(tmp_path)
    assert len(found["train"] | found["validation"] | found["test"]) == 200


def test_validation_examples_may_have_a_file_of_their_own(tmp_path: Path, tiny_base: Path) -> None:
    data = sentences(90)
    write_jsonl(tmp_path / "tune.jsonl", data[70:])
    job = prepare(
        tmp_path,
        tiny_base,
        data[:70],
        files={"train": "train.jsonl", "validation": "tune.jsonl"},
        split={"test": 0.2},
    )
    assert job.exit == 0, job.stderr
    assert inputs(tmp_path)["validation"] == {row["text"] for row in data[70:]}
    # What may test does test: none of it can validate, and it must never train.
    assert 8 <= job.result["splits"]["test"]["examples"] <= 20


def test_a_share_for_what_has_a_file_is_refused(tmp_path: Path, tiny_base: Path) -> None:
    write_jsonl(tmp_path / "test.jsonl", sentences(4))
    job = prepare(tmp_path, tiny_base, sentences(9), files={"train": "train.jsonl", "test": "test.jsonl"})
    assert (job.exit, job.error["code"]) == (2, "configuration")
    assert "split.test" in job.error["message"]


def test_a_group_stands_in_one_of_the_three_splits(tmp_path: Path, tiny_base: Path) -> None:
    data = [{**row, "customer": n // 5} for n, row in enumerate(sentences(200))]
    job = prepare(tmp_path, tiny_base, data, split={"test": 0.2, "validation": 0.1, "group": "customer"})
    assert job.exit == 0, job.stderr
    groups = [{row.cluster for row in Split(tmp_path / "out/dataset", name)} for name in SPLITS]
    assert sum(map(len, groups)) == len(set.union(*groups)) == 40
    assert all(groups)


def test_a_group_of_the_test_file_does_not_train(tmp_path: Path, tiny_base: Path) -> None:
    data = [{**row, "customer": n // 5} for n, row in enumerate(sentences(100))]
    write_jsonl(tmp_path / "test.jsonl", [{**row, "customer": 3} for row in sentences(110)[100:]])
    files = {"train": "train.jsonl", "test": "test.jsonl"}
    job = prepare(tmp_path, tiny_base, data, files=files, split={"group": "customer"})
    assert job.exit == 3
    assert "1 test group also stands in the training file" in job.error["message"]


TWINS = [
    "Reset my password for the word3 portal",
    "reset my  PASSWORD for the word3 portal ",
    "ｒｅｓｅｔ my password for the word3 portal",
]
NEAR = ["Please reset my password for the word3 portal", "Please reset my password for the word3 portal!"]


@pytest.mark.parametrize("seed", range(4))
def test_texts_that_are_all_but_the_same_stay_on_one_side(seed: int, tmp_path: Path, tiny_base: Path) -> None:
    data = [*sentences(60), *({"text": text, "label": "a"} for text in TWINS + NEAR)]
    job = prepare(tmp_path, tiny_base, data, seed=seed)
    assert job.exit == 0, job.stderr
    assert job.result["grouped"] == {"twins": 3, "near_duplicates": 2}
    found = inputs(tmp_path)
    assert sorted(len(of & set(TWINS)) for of in found.values()) == [0, 0, 3]
    assert sorted(len(of & set(NEAR)) for of in found.values()) == [0, 0, 2]


def test_a_twin_of_a_test_example_in_the_training_file_is_an_error_with_its_line(
    tmp_path: Path, tiny_base: Path
) -> None:
    data = sentences(20)
    write_jsonl(tmp_path / "test.jsonl", [{"text": data[3]["text"].upper(), "label": "a"}])
    job = prepare(tmp_path, tiny_base, data, files={"train": "train.jsonl", "test": "test.jsonl"}, split={})
    assert job.exit == 3
    assert "line 1 = line 4" in job.error["message"]


def test_what_is_near_to_a_test_example_does_not_train(tmp_path: Path, tiny_base: Path) -> None:
    write_jsonl(tmp_path / "test.jsonl", [{"text": NEAR[0], "label": "a"}])
    data = [*sentences(30), {"text": NEAR[1], "label": "a"}]
    job = prepare(tmp_path, tiny_base, data, files={"train": "train.jsonl", "test": "test.jsonl"}, split={})
    assert job.exit == 0, job.stderr
    assert job.result["dropped"]["near_test"] == 1
    assert NEAR[1] not in inputs(tmp_path)["train"] | inputs(tmp_path)["validation"]
    assert any("1 examples are all but the same as ones of the test file" in warning for warning in job.warnings)


def test_a_class_that_is_hardly_tested_as_much_of_it_is_all_but_the_same_is_told_with_its_shares(
    tmp_path: Path, tiny_base: Path
) -> None:
    texts = [row["text"] for row in sentences(440)]
    alike = [{"text": f"{text} and {text} {n}", "label": "orders"} for text in texts[:40] for n in range(5)]
    data = [*alike, *({"text": text, "label": "ab"[n % 2]} for n, text in enumerate(texts[40:]))]
    job = prepare(tmp_path, tiny_base, data, split={"test": 0.2, "stratify": "label"})
    assert job.exit == 0, job.stderr
    (told,) = (warning for warning in job.warnings if "not in the proportions" in warning)
    tested = job.result["splits"]["test"]
    share = 100 * tested["class_counts"]["orders"] / tested["examples"]
    assert share < 22
    assert f'"orders" is {share:.1f} % of the test and 33.3 % of the data' in told


@pytest.mark.parametrize("seed", range(5))
def test_a_test_that_differs_from_the_data_as_chance_has_it_is_told_of_by_nothing(
    seed: int, tmp_path: Path, tiny_base: Path
) -> None:
    job = prepare(tmp_path, tiny_base, sentences(60), seed=seed, split={"test": 0.2})
    assert job.exit == 0, job.stderr
    assert not [warning for warning in job.warnings if "not in the proportions" in warning]


def test_a_class_with_one_example_trains_and_a_warning_says_that_nothing_tests_it(
    tmp_path: Path, tiny_base: Path
) -> None:
    data = [*sentences(40), {"text": "the only one of its kind", "label": "rare"}]
    job = prepare(tmp_path, tiny_base, data)
    assert job.exit == 0, job.stderr
    counts = {name: summary["class_counts"]["rare"] for name, summary in job.result["splits"].items()}
    assert counts == {"train": 1, "validation": 0, "test": 0}
    assert any("1 of 3 classes have no test example" in warning for warning in job.warnings)


def test_large_groups_are_as_likely_to_be_tested_as_small_ones() -> None:
    tested = 0
    for seed in range(200):
        data = [Entry("group" if n < 10 else f"{n}", "a", "", 0 if n < 10 else n) for n in range(100)]
        tested += sides_of(data, {"test": 0.2, "validation": 0.1}, seed)[0] == "test"
    assert 20 <= tested <= 60


@pytest.mark.parametrize("shares", [{"test": 0.2, "validation": 0.1}, {"test": 0.2}])
@pytest.mark.parametrize("seed", range(5))
def test_whatever_joins_brings_nothing_from_training_into_the_test(shares: Any, seed: int) -> None:
    """Examples join in any order, and three in ten are all but the same as one or two that may stand anywhere."""
    chosen = random.Random(seed)
    alike = [(n, chosen.randrange(800)) for n in range(800) for _ in range(2) if chosen.random() < 0.15]
    joining = chosen.sample(range(800), 800)
    trained: set[int] = set()
    for count in (100, 101, 102, 120, 150, 200, 201, 300, 400, 600, 800):
        there = set(joining[:count])
        groups = Groups(800)
        for one, other in alike:
            if one in there and other in there:
                groups.join(one, other)
        numbers = sorted(there)
        data = [Entry(f"row {n}", "ab"[n % 2], "ab"[n % 2], groups.of(n)) for n in numbers]
        sides = dict(zip(numbers, sides_of(data, shares, seed), strict=True))
        assert not {n for n in trained if sides[n] == "test"}, count
        trained |= {n for n, side in sides.items() if side == "train"}
        tested = sum(side == "test" for side in sides.values())
        assert 0.4 * shares["test"] <= tested / count <= 1.4 * shares["test"], count
        assert all(sides[n] == sides[groups.of(n)] for n in numbers)


def test_a_class_of_few_examples_is_tested_as_well() -> None:
    for seed in range(50):
        data = [Entry(f"{n}", "few" if n < 3 else "many", "few" if n < 3 else "many", n) for n in range(100)]
        sides = sides_of(data, {"test": 0.2, "validation": 0.1}, seed)
        assert "test" in sides[:3]
        assert "train" in sides[:3]


def test_data_that_is_all_but_the_same_in_pairs_is_tested_all_the_same() -> None:
    data = [Entry(f"{n}", "ab"[n // 2 % 2], "", n // 8) for n in range(400)]
    sides = sides_of(data, {"test": 0.2, "validation": 0.1}, 1)
    assert 60 <= sides.count("test") <= 90


def test_repetitions_never_stand_on_both_sides(tmp_path: Path, tiny_base: Path) -> None:
    job = prepare(tmp_path, tiny_base, rows(20) + rows(20))
    assert job.result["dropped"]["duplicates"] == 20
    found = inputs(tmp_path)
    assert sum(map(len, found.values())) == len(set.union(*found.values())) == 20


def test_a_large_class_without_a_test_example_is_told_why_it_has_none(tmp_path: Path, tiny_base: Path) -> None:
    form = "the same long line of a form that everybody sends to us, and that is long enough"
    copies = [{"text": f"{form}, {n}", "label": "a"} for n in range(200)]
    group = [{**row, "label": "c", "customer": "one"} for row in sentences(100)[50:]]
    alone = [{"text": "only one", "label": "d"}]
    rest = [{**row, "label": "b", "customer": f"c{n}"} for n, row in enumerate(sentences(300)[100:])]
    split = {"test": 0.2, "validation": 0.1, "group": "customer"}
    data = [{"customer": f"x{n}", **row} for n, row in enumerate([*copies, *group, *alone, *rest])]
    job = prepare(tmp_path / "group", tiny_base, data, split=split)
    assert job.exit == 0, job.stderr
    told = "\n".join(job.warnings)
    assert "1 of 4 classes have no test example, as all examples they have are all but the same: a" in told
    assert "1 of 4 classes have no test example, as all examples they have are of one group: c" in told
    assert "1 of 4 classes have no test example, as they have too few in all: d" in told

    write_jsonl(tmp_path / "file" / "test.jsonl", [row for row in sentences(320)[300:] if row["label"] == "b"])
    files = {"train": "train.jsonl", "test": "test.jsonl"}
    job = prepare(tmp_path / "file", tiny_base, sentences(200), files=files, split={"validation": 0.1})
    assert job.exit == 0, job.stderr
    assert any("no test example, as their file has none of them: a" in warning for warning in job.warnings)
