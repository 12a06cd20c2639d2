"""How many tokens a model can read, from its config.json alone: a serving image has no PyTorch to ask."""

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
    if kind in _NUMBERED_AFTER_PADDING:
        padding = config.get("pad_token_id")
        return rows - 1 - (padding if isinstance(padding, int) else 1)
    return rows
