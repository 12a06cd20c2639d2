"""Readers of strangers' bytes, driven by `npm run bench -- fuzz python-…`: frames of a length (4 bytes) and bytes.

The first frame out holds the seeds; then each frame in is a case, and gets a frame that says how it ended.
"""

from __future__ import annotations

import base64
import contextlib
import io
import json
import random
import resource
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from model_runtime import protocol, rows
from model_runtime.failures import RuntimeFailure
from model_runtime.images import open_image
from model_runtime.inputs import ImageInputs, TextInputs
from model_runtime.manifest import read_manifest
from model_runtime.predictors import labels_of
from model_runtime.pretrained import check_pretrained
from model_runtime.row_text import row_text, values_in
from model_runtime.tasks.content import Texts

# What the server would be given and more; what takes more than this has grown.
_MEMORY_BYTES = 3 << 30
_PIXELS = 2_000_000
_LABELS = ["negative", "neutral", "positive"]
_TEXTS = [
    "",
    "a good file",
    "Ünïcödé \u4e2d\u6587 \U0001f600",
    "\ufdfa" * 50,
    "a" * 5000,
    "go od " * 1000,
    "0123 \r\n\t x",
]


@dataclass(frozen=True)
class Reader:
    seeds: list[bytes]
    read: Callable[[Path, bytes], None]
    """Works in a directory of its own. RuntimeFailure and BadRequestError are answers."""

    documents: bool = False
    """Whether the seeds are JSON: then bytes that are none choose a change of one of them, which gets further."""


def tokenizer_document(**changes: Any) -> dict[str, Any]:
    vocabulary = {token: number for number, token in enumerate(["[PAD]", "[UNK]", *"abdefgiklo0123 \u0120\u2581"])}
    return {
        "version": "1.0",
        "truncation": {"max_length": 16, "strategy": "LongestFirst", "stride": 0, "direction": "Right"},
        "padding": {"pad_id": 0, "direction": "Right"},
        "added_tokens": [
            {
                "id": 0,
                "content": "[PAD]",
                **dict.fromkeys(("single_word", "lstrip", "rstrip", "normalized"), False),
                "special": True,
            }
        ],
        "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "lowercase": True},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [{"SpecialToken": {"id": "[PAD]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
            "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
            "special_tokens": {"[PAD]": {"id": "[PAD]", "ids": [0], "tokens": ["[PAD]"]}},
        },
        "decoder": None,
        "model": {
            "type": "WordPiece",
            "unk_token": "[UNK]",
            "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100,
            "vocab": vocabulary,
        },
        **changes,
    }


def tokenizer_seeds() -> list[bytes]:
    letters = ["[PAD]", "[UNK]", *"abdefgiklo", "\u2581", "\u0120", "go"]
    numbered = {token: number for number, token in enumerate(letters)}
    pair_merged = {"type": "BPE", "unk_token": "[UNK]", "vocab": numbered, "merges": [["g", "o"]]}
    metaspace = {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always", "split": True}
    replaced = {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}
    charsmap = base64.b64encode((4).to_bytes(4, "little") + bytes(4) + b"fi\0").decode()
    return [
        json.dumps(document).encode()
        for document in (
            tokenizer_document(),
            tokenizer_document(
                normalizer={"type": "NFKC"},
                pre_tokenizer={"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
                model=pair_merged,
            ),
            tokenizer_document(
                normalizer={"type": "Sequence", "normalizers": [{"type": "NFKD"}, replaced, {"type": "Lowercase"}]},
                pre_tokenizer={"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, metaspace]},
                model={"type": "Unigram", "unk_id": 1, "vocab": [[one, -1.5] for one in letters]},
            ),
            # Its trie ends too early: a panic in the library, which is refused.
            tokenizer_document(normalizer={"type": "Precompiled", "precompiled_charsmap": charsmap}),
        )
    ]


def read_tokenizer(directory: Path, data: bytes) -> None:
    (directory / "tokenizer.json").write_bytes(data)
    (directory / "tokenizer_config.json").write_text('{"pad_token": "[PAD]"}')
    for limit in (None, 20):
        inputs = TextInputs(directory, limit)
        made = inputs.encode(_TEXTS)["input_ids"]
        if made.size > 100 * sum(map(len, _TEXTS)) * len(_TEXTS):
            raise AssertionError(f"{made.shape} tokens are made of some texts")
        inputs.probe(8)


def images() -> list[bytes]:
    from PIL import Image

    found: list[bytes] = []
    pixels = np.random.default_rng(0).integers(0, 255, (24, 32, 3), dtype=np.uint8)
    for mode in ("RGB", "L", "P", "RGBA", "1", "CMYK"):
        for form in ("PNG", "JPEG"):
            file = io.BytesIO()
            with contextlib.suppress(OSError):  # not every mode has a form
                Image.fromarray(pixels).convert(mode).save(file, form, progressive=mode == "L")
                found.append(file.getvalue())
    return found


def read_image(directory: Path, data: bytes) -> None:
    settings = {"size": {"shortest_edge": 16}, "do_center_crop": True, "crop_size": 16}
    (directory / "preprocessor_config.json").write_text(json.dumps(settings))
    inputs = ImageInputs(directory)
    inputs.check([data], _PIXELS)
    if inputs.encode([data])["pixel_values"].shape != (1, 3, 16, 16):
        raise AssertionError("another shape")
    if open_image(data).format not in ("PNG", "JPEG", "MPO"):
        raise AssertionError("another format")


def request(**changes: Any) -> bytes:
    tensor = {"name": "text", "shape": [2], "datatype": "BYTES", "data": ["a good file", "\u00e9\U0001f600"]}
    return json.dumps({"id": "one", "inputs": [{**tensor, **changes}], "outputs": [{"name": "label"}]}).encode()


_COLUMNS = ("title", "price")


def read_request(_: Path, data: bytes) -> None:
    with contextlib.suppress(protocol.BadRequestError):
        for text in protocol.parse(data, "text", 256, _COLUMNS).items:
            if row_text(values_in(Texts().read(Path(), text), _COLUMNS), _COLUMNS) != text:
                raise AssertionError(f"{text[:200]!r} is another row's text as well")
    asked: protocol.Inference | None = None
    for kind in ("text", "image"):
        with contextlib.suppress(protocol.BadRequestError):
            asked = protocol.parse(data, kind, 256)
            break
    if asked is None:
        protocol.parse(data, "text", 256)
        return
    answer = protocol.respond("m", "1", asked, _LABELS, np.zeros((len(asked.items), 3), np.float32))
    text = json.dumps(answer, allow_nan=False, ensure_ascii=False).encode()
    if len(text) > 200 * len(data) + 1000:
        raise AssertionError(f"{len(data)} bytes are answered with {len(text)}")
    for item in asked.items:
        if isinstance(item, str):
            Texts().plain(Texts().read(Path(), item))


def read_rows(directory: Path, data: bytes) -> None:
    ends: list[RuntimeFailure] = []
    listed = rows.Columns(("text", "group"), "label", None, None)
    alone = rows.Columns("text", "label", None, "group")
    for name, columns in (("train.jsonl", listed), ("train.jsonl", alone), ("train.csv", alone)):
        (directory / name).write_bytes(data)
        refused: list[rows.Wrong] = []
        try:
            for record in rows.read_records(directory / name, columns, Texts()):
                if isinstance(record, rows.Wrong):
                    json.dumps([record.what, record.lacking, record.id], ensure_ascii=False).encode()
                    refused.append(record)
                    continue
                json.dumps([record.content, record.label, record.cluster, record.id], ensure_ascii=False).encode()
        except RuntimeFailure as failure:
            if len(failure.message) > 3000:
                raise AssertionError(f"a message of {len(failure.message)} characters") from failure
            ends.append(failure)
        if refused:
            longest = max((what for wrong in refused for what in wrong.what), key=len, default="lacks a column")
            if len(longest) > 3000:
                raise AssertionError(f"a message of {len(longest)} characters")
            ends.append(RuntimeFailure("data", longest))
    if len(ends) == 3:
        raise ends[0]


_CONFIGS: dict[str, dict[str, Any]] = {
    "config.json": {
        "model_type": "bert",
        "id2label": {"0": "a", "1": "b"},
        "type_vocab_size": 2,
        "num_channels": 3,
        "max_position_embeddings": 32,
        "pad_token_id": 0,
        "num_hidden_layers": 2,
        "depths": [1, 2],
    },
    "tokenizer_config.json": {
        "pad_token": {"content": "[PAD]"},
        "model_max_length": 32,
        "padding_side": "left",
        "truncation_side": "right",
    },
    "preprocessor_config.json": {
        "size": {"height": 16, "width": 16},
        "crop_size": 12,
        "do_center_crop": True,
        "image_mean": [0.5, 0.5, 0.5],
        "image_std": 0.25,
        "rescale_factor": 0.1,
        "resample": 3,
    },
    "model.json": {
        "schema": 1,
        "name": "tiny",
        "version": "7",
        "format": "onnx",
        "engine": "onnxruntime",
        "maxLength": 32,
        "maxBatch": 8,
    },
    "model.safetensors.index.json": {"weight_map": {"a": "model-1.safetensors"}},
}


def read_config(directory: Path, data: bytes) -> None:
    """The bytes as the file that they look most like, beside others that are whole."""
    (directory / "model-1.safetensors").touch()
    (directory / "tokenizer.json").write_text(json.dumps(tokenizer_document()))
    given = json.loads(data)
    keys = set(given) if isinstance(given, dict) else set()
    like = max(_CONFIGS, key=lambda name: len(keys & set(_CONFIGS[name])))
    for name, content in _CONFIGS.items():
        (directory / name).write_text(json.dumps(content))
    (directory / like).write_bytes(data)
    check_pretrained(directory)
    labels_of(directory)
    read_manifest(directory)
    TextInputs(directory, None).encode(["good", "go od file"])
    inputs = ImageInputs(directory)
    inputs.encode([_IMAGE])
    inputs.probe(1)


_IMAGE = images()[0]
_ROWS = json.dumps({"inputs": [{"title": "a | price: 3", "price": 1.5}, {"title": None, "price": True}]}).encode()
READERS = {
    "protocol": lambda: Reader(
        [
            _ROWS,
            request(),
            request(name="image", data=["aGVsbG8=", "aGk="]),
            request(data=[["a"], ["b"]], shape=[2, 1]),
        ],
        read_request,
        documents=True,
    ),
    "rows": lambda: Reader(
        [
            b'{"text": "a good file", "label": "a", "group": 1}\n{"text": "\\u00e9", "label": 2, "group": "g"}\n',
            b'text,label,group\n"a, ""good""\nfile",a,1\nb,b,2\n',
            b'\xef\xbb\xbf{"text": "a", "label": "b", "group": "c"}\r\n\r\n',
        ],
        read_rows,
    ),
    "images": lambda: Reader(images(), read_image),
    "tokenizer": lambda: Reader(tokenizer_seeds(), read_tokenizer, documents=True),
    "config": lambda: Reader(
        [json.dumps(content).encode() for content in _CONFIGS.values()], read_config, documents=True
    ),
}


_VALUES: list[Any] = [
    *(None, True, 0, 1, -1, 2**31, 2**32, 2**63, 10**30, 1e308, 0.5, "", "a", "\u0345\u0300" * 40, "a" * 300),
    *([], {}, [[]], ["a"], [0], [None], {"type": "NFKD"}, {"type": "ByteLevel"}, {"String": "a"}, {"Regex": "(a+)+$"}),
]


def document_for(data: bytes, seeds: list[bytes]) -> bytes:
    """`data` where it is JSON; else a seed with some values changed, left out or repeated, as the bytes choose."""
    with contextlib.suppress(ValueError, RecursionError):
        json.loads(data)
        return data
    chosen = random.Random(data)
    document = json.loads(chosen.choice(seeds))
    for _ in range(chosen.randrange(1, 5)):
        inside = document
        while True:
            keys = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
            if not keys:
                break
            key = chosen.choice(keys)
            if isinstance(inside[key], (dict, list)) and inside[key] and chosen.random() < 0.8:
                inside = inside[key]
                continue
            change = chosen.randrange(4)
            if change == 0:
                del inside[key]
            elif change == 1 and isinstance(inside, list):
                inside.extend([inside[key]] * chosen.randrange(1, 20))
            else:
                inside[key] = json.loads(json.dumps(chosen.choice(_VALUES)))
            break
    return json.dumps(document).encode()


def end_of(reader: Reader, data: bytes) -> dict[str, str]:
    if reader.documents:
        data = document_for(data, reader.seeds)
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as directory:  # noqa: S108
        try:
            reader.read(Path(directory), data)
        except (RuntimeFailure, protocol.BadRequestError) as refusal:
            return {"end": "refused", "error": str(refusal)[:300]}
        except BaseException:
            return {"end": "crash", "error": traceback.format_exc()[-3000:]}
    return {"end": "read", "error": ""}


def frames(stream: Any) -> Iterator[bytes]:
    while len(length := stream.read(4)) == 4:
        yield stream.read(int.from_bytes(length, "big"))


def main(name: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    reader = READERS[name]()

    def send(value: Any) -> None:
        data = json.dumps(value).encode()
        sys.stdout.buffer.write(len(data).to_bytes(4, "big") + data)
        sys.stdout.buffer.flush()

    send([base64.b64encode(seed).decode() for seed in reader.seeds])
    for data in frames(sys.stdin.buffer):
        send(end_of(reader, data))


if __name__ == "__main__":
    main(sys.argv[1])
