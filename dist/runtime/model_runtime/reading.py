"""Files of strangers: only what is a file, and no more of it than it may have."""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path
from typing import Any, BinaryIO

from .failures import RuntimeFailure

# The largest that is known, of a tokenizer for 250,000 tokens of many languages, has 34 MB.
MAX_JSON_BYTES = 64 << 20


def open_regular(path: Path) -> BinaryIO:
    """Opens a file for reading. OSError, with a text, where it is a link, a pipe or a device.

    Whoever made the directory also chose what its names are: a pipe would be waited for, /dev/zero read for ever, and
    a link would take in a file of this machine.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as cause:
        if path.is_symlink():
            raise OSError(cause.errno, "it is a link: put the file itself there") from cause
        raise
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "it is no file")
    return os.fdopen(handle, "rb")


def read_regular(path: Path, most_bytes: int) -> bytes:
    """A file's bytes. OSError, with a text, as `open_regular`, and where it has more than `most_bytes`."""
    with open_regular(path) as file:
        data = file.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise OSError(errno.EFBIG, f"it has more than {most_bytes} bytes")
    return data


def copy_regular(source: Path, target: Path) -> None:
    """Copies a small file where there is one; RuntimeFailure `configuration` for a link, or what is no file."""
    try:
        data = read_regular(source, MAX_JSON_BYTES)
    except FileNotFoundError:
        return
    except OSError as cause:
        raise RuntimeFailure(
            "configuration", f"{source} cannot be copied: {cause.strerror}", "Put the file itself there."
        ) from cause
    target.write_bytes(data)


def read_json(path: Path, required: bool) -> dict[str, Any]:
    """The object in a JSON file; an absent file is empty unless it is required."""
    try:
        value = json.loads(read_regular(path, MAX_JSON_BYTES))
    except FileNotFoundError as cause:
        if not required:
            return {}
        raise RuntimeFailure("configuration", f"{path} is missing", "Save it beside the model's weights.") from cause
    except (OSError, ValueError, RecursionError) as cause:
        what = (cause.strerror or cause) if isinstance(cause, OSError) else cause
        raise RuntimeFailure(
            "configuration", f"{path} cannot be read: {what}", "Correct the file, or save the model again."
        ) from cause
    if not isinstance(value, dict):
        raise RuntimeFailure("configuration", f"{path} is no JSON object", "Save the model again.")
    return value
