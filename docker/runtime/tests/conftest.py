"""Tiny real parts: a base model from a config, data files, and the runtime run as an engine runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
WORDS = [f"word{number}" for number in range(40)]


class Job:
    """One finished job: exit code, events, stderr and the out directory."""

    def __init__(self, end: subprocess.CompletedProcess[str], out: Path) -> None:
        self.exit = end.returncode
        self.stderr = end.stderr
        self.events: list[dict[str, Any]] = [json.loads(line) for line in end.stdout.splitlines()]
        self.out = out

    @property
    def error(self) -> dict[str, Any]:
        return next(event for event in self.events if event["type"] == "error")

    @property
    def result(self) -> dict[str, Any]:
        return json.loads((self.out / "result.json").read_text(encoding="utf-8"))


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1"}


def write_config(directory: Path, config: dict[str, Any]) -> Path:
    directory.mkdir(parents=True, exist_ok=True)
    file = directory / "config.json"
    file.write_text(json.dumps({"model_runtime": 1, **config}), encoding="utf-8")
    return file


def run_job(directory: Path, config: dict[str, Any]) -> Job:
    file = write_config(directory, config)
    command = [sys.executable, "-m", "model_runtime", config["verb"], "--config", str(file)]
    end = subprocess.run(command, capture_output=True, text=True, env=environment(), timeout=300, check=False)
    return Job(end, Path(config["paths"]["out"]))


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
