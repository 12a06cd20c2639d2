"""tokenizer.json and the settings of a base model that a stranger made."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from tiny import image_model, text_model
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from model_runtime.failures import RuntimeFailure
from model_runtime.inputs import load
from model_runtime.tokenizer_file import read_tokenizer

REPLACE = {"type": "Replace", "pattern": {"String": "a"}, "content": "a" * 10}
A = {"Sequence": {"id": "A", "type_id": 0}}
B = {"Sequence": {"id": "B", "type_id": 0}}
METASPACE = {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always", "split": True}


def sequence(inside: str, *members: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Sequence", inside: list(members)}


def word_piece(**changes: Any) -> dict[str, Any]:
    vocabulary = {"[PAD]": 0, "[UNK]": 1, "a": 2}
    return {
        "type": "WordPiece",
        "unk_token": "[UNK]",
        "continuing_subword_prefix": "##",
        "max_input_chars_per_word": 100,
        "vocab": vocabulary,
        **changes,
    }


def precompiled(texts: bytes, trie: bytes = b"") -> dict[str, Any]:
    blob = len(trie).to_bytes(4, "little") + trie + texts
    return {"type": "Precompiled", "precompiled_charsmap": base64.b64encode(blob).decode()}


def special(times: int) -> dict[str, Any]:
    """A template that puts two special tokens before a text, so many times."""
    token = {"id": "[CLS]", "ids": [2, 2], "tokens": ["[CLS]", "[CLS]"]}
    single = [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}] * times + [A]
    return {"type": "TemplateProcessing", "single": single, "pair": [A, B], "special_tokens": {"[CLS]": token}}


def changed(directory: Path, **changes: Any) -> Path:
    path = text_model(directory) / "tokenizer.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))
    return directory


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"normalizer": sequence("normalizers", *[REPLACE] * 7)}, "puts in more than it takes out"),
        ({"normalizer": {**REPLACE, "pattern": {"String": ""}, "content": ""}}, "looks for an empty text"),
        ({"normalizer": {**REPLACE, "pattern": {"Regex": "(a+)+$"}, "content": ""}}, "of a Replace is not known"),
        ({"normalizer": precompiled(b"a" * 65 + b"\0")}, "replaces a letter with 65 bytes"),
        ({"normalizer": {"type": "Precompiled", "precompiled_charsmap": "?"}}, "holds no base64"),
        (
            {"normalizer": {"type": "Precompiled", "precompiled_charsmap": "aaaaaaaa"}},
            "a trie of 1771742825 bytes in 6",
        ),
        ({"normalizer": {**REPLACE, "pattern": {"Regex": ["a"]}}}, "of a Replace is not known"),
        ({"truncation": {"direction": ["a"]}, "model": word_piece(vocab={"[UNK]": 1, "[PAD]": 2})}, None),
        ({"normalizer": sequence("normalizers", precompiled(b""), {"type": "NFKD"})}, "taken apart again"),
        ({"normalizer": sequence("normalizers", *[{"type": "ByteLevel"}] * 9)}, "ByteLevel stands in it 9 times"),
        ({"normalizer": {"type": "Prepend", "prepend": "a" * 1000}}, "Prepend has a text of 1000 characters"),
        ({"normalizer": {"type": "Evil"}}, "normalizer 'Evil' is not known"),
        ({"normalizer": {"lowercase": True}}, "has no type"),
        ({"normalizer": sequence("normalizers", *[{"type": "NFC"}] * 17)}, "no list of at most 16"),
        ({"pre_tokenizer": sequence("pretokenizers", *[METASPACE] * 8)}, "Metaspace stands in it 8 times"),
        (
            {
                "pre_tokenizer": {
                    "type": "Split",
                    "pattern": {"Regex": "(a+)+$"},
                    "behavior": "Isolated",
                    "invert": False,
                }
            },
            "of a Split is not known",
        ),
        (
            {"post_processor": {"type": "TemplateProcessing", "single": [A] * 2, "pair": [A, B], "special_tokens": {}}},
            "does not have the text once",
        ),
        ({"model": word_piece(max_input_chars_per_word=1000)}, "at most 200 is taken"),
        ({"model": word_piece(unk_token="x" * 10_000)}, "unk_token has a text of 10000 characters"),
        ({"model": word_piece(vocab={"[PAD]": 0, "[UNK]": 1, "x" * 10_000: 2})}, "the vocabulary has a text of 10000"),
        ({"model": word_piece(vocab={"[PAD]": 0, "[UNK]": 1, "a": 2**32 - 1})}, "4294967295 is no number of a token"),
        ({"model": word_piece(continuing_subword_prefix="#" * 99)}, "has a text of 99 characters"),
        ({"model": {"type": "BPE", "vocab": {"[PAD]": 0}, "merges": [], "dropout": 0.5}}, "drops merges at random"),
        ({"model": {"type": "Evil"}}, "the model 'Evil' is not known"),
        ({"model": word_piece(unk_token="[NONE]")}, "cannot be used"),  # noqa: S106
        ({"added_tokens": [{"id": 0, "content": "x" * 10_000}]}, "added_tokens has a text of 10000 characters"),
        ({"padding": {"pad_id": -1}, "model": word_piece(vocab={"[UNK]": 1, "word": 2})}, None),
        (
            {"normalizer": sequence("normalizers", *[sequence("normalizers", *[{"type": "NFC"}] * 9)] * 2)},
            "it has 18 normalizers, and at most 16 are taken",
        ),
        (
            {"post_processor": sequence("processors", special(1), {"type": "BertProcessing"})},
            "it adds special tokens more than once",
        ),
        ({"post_processor": special(9)}, "it adds 18 tokens to each text, and at most 16 are taken"),
    ],
)
def test_a_part_that_is_not_known_to_be_harmless_is_refused(
    changes: dict[str, Any], told: str | None, tmp_path: Path
) -> None:
    directory = changed(tmp_path, **changes)
    if told is None:  # a nonsense padding is not used
        load(directory, 8)
        return
    with pytest.raises(RuntimeFailure) as caught:
        load(directory, 8).read(["a zzz"])
    assert caught.value.code == "configuration"
    assert told in caught.value.message
    assert len(caught.value.message) < len(str(directory)) + 300


def test_a_panic_of_the_library_is_a_failure_with_the_files_name(tmp_path: Path) -> None:
    inputs = load(changed(tmp_path, normalizer=precompiled(b"", trie=bytes([0, 1, 0, 0]))), 8)
    with pytest.raises(RuntimeFailure, match=r"tokenizer\.json cannot be used: index out of bounds") as caught:
        inputs.read(["\u00e9"])
    assert caught.value.code == "configuration"


def test_what_a_normalizer_makes_of_a_long_text_is_bounded(tmp_path: Path) -> None:
    inputs = load(changed(tmp_path, normalizer={"type": "NFKC"}), 8)
    inputs.read(["\ufdfa" * 1000, "good " * 200_000])
    with pytest.raises(RuntimeFailure, match="the tokenizer makes too much of text 1") as caught:
        inputs.read(["good", "\ufdfa" * 1_000_000])
    assert caught.value.code == "data"


GPT_4 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
GPT_4O = (
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
    r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
    r"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
LETTERS = {token: number for number, token in enumerate(["[PAD]", "[UNK]", *"abdegor\u2581"])}
KINDS = {
    "BERT": (
        models.WordPiece(LETTERS, unk_token="[UNK]"),  # noqa: S106
        normalizers.BertNormalizer(),
        pre_tokenizers.BertPreTokenizer(),
    ),
    "RoBERTa": (models.BPE(LETTERS, []), None, pre_tokenizers.ByteLevel()),
    "ModernBERT": (models.BPE(LETTERS, []), normalizers.NFC(), pre_tokenizers.ByteLevel()),
    "DeBERTa, T5": (
        models.Unigram([(token, -1.0) for token in LETTERS], 1),
        normalizers.Sequence([normalizers.Strip(), normalizers.Replace(Regex(r"\s{2,}|[\n\r\t]"), " ")]),
        pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()]),
    ),
    "ALBERT": (
        models.Unigram([(token, -1.0) for token in LETTERS], 1),
        normalizers.Sequence(
            [
                normalizers.Replace("``", '"'),
                normalizers.NFKD(),
                normalizers.StripAccents(),
                normalizers.Lowercase(),
                normalizers.Replace(Regex(" {2,}"), " "),
            ]
        ),
        pre_tokenizers.Metaspace(),
    ),
    "Gemma": (
        models.BPE(LETTERS, [], unk_token="[UNK]", byte_fallback=True, fuse_unk=True),  # noqa: S106
        normalizers.Replace(" ", "\u2581"),
        pre_tokenizers.Split(" ", "merged_with_previous"),
    ),
    "Llama 2": (
        models.BPE(LETTERS, [], unk_token="[UNK]"),  # noqa: S106
        normalizers.Sequence([normalizers.Prepend("\u2581"), normalizers.Replace(" ", "\u2581")]),
        None,
    ),
    **{
        name: (
            models.BPE(LETTERS, []),
            normalizers.NFC(),
            pre_tokenizers.Sequence(
                [pre_tokenizers.Split(Regex(pattern), "isolated"), pre_tokenizers.ByteLevel(False, use_regex=False)]
            ),
        )
        for name, pattern in (("Llama 3", GPT_4), ("GPT-4o", GPT_4O))
    },
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_kinds_that_real_models_have_are_taken_and_read_as_the_library_does(kind: str, tmp_path: Path) -> None:
    model, normalizer, pre_tokenizer = KINDS[kind]
    tokenizer = Tokenizer(model)
    if normalizer is not None:
        tokenizer.normalizer = normalizer
    if pre_tokenizer is not None:
        tokenizer.pre_tokenizer = pre_tokenizer
    tokenizer.post_processor = processors.TemplateProcessing("[PAD] $A [UNK]", None, [("[PAD]", 0), ("[UNK]", 1)])
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    (tmp_path / "tokenizer_config.json").write_text('{"pad_token": "[PAD]"}')
    text = "a good  bad dog"
    (found,) = load(tmp_path, None).read([text])
    assert found["input_ids"].tolist() == tokenizer.encode(text).ids


def test_an_older_file_without_the_models_type_is_read(tmp_path: Path) -> None:
    model = word_piece(vocab={"[PAD]": 0, "[UNK]": 1, "good": 2})
    del model["type"]
    (found,) = load(changed(tmp_path, model=model, post_processor=None), 8).read(["good"])
    assert found["input_ids"].tolist() == [2]


@pytest.mark.parametrize(
    ("file", "changes"),
    [
        ("config.json", {"type_vocab_size": "many"}),
        ("config.json", {"num_channels": [3]}),
        ("preprocessor_config.json", {"resample": 99}),
        ("preprocessor_config.json", {"resample": "best"}),
        ("preprocessor_config.json", {"do_center_crop": True, "crop_size": 100_000}),
        ("preprocessor_config.json", {"size": {"height": -4, "width": 4}}),
        ("preprocessor_config.json", {"size": {"shortest_edge": 0}, "do_center_crop": True, "crop_size": 16}),
        ("preprocessor_config.json", {"crop_pct": 0.5, "image_processor_type": "PoolFormerImageProcessor"}),
        ("preprocessor_config.json", {"crop_pct": 0, "size": 16, "image_processor_type": "ConvNextImageProcessor"}),
        (
            "preprocessor_config.json",
            {"crop_pct": 1e-300, "size": 16, "image_processor_type": "ConvNextImageProcessor"},
        ),
        (
            "preprocessor_config.json",
            {"crop_pct": "1", "size": 16, "feature_extractor_type": "ConvNextFeatureExtractor"},
        ),
        ("preprocessor_config.json", {"image_mean": float("nan")}),
        ("preprocessor_config.json", {"rescale_factor": "x" * 10_000}),
    ],
)
def test_a_nonsense_setting_is_named_with_its_file(file: str, changes: dict[str, Any], tmp_path: Path) -> None:
    (image_model if file != "config.json" or "num_channels" in changes else text_model)(tmp_path)
    path = tmp_path / file
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))
    with pytest.raises(RuntimeFailure, match=file) as caught:
        load(tmp_path, None)
    assert caught.value.code == "configuration"
    assert len(caught.value.message) < len(str(path)) + 200


@pytest.mark.parametrize("value", [10**30, -1, True, 1.5])
def test_a_padding_token_that_is_no_number_of_a_token_is_not_used(value: Any, tmp_path: Path) -> None:
    text_model(tmp_path)
    (tmp_path / "tokenizer_config.json").write_text("{}")
    (tmp_path / "config.json").write_text(json.dumps({"pad_token_id": value}))
    with pytest.raises(RuntimeFailure, match="no padding token"):
        load(tmp_path, 8)


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "tokenizer_config.json"])
def test_a_file_of_a_model_that_nests_without_end_or_is_a_link_is_refused(name: str, tmp_path: Path) -> None:
    path = text_model(tmp_path) / name
    path.write_text("[" * 200_000)
    with pytest.raises(RuntimeFailure, match="cannot be read"):
        load(tmp_path, 8)
    path.unlink()
    path.symlink_to("/dev/zero")
    with pytest.raises(RuntimeFailure, match=r"link|neither"):
        load(tmp_path, 8)


@pytest.mark.parametrize(
    ("decoder", "message"),
    [
        ({"type": "CTC"}, "the decoder 'CTC' is not known"),
        ({"type": "Replace", "pattern": {"String": "a"}, "content": "aa"}, "puts in more than it takes out"),
        ({"type": "Replace", "pattern": {"Regex": "(a*)*b"}, "content": ""}, "the pattern of a Replace is not known"),
        ({"type": "WordPiece", "prefix": "#" * 99, "cleanup": True}, "has a text of 99 characters"),
        (sequence("decoders", *[{"type": "Fuse"}] * 17), "is no list of at most"),
    ],
)
def test_a_decoder_that_is_not_known_to_be_harmless_is_refused(
    decoder: dict[str, Any], message: str, tmp_path: Path
) -> None:
    path = changed(tmp_path, decoder=decoder) / "tokenizer.json"
    assert read_tokenizer(path).tokenizer.decoder is None, "who only reads texts has no use for it"
    with pytest.raises(RuntimeFailure) as failure:
        read_tokenizer(path, decodes=True)
    assert message in failure.value.message


@pytest.mark.parametrize(
    "decoder",
    [
        None,
        {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
        METASPACE,
        # Llama's.
        sequence(
            "decoders",
            {"type": "Replace", "pattern": {"String": "\u2581"}, "content": " "},
            {"type": "ByteFallback"},
            {"type": "Fuse"},
            {"type": "Strip", "content": " ", "start": 1, "stop": 0},
        ),
    ],
)
def test_the_decoders_of_real_models_are_taken(decoder: dict[str, Any] | None, tmp_path: Path) -> None:
    path = changed(tmp_path, decoder=decoder) / "tokenizer.json"
    assert (read_tokenizer(path, decodes=True).tokenizer.decoder is None) is (decoder is None)
