"""Writes a small text model with random weights (the seed is fixed), and a tokenizer with the words of the data.

python make_base.py data/functions.jsonl base
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers
from transformers import BertConfig, BertForSequenceClassification

UNKNOWN = "[UNK]"
SPECIAL = ["[PAD]", UNKNOWN, "[CLS]", "[SEP]"]
TOKENS = 4000
LENGTH = 64


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the JSONL file that make_data.py wrote")
    parser.add_argument("directory", type=Path, help="where the model directory is written")
    options = parser.parse_args()
    target: Path = options.directory
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        temporary.chmod(0o755)
        write_base(options.data, temporary)
        shutil.rmtree(target, ignore_errors=True)
        temporary.replace(target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def write_base(data: Path, directory: Path) -> None:
    tokenizer = tokenizer_of(data)
    tokenizer.save(str(directory / "tokenizer.json"))
    settings = {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": LENGTH, "pad_token": "[PAD]"}
    (directory / "tokenizer_config.json").write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=128,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=256,
        max_position_embeddings=LENGTH,
        pad_token_id=0,
    )
    BertForSequenceClassification(config).save_pretrained(directory)


def tokenizer_of(data: Path) -> Tokenizer:
    """Pieces of words, as BERT has them: names such as `_check_can_read` fall into their words."""
    tokenizer = Tokenizer(models.WordPiece(unk_token=UNKNOWN))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(vocab_size=TOKENS, special_tokens=SPECIAL, show_progress=False)
    tokenizer.train_from_iterator(texts(data), trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        special_tokens=[(token, SPECIAL.index(token)) for token in ("[CLS]", "[SEP]")],
    )
    return tokenizer


def texts(data: Path) -> Iterator[str]:
    """As the model reads rows, so that the names of columns and the bar between them are tokens of their own."""
    with data.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield " | ".join(f"{name}: {value}" for name, value in row.items() if name not in ("id", "area"))


if __name__ == "__main__":
    main()
