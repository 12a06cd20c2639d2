"""A conversation as the text that a model was trained on: by the chat template that its directory has.

A template is a program of a stranger's, in Jinja: it runs in the sandbox of transformers, and may write so much.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .failures import RuntimeFailure
from .reading import MAX_JSON_BYTES, read_json, read_regular
from .spelling import MAX_CHARACTERS, normal

Message = dict[str, str]
"""`role` (system, user or assistant) and `content`."""

TEMPLATE_FILE = "chat_template.jinja"
SETTINGS_FILE = "tokenizer_config.json"
ROLES = ("system", "user", "assistant")
# Where a base has no template of its own: the form of Alpaca, which is plain text to any tokenizer. For what a model
# is asked again after its first answer, headings repeat.
ALPACA = (
    "{% for message in messages %}"
    "{% if message['role'] == 'system' %}{{ message['content'] + '\\n\\n' }}"
    "{% elif message['role'] == 'user' %}{{ '### Instruction:\\n' + message['content'] + '\\n\\n' }}"
    "{% else %}{{ '### Response:\\n' + message['content'] + '\\n\\n' }}{% endif %}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '### Response:\\n' }}{% endif %}"
)
# Some templates tell the model which day it is. The same examples are to make the same model tomorrow.
_ONE_DAY = (
    "{%- macro strftime_now(format) -%}"
    "{{ '01 Jan 2024' if '%b' in format else '01 January 2024' if '%B' in format else '2024-01-01' }}"
    "{%- endmacro -%}"
)
# A template repeats what it is given a few times at most.
_MOST_WRITTEN = 4 * MAX_CHARACTERS


class ChatTemplate:
    """The template of a model directory, or Alpaca's where it has none."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._source, found = _template_of(directory)
        self.own = found is not None and found != ALPACA
        """Whether the model's makers wrote it."""
        self._template = ALPACA if found is None else found
        self._program = f"{_ONE_DAY}{self._template}" if "strftime_now" in self._template else self._template
        settings = read_json(directory / SETTINGS_FILE, required=False)
        self._tokens = {
            name: text
            for name in ("bos_token", "eos_token", "pad_token", "unk_token")
            if (text := token_text(settings.get(name))) is not None
        }

    def write(self, messages: Sequence[Message], *, asks: bool) -> str:
        """The text of a conversation; where it `asks`, up to where the model's answer begins."""
        from jinja2 import TemplateError
        from transformers.utils.chat_template_utils import render_jinja_template

        try:
            written = render_jinja_template(
                [list(messages)], chat_template=self._program, add_generation_prompt=asks, **self._tokens
            )
        except MemoryError:
            raise
        except (TemplateError, ValueError, TypeError, ArithmeticError, LookupError, RecursionError) as cause:
            said = " ".join(str(cause).split())[:200] or type(cause).__name__
            raise RuntimeFailure(
                "configuration",
                f"the chat template of {self._source} cannot write a conversation of "
                f"{', '.join(message['role'] for message in messages)}: {said}",
                "Leave out data.system if it knows no system text, or correct the template.",
            ) from cause
        # Older releases return the text, newer ones a list of texts with what else is known of them.
        text = written[0] if isinstance(written, tuple) else written
        text = text[0] if isinstance(text, list) else text
        if len(text) > _MOST_WRITTEN:
            raise RuntimeFailure(
                "configuration",
                f"the chat template of {self._source} writes {len(text)} characters, at most {_MOST_WRITTEN} are taken",
                "Correct the template, or cut the texts.",
            )
        return normal("NFC", text)

    def leave(self, directory: Path) -> None:
        """Writes the template into another directory, so that whoever asks the model there writes as it was trained."""
        (directory / TEMPLATE_FILE).write_text(self._template, encoding="utf-8")


def _template_of(directory: Path) -> tuple[Path, str | None]:
    """The file of the template and the template; none of Alpaca's."""
    path = directory / TEMPLATE_FILE
    try:
        return path, read_regular(path, MAX_JSON_BYTES).decode()
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as cause:
        raise RuntimeFailure(
            "configuration", f"{path} cannot be read: {cause}", "Put the file itself there."
        ) from cause
    path = directory / SETTINGS_FILE
    said = read_json(path, required=False).get("chat_template")
    if isinstance(said, list):
        named = {one.get("name"): one.get("template") for one in said if isinstance(one, dict)}
        said = named.get("default")
    if said is not None and not isinstance(said, str):
        raise RuntimeFailure(
            "configuration", f"{path}: chat_template is no text", "Give one template, or one that is named default."
        )
    return path, said


def token_text(value: Any) -> str | None:
    """A special token as tokenizer_config.json has it: its text, or an object with it."""
    text = value.get("content") if isinstance(value, dict) else value
    return text if isinstance(text, str) else None


def asked(value: str, *, messages: bool, system: str | None) -> list[Message]:
    """What a model is asked: the instruction of an example, or its messages up to the one that answers them."""
    found: list[Message] = json.loads(value) if messages else [{"role": "user", "content": value}]
    if system is None or found[0]["role"] == "system":
        return found
    return [{"role": "system", "content": system}, *found]
