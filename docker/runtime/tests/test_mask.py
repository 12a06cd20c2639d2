"""What a user is promised of personal data: it is found by its check digits, gone before anything else is made of a
text, counted and never shown; and no pattern of theirs can hang a run.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from conftest import prepare_config, rows, write_jsonl
from test_refused_data import refused
from tiny import Heard

from model_runtime import mask as masking
from model_runtime import prepare
from model_runtime.failures import RuntimeFailure
from model_runtime.mask import Mask
from model_runtime.rows import Columns, Record, read_records
from model_runtime.tasks.content import Conversations, Texts


def masked(text: str, *kinds: str, **more: Any) -> str:
    return Mask({"kinds": list(kinds), **more})(text, Counter())


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [
        ("email", "to bob.o'neil+x@mail.example.co.uk, please", "to [EMAIL], please"),
        ("email", "(ann@xn--bcher-kva.example) a@b @home 5@6.7", "([EMAIL]) a@b @home 5@6.7"),
        ("phone", "+1 415-555-2671 or (415) 555-2671", "[PHONE] or (415) 555-2671"),
        ("card", "paid with 4111 1111 1111 1111 12/25", "paid with [CARD] 12/25"),
        ("card", "3782-822463-10005, 5500005555555559", "[CARD], [CARD]"),
        (
            "card",
            "4111 1111 1111 1112, 1700000000000, 9111111111111111",
            "4111 1111 1111 1112, 1700000000000, 9111111111111111",
        ),
        ("iban", "DE89 3704 0044 0532 0130 00 is mine; gb82west12345698765432.", "[IBAN] is mine; [IBAN]."),
        (
            "iban",
            "DE88 3704 0044 0532 0130 00, DE8937040044053201300",
            "DE88 3704 0044 0532 0130 00, DE8937040044053201300",
        ),
        ("ssn", "536-90-4399, 536 90 4399", "[SSN], [SSN]"),
        ("ssn", "000-12-1234 666-12-1234 536-00-4399 1536-90-4399", None),
        ("nir", "2 55 08 14 168 025 38, 255081416802538", "[NIR], [NIR]"),
        ("nir", "255081416802539", None),
        ("dni", "12345678Z, x1234567l, 12345678A", "[DNI], [DNI], 12345678A"),
        ("cpf", "529.982.247-25 52998224725 529.982.247-26 11111111111", "[CPF] [CPF] 529.982.247-26 11111111111"),
        ("pesel", "44051401359 44051401358 44151401350", "[PESEL] 44051401358 44151401350"),
    ],
)
def test_only_what_its_check_digits_say_it_is_goes_behind_a_mark(kind: str, text: str, wanted: str | None) -> None:
    assert masked(text, kind) == (text if wanted is None else wanted)


def test_phone_numbers_without_a_prefix_are_those_of_the_region() -> None:
    assert masked("call (415) 555-2671", "phone", region="US") == "call [PHONE]"
    with pytest.raises(RuntimeFailure, match='no phone numbers of "XX" are known'):
        masked("", "phone", region="XX")


def test_patterns_of_ones_own_come_first() -> None:
    patterns = [{"name": "order-number", "pattern": r"ORD-\d+"}]
    assert masked("ORD-4111111111111111", "card", patterns=patterns) == "[ORDER-NUMBER]"


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("(a", 'data.mask-patterns: "own" is no regular expression'),
        ("a*", 'data.mask-patterns: "own" also matches nothing at all'),
    ],
)
def test_a_pattern_that_is_none_is_refused_with_its_name(pattern: str, told: str) -> None:
    with pytest.raises(RuntimeFailure, match=r"data\.mask-patterns") as caught:
        Mask({"patterns": [{"name": "own", "pattern": pattern}]})
    assert caught.value.message.startswith(told)


def test_a_pattern_that_would_never_end_is_an_error_with_the_line(
    tmp_path: Path, tiny_base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(masking, "PATTERN_SECONDS", 0.2)
    file = write_jsonl(tmp_path / "train.jsonl", [*rows(8), {"text": "a" * 60 + "b", "label": "a"}])
    mask = {"patterns": [{"name": "own", "pattern": "(a|aa)+$"}]}
    failure = refused(prepare_config(tmp_path, tiny_base, tmp_path / "out", mask=mask))
    assert failure.message == (
        f'{file}, line 9: data.mask-patterns: "own" is still being looked for in one text of 61 characters after 0.2 s'
    )
    assert failure.hint == "Write the pattern without repetitions of repetitions, such as (a+)+."


def test_a_long_text_of_almost_nothing_else_is_read_to_its_end() -> None:
    kinds = ["email", "card", "iban", "ssn", "nir", "dni", "cpf", "pesel"]
    for part in ("9", "a@", "1 ", "DE89", "12-"):
        text = part * (100_000 // len(part))
        assert masked(text, *kinds) == text


def test_it_is_gone_before_duplicates_are_found_and_the_report_counts_it(tmp_path: Path, tiny_base: Path) -> None:
    data = rows(40)
    data += [{"text": f"ask person{n}@example.com", "label": "a"} for n in range(3)]
    write_jsonl(tmp_path / "train.jsonl", data)
    config = prepare_config(tmp_path, tiny_base, tmp_path / "out", mask={"kinds": ["email", "card"]})
    events: Any = Heard()
    result = prepare.run(config, events)
    assert result["masked"] == {"email": 3, "card": 0}
    assert result["dropped"]["duplicates"] == 2
    assert sum(split["examples"] for split in result["splits"].values()) == 41
    for path in (tmp_path / "out/dataset").iterdir():
        assert b"@example.com" not in path.read_bytes()
    texts = [
        text
        for name in ("train", "validation", "test")
        for text in pa.ipc.open_file(tmp_path / f"out/dataset/{name}.arrow").read_all()["input"].to_pylist()
    ]
    assert "ask [EMAIL]" in texts


def test_every_message_every_column_and_what_is_to_be_written_is_masked(tmp_path: Path) -> None:
    mask = Mask({"kinds": ["email"]})
    said = [{"role": role, "content": f"{role}@example.com"} for role in ("system", "user", "assistant")]
    row = {"messages": said, "title": "a@example.com", "body": "b@example.com", "answer": "c@example.com"}
    file = write_jsonl(tmp_path / "t.jsonl", [row])
    columns = Columns("messages", None, None, None, messages=True, mask=mask)
    (talk,) = read_records(file, columns, Conversations())
    assert isinstance(talk, Record)
    assert [one["content"] for one in json.loads(talk.content)] == ["[EMAIL]", "[EMAIL]"]
    assert (talk.target, talk.masked) == ("[EMAIL]", {"email": 3})
    columns = Columns(("title", "body"), None, None, None, target="answer", mask=mask)
    (found,) = read_records(file, columns, Texts())
    assert isinstance(found, Record)
    assert (found.content, found.target) == ("title: [EMAIL] | body: [EMAIL]", "[EMAIL]")


def test_images_have_nothing_to_mask(tmp_path: Path, tiny_base: Path) -> None:
    config = prepare_config(
        tmp_path,
        tiny_base,
        tmp_path / "out",
        task="image-classification",
        columns={"input": "image", "label": "label"},
        mask={"kinds": ["email"]},
    )
    assert refused(config).message == "config.mask: nothing is masked in an image"
