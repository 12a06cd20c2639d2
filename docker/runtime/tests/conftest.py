"""Tiny real parts: a base model from a config and data files."""

from __future__ import annotations

import gc
import json
from pathlib import Path
from typing import Any

import lean  # noqa: F401 - before any library
import pytest
from jobs import run_job
from reached import write_places

# The libraries are a million objects: walked through at the usual thresholds, they make their imports a fifth slower.
gc.set_threshold(50_000, 20, 50)

write_places()

WORDS = [f"word{number}" for number in range(40)]


def write_jsonl(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def rows(count: int) -> list[dict[str, Any]]:
    """Distinct texts of two classes, of different lengths."""
    return [
        {"text": " ".join(WORDS[(n * 7 + k) % 40] for k in range(2 + n % 6)) + f" n{n}", "label": "ab"[n % 2]}
        for n in range(count)
    ]


def prepare_config(directory: Path, base: Path, out: Path, **changes: Any) -> dict[str, Any]:
    return {
        "verb": "prepare",
        "paths": {"in": {"train": str(directory), "base": str(base)}, "out": str(out)},
        "task": "text-classification",
        "files": {"train": "train.jsonl"},
        "columns": {"input": "text", "label": "label"},
        "split": {"test": 0.25, "stratify": "label"},
        "max_length": 16,
        "sample": 1,
        "seed": 0,
        **changes,
    }


def finetune_config(
    directory: Path, data: Path, base: Path, checkpoints: dict[str, Any] | None = None, **changes: Any
) -> dict[str, Any]:
    training = {
        "method": "full",
        "epochs": 2,
        "learning_rate": 5e-4,
        "batch_size": 4,
        "gradient_accumulation": 2,
        "warmup_steps": 1,
        "weight_decay": 0.01,
        "seed": 7,
        "lora": {"rank": 4, "alpha": 8, "dropout": 0.1},
        **changes,
    }
    return {
        "verb": "finetune",
        "paths": {
            "in": {"data": str(data), "base": str(base)},
            "out": str(directory / "out"),
            "checkpoints": str(directory / "checkpoints"),
        },
        "task": "text-classification",
        "checkpoints": {"steps": 3, "keep": 2, "asynchronous": True, **(checkpoints or {})},
        "max_length": 16,
        "training": training,
    }


@pytest.fixture(scope="session")
def tiny_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of 2 layers × 16 with a word-level tokenizer."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertConfig, BertModel

    directory = tmp_path_factory.mktemp("base")
    vocabulary = {word: number for number, word in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *WORDS])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))  # noqa: S106
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    tokenizer.save(str(directory / "tokenizer.json"))
    (directory / "tokenizer_config.json").write_text('{"pad_token": "[PAD]", "model_max_length": 32}')
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=32,
        pad_token_id=0,
    )
    BertModel(config).save_pretrained(directory)
    return directory


@pytest.fixture(scope="session")
def tiny_data(tiny_base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("data")
    write_jsonl(directory / "train.jsonl", rows(64))
    job = run_job(directory / "job", prepare_config(directory, tiny_base, directory / "out"))
    assert job.exit == 0, job.stderr
    return directory / "out" / "dataset"


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`model` is an exported text model, `source` what it was made from, `result.json` what the export said.

    Its tokenizer claims a limit of 512 tokens, its position table ends at 64.
    """
    from tiny import Heard, text_model

    from model_runtime import contract, export

    directory = tmp_path_factory.mktemp("exported")
    source = text_model(directory / "source", positions=64, own_limit=512)
    paths = {"in": {"model": str(source)}, "out": str(directory)}
    result = export.run({"task": "text-classification", "paths": paths, "max_length": 32}, Heard())
    contract.validate("result", result)
    (directory / "result.json").write_text(json.dumps(result))
    return directory
