"""What a user is promised of many rows: the same decisions as of few, in memory that hardly grows."""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path
from typing import Any

import earlier_rule
import numpy as np
import pytest
from conftest import prepare_config, write_jsonl
from jobs import run_job

from model_runtime import prepare, scratch
from model_runtime.alike import bands, signatures
from model_runtime.examples import Split
from model_runtime.failures import RuntimeFailure
from model_runtime.scratch import Column, repeated

SPLITS = ("train", "validation", "test")


class Quiet:
    """Events that nobody reads."""

    def progress(self, *_: Any) -> None: ...

    def warning(self, *_: Any) -> None: ...

    def artifact(self, *_: Any) -> None: ...


def texts(count: int, seed: int) -> list[dict[str, Any]]:
    """Some empty, some repeated, some with other capitals, and some that differ by a word or two."""
    chosen = random.Random(seed)
    words = ["".join(chosen.choices("abcdefghij", k=chosen.randrange(3, 9))) for _ in range(300)]
    found: list[str] = []
    for _ in range(count):
        kind, text = chosen.random(), " ".join(chosen.choices(words, k=chosen.randrange(6, 30)))
        before = chosen.choice(found) if found else text
        found.append(
            " "
            if kind < 0.01
            else before
            if kind < 0.05
            else before.upper()
            if kind < 0.1
            else f"{before} {chosen.choice(words)}"
            if kind < 0.3
            else text
        )
    return [
        {
            "text": text,
            "label": chosen.choices("abcdef", weights=[40, 20, 10, 5, 1, 0.2])[0],
            "place": chosen.choice("xyz"),
            "customer": f"c{chosen.randrange(count // 6)}",
        }
        for text in found
    ]


CASES: dict[str, dict[str, Any]] = {
    "plain": {"split": {"test": 0.2, "validation": 0.1}},
    "shares that are not given": {"split": {"stratify": "label"}},
    "validation file": {"split": {"test": 0.15}, "files": {"train": "train.jsonl", "validation": "validation.jsonl"}},
    "strata": {"split": {"test": 0.2, "validation": 0.1, "stratify": "place"}},
    "groups": {"split": {"test": 0.2, "validation": 0.1, "stratify": "label", "group": "customer"}},
    "sampled": {"split": {"test": 0.2, "validation": 0.1}, "sample": 0.3},
    "test file": {"split": {"validation": 0.1}, "files": {"train": "train.jsonl", "test": "test.jsonl"}},
    "all files": {
        "split": {},
        "sample": 0.5,
        "files": {"train": "train.jsonl", "validation": "validation.jsonl", "test": "test.jsonl"},
    },
}


@pytest.mark.parametrize("at_once", [50, 1_000_000])
@pytest.mark.parametrize("case", CASES)
def test_examples_go_where_a_rule_that_holds_all_in_memory_puts_them(
    case: str, at_once: int, tmp_path: Path, tiny_base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scratch, "_SORTED", at_once)
    config = prepare_config(tmp_path, tiny_base, tmp_path / "out", **CASES[case])
    data = texts(3000, len(case))
    # Nothing of one file may stand in another, as such, or in other capitals.
    files = {
        name: data[number::20] if number else data for number, name in enumerate(SPLITS) if name in config["files"]
    }
    apart: set[str] = set()
    for name in reversed(SPLITS):
        files[name] = [row for row in files.get(name, []) if row["text"].lower() not in apart]
        apart |= {row["text"].lower() for row in files[name]}
        if name in config["files"]:
            write_jsonl(tmp_path / f"{name}.jsonl", files[name])
        else:
            del files[name]
    result = prepare.run(config, Quiet())  # type: ignore[arg-type]
    expected, dropped, grouped = earlier_rule.sides({name: files[name] for name in SPLITS if name in files}, config)
    found = {name: [row.input for row in Split(tmp_path / "out/dataset", name)] for name in SPLITS}
    assert found == expected
    assert result["dropped"] == {name: dropped[name] for name in result["dropped"]}
    assert result["grouped"] == grouped
    assert grouped["near_duplicates"] > 100


@pytest.mark.parametrize("at_once", [1, 100, 1_000_000])
def test_equal_keys_are_found_however_few_are_sorted_at_once(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scratch, "_SORTED", at_once)
    draw = np.random.default_rng(0)
    keys = draw.choice(draw.integers(0, 2**64, (300, 2), dtype=np.uint64), 1000)
    found = {}
    for numbers, begins in repeated(
        lambda: iter([(np.arange(600), keys[:600]), (np.arange(600, 1000), keys[600:])]), 1000
    ):
        for run in np.split(numbers, np.flatnonzero(begins)[1:]):
            found[tuple(keys[run[0]])] = run.tolist()
    expected: dict[Any, list[int]] = {}
    for number, key in enumerate(keys):
        expected.setdefault(tuple(key), []).append(number)
    assert found == {key: numbers for key, numbers in expected.items() if len(numbers) > 1}


def test_records_are_read_as_they_were_written(tmp_path: Path) -> None:
    column = Column(tmp_path, "u4", 3)
    records = np.arange(60_000, dtype=np.uint32).reshape(-1, 3)
    for record in records[:15_000]:
        column.append(record.tobytes())
    column.extend(records[15_000:])
    asked = np.array([0, 1, 7, 8, 400, 19_999])
    assert np.array_equal(column.take(asked), records[asked])
    assert np.array_equal(np.concatenate([piece for _, piece in column.pieces(999)]), records)
    assert list(tmp_path.iterdir()) == []


def write_many(path: Path, count: int) -> None:
    """Short texts, as what memory grows by is the same for each."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = hashlib.sha256(str(number).encode()).hexdigest()[:16]
            row = {"text": text, "label": "ab"[number % 2], "id": f"row {number}", "customer": f"c{number // 3}"}
            file.write(json.dumps(row) + "\n")


def test_memory_grows_by_few_bytes_a_row(tmp_path: Path, tiny_base: Path) -> None:
    """With ids, groups and strata. From 40,000 rows on, which fill every buffer; two such peaks differ by 0.1 MB."""
    peaks = {}
    for count in (40_000, 80_000):
        directory = tmp_path / str(count)
        directory.mkdir()
        write_many(directory / "train.jsonl", count)
        section = {"test": 0.1, "validation": 0.1, "stratify": "label", "group": "customer"}
        config = prepare_config(directory, tiny_base, directory / "out", split=section)
        job = run_job(directory / "job", config)
        assert job.exit == 0, job.stderr
        peaks[count] = job.peak_bytes
    assert (peaks[80_000] - peaks[40_000]) / 40_000 < 70


def of_overlap(share: float, size: int, chosen: random.Random) -> tuple[str, str]:
    """Two texts without a repeated window, whose sets of windows overlap by `share`."""
    common = round(2 * size * share / (1 + share))
    letters = [chr(0x4E00 + letter) for letter in chosen.sample(range(20_000), 2 * size - common + 8)]
    beginning, ends = letters[: common + 4], (letters[common + 4 : size + 4], letters[size + 4 : 2 * size - common + 4])
    return "".join([*beginning, *ends[0]]), "".join([*beginning, *ends[1]])


def test_texts_that_overlap_by_four_fifths_are_compared_but_for_two_in_ten_thousand() -> None:
    chosen = random.Random(3)
    pairs = [of_overlap(0.8, 90, chosen) for _ in range(20_000)]
    of = np.concatenate(
        [signatures([text for pair in pairs[at : at + 100] for text in pair]) for at in range(0, 20_000, 100)]
    )
    shared = (bands(of[0::2]) == bands(of[1::2])).any(axis=1)
    # Three standard deviations of a count of 4.
    assert int((~shared).sum()) <= 10


@pytest.mark.parametrize(("overlap", "least", "most"), [(0.95, 0.999, 1.0), (0.9, 0.97, 1.0), (0.6, 0.0, 0.001)])
def test_the_samples_of_two_signatures_estimate_their_overlap(overlap: float, least: float, most: float) -> None:
    chosen = random.Random(4)
    of = signatures([text for _ in range(2_000) for text in of_overlap(overlap, 90, chosen)])
    alike = (of[0::2] == of[1::2]).mean(axis=1) >= 0.8
    assert least <= alike.mean() <= most


def test_a_signature_is_of_its_text_alone_whatever_stands_beside_it() -> None:
    some = ["", "a", "abcd", "abcde", "abcdef", "a longer text than all of them", "abcdefg" * 3_000, "ab" * 5_000]
    together = signatures(some)
    for text, found in zip(some, together, strict=True):
        assert np.array_equal(signatures([text])[0], found)
    assert len({found.tobytes() for found in together}) == len(some)


def near_copies(count: int) -> list[dict[str, Any]]:
    """Sentences of twelve words, each in three versions that differ by one of them: most of a text is the same."""
    chosen = random.Random(5)
    data = []
    for number in range(count):
        words = ["".join(chosen.choices("abcdefghijklmnopqrst", k=8)) for _ in range(12)]
        for version in range(3):
            text = " ".join([*words, f"{version}" * 8])
            data.append({"text": text, "label": "ab"[number % 2], "id": f"{number} {version}"})
    return data


def prepared(directory: Path, base: Path, **changes: Any) -> tuple[dict[str, Any], dict[str, set[str]]]:
    write_jsonl(directory / "train.jsonl", near_copies(60))
    result = prepare.run(prepare_config(directory, base, directory / "out", **changes), Quiet())  # type: ignore[arg-type]
    return result, {name: {row.id for row in Split(directory / "out/dataset", name)} for name in SPLITS}


def sides_of_groups(found: dict[str, set[str]]) -> list[int]:
    """On how many sides each sentence stands."""
    return [sum(any(f"{number} {n}" in ids for n in range(3)) for ids in found.values()) for number in range(60)]


def test_near_duplicates_stay_on_one_side_or_only_the_first_stays_or_nobody_looks_for_them(
    tmp_path: Path, tiny_base: Path
) -> None:
    grouped, found = prepared(tmp_path, tiny_base)
    assert grouped["grouped"]["near_duplicates"] == 180
    assert sides_of_groups(found) == [1] * 60
    dropped, found = prepared(tmp_path, tiny_base, duplicates={"near": "drop"})
    assert dropped["dropped"]["near_duplicates"] == 120
    assert dropped["grouped"] == {"twins": 0, "near_duplicates": 0}
    assert set.union(*found.values()) == {f"{number} 0" for number in range(60)}
    kept, found = prepared(tmp_path, tiny_base, duplicates={"near": "keep"})
    assert kept["grouped"]["near_duplicates"] == 0
    assert max(sides_of_groups(found)) > 1


@pytest.mark.parametrize(("similarity", "alike"), [(0.97, 0), (0.7, 180), (0.5, 180)])
def test_texts_are_all_but_the_same_from_the_similarity_on_that_is_asked_for(
    similarity: float, alike: int, tmp_path: Path, tiny_base: Path
) -> None:
    result, _ = prepared(tmp_path, tiny_base, duplicates={"near": "group", "similarity": similarity})
    assert result["grouped"]["near_duplicates"] == alike


@pytest.mark.parametrize("similarity", [0.5, 0.6, 0.7])
def test_texts_of_a_lower_similarity_are_compared_as_surely(similarity: float) -> None:
    chosen = random.Random(6)
    of = np.concatenate(
        [signatures([text for _ in range(100) for text in of_overlap(similarity, 90, chosen)]) for _ in range(100)]
    )
    shared = (bands(of[0::2], similarity) == bands(of[1::2], similarity)).any(axis=1)
    assert int((~shared).sum()) <= 7


def test_a_disk_that_is_full_while_rows_are_read_is_told_in_one_line(
    tmp_path: Path, tiny_base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the kernel says it: /dev/full takes no byte."""
    write_jsonl(tmp_path / "train.jsonl", texts(600, 1))
    monkeypatch.setattr(scratch.tempfile, "TemporaryFile", lambda **_: open("/dev/full", "r+b", 0))  # noqa: SIM115, PTH123
    with pytest.raises(RuntimeFailure) as caught:
        prepare.run(prepare_config(tmp_path, tiny_base, tmp_path / "out"), Quiet())  # type: ignore[arg-type]
    assert (caught.value.code, caught.value.hint) == (
        "preflight",
        "Free space on that disk, or put the state directory on a larger one.",
    )
    assert caught.value.message == f"disk full while writing {tmp_path}/out: nothing half-written was left"
    assert list((tmp_path / "out").iterdir()) == []
