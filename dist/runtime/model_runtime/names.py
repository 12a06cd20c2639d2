"""Names of modules: parts with dots between them."""

from __future__ import annotations

from collections.abc import Iterable


def at_or_below(name: str, owners: Iterable[str]) -> bool:
    """Whether it names one of the modules, or something in it."""
    return any(name == owner or name.startswith(f"{owner}.") for owner in owners)
