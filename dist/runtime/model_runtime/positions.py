"""How many tokens a model can read, and which, from its config.json alone: a serving image has no PyTorch to ask."""

from __future__ import annotations

from typing import Any

# These number the tokens from the padding token's id + 1 on, so that so many rows of the table are never reached: a
# RoBERTa with 514 rows reads 512 tokens. (transformers: create_position_ids_from_input_ids)
_NUMBERED_AFTER_PADDING = frozenset(
    {
        "camembert",
        "data2vec-text",
        "esm",
        "ibert",
        "layoutlmv3",
        "lilt",
        "longformer",
        "luke",
        "markuplm",
        "roberta",
        "roberta-prelayernorm",
        "xlm-roberta",
        "xlm-roberta-xl",
        "xmod",
    }
)


def counts_after_padding(kind: str) -> bool:
    """Whether a model of this type finds a token's position by counting from its padding token's id on."""
    return kind in _NUMBERED_AFTER_PADDING


def answers_at_last_place(config: dict[str, Any]) -> bool:
    """Whether a classifier answers at the last place of a row, whatever stands there, and so is padded at the left."""
    usual = "last" if config.get("model_type") == "xlnet" else None
    return config.get("summary_type", usual) == "last"


def vocabulary_of(config: dict[str, Any]) -> int | None:
    """How many tokens a model has a row for; None where config.json does not say."""
    inner = config.get("text_config")
    value = config.get("vocab_size", inner.get("vocab_size") if isinstance(inner, dict) else None)
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def usable_positions(config: dict[str, Any]) -> int | None:
    """The longest text in tokens, special ones included; None where config.json names no table of positions."""
    rows = config.get(
        "max_position_embeddings", config.get("n_positions") if config.get("model_type") == "gpt2" else None
    )
    if not isinstance(rows, int) or isinstance(rows, bool) or rows < 1:
        return None
    kind = str(config.get("model_type"))
    if kind == "mpnet":  # its padding row is 1, whatever config.json says
        return rows - 2
    if counts_after_padding(kind):
        padding = config.get("pad_token_id")
        return rows - 1 - (padding if isinstance(padding, int) else 1)
    return rows
