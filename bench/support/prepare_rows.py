"""Prepares as many rows as are asked for, and says what that took; then what cannot be left out: reading and tokens.

Called by bench/prepare.ts with one JSON document: rows, scratch (a directory), runtime (where the package is).
"""

from __future__ import annotations

import itertools
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_LABELS = "abcd"
_AT_A_TIME = 1000


def main() -> None:
    asked = json.loads(sys.argv[1])
    scratch, rows = Path(asked["scratch"]), int(asked["rows"])
    words = write_base(scratch / "base")
    told: dict[str, Any] = {"rows": rows, "runs": []}
    for count in (rows // 10, rows):
        directory = scratch / str(count)
        directory.mkdir()
        write_rows(directory / "train.jsonl", count, words)
        told["runs"].append({"rows": count, **prepared(directory, scratch / "base", asked["runtime"])})
        if count == rows:
            told["without_decisions_cpu_seconds"] = limit(directory / "train.jsonl", scratch / "base")
            told["reading_cpu_seconds"] = reading(directory / "train.jsonl")
    sys.stdout.write(json.dumps(told) + "\n")


def write_base(directory: Path) -> list[str]:
    from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers

    directory.mkdir(parents=True)
    drawn = random.Random(0)
    words = ["".join(drawn.choices("abcdefghijklmnopqrstuvwxyz", k=drawn.randrange(3, 9))) for _ in range(5_000)]
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))  # noqa: S106
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    tokenizer.train_from_iterator([words], trainers.WordPieceTrainer(vocab_size=3_000, special_tokens=special))
    tokenizer.post_processor = processors.TemplateProcessing("[CLS] $A [SEP]", None, [("[CLS]", 2), ("[SEP]", 3)])
    tokenizer.save(str(directory / "tokenizer.json"))
    (directory / "tokenizer_config.json").write_text('{"pad_token": "[PAD]"}')
    (directory / "config.json").write_text('{"model_type": "bert", "max_position_embeddings": 512}')
    return words


def write_rows(path: Path, count: int, words: list[str]) -> None:
    """Of 256 characters in the mean; a hundredth are repetitions, and two are all but that."""
    drawn, last = random.Random(count), "first"
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            kind = drawn.random()
            if kind >= 0.03:
                last = " ".join(drawn.choices(words, k=drawn.randrange(20, 60)))
            elif kind >= 0.01:
                last = f"{last} again"
            row = {
                "id": number,
                "text": last,
                "label": drawn.choice(_LABELS),
                "customer": f"c{drawn.randrange(count)}",
            }
            file.write(json.dumps(row) + "\n")


def prepared(directory: Path, base: Path, runtime: str) -> dict[str, float]:
    config = {
        "model_runtime": 1,
        "verb": "prepare",
        "paths": {
            "in": {"train": str(directory), "base": str(base)},
            "out": str(directory / "out"),
        },
        "task": "text-classification",
        "files": {"train": "train.jsonl"},
        "columns": {"input": "text", "label": "label"},
        "split": {
            "test": 0.1,
            "validation": 0.1,
            "stratify": "label",
            "group": "customer",
        },
        "max_length": 128,
        "sample": 1,
        "seed": 0,
    }
    (directory / "config.json").write_text(json.dumps(config))
    command = [
        sys.executable,
        "-m",
        "model_runtime",
        "prepare",
        "--config",
        str(directory / "config.json"),
    ]
    environment = {
        **os.environ,
        "PYTHONPATH": runtime,
        "TOKENIZERS_PARALLELISM": "false",
        "OMP_NUM_THREADS": "1",
    }
    started = time.monotonic()
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
    most_disk, ended = 0, False
    while not ended:
        # What the files without names take is seen by nobody but the file system.
        most_disk = max(most_disk, open_bytes(child.pid))
        time.sleep(0.5)
        ended = os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        raise SystemExit(f"prepare ended with {os.waitstatus_to_exitcode(status)}")
    return {
        "peak_bytes": usage.ru_maxrss * 1024,
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "seconds": time.monotonic() - started,
        "scratch_bytes": most_disk,
        "dataset_bytes": sum(file.stat().st_size for file in (directory / "out/dataset").iterdir()),
    }


def open_bytes(process: int) -> int:
    """Of the files that it holds open and that have no name."""
    total = 0
    for handle in Path(f"/proc/{process}/fd").glob("*"):
        try:
            found = handle.stat()
        except OSError:
            continue
        total += found.st_blocks * 512 if found.st_nlink == 0 else 0
    return total


def limit(file: Path, base: Path) -> float:
    """Every line parsed twice, and made into tokens once: in CPU seconds."""
    from tokenizers import Tokenizer

    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    before = cpu_seconds()
    for texts in batches(file):
        tokenizer.encode_batch_fast(texts)
    for _ in batches(file):
        pass
    return cpu_seconds() - before


def reading(file: Path) -> float:
    before = cpu_seconds()
    for _ in batches(file):
        pass
    return cpu_seconds() - before


def batches(file: Path) -> Iterator[list[str]]:
    with file.open(encoding="utf-8") as lines:
        while some := [json.loads(line)["text"] for line in itertools.islice(lines, _AT_A_TIME)]:
            yield some


def cpu_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
