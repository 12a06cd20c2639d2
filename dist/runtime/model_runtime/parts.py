"""A dataset and a base model so small that any image can be tried on them: what the selftest of an image works with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .files import write_json_whole

LABELS = {"praise": ("bright", "kind", "warm", "clear"), "blame": ("dull", "mean", "cold", "vague")}
MAX_LENGTH = 8
_EXAMPLES = 96


def write_examples(file: Path) -> None:
    """Distinct sentences of two classes, as JSONL with the columns id, text and label."""
    lines = []
    for number in range(_EXAMPLES):
        label = list(LABELS)[number % 2]
        words = LABELS[label]
        text = f"{words[number // 2 % 4]} {words[number // 8 % 4]} word{number}"
        lines.append(json.dumps({"id": f"e{number}", "text": text, "label": label}) + "\n")
    file.write_text("".join(lines), encoding="utf-8")


def prepare_config(examples: Path, base: Path, out: Path) -> dict[str, Any]:
    """A config of `prepare` for these examples."""
    return {
        "verb": "prepare",
        "paths": {"in": {"train": str(examples.parent), "base": str(base)}, "out": str(out)},
        "task": "text-classification",
        "files": {"train": examples.name},
        "columns": {"input": "text", "label": "label"},
        "split": {"test": 0.25},
        "max_length": MAX_LENGTH,
        "sample": 1,
        "seed": 0,
    }


def write_base(examples: Path, directory: Path) -> None:
    """A BERT of two small layers with random weights, and a tokenizer that knows the words of the examples."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertConfig, BertForSequenceClassification, set_seed

    texts = [json.loads(line)["text"] for line in examples.read_text(encoding="utf-8").splitlines()]
    words = sorted({word for text in texts for word in text.split()})
    vocabulary = {word: index for index, word in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *words])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))  # noqa: S106
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    set_seed(0)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=16,
    )
    directory.mkdir(parents=True)
    BertForSequenceClassification(config).save_pretrained(directory)
    tokenizer.save(str(directory / "tokenizer.json"))
    write_json_whole(
        directory / "tokenizer_config.json",
        {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": 16, "pad_token": "[PAD]"},
    )


def write_truth(dataset: Path, file: Path) -> None:
    """Ids and labels of the test split, in its order: what the predictions of an image must speak of."""
    from .examples import Split

    write_json_whole(file, [{"id": row.id, "label": row.label} for row in Split(dataset, "test")])
