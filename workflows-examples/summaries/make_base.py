"""Writes a small BART with random weights (the seed is fixed), and a tokenizer with the pieces of the data.

python make_base.py data/summaries.jsonl base
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, processors, trainers
from transformers import BartConfig, BartForConditionalGeneration

SPECIAL = ["<s>", "<pad>", "</s>"]
TOKENS, LENGTH = 3000, 256


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
    settings = {"bos_token": "<s>", "pad_token": "<pad>", "eos_token": "</s>", "model_max_length": LENGTH}
    (directory / "tokenizer_config.json").write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")
    torch.manual_seed(0)
    sides = {f"{side}_{what}": of for side in ("encoder", "decoder") for what, of in SIZES.items()}
    config = BartConfig(
        vocab_size=tokenizer.get_vocab_size(),
        d_model=128,
        **sides,
        max_position_embeddings=LENGTH,
        bos_token_id=0,
        pad_token_id=1,
        eos_token_id=2,
        decoder_start_token_id=2,
        forced_eos_token_id=None,
    )
    BartForConditionalGeneration(config).save_pretrained(directory)


SIZES = {"layers": 2, "attention_heads": 4, "ffn_dim": 384}


def tokenizer_of(data: Path) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    special = [AddedToken(token, special=True) for token in SPECIAL]
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=TOKENS, special_tokens=special, initial_alphabet=alphabet, show_progress=False
    )
    tokenizer.train_from_iterator(texts(data), trainer)
    tokenizer.post_processor = processors.TemplateProcessing("$A </s>", None, [("</s>", 2)])
    return tokenizer


def texts(data: Path) -> Iterator[str]:
    with data.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["text"]
            yield row["target"]


if __name__ == "__main__":
    main()
