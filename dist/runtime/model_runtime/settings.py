"""Values of a model directory's files, each of which a stranger may have written: usable, or refused by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .failures import RuntimeFailure

# Tokenizers without a limit of their own carry a huge number here (transformers writes int(1e30)).
_NO_LIMIT = 1_000_000
# What a model takes is far smaller than what a camera makes: 4096 by 4096 are 200 MB in FP32.
_LONGEST_EDGE = 4096


def own_limit(settings: dict[str, Any], truncation: dict[str, Any]) -> int | None:
    """The tokenizer's own limit in tokens, or None."""
    for value in (settings.get("model_max_length"), truncation.get("max_length")):
        if isinstance(value, (int, float)) and 0 < value < _NO_LIMIT:
            return int(value)
    return None


def pair(value: Any, path: Path, key: str) -> tuple[int, int]:
    """`(height, width)` of a size in preprocessor_config.json: a number, or an object with both."""
    if isinstance(value, dict):
        return edge(value.get("height"), path, key), edge(value.get("width"), path, key)
    return (edge(value, path, key),) * 2


def edge(value: Any, path: Path, key: str) -> int:
    """Pixels of one edge of what a model takes."""
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _LONGEST_EDGE:
        return value
    raise RuntimeFailure(
        "configuration",
        f"{path}: {key} is {value!r:.40}",
        f"Use a number from 1 to {_LONGEST_EDGE}, or an object with height and width.",
    )


def whole(settings: dict[str, Any], key: str, absent: int, path: Path) -> int:
    """A whole number of a file of JSON; `absent` where it is missing or null."""
    value = settings.get(key)
    if value is None:
        return absent
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise RuntimeFailure("configuration", f"{path}: {key} is {value!r:.40}, no whole number", "Correct the file.")


def finite(value: Any) -> bool:
    """Whether it is a number that FP32 can hold."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and -1e30 < value < 1e30
