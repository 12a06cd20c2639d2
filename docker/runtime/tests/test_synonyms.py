"""What a user is promised of copies of training texts with other words: which words, and where the copies stay."""

from __future__ import annotations

import random
import signal
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import finetune_config
from jobs import run_job, start_job
from tiny import dataset, text_model, told

from model_runtime.augment import SynonymAugmentation, augmentation_of
from model_runtime.augment.synonyms import Synonyms, from_file, from_wordnet
from model_runtime.examples import Dataset, Place, Row
from model_runtime.failures import RuntimeFailure
from model_runtime.files import sha256_of_file
from model_runtime.row_text import row_text, values_in
from model_runtime.tabular import Numeric, RowForm
from model_runtime.tasks import task_of

DEBIAN = Path("/usr/share/wordnet")
TASK = task_of("text-classification")


def words_file(directory: Path, text: str) -> Path:
    directory.mkdir(exist_ok=True, parents=True)
    path = directory / "words.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_has_a_word_and_what_may_stand_for_it_in_each_line(tmp_path: Path) -> None:
    table = from_file(
        words_file(tmp_path, '\ufefffilm,movie,"motion picture"\n\nFilm,  flick , movie\nmother-in-law,mum\n')
    )
    assert table == {"film": ("movie", "motion picture", "flick"), "mother-in-law": ("mum",)}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "has no synonyms"),
        ("film\n", "line 1: is no word with its synonyms"),
        ("film,movie\nmotion picture,film\n", "line 2: is no word"),
        (f"film,{'x' * 101}\n", "line 1: is no word"),
        ("12,twelve\n", "line 1: is no word"),
        ('film,"movie\n', "cannot be read"),
        ("film," + ",".join(f"w{n}" for n in range(101)), "line 1: is no word"),
    ],
)
def test_what_is_no_word_with_synonyms_is_refused_with_its_line(text: str, what: str, tmp_path: Path) -> None:
    with pytest.raises(RuntimeFailure) as caught:
        from_file(words_file(tmp_path, text))
    assert what in told(caught)
    assert caught.value.hint


def test_a_file_that_is_no_text_or_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.csv").write_bytes("café,kaffee".encode("latin-1"))
    (tmp_path / "link.csv").symlink_to("/etc/passwd")
    for name, why in (("latin.csv", "codec"), ("link.csv", "link"), ("none.csv", "No such file")):
        with pytest.raises(RuntimeFailure, match=why):
            from_file(tmp_path / name)


def wordnet(directory: Path, *senses: tuple[str, list[str], dict[str, int]]) -> Path:
    """Files as wndb(5WN) has them, of sets of words by their kind, with how often each was met, if it is its first."""
    lines: dict[str, dict[str, str]] = {kind: {} for kind in ("noun", "verb", "adj", "adv")}
    for kind in lines:
        data = b"  1 This software and database is being provided to you  \n"
        for of, words, met in senses:
            if of != kind:
                continue
            told = " ".join(f"{word} 0" for word in words)
            for word, count in met.items():
                lines[kind][word] = f"{word} n 1 1 @ 1 {count} {len(data):08d}  \n"
            data += f"{len(data):08d} 03 n {len(words):02x} {told} 001 @ 00001930 n 0000 | what it is\n".encode()
        directory.mkdir(exist_ok=True)
        (directory / f"data.{kind}").write_bytes(data)
        head = "  1 This software and database is being provided to you  \n"
        (directory / f"index.{kind}").write_text(head + "".join(dict(sorted(lines[kind].items())).values()))
    return directory


def test_wordnet_gives_what_a_word_mostly_is_in_its_first_sense(tmp_path: Path) -> None:
    table = from_wordnet(
        wordnet(
            tmp_path,
            ("noun", ["film", "movie", "motion_picture"], {"film": 3, "movie": 3, "motion_picture": 1}),
            ("noun", ["book", "volume"], {"book": 2}),
            ("verb", ["book", "reserve"], {"book": 5, "reserve": 1}),
            ("adj", ["large", "big(a)"], {"large": 1}),
            ("noun", ["dog", "domestic_dog", "Canis_familiaris"], {"dog": 1}),
            ("noun", ["angstrom", "a"], {"a": 9}),
            ("noun", ["can", "tin"], {"can": 9}),
            ("noun", ["alone"], {"alone": 1}),
        )
    )
    assert table == {
        "film": ("movie", "motion picture"),
        "movie": ("film", "motion picture"),
        "book": ("reserve",),
        "reserve": ("book",),
        "large": ("big",),
        "dog": ("domestic dog",),
    }


def test_files_that_are_no_wordnet_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(RuntimeFailure, match=r"index\.noun is no file of WordNet 3: No such file"):
        from_wordnet(tmp_path)
    made = wordnet(tmp_path / "made", ("noun", ["film", "movie"], {"film": 1}))
    index = (made / "index.noun").read_text()
    (made / "index.noun").write_text(index + "film n one\n")
    with pytest.raises(RuntimeFailure, match="'film n one' is no line of an index"):
        from_wordnet(made)
    (made / "index.noun").write_text(index.replace(" 000", " 999"))
    with pytest.raises(RuntimeFailure, match=r"data\.noun is no file of WordNet 3: no words stand at 999"):
        from_wordnet(made)


@pytest.mark.skipif(not DEBIAN.is_dir(), reason="WordNet is not installed (apt-get install wordnet-base)")
def test_debians_wordnet_is_read_whole() -> None:
    table = from_wordnet(DEBIAN)
    assert len(table) > 40_000
    assert "film" in table["movie"]
    assert table["quickly"] == ("rapidly", "speedily", "chop-chop", "apace")
    assert not {"a", "not", "can"} & set(table)


def test_a_share_of_the_words_is_replaced_and_one_at_least_as_it_was_spelt() -> None:
    synonyms = Synonyms({"film": ("movie",), "good": ("fine",)}, share=0.25)
    text = "Film 1: a GOOD film, no book."
    made = [synonyms.rewritten(text, np.random.default_rng(number)) for number in range(200)]
    allowed = [("Film", "Movie"), ("GOOD", "FINE"), ("film", "movie")]
    for one in made:
        parts = one.replace(":", "").replace(",", "").replace(".", "").split()
        assert parts[1:3] == ["1", "a"] and parts[5:] == ["no", "book"]
        pairs = zip((parts[0], parts[3], parts[4]), allowed, strict=True)
        assert all(word in either for word, either in pairs)
        assert one != text
    replaced = Counter(sum(word in one for word in ("Movie", "FINE", "movie")) for one in made)
    # Of three words a quarter each, where none would be, one.
    assert replaced[1] > replaced[2] > replaced[3] > 0
    assert synonyms.rewritten("No other words 1", np.random.default_rng(0)) == "No other words 1"


def augmentation(share: float = 0.5, **changes: Any) -> SynonymAugmentation:
    columns = changes.pop("columns", ())
    return SynonymAugmentation(Synonyms({"film": ("movie",)}, share), 2, 3, columns, changes.pop("words", columns))


def test_copies_stand_behind_the_texts_which_stay_as_they_are(tmp_path: Path) -> None:
    made = SynonymAugmentation(Synonyms({"file": ("list", "key"), "open": ("parse",)}, 0.5), 2, 3, (), ())
    rows = [Row(str(n), " ".join(["open", "file"] * (n + 1)), "ab"[n % 2]) for n in range(6)]
    inputs = TASK.inputs(text_model(tmp_path), 16)
    plain = TASK.training_examples(rows, inputs, ["a", "b"])
    examples = TASK.training_examples(rows, inputs, ["a", "b"], made)
    assert (len(plain), len(examples)) == (6, 18)

    def ids(of: Any, index: int, epoch: int) -> list[int]:
        (one,) = of.__getitems__([Place(index, epoch)])
        assert one["labels"] == index % 6 % 2
        return one["input_ids"].tolist()

    for index in range(6):
        assert ids(examples, index, 1) == ids(plain, index, 0)
        # Whatever was read before.
        copies = [ids(examples, index + 6 * copy, epoch) for copy in (1, 2) for epoch in range(8)]
        assert [ids(examples, index + 6 * copy, epoch) for copy in (1, 2) for epoch in range(8)] == copies
        assert ids(plain, index, 0) not in copies
        assert len({tuple(one) for one in copies}) > 1


def test_of_rows_the_texts_are_rewritten_and_no_names_of_columns_categories_or_numbers() -> None:
    columns = ("film", "kind", "amount")
    made = augmentation(1.0, columns=columns, words=("film", "kind"))
    row = row_text({"film": "a film | kind: film", "kind": "film", "amount": "7"}, columns)
    changed = made.rewritten(row, Place(9, 0))
    assert values_in(changed, columns) == {"film": "a movie | kind: movie", "kind": "film", "amount": "7"}


def test_what_has_no_words_that_keep_their_class_is_refused_with_the_remedy(tmp_path: Path, tiny_base: Path) -> None:
    words_file(tmp_path, "film,movie\n")
    section = {"synonyms": {"file": "words.csv", "share": 0.1, "copies": 1}}
    data = Dataset(Path(), None, ("a",), ())

    def refusal(asked: dict[str, Any], task: str = "text-classification", source: Path | None = tmp_path) -> str:
        of = task_of(task)
        with pytest.raises(RuntimeFailure) as caught:
            augmentation_of({"augment": asked, "seed": 0}, of, TASK.inputs(tiny_base, 8), data, source)
        return told(caught)

    assert "seq2seq has no texts that keep their class" in refusal(section, "seq2seq")
    assert "image-classification has no texts" in refusal(section, "image-classification")
    assert "flip change images, and these are texts" in refusal({**section, "flip": "both"})
    assert "key 'synonyms' is missing" in refusal(section, source=None)
    found = augmentation_of({"augment": section, "seed": 0}, TASK, TASK.inputs(tiny_base, 8), data, tmp_path)
    assert found is not None
    with pytest.raises(RuntimeFailure, match="no word of 2 training texts has a synonym"):
        found.refuse([Row("1", "a book"), Row("2", "12")])
    found.refuse([Row("1", "a book"), Row("2", "a film")])


def test_numbers_beside_a_text_have_no_synonyms(tmp_path: Path, tiny_base: Path) -> None:
    words_file(tmp_path, "film,movie\n")
    form = RowForm(("film",), (Numeric("amount"),))
    data = Dataset(Path(), None, ("a",), form.columns, form=form)
    section = {"synonyms": {"file": "words.csv", "share": 1, "copies": 1}}
    made = augmentation_of(
        {"augment": section, "seed": 0}, TASK.reading(form), TASK.inputs(tiny_base, 8), data, tmp_path
    )
    assert isinstance(made, SynonymAugmentation)
    row = row_text({"film": "the film", "amount": "7"}, form.columns)
    assert made.rewritten(row, Place(1, 0)) == row_text({"film": "the movie", "amount": "7"}, form.columns)


def with_synonyms(directory: Path, copies: int, **changes: Any) -> dict[str, Any]:
    """Of 24 texts of the words of tiny.py."""
    words_file(directory / "words", "file,list\nopen,parse\nvalue,key\ngood,bad\n")
    data, base = directory.parent / "data", directory.parent / "base"
    if not data.exists():
        dataset(data)
        text_model(base)
    section = {"synonyms": {"file": "words.csv", "share": 0.3, "copies": copies}}
    config = finetune_config(directory, data, base, augment=section, gradient_accumulation=1, **changes)
    config["paths"]["in"]["synonyms"] = str(directory / "words")
    return config


def test_only_training_texts_have_copies_and_a_report_shows_some(tmp_path: Path) -> None:
    job = run_job(tmp_path / "job", with_synonyms(tmp_path / "job", copies=2, epochs=1))
    assert job.exit == 0, job.stderr
    # 24 texts and two copies of each, 4 at a time.
    assert job.result["steps"] == 18
    assert [one["examples"] for one in job.result["validation"]] == [24]
    shown = job.result["rewritten"]
    assert len(shown) == 6
    assert all(one["id"].startswith("train-") for one in shown)
    assert all(one["text"] != one["copy"] for one in shown)


def test_a_run_with_copies_that_was_killed_ends_with_the_same_weights_whoever_reads_them(tmp_path: Path) -> None:
    whole = run_job(tmp_path / "whole", with_synonyms(tmp_path / "whole", copies=1, epochs=3))
    assert whole.exit == 0, whole.stderr
    config = with_synonyms(tmp_path / "killed", copies=1, epochs=3, workers=2)
    step = random.SystemRandom().randrange(4, 30)
    assert start_job(tmp_path / "killed", config).signal_at_step(step, signal.SIGKILL).exit == -signal.SIGKILL
    resumed = run_job(tmp_path / "killed", config)
    assert resumed.exit == 0, resumed.stderr
    assert resumed.result["resumed_from_step"] >= 1, step
    weights = "model/model.safetensors"
    assert sha256_of_file(resumed.out / weights) == sha256_of_file(whole.out / weights), step
    # And they are what it learnt by.
    plain = with_synonyms(tmp_path / "plain", copies=1, epochs=6)
    del plain["training"]["augment"]
    without = run_job(tmp_path / "plain", plain)
    assert without.result["steps"] == whole.result["steps"]
    assert sha256_of_file(without.out / weights) != sha256_of_file(whole.out / weights)
