"""Tiny models and data, made from a configuration: quick, and of the same kinds of file as real ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from model_runtime.failures import RuntimeFailure

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "good", "bad", "file", "list", "open", "parse", "value", "key"]
LABELS = ["negative", "neutral", "positive"]


class Heard:
    """The events of a job, kept."""

    def __init__(self) -> None:
        self.metrics: dict[str, float] = {}

    def progress(self, what: str, done: float, total: float, unit: str, **speed: Any) -> None:
        assert 0 <= done <= total

    def metric(self, name: str, value: float, step: int | None = None) -> None:
        self.metrics[name] = value

    def artifact(self, path: Path) -> None:
        assert path.is_file()

    def warning(self, message: str, hint: str | None = None) -> None:
        raise AssertionError(message)


def text_model(directory: Path, labels: list[str] | None = None, positions: int = 64, own_limit: int = 64) -> Path:
    """A BERT of two layers with a word tokenizer; `own_limit` is what tokenizer_config.json claims."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertConfig, BertForSequenceClassification

    names = LABELS if labels is None else labels
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=positions,
        initializer_range=0.5,
        id2label=dict(enumerate(names)),
        label2id={name: index for index, name in enumerate(names)},
    )
    BertForSequenceClassification(config).save_pretrained(directory)
    tokenizer = Tokenizer(models.WordLevel({word: index for index, word in enumerate(WORDS)}, unk_token="[UNK]"))  # noqa: S106
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing("[CLS] $A [SEP]", None, [("[CLS]", 2), ("[SEP]", 3)])
    tokenizer.enable_truncation(10)
    tokenizer.save(str(directory / "tokenizer.json"))
    settings = {"pad_token": "[PAD]", "model_max_length": own_limit}
    (directory / "tokenizer_config.json").write_text(json.dumps(settings))
    return directory


def image_model(directory: Path) -> Path:
    """A ViT of two layers for RGB images of 16 by 16."""
    import torch
    from transformers import ViTConfig, ViTForImageClassification

    torch.manual_seed(0)
    config = ViTConfig(
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        image_size=16,
        patch_size=8,
        id2label=dict(enumerate(LABELS)),
    )
    ViTForImageClassification(config).save_pretrained(directory)
    settings = {"size": {"height": 16, "width": 16}, "image_mean": [0.5] * 3, "image_std": [0.25] * 3}
    (directory / "preprocessor_config.json").write_text(json.dumps(settings))
    return directory


def reorder_head(source: Path, target: Path, order: list[int]) -> Path:
    """The same model with its classes, and the rows of its head, in another order."""
    import shutil

    from safetensors.torch import load_file, save_file

    shutil.copytree(source, target)
    weights = load_file(target / "model.safetensors")
    for name in ("classifier.weight", "classifier.bias"):
        weights[name] = weights[name][order].contiguous()
    save_file(weights, target / "model.safetensors", metadata={"format": "pt"})
    config = json.loads((target / "config.json").read_text())
    names = [config["id2label"][str(index)] for index in order]
    config["id2label"] = dict(enumerate(names))
    config["label2id"] = {name: index for index, name in enumerate(names)}
    (target / "config.json").write_text(json.dumps(config))
    return target


def dataset(directory: Path, rows: int = 24) -> Path:
    directory.mkdir()
    for split in ("train", "validation", "test"):
        columns: dict[str, list[str]] = {
            "id": [f"{split}-{row}" for row in range(rows)],
            "input": [" ".join(WORDS[4 + (row * step) % 8] for step in range(1, 2 + row % 7)) for row in range(rows)],
            "label": [LABELS[0] if row % 2 else LABELS[1 + row % 4 // 2] for row in range(rows)],
        }
        arrow(directory / f"{split}.arrow", **columns)
    (directory / "dataset.json").write_text(json.dumps({"labels": LABELS}))
    return directory


def arrow(path: Path, **columns: list[str]) -> None:
    """A split of these columns, as `prepare` writes one."""
    table = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)


def accuracy(path: Path) -> float:
    """The share of right answers in a file of predictions."""
    answers = [line["answer"] for line in lines(path)]
    return sum(one["label"] == one["prediction"] for one in answers) / len(answers)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def told(failure: pytest.ExceptionInfo[RuntimeFailure]) -> str:
    """As a person reads it."""
    return f"{failure.value.code}: {failure.value.message}. {failure.value.hint}"
