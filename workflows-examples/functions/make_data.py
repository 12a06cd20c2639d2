"""Writes the functions of Python's standard library as rows of several columns, labelled with what they are for.

    python make_data.py data/functions.jsonl

One JSON object a line: {"id", "name", "class", "kind", "parameters", "lines", "doc", "area"}; a function outside of a
class, or without a docstring, has null there. Needs nothing but Python 3.10 or later: the sources are parsed, never
imported.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import re
import sys
import sysconfig
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# What a top-level module or package of the standard library is for. What is not named here is not used.
AREAS = {
    "concurrency": "asyncio concurrent multiprocessing threading queue sched subprocess selectors",
    "internet": "email http urllib smtplib imaplib ftplib poplib ssl socket socketserver xmlrpc mailbox ipaddress "
    "wsgiref webbrowser netrc",
    "numbers": "_pydecimal fractions statistics random datetime _pydatetime calendar colorsys numbers _strptime "
    "zoneinfo heapq bisect",
    "files": "tarfile zipfile shutil pathlib tempfile glob os io _pyio gzip bz2 lzma csv configparser fileinput "
    "filecmp posixpath ntpath genericpath pickle shelve _compression fnmatch stat",
    "language": "ast inspect dis importlib tokenize typing pyclbr pydoc traceback linecache pickletools code codeop "
    "types dataclasses enum functools contextlib pkgutil symtable modulefinder",
    "testing": "unittest doctest pdb bdb cProfile profile timeit trace tracemalloc logging pstats",
    "markup": "xml html json plistlib string textwrap difflib gettext locale",
}
MOST = 900  # functions of one area, so that the largest does not decide the accuracy

Function = ast.FunctionDef | ast.AsyncFunctionDef


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="the JSONL file to write")
    options = parser.parse_args()
    rows = balanced(list(collect(Path(sysconfig.get_path("stdlib")))))
    write_whole(options.file, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    counts = Counter(row["area"] for row in rows)
    shown = ", ".join(f"{area} {count}" for area, count in sorted(counts.items()))
    sys.stderr.write(f"{options.file}: {len(rows)} functions of Python {sys.version.split()[0]}: {shown}\n")


def collect(library: Path) -> Iterator[dict[str, Any]]:
    """Every function once, in the order of the file names. One that looks the same in two areas belongs to neither."""
    area_of = {name: area for area, names in AREAS.items() for name in names.split()}
    found: dict[str, dict[str, Any]] = {}
    shared: set[str] = set()
    for path in sorted(library.rglob("*.py")):
        parts = path.relative_to(library).with_suffix("").parts
        area = area_of.get(parts[0])
        if area is None or {"site-packages", "test", "tests", "_vendor"} & set(parts):
            continue
        for told in functions(path):
            looks = json.dumps(told)
            if looks in found:
                if found[looks]["area"] != area:
                    shared.add(looks)
                continue
            name = ".".join(part for part in (*parts, told["class"], told["name"]) if part)
            identity = f"{name}:{hashlib.sha256(looks.encode()).hexdigest()[:8]}"
            found[looks] = {"id": identity, **told, "area": area}
    return (row for looks, row in found.items() if looks not in shared)


def functions(path: Path) -> Iterator[dict[str, Any]]:
    """What can be seen of each function of a file without reading what it does."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # some sources hold invalid escapes
        tree = ast.parse(path.read_bytes())
    # The module's own name would give its area away.
    own = re.compile(rf"\b{re.escape(path.stem)}\b", re.IGNORECASE) if len(path.stem) > 3 else None
    waiting: list[tuple[str | None, ast.AST]] = [(None, tree)]
    while waiting:
        owner, node = waiting.pop()
        if isinstance(node, Function):
            yield row_of(node, owner, own)
        inner = node.name if isinstance(node, ast.ClassDef) else None if isinstance(node, Function) else owner
        waiting += [(inner, child) for child in ast.iter_child_nodes(node)]


def row_of(node: Function, owner: str | None, own: re.Pattern[str] | None) -> dict[str, Any]:
    given = node.args
    decorators = {one.id for one in node.decorator_list if isinstance(one, ast.Name)}
    first = (ast.get_docstring(node) or "").strip().splitlines()
    # Lone surrogates stand in some sources and cannot be written as UTF-8.
    doc = first[0].encode("utf-8", "ignore").decode() if first else None
    return {
        "name": node.name,
        "class": owner,
        "kind": kind_of(node, owner, decorators),
        "parameters": len(given.posonlyargs) + len(given.args) + len(given.kwonlyargs),
        "lines": (node.end_lineno or node.lineno) - node.lineno + 1,
        "doc": own.sub("this", doc) if own and doc else doc,
    }


def kind_of(node: Function, owner: str | None, decorators: set[str]) -> str:
    if isinstance(node, ast.AsyncFunctionDef):
        return "coroutine"
    for name in ("property", "classmethod", "staticmethod"):
        if name in decorators:
            return name
    return "function" if owner is None else "method"


def balanced(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """At most MOST of each area, chosen by a hash: the same on every machine with the same Python."""
    kept: list[dict[str, Any]] = []
    for area in AREAS:
        of_area = [row for row in rows if row["area"] == area]
        kept += sorted(of_area, key=lambda row: hashlib.sha256(row["id"].encode()).digest())[:MOST]
    return sorted(kept, key=lambda row: row["id"])


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
