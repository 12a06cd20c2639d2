"""tokenizer.json of a stranger: a small program, taken only where all its parts are known to be harmless.

The parts are chosen by the file: a replacement repeated seven times makes ten million letters of one, and a regular
expression can search for ever. What real tokenizers are made of is listed here; nothing else is run.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .failures import RuntimeFailure
from .reading import read_json
from .spelling import MAX_CHARACTERS

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_NORMALIZERS = frozenset(
    {
        "BertNormalizer",
        "ByteLevel",
        "Lowercase",
        "NFC",
        "NFD",
        "NFKC",
        "NFKD",
        "Nmt",
        "Precompiled",
        "Prepend",
        "Replace",
        "Strip",
        "StripAccents",
    }
)
_PRE_TOKENIZERS = frozenset(
    {
        "BertPreTokenizer",
        "ByteLevel",
        "CharDelimiterSplit",
        "Digits",
        "Metaspace",
        "Punctuation",
        "Split",
        "UnicodeScripts",
        "Whitespace",
        "WhitespaceSplit",
    }
)
_POST_PROCESSORS = frozenset({"BertProcessing", "ByteLevel", "RobertaProcessing", "TemplateProcessing"})
_DECODERS = frozenset({"BPEDecoder", "ByteFallback", "ByteLevel", "Fuse", "Metaspace", "Replace", "Strip", "WordPiece"})
# Twice, these would multiply what they add.
_ONCE = frozenset(
    {"BertProcessing", "ByteLevel", "Metaspace", "Precompiled", "Prepend", "RobertaProcessing", "TemplateProcessing"}
)
# What makes more of a letter than a few: the longest of Unicode's own makes 18 of one.
_GROWING = frozenset({"NFKC", "NFKD", "Precompiled"})
# Each is searched in a time that grows with the text alone; others are not known to be.
_REPLACED = frozenset({" {2,}", r"\s+", r"\n", r"[\n\r\t]", r"\s{2,}|[\n\r\t]"})
_WORDS = r"'s|'t|'re|'ve|'m|'ll|'d"
_MIXED = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]"
_SMALL = r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
_CASES = rf"[^\r\n\p{{L}}\p{{N}}]?{_MIXED}*{_SMALL}+%s|[^\r\n\p{{L}}\p{{N}}]?{_MIXED}+{_SMALL}*%s"
_END = r"\s*[\r\n]+|\s+(?!\S)|\s+"
_SPLIT = frozenset(
    {
        # GPT-2, CLIP, then those of GPT-4, Llama 3 and Qwen, and of GPT-4o.
        rf"{_WORDS}| ?\p{{L}}+| ?\p{{N}}+| ?[^\s\p{{L}}\p{{N}}]+|\s+(?!\S)|\s+",
        rf"{_WORDS}|[\p{{L}}]+|[\p{{N}}]|[^\s\p{{L}}\p{{N}}]+",
        *(
            rf"(?i:{_WORDS})|[^\r\n\p{{L}}\p{{N}}]?\p{{L}}+|{digits}| ?[^\s\p{{L}}\p{{N}}]+[\r\n]*|{_END}"
            for digits in (r"\p{N}", r"\p{N}{1,3}")
        ),
        rf"(?i:{_WORDS})|[^\r\n\p{{L}}\p{{N}}]?[\p{{L}}\p{{M}}]+|\p{{N}}| ?[^\s\p{{L}}\p{{M}}\p{{N}}]+[\r\n]*|{_END}",
        *(
            rf"{_CASES % (words, words)}|{digits}| ?[^\s\p{{L}}\p{{N}}]+[\r\n/]*|{_END}"
            for words in ("", f"(?i:{_WORDS})?")
            for digits in (r"\p{N}", r"\p{N}{1,3}")
        ),
        r"\p{N}{1,3}",
        r"\d",
        r"\s+",
    }
)
_MOST_PARTS = 16
_LONGEST_TOKEN = 256
_LONGEST_AFFIX = 16
_LONGEST_REPLACEMENT_BYTES = 64
_MOST_ADDED_TOKENS = 20_000
_HIGHEST_ID = 1 << 24
_MOST_SPECIAL = 16
# Every file that is known has 100. The work of one word grows with its third power: of 1000, 1 MB takes minutes.
_LONGEST_WORD = 200
# A text that is shorter cannot grow to much.
_GROWTH_WATCHED_FROM = 4096


@dataclass(frozen=True)
class TokenizerFile:
    """A tokenizer without padding and truncation, and what its file said of them."""

    tokenizer: Tokenizer
    padding: dict[str, Any]
    truncation: dict[str, Any]
    grows: bool

    def outgrows(self, text: str) -> bool:
        """Whether the normalizer makes more of a text than is tokenized, told before all of it is there."""
        if not self.grows or len(text) < _GROWTH_WATCHED_FROM:
            return False
        made = 0
        for start in range(0, len(text), _GROWTH_WATCHED_FROM):
            made += len(self.tokenizer.normalizer.normalize_str(text[start : start + _GROWTH_WATCHED_FROM]))
            if made > 4 * MAX_CHARACTERS:
                return True
        return False


class _RefusedError(Exception):
    """What is wrong with the file, in one line."""


def read_tokenizer(path: Path, *, decodes: bool = False) -> TokenizerFile:
    """RuntimeFailure `configuration` names the part that is not known, or why the file cannot be read.

    With `decodes` it also makes texts of numbers, as the file says.
    """
    from tokenizers import Tokenizer

    document = read_json(path, required=True)
    try:
        _check(document)
        if decodes:
            _check_decoder(document.get("decoder"))
        said = {key: document.get(key) for key in ("padding", "truncation")}
        # What is written is what was looked at: in the file a key could stand twice.
        decoder = document.get("decoder") if decodes else None
        plain = {**document, "padding": None, "truncation": None, "decoder": decoder}
        with library_errors(path):
            tokenizer = Tokenizer.from_str(json.dumps(plain, ensure_ascii=False, allow_nan=False))
            special = tokenizer.num_special_tokens_to_add(is_pair=False)
        if special > _MOST_SPECIAL:
            raise _RefusedError(f"it adds {special} tokens to each text, and at most {_MOST_SPECIAL} are taken")
    except _RefusedError as cause:
        raise RuntimeFailure(
            "configuration", f"{path}: {cause}", "Use a base model whose tokenizer is of the common kinds."
        ) from cause
    kinds = {part["type"] for part in _parts(document.get("normalizer"), "normalizers")}
    return TokenizerFile(
        tokenizer,
        *(value if isinstance(value, dict) else {} for value in said.values()),
        grows=not kinds.isdisjoint(_GROWING),
    )


@contextlib.contextmanager
def library_errors(path: Path) -> Iterator[None]:
    """What the tokenizers library raises in its block becomes RuntimeFailure `configuration`.

    It raises plain Exception, or ends in a panic, which is none, where a file promises what it does not hold.
    """
    try:
        yield
    except (RuntimeFailure, MemoryError):
        raise
    except BaseException as cause:
        if not isinstance(cause, Exception) and type(cause).__name__ != "PanicException":
            raise  # an interrupt
        text = " ".join(str(cause).split())[:200]
        raise RuntimeFailure("configuration", f"{path} cannot be used: {text}", "Save the tokenizer again.") from cause


def _check(document: dict[str, Any]) -> None:
    normalizers = list(_parts(document.get("normalizer"), "normalizers"))
    pre_tokenizers = list(_parts(document.get("pre_tokenizer"), "pretokenizers"))
    post_processors = list(_parts(document.get("post_processor"), "processors"))
    for what, parts, known in (
        ("normalizer", normalizers, _NORMALIZERS),
        ("pre-tokenizer", pre_tokenizers, _PRE_TOKENIZERS),
        ("post-processor", post_processors, _POST_PROCESSORS),
    ):
        for part in parts:
            if part["type"] not in known:
                raise _RefusedError(f"the {what} {part['type'][:80]!r} is not known")
        if len(parts) > _MOST_PARTS:
            raise _RefusedError(f"it has {len(parts)} {what}s, and at most {_MOST_PARTS} are taken")
    for parts in ([*normalizers, *pre_tokenizers], post_processors):
        for kind, count in Counter(part["type"] for part in parts).items():
            if kind in _ONCE and count > 1:
                raise _RefusedError(f"{kind} stands in it {count} times, and is taken once")
    order = [part["type"] for part in [*normalizers, *pre_tokenizers]]
    if "Precompiled" in order and {"NFKC", "NFKD", "ByteLevel"} & set(order[order.index("Precompiled") :]):
        raise _RefusedError("what Precompiled has made would be taken apart again")
    if (
        sum(part["type"] in ("BertProcessing", "RobertaProcessing", "TemplateProcessing") for part in post_processors)
        > 1
    ):
        raise _RefusedError("it adds special tokens more than once")
    for part in normalizers:
        _check_normalizer(part)
    for part in pre_tokenizers:
        if part["type"] == "Split":
            _check_pattern(part, _SPLIT)
    for part in post_processors:
        if part["type"] == "TemplateProcessing":
            _check_template(part)
    document["model"] = _typed_model(document.get("model"))
    _check_model(document["model"])
    _check_added(document.get("added_tokens"))


def _parts(value: Any, inside: str, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The parts of a (nested) Sequence, in their order."""
    if value is None:
        return
    if not isinstance(value, dict) or not isinstance(value.get("type"), str) or depth > 4:
        raise _RefusedError(f"one of its {inside} has no type")
    if value["type"] != "Sequence":
        yield value
        return
    members = value.get(inside)
    if not isinstance(members, list) or len(members) > _MOST_PARTS:
        raise _RefusedError(f"{inside} is no list of at most {_MOST_PARTS}")
    for member in members:
        yield from _parts(member, inside, depth + 1)


def _check_normalizer(part: dict[str, Any]) -> None:
    kind = part["type"]
    if kind == "Prepend":
        _text(part.get("prepend"), "Prepend", _LONGEST_AFFIX)
    elif kind == "Replace":
        found, content = _check_pattern(part, _REPLACED), part.get("content")
        if not isinstance(content, str) or len(content) > len(found):
            raise _RefusedError("a Replace puts in more than it takes out")
    elif kind == "Precompiled":
        _check_charsmap(part.get("precompiled_charsmap"))


def _check_pattern(part: dict[str, Any], known: frozenset[str]) -> str:
    """The least that the pattern can match."""
    pattern = part.get("pattern")
    if isinstance(pattern, dict) and list(pattern) == ["String"]:
        text = _text(pattern["String"], part["type"], _LONGEST_TOKEN)
        if text:
            return text
        raise _RefusedError(f"a {part['type']} looks for an empty text")
    if isinstance(pattern, dict) and list(pattern) == ["Regex"] and str(pattern["Regex"]) in known:
        return " "
    raise _RefusedError(f"the pattern of a {part['type']} is not known: {str(pattern)[:120]}")


def _check_decoder(decoder: Any) -> None:
    parts = list(_parts(decoder, "decoders"))
    for part in parts:
        if part["type"] not in _DECODERS:
            raise _RefusedError(f"the decoder {part['type'][:80]!r} is not known")
        if part["type"] == "Replace":
            found, content = _check_pattern(part, frozenset()), part.get("content")
            if not isinstance(content, str) or len(content) > len(found):
                raise _RefusedError("a Replace puts in more than it takes out")
        for key in ("prefix", "replacement", "suffix", "content"):
            _text(part.get(key) or "", part["type"], _LONGEST_AFFIX)
    if len(parts) > _MOST_PARTS:
        raise _RefusedError(f"it has {len(parts)} decoders, and at most {_MOST_PARTS} are taken")


def _check_charsmap(value: Any) -> None:
    """A trie, after its size, and the texts that it points to, each with a zero at its end."""
    try:
        data = base64.b64decode(value, validate=True)
    except (TypeError, ValueError, binascii.Error) as cause:
        raise _RefusedError("Precompiled holds no base64") from cause
    size = int.from_bytes(data[:4], "little")
    if size % 4 or size > len(data) - 4:  # the library would make room for it first, up to 4 GB
        raise _RefusedError(f"Precompiled has a trie of {size} bytes in {len(data)}")
    texts = data[4 + size :]
    longest = max(map(len, texts.split(b"\0")))
    if longest > _LONGEST_REPLACEMENT_BYTES:
        raise _RefusedError(f"Precompiled replaces a letter with {longest} bytes")


def _check_template(part: dict[str, Any]) -> None:
    single, tokens = part.get("single"), part.get("special_tokens")
    if not isinstance(single, list) or not isinstance(tokens, dict) or len(tokens) > _MOST_SPECIAL:
        raise _RefusedError("its template is no list, or has too many tokens")
    if sum(isinstance(piece, dict) and "Sequence" in piece for piece in single) != 1 or len(single) > _MOST_SPECIAL:
        raise _RefusedError("its template does not have the text once")
    for name, token in tokens.items():
        ids, names = (token.get(key) if isinstance(token, dict) else None for key in ("ids", "tokens"))
        if not isinstance(ids, list) or not isinstance(names, list) or len(ids) + len(names) > _MOST_SPECIAL:
            raise _RefusedError("a special token of its template is none")
        for text in (name, *names):
            _text(text, "template", _LONGEST_TOKEN)
        for number in ids:
            _check_id(number)


def _typed_model(model: Any) -> dict[str, Any]:
    """The model with its type, which older files lack."""
    if not isinstance(model, dict):
        raise _RefusedError("it has no model")
    if model.get("type") is not None:
        return model
    if "merges" in model:
        return {**model, "type": "BPE"}
    if isinstance(model.get("vocab"), list):
        return {**model, "type": "Unigram"}
    return {**model, "type": "WordPiece" if "max_input_chars_per_word" in model else "WordLevel"}


def _check_model(model: dict[str, Any]) -> None:
    kind, vocabulary = model["type"], model.get("vocab")
    if kind not in ("BPE", "Unigram", "WordLevel", "WordPiece"):
        raise _RefusedError(f"the model {str(kind)[:80]!r} is not known")
    if isinstance(vocabulary, dict):
        tokens = list(vocabulary)
        for number in vocabulary.values():
            _check_id(number)
    else:
        entries = vocabulary if isinstance(vocabulary, list) else [None]
        tokens = [entry[0] if isinstance(entry, list) and entry else None for entry in entries]
    for token in tokens:
        _text(token, "the vocabulary", _LONGEST_TOKEN)
    for key in ("continuing_subword_prefix", "end_of_word_suffix"):
        _text(model.get(key) or "", key, _LONGEST_AFFIX)
    _text(model.get("unk_token") or "", "unk_token", _LONGEST_TOKEN)
    if model.get("dropout"):
        raise _RefusedError("its model drops merges at random: equal texts would get unequal answers")
    longest = model.get("max_input_chars_per_word", 0)
    if kind == "WordPiece" and (not isinstance(longest, int) or longest > _LONGEST_WORD):
        raise _RefusedError(f"max_input_chars_per_word is {str(longest)[:40]}, and at most {_LONGEST_WORD} is taken")


def _check_added(value: Any) -> None:
    added = [] if value is None else value
    if not isinstance(added, list) or len(added) > _MOST_ADDED_TOKENS:
        raise _RefusedError(f"added_tokens is no list of at most {_MOST_ADDED_TOKENS}")
    for token in added:
        if not isinstance(token, dict):
            raise _RefusedError("an added token is none")
        _text(token.get("content"), "added_tokens", _LONGEST_TOKEN)
        _check_id(token.get("id"))


def _check_id(number: Any) -> None:
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < _HIGHEST_ID:
        raise _RefusedError(f"{str(number)[:40]} is no number of a token")


def _text(value: Any, where: str, longest: int) -> str:
    if not isinstance(value, str):
        raise _RefusedError(f"{where} holds {str(value)[:40]}, and no text")
    if len(value) > longest:
        raise _RefusedError(f"{where} has a text of {len(value)} characters, and at most {longest} are taken")
    return value
