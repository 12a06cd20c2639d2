"""States that seldom come about: each ends with one line that says what is wrong and what to do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from architectures import base_model, writer_base
from conftest import finetune_config, prepare_config
from test_tabular import data  # noqa: F401 - a fixture
from tiny import Heard, text_model

from model_runtime import __main__ as program
from model_runtime import evaluate, finetune, inputs_generation, preflight, prepare, starting, writers
from model_runtime.examples import Row, open_dataset
from model_runtime.failures import RuntimeFailure
from model_runtime.files import tree_digest
from model_runtime.history import History
from model_runtime.methods import adapter
from model_runtime.methods.bottleneck import Adapter
from model_runtime.methods.virtual_tokens import Prefix
from model_runtime.parquet import parquet_rows
from model_runtime.rows import _kind_inside
from model_runtime.tasks import task_of
from model_runtime.tasks.generation import WrittenExamples
from model_runtime.tasks.packing import refuse_unless_apart
from model_runtime.tokenizer_file import _check_decoder
from model_runtime.training import saving, sharding

TEXT = task_of("text-classification")
WRITES = task_of("causal-lm")


@contextmanager
def refused(what: str) -> Iterator[None]:
    """In one line, with what to do."""
    with pytest.raises(RuntimeFailure, match=what) as caught:
        yield
    assert caught.value.hint
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    ("task", "columns", "why"),
    [
        ("text-classification", {"input": "t", "label": "l", "messages": "m"}, "input, label, messages are not for"),
        ("causal-lm", {"input": "t", "target": "a", "numeric": ["x"]}, "causal-lm reads no numbers beside its text"),
        ("text-classification", {"input": "t", "label": "l", "numeric": ["l"]}, "is the label, or read as text, too"),
    ],
)
def test_columns_that_do_not_go_together_are_refused(task: str, columns: dict[str, Any], why: str) -> None:
    with refused(f"config.columns.*{why}"):
        prepare._columns({"task": task, "columns": columns})


def test_files_of_examples_that_are_not_there_are_told_with_their_names(tmp_path: Path) -> None:
    with refused("none: No such file"):
        _kind_inside(tmp_path / "none")
    with refused("none.parquet: No such file"):
        list(parquet_rows(tmp_path / "none.parquet", ("text",)))


@pytest.mark.parametrize(
    ("said", "why"),
    [({"system": 5}, "system is no text"), ({"numeric": [{"name": "age"}]}, "numeric is no list of columns")],
)
def test_a_dataset_that_says_something_else_is_refused(tmp_path: Path, said: dict[str, Any], why: str) -> None:
    (tmp_path / "dataset.json").write_text(json.dumps({"labels": ["a"], "input_columns": ["t"], **said}))
    with refused(why):
        open_dataset(tmp_path)


def test_a_checkpoint_of_another_version_or_of_other_weights_is_refused(tmp_path: Path) -> None:
    (tmp_path / "history.json").write_text('{"unknown": 1}')
    with refused(r"history\.json: another version of the runtime wrote it"):
        History.load(tmp_path)
    torch.save({"other": torch.zeros(2)}, tmp_path / saving.WEIGHTS)
    with refused("holds other weights than this training has"):
        saving.load_trained(torch.nn.Linear(2, 2), tmp_path)


def test_a_model_of_before_that_is_not_whole_is_none_to_go_on_from(tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    source = text_model(tmp_path / "model")
    weights = load_file(source / "model.safetensors")
    save_file({k: v for k, v in weights.items() if "classifier" not in k}, source / "model.safetensors")
    with refused("lacks weights of its model: .*classifier"):
        starting._whole_model(source, source, TEXT)


def test_a_head_that_does_not_show_its_classes_is_not_changed_to_others(tmp_path: Path) -> None:
    from transformers import AutoConfig

    config = AutoConfig.from_pretrained(base_model("bert", tmp_path))
    same: Any = SimpleNamespace(
        auto_class=lambda: SimpleNamespace(from_config=lambda *_args, **_named: torch.nn.Linear(2, 2))
    )
    with refused("of a bert it is not known where its head has its classes"):
        starting._rows_of_classes(config, same, ["a", "b"])


def test_going_on_with_numbers_from_a_model_that_reads_none_is_refused(
    tmp_path: Path,
    data: Path,  # noqa: F811
    tiny_base: Path,
) -> None:
    config = finetune_config(tmp_path, data, tiny_base)
    config["paths"]["in"] |= {"parent": str(tiny_base), "earlier": str(data)}
    Path(config["paths"]["out"]).mkdir()
    with refused("finetune.from: its result reads no numbers"):
        finetune.run({**config, "continues": {"data": "all"}}, Heard())  # type: ignore[arg-type]


def test_a_model_that_writes_is_judged_against_a_model_and_needs_a_length_of_its_answers() -> None:
    judged = {"paths": {"in": {}, "out": "."}, "baseline": "majority"}
    with refused("causal-lm has no classes: it is compared with a model"):
        evaluate._judge_texts(judged, WRITES, None, None, None, None)  # type: ignore[arg-type]
    asked: Any = SimpleNamespace(predictor=None, inputs=None, generating=None)
    with refused("key 'generation' is missing"):
        list(WRITES.answers(asked, Heard()))  # type: ignore[arg-type, attr-defined]


def test_an_example_that_no_longer_fits_is_named() -> None:
    def unfit(_row: Row) -> None:
        raise inputs_generation.UnfitError("its answer is longer than the model reads")

    with refused("example 't7': its answer is longer"):
        WrittenExamples([Row("t7", "a")], SimpleNamespace(example=unfit))[0]


class Toy(torch.nn.Module):
    """A model that is told what to answer."""

    def __init__(self, answer: Any = None, **config: Any) -> None:
        super().__init__()
        self.prompt_encoder = torch.nn.ModuleDict({"default": torch.nn.Linear(2, 2)})
        self.answer = answer
        self.config: Any = SimpleNamespace(is_encoder_decoder=False, **config)
        self.config.get_text_config = lambda: SimpleNamespace(vocab_size=8)

    def forward(self, input_ids: torch.Tensor, attention_mask: Any = None) -> Any:
        return SimpleNamespace(logits=self.answer(self, input_ids))

    def generate(self, input_ids: torch.Tensor, **_: Any) -> Any:
        more = torch.zeros(len(input_ids), 3, dtype=torch.long)
        logits = [torch.ones(len(input_ids), 8)] * 3
        return SimpleNamespace(sequences=torch.cat([input_ids, more], 1), logits=logits)


def toy_base(model: Any) -> Any:
    def probe(words: list[int]) -> dict[str, torch.Tensor]:
        return {"input_ids": torch.zeros(len(words), max(words), dtype=torch.long)}

    return SimpleNamespace(model=model, head=["head"], probe=probe)


def test_virtual_tokens_that_prove_nothing_are_refused() -> None:
    prefix = Prefix({})
    infinite = Toy(lambda self, ids: self.prompt_encoder["default"].weight.sum() * torch.full((len(ids), 2), torch.inf))
    with refused("its answers are not finite"):
        prefix._prove(infinite, toy_base(infinite))
    deaf = Toy(lambda self, ids: 0 * self.prompt_encoder["default"].weight.sum() + torch.ones(len(ids), 2))
    with refused("its answers do not depend on them"):
        prefix._prove(deaf, toy_base(deaf))
    otherwise = Toy(lambda _self, ids: torch.zeros(*ids.shape, 8))
    with refused("it writes otherwise than it reads"):
        prefix._prove_writing(otherwise, toy_base(otherwise), 1e-3)


def test_a_model_without_blocks_takes_no_adapters_and_one_without_positions_no_packing() -> None:
    with refused("Toy has no blocks that give a vector for each token"):
        model = Toy(lambda _self, ids: torch.zeros(len(ids), 2))
        Adapter({}).wrap(toy_base(model))
    with refused("it takes no positions"):
        refuse_unless_apart(Toy(lambda _self, ids: torch.zeros(*ids.shape, 8)))


def test_an_adapter_of_a_kind_that_is_not_known_is_refused(tmp_path: Path) -> None:
    base = base_model("bert", tmp_path / "base")
    (tmp_path / "adapter").mkdir()
    settings = {"peft_type": "OTHER", "base_model_name_or_path": tree_digest(base)}
    (tmp_path / "adapter" / adapter.CONFIG_FILE).write_text(json.dumps(settings))
    with refused("is not of an adapter that this runtime makes"):
        adapter.load(tmp_path / "adapter", base, TEXT)


def test_a_tokenizer_of_endless_decoders_is_refused() -> None:
    some = {"type": "Sequence", "decoders": [{"type": "Fuse"}] * 10}
    with pytest.raises(Exception, match="decoders, and at most"):
        _check_decoder({"type": "Sequence", "decoders": [some] * 5})


def test_ranks_that_made_unlike_models_do_not_train() -> None:
    unlike: Any = SimpleNamespace(most=lambda told: told, least=lambda told: told - 1)
    with refused("the ranks did not make the same model of the base"):
        sharding._refuse_unlike(torch.nn.Linear(2, 2), unlike)


def test_a_job_that_meets_what_nobody_thought_of_says_that_it_is_a_bug(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bug(*_: Any) -> None:
        raise ValueError("odd")

    monkeypatch.setattr(prepare, "run", bug)
    monkeypatch.setattr(program, "_stop_on_signals", lambda: None)
    base = base_model("bert", tmp_path / "base")
    config = {"model_runtime": 1, **prepare_config(tmp_path, base, tmp_path / "out")}
    (tmp_path / "config.json").write_text(json.dumps(config))
    assert program.run_job("prepare", str(tmp_path / "config.json")) == 70
    last = json.loads((tmp_path / "out" / "events.jsonl").read_text().splitlines()[-1])
    assert (last["code"], last["message"]) == ("crashed", "ValueError: odd")


def test_a_wrong_sum_over_ranks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.distributed, "all_reduce", lambda given: given.add_(1))
    monkeypatch.setattr(
        preflight, "launched", lambda _config, work, _events: work(SimpleNamespace(local=0, number=0, count=1))
    )
    with refused("a sum over all ranks is wrong"):
        preflight._exchange({"exchange": {"backend": "gloo", "ranks": 1}}, Heard())  # type: ignore[arg-type]


def test_a_base_that_cannot_end_or_begin_a_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def changed(directory: Path, file: str, **changes: Any) -> None:
        path = directory / file
        path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))

    llama = writer_base("llama", tmp_path / "llama")
    codec = inputs_generation.Codec(llama)
    monkeypatch.setattr(type(codec._file), "outgrows", lambda _self, _text: True)
    with refused("the tokenizer makes too much of a text"):
        codec.ids("good")
    monkeypatch.undo()
    changed(llama, "config.json", vocab_size=1)
    with refused(r"gives the token \d+, and the model has 1"):
        inputs_generation.Codec(llama).ids("good")
    (llama / "generation_config.json").unlink(missing_ok=True)
    changed(llama, "config.json", eos_token_id=None)
    changed(llama, "tokenizer_config.json", eos_token=None)
    with refused("names no token that ends a text"):
        inputs_generation.Codec(llama)
    bart = writer_base("bart", tmp_path / "bart")
    (bart / "generation_config.json").unlink(missing_ok=True)
    changed(bart, "config.json", decoder_start_token_id=None)
    with refused("does not say what a text that is written begins with"):
        inputs_generation.PairInputs(bart, 16, SimpleNamespace(max_target_length=8))  # type: ignore[arg-type]


def test_a_writer_says_what_it_cannot_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writers, "read_manifest", lambda _at: SimpleNamespace(engine="onnxruntime", format="onnx"))
    with refused("onnx by onnxruntime cannot write texts"):
        writers.load_writer(tmp_path, WRITES, 1)

    def asked(answer: Any) -> None:
        writer: Any = object.__new__(writers.TorchWriter)
        writer._torch, writer._device, writer.model = torch, "cpu", Toy(answer)
        ids = torch.zeros(1, 3, dtype=torch.long)
        writer.log_likelihoods({"input_ids": ids, "labels": ids}, WRITES)

    def fails(error: Exception) -> Any:
        def answer(*_: Any) -> None:
            raise error

        return answer

    with refused("output is not finite"):
        asked(lambda _self, ids: torch.full((*ids.shape, 8), torch.nan))
    with refused("a batch of 1 × 3 does not fit into memory"):
        asked(fails(MemoryError()))
    with refused("the model cannot take a batch of 1 × 3: too long"):
        asked(fails(IndexError("too long")))
