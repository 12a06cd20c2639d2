"""Examples that are too short or too long to be of use, by the tokens of a base or by characters."""

from __future__ import annotations

import json
from typing import Any, Literal

from .examples import Row
from .inputs import Inputs
from .rows import Record
from .tasks import Task

Side = Literal["too_short", "too_long"]


class Window:
    """What `config.length` asks for. In tokens, `inputs` are uncut, so that it counts as the report does."""

    def __init__(self, config: dict[str, Any], task: Task, inputs: Inputs | None, *, messages: bool) -> None:
        self._least, self._most, self._unit = config.get("min"), config.get("max"), config["unit"]
        self._task, self._inputs, self._messages = task, inputs, messages
        self.drops: bool = config["drop"]

    def outside(self, record: Record) -> tuple[Side, str] | None:
        """On which side of the window an example is, and how that is told."""
        length = self._length(record)
        if (self._least or 0) <= length <= (self._most or length):
            return None
        wanted = " and ".join(
            f"{word} {bound}" for word, bound in (("at least", self._least), ("at most", self._most)) if bound
        )
        told = f"the text has {length} {self._unit}, and data.length wants {wanted}"
        return ("too_short" if length < (self._least or 0) else "too_long"), told

    def _length(self, record: Record) -> int:
        if self._inputs is not None:
            found = self._task.lengths([Row("", record.content, target=record.target)], self._inputs)
            return 1 if found is None else int(found[0])
        said = [one["content"] for one in json.loads(record.content)] if self._messages else [record.content]
        return sum(map(len, (*said, record.target or "")))
