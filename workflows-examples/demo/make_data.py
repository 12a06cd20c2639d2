"""Writes the demo's data: docstrings of Python's standard library, labelled with the subsystem they come from.

    python make_data.py data/docstrings.jsonl

One JSON object a line: {"id", "text", "label", "module"}. Needs nothing but Python 3.10 or later: the sources are
parsed, never imported.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import inspect
import json
import re
import sys
import sysconfig
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

# Top-level module or package of the standard library → subsystem. What is not named here is not used.
SUBSYSTEMS = {
    "network": "asyncio email ftplib http imaplib mailbox poplib smtplib socket socketserver ssl telnetlib urllib "
    "wsgiref xmlrpc nntplib selectors smtpd asyncore asynchat ipaddress cgi webbrowser mimetypes netrc",
    "data": "array base64 binascii bz2 csv json gzip lzma pickle plistlib shelve sqlite3 struct tarfile xml "
    "xdrlib zipfile zlib configparser tomllib codecs encodings html dbm copyreg quopri uu aifc wave sunau "
    "zipimport pickletools",
    "numbers": "bisect calendar collections dataclasses datetime decimal enum fractions functools heapq itertools "
    "math numbers operator random statistics zoneinfo _pydecimal _pydatetime abc _collections_abc copy "
    "types typing weakref _weakrefset graphlib contextlib string textwrap difflib re sre_parse "
    "sre_compile locale gettext _strptime colorsys uuid",
    "language": "ast compileall dis importlib inspect keyword opcode pkgutil pyclbr py_compile symtable token "
    "tokenize lib2to3 code codeop linecache traceback tabnanny modulefinder runpy ensurepip venv "
    "distutils sysconfig _pyrepl site platform unittest doctest pdb bdb profile cProfile pstats timeit "
    "trace tracemalloc faulthandler pydoc pydoc_data",
    "system": "concurrent multiprocessing subprocess threading queue os shutil tempfile pathlib glob fnmatch io "
    "_pyio logging posixpath ntpath genericpath stat fileinput filecmp signal sched getpass pty tty "
    "getopt argparse optparse cmd curses",
    "windows": "tkinter turtle turtledemo idlelib",
}
SHORTEST = 20  # characters; less says nothing about a subsystem
MOST = 1100  # texts of one subsystem, so that the largest does not decide the accuracy


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="the JSONL file to write")
    options = parser.parse_args()
    rows = balanced(list(collect(Path(sysconfig.get_path("stdlib")))))
    write_whole(options.file, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    counts = Counter(row["label"] for row in rows)
    shown = ", ".join(f"{label} {count}" for label, count in sorted(counts.items()))
    sys.stderr.write(f"{options.file}: {len(rows)} docstrings of Python {sys.version.split()[0]}: {shown}\n")


def collect(library: Path) -> Iterator[dict[str, str]]:
    """Every docstring once, in the order of the file names. A text that two subsystems share belongs to neither."""
    subsystem_of = {name: label for label, names in SUBSYSTEMS.items() for name in names.split()}
    found: dict[str, dict[str, str]] = {}
    shared: set[str] = set()
    for path in sorted(library.rglob("*.py")):
        parts = path.relative_to(library).with_suffix("").parts
        label = subsystem_of.get(parts[0])
        if label is None or "site-packages" in parts:
            continue
        module = ".".join(part for part in parts if part != "__init__")
        for name, text in docstrings(path):
            if text in found:
                if found[text]["label"] != label:
                    shared.add(text)
                continue
            identity = f"{module}:{name}:{hashlib.sha256(text.encode()).hexdigest()[:8]}"
            found[text] = {"id": identity, "text": text, "label": label, "module": module}
    return (row for text, row in found.items() if text not in shared)


def docstrings(path: Path) -> Iterator[tuple[str, str]]:
    """Qualified name and cleaned docstring of the module and of all classes and functions in it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # test sources hold invalid escapes on purpose
            tree = ast.parse(path.read_bytes())
    except (SyntaxError, ValueError):  # some of the library's own test files are broken on purpose
        return
    # The module's own name would give its subsystem away.
    own = re.compile(rf"\b{re.escape(path.stem)}\b", re.IGNORECASE) if len(path.stem) > 3 else None
    waiting: list[tuple[str, ast.AST]] = [("", tree)]
    while waiting:
        prefix, node = waiting.pop()
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            text = clean(ast.get_docstring(node, clean=False) or "", own)
            if len(text) >= SHORTEST:
                yield prefix or "module", text
        for child in ast.iter_child_nodes(node):
            name = getattr(child, "name", "")
            inner = f"{prefix}.{name}".strip(".") if isinstance(name, str) and name else prefix
            waiting.append((inner, child))


def clean(text: str, own: re.Pattern[str] | None) -> str:
    # Lone surrogates stand in some test sources and cannot be written as UTF-8.
    flat = " ".join(inspect.cleandoc(text).encode("utf-8", "ignore").decode().split())
    return own.sub("this", flat) if own else flat


def balanced(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """At most MOST of each subsystem, chosen by a hash of the text: the same on every machine with the same Python."""
    kept: list[dict[str, str]] = []
    for label in SUBSYSTEMS:
        of_label = [row for row in rows if row["label"] == label]
        kept += sorted(of_label, key=lambda row: hashlib.sha256(row["text"].encode()).digest())[:MOST]
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
