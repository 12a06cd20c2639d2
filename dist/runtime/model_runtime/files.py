"""Writing whole or not at all: a temporary name beside the target, then a rename."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .failures import RuntimeFailure


def sha256_of_file(path: Path) -> str:
    """Hexadecimal SHA-256 of a file's bytes, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for piece in iter(lambda: file.read(1 << 20), b""):
            digest.update(piece)
    return digest.hexdigest()


def sha256_of_json(value: Any) -> str:
    """Hexadecimal SHA-256 of a value's canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def file_list(directory: Path, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """Relative path (POSIX) to SHA-256 of every file below a directory, sorted by path; `known` ones are not read."""
    files = {path.relative_to(directory).as_posix(): path for path in sorted(directory.rglob("*")) if path.is_file()}
    told = known or {}
    return {name: told[name] if name in told else sha256_of_file(path) for name, path in files.items()}


def tree_digest(directory: Path) -> str:
    """`sha256:…` of a directory's files by path, size and content: what `digestTree` of the actions says of it."""
    found = [
        {"path": path, "digest": f"sha256:{digest}", "sizeBytes": (directory / path).stat().st_size}
        for path, digest in file_list(directory).items()
    ]
    return f"sha256:{sha256_of_json(sorted(found, key=lambda entry: entry['path']))}"


def write_json_whole(path: Path, value: Any) -> None:
    """Writes a JSON document: it is there whole after this, or not at all. NaN and Infinity raise ValueError."""
    text = json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    with file_whole(path) as temporary:
        temporary.write_text(text, encoding="utf-8")


def is_disk_full(error: BaseException) -> bool:
    """Whether an error, or one that it came from, is a full disk or an exhausted quota."""
    link: BaseException | None = error
    while link is not None:
        if isinstance(link, OSError) and link.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        # safetensors and torch report a full disk by text alone; the last is torch's, when it closes a cut file.
        signs = ("No space left on device", "PytorchStreamWriter failed writing", "unexpected pos ")
        if any(sign in str(link) for sign in signs):
            return True
        link = link.__cause__ or link.__context__
    return False


def disk_full(path: object) -> RuntimeFailure:
    where = f" while writing {path}" if path else ""
    return RuntimeFailure(
        "preflight",
        f"disk full{where}: nothing half-written was left",
        "Free space on that disk, or put the state directory on a larger one.",
    )


@contextlib.contextmanager
def names_full_disk(path: Path) -> Iterator[None]:
    """Turns a full disk in its block, whoever met it, into a failure that names `path`."""
    try:
        yield
    except RuntimeFailure:
        raise
    except Exception as error:
        if is_disk_full(error):
            raise disk_full(path) from error
        raise


@contextlib.contextmanager
def file_whole(path: Path) -> Iterator[Path]:
    """Yields a temporary path beside `path`; what was written there is synced and renamed, or removed on an error."""
    with names_full_disk(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        try:
            yield temporary
            sync(temporary)
            # mkstemp makes files that only their owner can read; results are read by other users (containers).
            temporary.chmod(0o644)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def directory_whole(path: Path) -> Iterator[Path]:
    """Yields a temporary directory beside `path`; it takes that name when the block ends, or is removed on an error.

    An older directory of that name is replaced.
    """
    with names_full_disk(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
        try:
            yield temporary
            for file in temporary.rglob("*"):
                if file.is_file():
                    file.chmod(0o644)
                    sync(file)
                else:
                    file.chmod(0o755)
            temporary.chmod(0o755)
            if path.exists():
                old = Path(tempfile.mkdtemp(prefix=f".{path.name}.old.", dir=path.parent))
                path.replace(old / path.name)
                temporary.replace(path)
                shutil.rmtree(old)
            else:
                temporary.replace(path)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)


def sync(path: Path) -> None:
    """Waits until a file's bytes, or a directory's names, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
