"""Tasks: what an example, an answer and a score are. TypeScript has the other half, under the same names.

Nothing outside this package asks which task it has.
"""

from __future__ import annotations

from ..failures import RuntimeFailure
from ..inputs_generation import ConversationInputs, PairInputs
from .classification import Classification
from .content import Content, Conversations, Images, Texts
from .generation import Generation
from .task import Asked, Task

__all__ = ["Asked", "Content", "Conversations", "Task", "task_of"]

_TASKS: dict[str, Task] = {
    "text-classification": Classification("text-classification", Texts()),
    "image-classification": Classification("image-classification", Images()),
    "causal-lm": Generation("causal-lm", "AutoModelForCausalLM", ConversationInputs, "left"),
    "seq2seq": Generation("seq2seq", "AutoModelForSeq2SeqLM", PairInputs, "right"),
}


def task_of(name: str) -> Task:
    """The task that a config or a model.json names. RuntimeFailure `configuration` where this runtime has none."""
    task = _TASKS.get(name)
    if task is None:
        raise RuntimeFailure(
            "configuration", f"this runtime knows no task {name!r}", f"Use one of {', '.join(sorted(_TASKS))}."
        )
    return task
