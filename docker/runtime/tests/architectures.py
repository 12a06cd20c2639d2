"""Tiny base models of architectures whose heads, positions and inputs differ, as users have them: without a head."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tiny import WORDS

SMALL = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}
CONFIGS: dict[str, dict[str, Any]] = {
    "bert": {**SMALL, "max_position_embeddings": 32},
    "roberta": {**SMALL, "max_position_embeddings": 34, "pad_token_id": 1, "type_vocab_size": 1},
    "xlm-roberta": {**SMALL, "max_position_embeddings": 34, "pad_token_id": 1, "type_vocab_size": 1},
    "mpnet": {**SMALL, "max_position_embeddings": 34, "pad_token_id": 1},
    "distilbert": {"dim": 16, "n_layers": 2, "n_heads": 2, "hidden_dim": 32, "max_position_embeddings": 32},
    "deberta-v2": {**SMALL, "max_position_embeddings": 32, "pooler_hidden_size": 16, "type_vocab_size": 0},
    "bart": {
        "d_model": 16,
        **{f"{side}_layers": 1 for side in ("encoder", "decoder")},
        **{f"{side}_attention_heads": 2 for side in ("encoder", "decoder")},
        **{f"{side}_ffn_dim": 32 for side in ("encoder", "decoder")},
        "max_position_embeddings": 32,
        "bos_token_id": 2,
        "eos_token_id": 3,
        "decoder_start_token_id": 3,
        "forced_eos_token_id": None,
    },
    "gpt2": {"n_embd": 16, "n_layer": 2, "n_head": 2, "n_positions": 32, "bos_token_id": 2, "eos_token_id": 3},
    "llama": {**SMALL, "max_position_embeddings": 32, "bos_token_id": 2, "eos_token_id": 3},
    "mobilebert": {**SMALL, "max_position_embeddings": 32},
    "xlnet": {"d_model": 16, "n_layer": 2, "n_head": 2, "d_inner": 32},
    "vit": {**SMALL, "image_size": 16, "patch_size": 8},
}


def base_model(kind: str, directory: Path, dtype: str = "float32", **changes: Any) -> Path:
    """A base of `kind` with random weights; `changes` go into its configuration."""
    import torch
    from transformers import AutoConfig, AutoModel

    torch.manual_seed(0)
    words = {} if kind == "vit" else {"vocab_size": len(WORDS), "pad_token_id": 0}
    config = AutoConfig.for_model(kind, **{**words, **CONFIGS[kind], **changes})
    AutoModel.from_config(config).to(getattr(torch, dtype)).save_pretrained(directory)
    if kind == "vit":
        settings = {"size": {"height": 16, "width": 16}, "image_mean": [0.5] * 3, "image_std": [0.25] * 3}
        (directory / "preprocessor_config.json").write_text(json.dumps(settings))
        return directory
    write_tokenizer(directory, pad="[UNK]" if config.pad_token_id == 1 else "[PAD]")
    return directory


def write_tokenizer(directory: Path, pad: str) -> None:
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    tokenizer = Tokenizer(models.WordLevel({word: index for index, word in enumerate(WORDS)}, unk_token="good"))  # noqa: S106
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing("[CLS] $A [SEP]", None, [("[CLS]", 2), ("[SEP]", 3)])
    tokenizer.save(str(directory / "tokenizer.json"))
    (directory / "tokenizer_config.json").write_text(json.dumps({"pad_token": pad}))


ENDS = {"bos_token_id": 1, "eos_token_id": 2, "pad_token_id": 0}
READER = {**ENDS, "decoder_start_token_id": 2}
# Models that write: by what each of them is for.
WRITERS: dict[str, tuple[str, dict[str, Any]]] = {
    "llama": ("causal-lm", {**SMALL, **ENDS, "max_position_embeddings": 256}),
    "gpt2": ("causal-lm", {"n_embd": 16, "n_layer": 2, "n_head": 2, "n_positions": 256, **ENDS}),
    "bart": ("seq2seq", {**CONFIGS["bart"], **READER, "max_position_embeddings": 256}),
    "t5": ("seq2seq", {"d_model": 16, "d_kv": 8, "d_ff": 32, "num_layers": 1, "num_heads": 2, **READER}),
}


def writer_base(kind: str, directory: Path, dtype: str = "float32", **changes: Any) -> Path:
    """A base that writes texts, with random weights; its tokens are bytes, after [PAD], [BOS] and [EOS]."""
    import torch
    import transformers

    from model_runtime.tasks import task_of

    torch.manual_seed(0)
    task, config = WRITERS[kind]
    made = transformers.AutoConfig.for_model(kind, **{"vocab_size": 259, **config, **changes})
    task_of(task).auto_class().from_config(made).to(getattr(torch, dtype)).save_pretrained(directory)
    write_byte_tokenizer(directory)
    return directory


def write_byte_tokenizer(directory: Path) -> None:
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

    special = ["[PAD]", "[BOS]", "[EOS]"]
    vocabulary = [*special, *sorted(pre_tokenizers.ByteLevel.alphabet())]
    tokenizer = Tokenizer(models.BPE({token: number for number, token in enumerate(vocabulary)}, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in special])
    tokenizer.save(str(directory / "tokenizer.json"))
    settings = {"pad_token": "[PAD]", "bos_token": "[BOS]", "eos_token": "[EOS]"}
    (directory / "tokenizer_config.json").write_text(json.dumps(settings))
