"""prepare: a user's examples become one clean, split dataset in Arrow files, with a digest of its content."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from .events import Events
from .failures import RuntimeFailure
from .files import directory_whole, sha256_of_json, write_json_whole
from .rows import Columns, Row, read_rows


def run(config: dict[str, Any], events: Events) -> dict[str, Any]:
    images = config["task"] == "image-classification"
    split = config.get("split")
    columns = Columns(
        input=config["columns"]["input"],
        label=config["columns"]["label"],
        stratify=split.get("stratify") if split else None,
        group=split.get("group") if split else None,
    )
    paths, files = config["paths"], config["files"]
    train_file = Path(paths["in"]["train"], files["train"])
    given = read_rows(train_file, columns, images)
    events.progress("read", 1, 2 if "test" in files else 1, "files")
    dropped = Counter(empty=0, duplicates=0, leaked=0, not_sampled=0)
    train = _clean(train_file, given, dropped, events)
    if "test" in files:
        test_file = Path(paths["in"].get("test", paths["in"]["train"]), files["test"])
        test = _clean(test_file, read_rows(test_file, columns, images), dropped, events)
        events.progress("read", 2, 2, "files")
        _refuse_leakage(train_file, train, test_file, test)
        train, test = (_sample(rows, config["sample"], config["seed"], dropped) for rows in (train, test))
    else:
        sampled = _sample(train, config["sample"], config["seed"], dropped)
        # Without a split of the user's own a fifth is kept for the test, as model.yml says.
        train, test = split_rows(sampled, split["test"] if split else 0.2, config["seed"])
    labels = _labels(train_file, train, test)
    measure = _token_counter(Path(paths["in"]["base"]), images)
    summaries = {
        name: _summary(rows, labels, measure, name, config["max_length"], events)
        for name, rows in (("train", train), ("test", test))
    }
    digest = "sha256:" + _content_digest(config["task"], labels, train, test)
    with directory_whole(Path(paths["out"]) / "dataset") as directory:
        _write_arrow(directory / "train.arrow", train, images)
        _write_arrow(directory / "test.arrow", test, images)
        document = {
            "task": config["task"],
            "labels": labels,
            "columns": ["id", "input", "label", *(["cluster"] if columns.group else [])],
            "train": len(train),
            "test": len(test),
            "digest": digest,
        }
        write_json_whole(directory / "dataset.json", document)
    for name in ("train.arrow", "test.arrow", "dataset.json"):
        events.artifact(Path(paths["out"]) / "dataset" / name)
    return {"verb": "prepare", "labels": labels, **summaries, "dropped": dict(dropped), "digest": digest}


def split_rows(rows: list[Row], test_share: float, seed: int) -> tuple[list[Row], list[Row]]:
    """Train and test rows in the file's order. Strata keep their shares; a cluster never stands on both sides.

    The choice depends on seed and content alone, not on the order of the rows: units go in the order of a keyed hash,
    and one goes to the test side when that brings the strata nearer to what they should have there.
    """
    units: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        units[f"row {row.id}" if row.cluster is None else f"cluster {row.cluster}"].append(row)
    totals = Counter(row.stratum for row in rows)
    wanted = {stratum: max(1.0, count * test_share) for stratum, count in totals.items()}
    have: Counter[str] = Counter()
    chosen: set[str] = set()
    for unit in sorted(units, key=lambda key: _order(seed, "split", key)):
        adds = Counter(row.stratum for row in units[unit])
        before = sum(abs(wanted[s] - have[s]) for s in adds)
        after = sum(abs(wanted[s] - have[s] - n) for s, n in adds.items())
        if after < before:
            have.update(adds)
            chosen.add(unit)
    test_ids = {row.id for unit in chosen for row in units[unit]}
    return [row for row in rows if row.id not in test_ids], [row for row in rows if row.id in test_ids]


def _clean(file: Path, rows: list[Row], dropped: Counter[str], events: Events) -> list[Row]:
    """Without empty texts and without exact repetitions (the first stays)."""
    kept: dict[str | bytes, Row] = {}
    contradictions: list[tuple[int, int]] = []
    for row in rows:
        key = row.input.strip() if isinstance(row.input, str) else row.input
        if not key:
            dropped["empty"] += 1
        elif key in kept:
            dropped["duplicates"] += 1
            if kept[key].label != row.label:
                contradictions.append((kept[key].line, row.line))
        else:
            kept[key] = row
    if not kept:
        raise RuntimeFailure("data", f"{file}: every example is empty", "Name the right column in data:.")
    if contradictions:
        first, second = contradictions[0]
        events.warning(
            f"{file}: {len(contradictions)} repeated examples carry another label than the first time "
            f"(lines {first} and {second}); the first counts",
            "Settle which label is right.",
        )
    return list(kept.values())


def _refuse_leakage(train_file: Path, train: list[Row], test_file: Path, test: list[Row]) -> None:
    lines = {_key(row): row.line for row in train}
    leaked = [(row.line, lines[_key(row)]) for row in test if _key(row) in lines]
    if leaked:
        shown = ", ".join(f"line {there} = line {here}" for there, here in leaked[:3])
        raise RuntimeFailure(
            "data",
            f"{test_file}: {len(leaked)} test examples also stand in {train_file} ({shown})",
            "Remove them from one of the two files: a model is not tested on what it has seen.",
        )


def _key(row: Row) -> str | bytes:
    return row.input.strip() if isinstance(row.input, str) else row.input


def _sample(rows: list[Row], share: float, seed: int, dropped: Counter[str]) -> list[Row]:
    """The share of each class, at least two of it (one for each side), in the file's order."""
    if share == 1:
        return rows
    classes: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        classes[row.label].append(row)
    kept: set[str] = set()
    for members in classes.values():
        ordered = sorted(members, key=lambda row: _order(seed, "sample", row.id))
        kept.update(row.id for row in ordered[: max(2, round(len(members) * share))])
    dropped["not_sampled"] += len(rows) - len(kept)
    return [row for row in rows if row.id in kept]


def _order(seed: int, purpose: str, key: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{purpose}\n{key}".encode()).digest()


def _labels(file: Path, train: list[Row], test: list[Row]) -> list[str]:
    labels = sorted({row.label for row in train})
    if len(labels) < 2:
        raise RuntimeFailure(
            "data",
            f"{file}: the training examples have one class only ({', '.join(labels) or 'none'})",
            "A classifier needs examples of at least two classes.",
        )
    unseen = sorted({row.label for row in test} - set(labels))
    if unseen:
        line = next(row.line for row in test if row.label == unseen[0])
        raise RuntimeFailure(
            "data",
            f"{file}: no training example has the label {unseen[0]!r}, which a test example has (line {line})",
            "Add training examples of it, or remove it from the test.",
        )
    if not test:
        raise RuntimeFailure("data", f"{file}: the split leaves no test examples", "Raise data.split.test.")
    return labels


def _token_counter(base: Path, images: bool) -> Any:
    """Lengths in tokens, not cut. An image counts as one, as it does in inputs.py."""
    if images:
        return lambda rows: [1] * len(rows)
    from tokenizers import Tokenizer

    file = base / "tokenizer.json"
    if not file.is_file():
        raise RuntimeFailure("configuration", f"{file} is missing", "Give a base model with a fast tokenizer.")
    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return lambda rows: [len(encoding.ids) for encoding in tokenizer.encode_batch([row.input for row in rows])]


def _summary(
    rows: list[Row], labels: list[str], measure: Any, name: str, max_length: int, events: Events
) -> dict[str, Any]:
    lengths = sorted(measure(rows))
    cut = sum(length > max_length for length in lengths)
    if cut > 0.05 * len(lengths):
        events.warning(
            f"{cut} of {len(lengths)} {name} texts are longer than max-length {max_length} and will be cut",
            "Raise data.max-length if their ends matter.",
        )
    counts = Counter(row.label for row in rows)
    histogram, upto, below = [], 8, 0
    while below < len(lengths):
        now = sum(length <= upto for length in lengths)
        histogram.append({"upto": upto, "count": now - below})
        below, upto = now, upto * 2
    tokens = {"p50": _rank(lengths, 0.5), "p95": _rank(lengths, 0.95), "max": lengths[-1], "histogram": histogram}
    return {"examples": len(rows), "class_counts": {label: counts[label] for label in labels}, "tokens": tokens}


def _rank(ordered: list[int], share: float) -> int:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _content_digest(task: str, labels: list[str], train: list[Row], test: list[Row]) -> str:
    def content(rows: list[Row]) -> list[list[str | None]]:
        return [[row.id, sha256(row.input), row.label, row.cluster] for row in rows]

    def sha256(value: str | bytes) -> str:
        return hashlib.sha256(value if isinstance(value, bytes) else value.encode()).hexdigest()

    return sha256_of_json({"task": task, "labels": labels, "train": content(train), "test": content(test)})


def _write_arrow(path: Path, rows: list[Row], images: bool) -> None:
    import pyarrow as pa

    columns: dict[str, Any] = {
        "id": pa.array([row.id for row in rows], pa.string()),
        "input": pa.array([row.input for row in rows], pa.binary() if images else pa.string()),
        "label": pa.array([row.label for row in rows], pa.string()),
    }
    if rows[0].cluster is not None:
        columns["cluster"] = pa.array([row.cluster for row in rows], pa.string())
    table = pa.table(columns)
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
