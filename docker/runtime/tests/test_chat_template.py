"""A conversation is written as the model's own template says, which is a stranger's program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from architectures import write_byte_tokenizer, writer_base
from test_generation import examples, finetune, prepare
from tiny import lines, told

from model_runtime.chat import ALPACA, TEMPLATE_FILE, ChatTemplate
from model_runtime.examples import Row, open_dataset
from model_runtime.failures import RuntimeFailure
from model_runtime.inputs_generation import IGNORED, ConversationInputs, Writing

TURNS = (
    "{% for one in messages %}<{{ one['role'] }}>{{ one['content'] }}{{ eos_token }}\n{% endfor %}"
    "{% if add_generation_prompt %}<assistant>{% endif %}"
)


@pytest.fixture(scope="module")
def llama(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return writer_base("llama", tmp_path_factory.mktemp("llama"))


def with_template(directory: Path, template: str) -> Path:
    """What reads and writes texts, without weights."""
    directory.mkdir(exist_ok=True)
    write_byte_tokenizer(directory)
    (directory / "config.json").write_text(json.dumps({"vocab_size": 259, "max_position_embeddings": 256}))
    (directory / TEMPLATE_FILE).write_text(template)
    return directory


def parts(inputs: ConversationInputs, row: Row) -> tuple[str, str]:
    """What is read and what of it is to be written, as texts with the ends in them."""
    example = inputs.example(row)
    whole = [*example["input_ids"], 2]
    written = [one for one in example["labels"] if one != IGNORED]
    tokenizer = inputs._codec._tokenizer

    def text(ids: list[Any]) -> str:
        return tokenizer.decode([int(one) for one in ids], skip_special_tokens=False)

    return text(whole[: len(whole) - len(written)]), text(written)


def test_the_answer_ends_where_the_template_ends_it_and_blanks_behind_are_not_learnt(tmp_path: Path) -> None:
    inputs = ConversationInputs(with_template(tmp_path / "m", TURNS), 96, Writing(system="Be brief."))
    asked, answer = parts(inputs, Row("1", "Why?", target="So."))
    assert asked == "<system>Be brief.[EOS]\n<user>Why?[EOS]\n<assistant>"
    assert answer == "So.[EOS]"
    # Asked, the model reads what it was trained on.
    prompt = inputs.prompt(Row("1", "Why?", target="So."), 8)
    assert list(prompt) == list(inputs.example(Row("1", "Why?", target="So."))["input_ids"][: len(prompt)])


def test_a_conversation_has_its_own_system_text_and_loses_its_oldest_turns_first(tmp_path: Path) -> None:
    said = [
        {"role": "system", "content": "Be kind."},
        {"role": "user", "content": "first"},
        {"role": "assistant", "content": "one"},
        {"role": "user", "content": "second"},
    ]
    directory = with_template(tmp_path / "m", TURNS)
    row = Row("1", json.dumps(said), target="two")
    writing = Writing(system="Be brief.", messages=True)
    asked, answer = parts(ConversationInputs(directory, 128, writing), row)
    assert asked == "<system>Be kind.[EOS]\n<user>first[EOS]\n<assistant>one[EOS]\n<user>second[EOS]\n<assistant>"
    assert answer == "two[EOS]"
    assert ConversationInputs(directory, 128, writing).shown(row) == "second", "by which a report knows it"
    asked, answer = parts(ConversationInputs(directory, 64, writing), row)
    assert asked == "<system>Be kind.[EOS]\n<user>second[EOS]\n<assistant>"
    assert answer == "two[EOS]"
    asked, answer = parts(ConversationInputs(directory, 45, writing), row)
    assert (asked, answer) == ("<system>Be kind.[EOS]\n<user>cond[EOS]\n<assistant>", "two[EOS]")


def test_a_token_that_reaches_over_the_border_is_trained_as_the_model_is_asked(tmp_path: Path) -> None:
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers

    directory = with_template(tmp_path / "m", "{% for m in messages %}{{ m['content'] }}{% endfor %}{{ '' }}")
    alphabet = ["[PAD]", "[BOS]", "[EOS]", *sorted(pre_tokenizers.ByteLevel.alphabet()), "?!"]
    model = models.BPE({token: number for number, token in enumerate(alphabet)}, [("?", "!")])
    tokenizer = Tokenizer(model)
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.save(str(directory / "tokenizer.json"))
    (directory / "config.json").write_text(json.dumps({"vocab_size": 260, "eos_token_id": 2}))
    inputs = ConversationInputs(directory, 96, Writing())
    row = Row("1", "a?", target="!b")
    example, prompt = inputs.example(row), inputs.prompt(row, 8)
    assert alphabet.index("?!") in inputs._codec.ids("a?!b")
    assert list(example["input_ids"][: len(prompt)]) == list(prompt)
    assert inputs.text([one for one in example["labels"] if one != IGNORED]) == "!b"


def test_a_tokenizer_that_begins_texts_with_a_token_begins_a_conversation_with_it(tmp_path: Path) -> None:
    """With Alpaca's form, which has none; also once that form was written beside a tuned model."""
    from tokenizers import Tokenizer, processors

    directory = with_template(tmp_path / "m", TURNS)
    tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
    tokenizer.post_processor = processors.TemplateProcessing("[BOS] $A [EOS]", None, [("[BOS]", 1), ("[EOS]", 2)])
    tokenizer.save(str(directory / "tokenizer.json"))
    row = Row("1", "Why?", target="So.")
    assert parts(ConversationInputs(directory, 96, Writing()), row)[0].startswith("<user>")
    (directory / TEMPLATE_FILE).unlink()
    before = parts(ConversationInputs(directory, 96, Writing()), row)
    assert before == ("[BOS]### Instruction:\nWhy?\n\n### Response:\n", "So.[EOS]")
    ChatTemplate(directory).leave(directory)
    assert parts(ConversationInputs(directory, 96, Writing()), row) == before


def test_without_a_template_it_is_alpacas_and_stands_beside_the_result(llama: Path, tmp_path: Path) -> None:
    assert prepare(tmp_path, llama, "causal-lm", examples(12)).exit == 0
    lora = {"rank": 2, "alpha": 2, "dropout": 0}
    job = finetune(tmp_path, llama, "causal-lm", packing=True, method="lora", lora=lora)
    assert job.exit == 0, job.stderr
    model = tmp_path / "tuned" / "model"
    assert (model / TEMPLATE_FILE).read_text() == ALPACA
    assert json.loads((model / "config.json").read_text())["use_cache"] is True
    row = Row("1", "Why?", target="So.")
    ours, theirs = (ConversationInputs(one, 96, Writing()) for one in (model, llama))
    assert list(ours.prompt(row, 8)) == list(theirs.prompt(row, 8))
    assert parts(ours, row) == ("### Instruction:\nWhy?\n\n### Response:\n", "So.[EOS]")


def test_a_template_that_tells_the_day_tells_every_run_the_same_one(tmp_path: Path) -> None:
    said = "{%- set today = strftime_now('%d %b %Y') %}{{ today }}, {{ strftime_now('%Y-%m-%d') }}: "
    inputs = ConversationInputs(with_template(tmp_path / "m", said + TURNS), 96, Writing())
    asked, _ = parts(inputs, Row("1", "Why?", target="So."))
    assert asked == "01 Jan 2024, 2024-01-01: <user>Why?[EOS]\n<assistant>"


def test_an_answer_that_the_model_would_end_in_its_middle_is_told_by_line(llama: Path, tmp_path: Path) -> None:
    rows = examples(12)
    rows[4]["response"] = "first [EOS] second"
    job = prepare(tmp_path, llama, "causal-lm", rows)
    assert job.exit == 3
    assert job.error["problems"][0]["line"] == 5
    assert "holds '[EOS]', which ends a text to the model" in job.error["message"]


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ raise_exception('System role not supported') }}", "of system, user: System role not supported"),
        ("{% for %}", "cannot write a conversation of"),
        ("{{ messages.__class__.__mro__ }}", "cannot write a conversation of"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{% for a in range(90000) %}{{ messages[0]['content'] * 100 }}{% endfor %}", "at most 4194304 are taken"),
    ],
)
def test_a_template_that_fails_or_writes_without_end_is_told_in_one_line(
    template: str, message: str, tmp_path: Path
) -> None:
    inputs = ConversationInputs(with_template(tmp_path / "m", template), 96, Writing(system="x" * 20))
    with pytest.raises(RuntimeFailure) as failure:
        inputs.prompt(Row("1", "Why?", target="So."), 8)
    assert failure.value.code == "configuration"
    assert message in told(failure)
    assert "\n" not in told(failure)


def test_a_template_that_is_no_text_or_a_link_is_refused(tmp_path: Path) -> None:
    directory = with_template(tmp_path / "m", "x")
    (directory / TEMPLATE_FILE).unlink()
    (directory / TEMPLATE_FILE).symlink_to("/etc/passwd")
    with pytest.raises(RuntimeFailure, match="cannot be read"):
        ChatTemplate(directory)
    (directory / TEMPLATE_FILE).unlink()
    (directory / "tokenizer_config.json").write_text(json.dumps({"chat_template": 5}))
    with pytest.raises(RuntimeFailure, match="chat_template is no text"):
        ChatTemplate(directory)
    named = [{"name": "rag", "template": "no"}, {"name": "default", "template": "yes"}]
    (directory / "tokenizer_config.json").write_text(json.dumps({"chat_template": named}))
    assert ChatTemplate(directory).write([{"role": "user", "content": "a"}], asks=True) == "yes"


def turns(*said: tuple[str, Any]) -> list[dict[str, Any]]:
    return [{"role": role, "content": content} for role, content in said]


def test_conversations_are_prepared_from_lists_and_from_json_in_a_csv_file(llama: Path, tmp_path: Path) -> None:
    rows = [{"turns": turns(("user", f"ask {n}"), ("assistant", f"say {n} {'x' * n}"))} for n in range(20)]
    columns = {"messages": "turns"}
    job = prepare(tmp_path, llama, "causal-lm", rows, columns=columns, system="Be brief.", max_length=200)
    assert job.exit == 0, job.stderr
    data = open_dataset(tmp_path / "prepared" / "dataset")
    assert (data.system, data.messages) == ("Be brief.", True)
    one = next(row for row in data.split("train") if (row.target or "").startswith("say 3"))
    assert json.loads(one.input) == turns(("user", "ask 3"))
    assert finetune(tmp_path, llama, "causal-lm").exit == 0
    text = "".join(
        '"' + json.dumps(row["turns"]).replace('"', '""') + '"\n' for row in [{"turns": one["turns"]} for one in rows]
    )
    other = tmp_path / "csv"
    other.mkdir()
    (other / "train.csv").write_text("turns\n" + text)
    files = {"train": "train.csv"}
    job = prepare(other, llama, "causal-lm", [], columns=columns, system="Be brief.", max_length=200, files=files)
    assert job.exit == 0, job.stderr
    assert open_dataset(other / "prepared" / "dataset").digest == data.digest


def test_every_conversation_that_cannot_be_learnt_from_is_told_by_line(llama: Path, tmp_path: Path) -> None:
    good = turns(("user", "a"), ("assistant", "b"))
    wrong: list[tuple[Any, str]] = [
        ("no json", "holds no JSON"),
        (good[:1], "the question and its answer at least"),
        (turns(("human", "a"), ("assistant", "b")), 'message 1 has the role "human": give system, user, assistant'),
        (turns(("user", ["a"]), ("assistant", "b")), "message 1 has the content"),
        (turns(("user", "a"), ("system", "b"), ("assistant", "c")), "message 2 is of the system: put it first"),
        (turns(("assistant", "a"), ("user", "b")), "the last message is of the user"),
        (turns(("assistant", "a"), ("user", "b"), ("assistant", "c")), "the assistant speaks first, or twice"),
        (turns(("user", "a"), ("assistant", " ")), "has nothing to write"),
    ]
    rows = [{"turns": value} for value, _ in wrong]
    job = prepare(tmp_path, llama, "causal-lm", rows, columns={"messages": "turns"})
    assert job.exit == 3
    problems = job.error["problems"]
    assert [one["line"] for one in problems] == list(range(1, len(wrong) + 1))
    for problem, (_, message) in zip(problems, wrong, strict=True):
        assert message in problem["what"]
    assert lines(tmp_path / "train.jsonl") == rows
