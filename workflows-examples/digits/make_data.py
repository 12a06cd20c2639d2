"""Writes scikit-learn's bundled handwritten digits as PNG files and a JSONL list of them.

python make_data.py data
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image
from sklearn.datasets import load_digits


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path, help="where digits.jsonl and images/ are written")
    target: Path = parser.parse_args().directory
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        temporary.chmod(0o755)
        write_digits(temporary)
        shutil.rmtree(target, ignore_errors=True)
        temporary.replace(target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def write_digits(directory: Path) -> None:
    """1,797 grey images of 8 × 8 pixels; scikit-learn's ink goes from 0 to 16."""
    (directory / "images").mkdir()
    digits = load_digits()
    lines: list[str] = []
    for number, (pixels, label) in enumerate(zip(digits.images, digits.target, strict=True)):
        name = f"images/{number:04}.png"
        Image.fromarray((pixels * (255 / 16)).round().astype(np.uint8)).save(directory / name)
        lines.append(json.dumps({"id": f"{number:04}", "image": name, "label": str(label)}) + "\n")
    (directory / "digits.jsonl").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
