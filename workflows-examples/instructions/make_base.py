"""Trains a small Llama from scratch on what modules and classes of Python's standard library say of themselves.

    python make_base.py base

About a minute on one core. It has read no docstring of a function, which is what make_data.py asks about. `--steps`
makes it shorter.
"""

from __future__ import annotations

import argparse
import ast
import json
import shutil
import sys
import sysconfig
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM

SPECIAL = ["<|pad|>", "<|begin|>", "<|end|>"]
TOKENS, LENGTH, BATCH = 3000, 128, 16


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path, help="where the model directory is written")
    parser.add_argument("--steps", type=int, default=300, help="optimizer steps of the training")
    options = parser.parse_args()
    target: Path = options.directory
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        temporary.chmod(0o755)
        write_base(temporary, options.steps)
        shutil.rmtree(target, ignore_errors=True)
        temporary.replace(target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def write_base(directory: Path, steps: int) -> None:
    read = list(texts(Path(sysconfig.get_path("stdlib"))))
    tokenizer = tokenizer_of(read)
    tokenizer.save(str(directory / "tokenizer.json"))
    pad, begin, end = SPECIAL
    settings = {"pad_token": pad, "bos_token": begin, "eos_token": end, "model_max_length": 2 * LENGTH}
    (directory / "tokenizer_config.json").write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=128,
        num_hidden_layers=4,
        num_attention_heads=4,
        intermediate_size=384,
        max_position_embeddings=2 * LENGTH,
        pad_token_id=0,
        bos_token_id=1,
        eos_token_id=2,
        tie_word_embeddings=True,
    )
    model = LlamaForCausalLM(config)
    train(model, [number for text in read for number in [1, *tokenizer.encode(text).ids, 2]], steps)
    model.save_pretrained(directory)


def train(model: LlamaForCausalLM, tokens: list[int], steps: int) -> None:
    """One stream of tokens, cut anywhere; each step reads other pieces of it."""
    stream = torch.tensor(tokens)
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=0.1)
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = 2e-3 * min(1.0, (step + 1) / 20) * (1 - step / steps)
        starts = torch.randint(0, len(stream) - LENGTH, (BATCH,))
        batch = torch.stack([stream[start : start + LENGTH] for start in starts])
        loss = model(input_ids=batch, labels=batch).loss
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if step == 0 or (step + 1) % 100 == 0:
            sys.stderr.write(f"step {step + 1} of {steps}: loss {float(loss.detach()):.2f}\n")


def tokenizer_of(read: list[str]) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    special = [AddedToken(token, special=True) for token in SPECIAL]
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=TOKENS, special_tokens=special, initial_alphabet=alphabet, show_progress=False
    )
    tokenizer.train_from_iterator(read, trainer)
    return tokenizer


def texts(library: Path) -> Iterator[str]:
    """What each module and class says of itself."""
    for path in sorted(library.rglob("*.py")):
        if {"site-packages", "test", "tests", "idlelib", "lib2to3", "_vendor", "pydoc_data"} & set(path.parts):
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # some sources hold invalid escapes
            tree = ast.parse(path.read_bytes())
        for node in ast.walk(tree):
            if isinstance(node, (ast.Module, ast.ClassDef)):
                doc = (ast.get_docstring(node) or "").encode("utf-8", "ignore").decode()
                if doc:
                    yield f"{getattr(node, 'name', path.stem)}: {doc}"


if __name__ == "__main__":
    main()
