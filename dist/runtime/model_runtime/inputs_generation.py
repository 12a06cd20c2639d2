"""From an example to the numbers that a model which writes is trained on and asked, and from its numbers to a text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from .chat import SETTINGS_FILE, ChatTemplate, Message, asked, token_text
from .examples import Row
from .failures import RuntimeFailure
from .inputs import Example, TextInputs
from .positions import usable_positions, vocabulary_of
from .reading import read_json
from .spelling import normal
from .tokenizer_file import library_errors, read_tokenizer

LossOn = Literal["response", "all"]

# What is no item of a loss.
IGNORED = -100


@dataclass(frozen=True)
class Writing:
    """How examples are put to a model that writes."""

    system: str | None = None
    """A text before every conversation that has none of its own."""

    messages: bool = False
    """Whether an example's input is a conversation, as JSON, in the place of one instruction."""

    max_target_length: int | None = None
    loss_on: LossOn = "response"


class Codec:
    """The tokenizer of a model directory, in both directions, and what ends a text there."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / "tokenizer.json"
        if not self._path.is_file():
            raise RuntimeFailure(
                "configuration",
                f"{directory} holds no tokenizer.json",
                "Save the tokenizer in its fast form beside the model's weights.",
            )
        self._file = read_tokenizer(self._path, decodes=True)
        self._tokenizer = self._file.tokenizer
        settings = read_json(directory / SETTINGS_FILE, required=False)
        config = read_json(directory / "config.json", required=True)
        generation = read_json(directory / "generation_config.json", required=False)
        self._vocabulary = vocabulary_of(config)
        named = token_text(settings.get("eos_token"))
        said = [None if named is None else self._tokenizer.token_to_id(named)]
        for document in (generation, config):
            given = document.get("eos_token_id")
            said += given if isinstance(given, list) else [given]
        self.ends = tuple(dict.fromkeys(one for one in said if _is_id(one)))
        """Each of them ends a text. The first is the one that is written where nothing else ends it."""
        if not self.ends:
            raise RuntimeFailure(
                "configuration",
                f"{directory} names no token that ends a text",
                "Set eos_token in tokenizer_config.json, or eos_token_id in config.json.",
            )
        padding = token_text(settings.get("pad_token"))
        pads = (
            None if padding is None else self._tokenizer.token_to_id(padding),
            self._file.padding.get("pad_id"),
            config.get("pad_token_id"),
        )
        # Where there is none, any will do: what is padded is masked.
        self.pad_id: int = next(
            (one for one in pads if _is_id(one) and one < (self._vocabulary or one + 1)), self.ends[0]
        )
        starts = (generation.get("decoder_start_token_id"), config.get("decoder_start_token_id"))
        self.decoder_start: int | None = next((one for one in starts if _is_id(one)), None)
        self.leading = self._leading()
        """Tokens that the tokenizer itself puts before a text."""

    def encoding(self, text: str, *, special: bool = False) -> Any:
        """With its offsets in the text. RuntimeFailure `configuration` for a number that the model has no row for."""
        spelt = normal("NFC", text)
        with library_errors(self._path):
            if self._file.outgrows(spelt):
                raise RuntimeFailure("data", "the tokenizer makes too much of a text", "Cut it.")
            found = self._tokenizer.encode(spelt, add_special_tokens=special)
        most = max(found.ids, default=0)
        if self._vocabulary is not None and most >= self._vocabulary:
            raise RuntimeFailure(
                "configuration",
                f"{self._path} gives the token {most}, and the model has {self._vocabulary}",
                "Give the tokenizer that belongs to the model.",
            )
        return found

    def ids(self, text: str, *, special: bool = False) -> list[int]:
        return list(self.encoding(text, special=special).ids)

    def text(self, ids: Sequence[int]) -> str:
        """What was written before the first end of a text, without special tokens."""
        ended = next((place for place, one in enumerate(ids) if one in self.ends), len(ids))
        with library_errors(self._path):
            return normal("NFC", self._tokenizer.decode(list(ids[:ended]), skip_special_tokens=True))

    def ended(self, ids: Sequence[int]) -> list[int]:
        """Up to and with the first end of a text, which is put there where there is none."""
        for place, one in enumerate(ids):
            if one in self.ends:
                return list(ids[: place + 1])
        return [*ids, self.ends[0]]

    def refuse_ends_in(self, text: str) -> None:
        """UnfitError where a text would end in its middle."""
        found = next((one for one in self.ids(text) if one in self.ends), None)
        if found is not None:
            raise UnfitError(
                f"what is to be written holds {self._tokenizer.id_to_token(found)!r}, which ends a text to the model: "
                "write it otherwise, or remove the row"
            )

    def _leading(self) -> tuple[int, ...]:
        bare, whole = self.ids("a"), self.ids("a", special=True)
        places = (place for place in range(len(whole)) if whole[place : place + len(bare)] == bare)
        return tuple(whole[: next(places, 0)])


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 31


class UnfitError(ValueError):
    """An example that can be neither learnt nor judged. Its text says why, and what to do."""


class ConversationInputs:
    """What a model that goes on with a text is trained on: a conversation, and the answer that ends it."""

    def __init__(self, directory: Path, max_length: int | None, writing: Writing) -> None:
        self.directory = directory
        self._writing = writing
        self._codec = Codec(directory)
        self._template = ChatTemplate(directory)
        # A template of the model's own says by itself what comes first.
        self._leading = [] if self._template.own else list(self._codec.leading)
        self.max_length = max_length
        self.longest: int | None = None
        """What `length` says at most."""
        self.positions = usable_positions(read_json(directory / "config.json", required=True))
        self.pad_id = self._codec.pad_id
        self.ends = self._codec.ends

    @property
    def template(self) -> ChatTemplate:
        return self._template

    def length(self, row: Row) -> int:
        """Tokens of an example, uncut."""
        prompt, response = self._parts(row)
        return len(prompt) + len(response)

    def example(self, row: Row) -> Example:
        """What is trained on: `input_ids`, and for each the token that comes next as `labels`, or IGNORED.

        The beginning of what is asked is cut where all of it is too long, and never the answer. UnfitError where that
        is not enough.
        """
        self._codec.refuse_ends_in(row.target or "")
        prompt, response = self._parts(row)
        if self.max_length is not None and len(prompt) + len(response) > self.max_length:
            prompt = self._cut(row, self.max_length - len(response), len(response))
        whole = np.asarray([*prompt, *response], dtype=np.int64)
        labels = whole[1:].copy()
        if self._writing.loss_on == "response":
            labels[: len(prompt) - 1] = IGNORED
        return {"input_ids": whole[:-1], "labels": labels}

    def prompt(self, row: Row, room: int) -> np.ndarray:
        """What the model is asked, in at most so many tokens fewer than it reads as it is to write."""
        ids = self._ids(self._asked(row))
        if self.max_length is not None and len(ids) > self.max_length - room:
            ids = self._cut(row, self.max_length - room, room)
        return np.asarray(ids, dtype=np.int64)

    def text(self, ids: Sequence[int]) -> str:
        return self._codec.text(ids)

    def shown(self, row: Row) -> str:
        """What people know the example by: the last question of a conversation."""
        return self._asked(row)[-1]["content"]

    def _asked(self, row: Row) -> list[Message]:
        return asked(row.input, messages=self._writing.messages, system=self._writing.system)

    def _ids(self, messages: Sequence[Message]) -> list[int]:
        return [*self._leading, *self._codec.ids(self._template.write(messages, asks=True))]

    def _parts(self, row: Row) -> tuple[list[int], list[int]]:
        """The tokens of what is asked, and those of the answer with its end."""
        messages, answer = self._asked(row), row.target or ""
        before = self._template.write(messages, asks=True)
        prompt = [*self._leading, *self._codec.ids(before)]
        # Alpaca's blank lines after an answer lead to the next instruction, and are none of the answer.
        if self._template.own:
            whole = self._template.write([*messages, {"role": "assistant", "content": answer}], asks=False)
            if whole.startswith(before):
                # A token may reach over the border: the model is asked with the prompt's own tokens, and so is trained.
                ids = self._codec.ids(whole)
                same = ids[: len(prompt)] == prompt
                return prompt, self._codec.ended(ids[len(prompt) :] if same else self._codec.ids(whole[len(before) :]))
        # Or the template writes an answer otherwise than it asks for one, as those of models that think first do.
        return prompt, self._codec.ended(self._codec.ids(answer))

    def _cut(self, row: Row, room: int, taken: int) -> list[int]:
        """What is asked, in at most `room` tokens: the oldest messages go first, then the beginning of the last one."""
        messages = self._newest(self._asked(row), room)
        first = 1 if messages[0]["role"] == "system" else 0
        while True:
            ids = self._ids(messages)
            over = len(ids) - room
            if over <= 0:
                return ids
            content = normal("NFC", messages[first]["content"])
            if content == "":
                raise UnfitError(
                    f"the answer takes {taken} tokens and the form of the conversation {len(ids)}, and max-length is "
                    f"{self.max_length}: raise data.max-length, or shorten the answer"
                )
            offsets = self._codec.encoding(content).offsets
            cut = offsets[over][0] if over < len(offsets) else len(content)
            messages[first] = {**messages[first], "content": content[max(1, cut) :]}

    def _newest(self, messages: list[Message], room: int) -> list[Message]:
        """What the system says, and of the others the newest that fit into `room` tokens, at least the last of them.

        From the last on, and twice as many each time: to write a long conversation anew without each of its messages
        would take time by the square of their number.
        """
        first, last = (1 if messages[0]["role"] == "system" else 0), len(messages) - 1
        # No conversation begins with an answer.
        begins = [first, *(at for at in range(first + 1, last + 1) if messages[at]["role"] == "user" or at == last)]

        def since(place: int) -> list[Message]:
            return [*messages[:first], *messages[begins[place] :]]

        def fits(place: int) -> bool:
            return len(self._ids(since(place))) <= room

        fitting, step = len(begins) - 1, 1
        while step <= fitting and fits(fitting - step):
            fitting, step = fitting - step, 2 * step
        # Those behind `low` have not been tried, or fit.
        low = max(0, fitting - step + 1)
        return since(low + bisect_left(range(low, fitting), True, key=fits))


class PairInputs:
    """What a model that reads one text and writes another is trained on: both texts."""

    def __init__(self, directory: Path, max_length: int | None, writing: Writing) -> None:
        self.directory = directory
        self._codec = Codec(directory)
        self._texts = TextInputs(directory, max_length, ends_once=False)
        self._most = writing.max_target_length
        if self._codec.decoder_start is None:
            raise RuntimeFailure(
                "configuration",
                f"{directory} does not say what a text that is written begins with",
                "Set decoder_start_token_id in config.json, as models that read a text and write another have it.",
            )
        self.decoder_start: int = self._codec.decoder_start
        self.max_length = self.longest = max_length
        self.positions = self._texts.positions
        self.pad_id = self._texts.pad_id
        self.ends = self._codec.ends

    def length(self, row: Row) -> int:
        """Tokens of the text that is read, as far as it is."""
        return self._texts.length(self._texts.read([row.input])[0])

    def example(self, row: Row) -> Example:
        """`input_ids` of what is read; `decoder_input_ids` and, for each, the token that comes next as `labels`.

        UnfitError where what is to be written is too long: cut, it would teach to end in the middle.
        """
        self._codec.refuse_ends_in(row.target or "")
        target = self._codec.ended(self._codec.ids(row.target or "", special=True))
        if self._most is not None and len(target) > self._most:
            raise UnfitError(
                f"the target has {len(target)} tokens, and max-target-length is {self._most}: raise "
                "data.max-target-length, or shorten the target"
            )
        labels = np.asarray(target, dtype=np.int64)
        before = np.asarray([self.decoder_start, *target[:-1]], dtype=np.int64)
        return {"input_ids": self.prompt(row, 0), "decoder_input_ids": before, "labels": labels}

    def prompt(self, row: Row, room: int) -> np.ndarray:
        return self._texts.read([row.input])[0]["input_ids"]

    def text(self, ids: Sequence[int]) -> str:
        return self._codec.text(ids)

    def shown(self, row: Row) -> str:
        """What people know the example by."""
        return str(row.input)
