"""Writes questions about the functions of Python's standard library, each with what its docstring answers.

    python make_data.py data/instructions.jsonl

One JSON object a line: {"id", "instruction", "response", "module"}. Needs nothing but Python 3.10 or later: the sources
are parsed, never imported.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import sys
import sysconfig
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

SHORTEST, LONGEST = 20, 120  # characters of an answer
MOST = 3000

Function = ast.FunctionDef | ast.AsyncFunctionDef


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="the JSONL file to write")
    options = parser.parse_args()
    rows = chosen(collect(Path(sysconfig.get_path("stdlib"))))
    write_whole(options.file, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    sys.stderr.write(f"{options.file}: {len(rows)} questions about functions of Python {sys.version.split()[0]}\n")


def collect(library: Path) -> Iterator[dict[str, str]]:
    for path in sorted(library.rglob("*.py")):
        parts = path.relative_to(library).with_suffix("").parts
        if {"site-packages", "test", "tests", "idlelib", "lib2to3", "_vendor", "pydoc_data"} & set(parts):
            continue
        module = ".".join(part for part in parts if part != "__init__")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # some sources hold invalid escapes
            tree = ast.parse(path.read_bytes())
        waiting: list[tuple[str, ast.AST]] = [("", tree)]
        while waiting:
            owner, node = waiting.pop()
            if isinstance(node, Function):
                yield from row_of(node, owner, module)
            inner = f" of the class {node.name}" if isinstance(node, ast.ClassDef) else owner
            waiting += [(inner, child) for child in ast.iter_child_nodes(node)]


def row_of(node: Function, owner: str, module: str) -> Iterator[dict[str, str]]:
    doc = " ".join((ast.get_docstring(node) or "").strip().split("\n\n")[0].split())
    # Lone surrogates stand in some sources and cannot be written as UTF-8.
    doc = doc.encode("utf-8", "ignore").decode()
    if not SHORTEST <= len(doc) <= LONGEST:
        return
    names = [one.arg for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs) if one.arg != "self"]
    asked = f"What does {node.name}({', '.join(names)}){owner} in {module} do?"
    identity = hashlib.sha256(f"{asked}\n{doc}".encode()).hexdigest()[:16]
    yield {"id": identity, "instruction": asked, "response": doc, "module": module.split(".")[0]}


def chosen(rows: Iterator[dict[str, str]]) -> list[dict[str, str]]:
    """Each question once, and MOST of them by a hash: the same on every machine with the same Python."""
    first: dict[str, dict[str, str]] = {}
    for row in rows:
        first.setdefault(row["instruction"], row)
    return sorted(sorted(first.values(), key=lambda row: row["id"])[:MOST], key=lambda row: row["instruction"])


def write_whole(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(text)
        except BaseException:
            temporary.unlink()
            raise
    temporary.chmod(0o644)
    temporary.replace(path)


if __name__ == "__main__":
    main()
