from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from architectures import base_model
from tiny import LABELS, WORDS, Heard, image_model, text_model

from model_runtime.failures import RuntimeFailure
from model_runtime.images import center_crop
from model_runtime.inputs import load
from model_runtime.tasks import task_of


def test_texts_are_padded_to_the_longest_and_cut_to_max_length(tmp_path: Path) -> None:
    inputs = load(text_model(tmp_path), 6)
    batch = inputs.encode(["good", "file list open parse value key"])
    assert batch["input_ids"].tolist() == [[2, 4, 3, 0, 0, 0], [2, 6, 7, 8, 9, 3]]
    assert batch["attention_mask"].tolist() == [[1, 1, 1, 0, 0, 0], [1] * 6]
    assert batch["token_type_ids"].sum() == 0


def test_without_max_length_the_tokenizers_own_limit_counts(tmp_path: Path) -> None:
    inputs = load(text_model(tmp_path, own_limit=40), None)
    assert inputs.max_length == 40
    assert inputs.encode(["good " * 100])["input_ids"].shape == (1, 40)


def test_texts_are_encoded_as_transformers_does(tmp_path: Path) -> None:
    from transformers import PreTrainedTokenizerFast

    text_model(tmp_path)
    theirs = PreTrainedTokenizerFast(tokenizer_file=str(tmp_path / "tokenizer.json"), pad_token="[PAD]")  # noqa: S106
    texts = ["good file", "", "unknown words here and many more of them good bad"]
    wanted = theirs(texts, padding="longest", truncation=True, max_length=8, return_tensors="np")
    ours = load(tmp_path, 8).encode(texts)
    assert ours["input_ids"].tolist() == wanted["input_ids"].tolist()
    assert ours["attention_mask"].tolist() == wanted["attention_mask"].tolist()


def test_a_max_length_without_room_for_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuntimeFailure, match="no room for text"):
        load(text_model(tmp_path), 2)


def test_a_letter_reads_the_same_however_unicode_spells_it(tmp_path: Path) -> None:
    path = text_model(tmp_path) / "tokenizer.json"
    tokenizer = json.loads(path.read_text(encoding="utf-8"))
    tokenizer["model"]["vocab"]["caf\u00e9"] = tokenizer["model"]["vocab"].pop("key")
    path.write_text(json.dumps(tokenizer), encoding="utf-8")
    composed, decomposed = load(tmp_path, 16).read(["caf\u00e9", "cafe\u0301"])
    assert composed["input_ids"].tolist() == decomposed["input_ids"].tolist() == [2, WORDS.index("key"), 3]


def test_images_are_resized_scaled_and_normalized(tmp_path: Path) -> None:
    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", (40, 20), (255, 0, 127)).save(file, "PNG")
    pixels = load(image_model(tmp_path), None).encode([file.getvalue()])["pixel_values"]
    assert pixels.shape == (1, 3, 16, 16)
    assert np.allclose(pixels[0, :, 3, 3], [2.0, -2.0, (127 / 255 - 0.5) / 0.25], atol=1e-5)


def test_a_broken_image_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuntimeFailure, match="image 0 cannot be read") as caught:
        load(image_model(tmp_path), None).encode([b"no image"])
    assert caught.value.code == "data"


def test_a_small_image_is_centred_on_black() -> None:
    assert center_crop(np.ones((1, 2)), (3, 4)).tolist() == [[0, 0, 0, 0], [0, 1, 1, 0], [0, 0, 0, 0]]


@pytest.mark.parametrize(
    "settings",
    [
        {"size": {"shortest_edge": 24}, "crop_pct": 0.875},
        {"size": {"shortest_edge": 30}},
        {"size": {"shortest_edge": 20}, "crop_pct": 1, "do_normalize": False},
        {"size": {"shortest_edge": 384}, "crop_pct": 0.9},
    ],
)
@pytest.mark.parametrize(("width", "height"), [(57, 40), (33, 61), (24, 24)])
def test_images_for_convnext_are_read_as_transformers_does(
    settings: dict[str, Any], width: int, height: int, tmp_path: Path
) -> None:
    from PIL import Image
    from transformers.models.convnext.image_processing_pil_convnext import ConvNextImageProcessorPil

    theirs = ConvNextImageProcessorPil(**settings)
    image_model(tmp_path)
    path = tmp_path / "preprocessor_config.json"
    theirs.save_pretrained(tmp_path)
    # What it writes, what checkpoints of today have, and those of 2022.
    written = {**json.loads(path.read_text(encoding="utf-8")), "image_processor_type": "ConvNextImageProcessor"}
    plain = {**written, "size": written["size"]["shortest_edge"], "feature_extractor_type": "ConvNextFeatureExtractor"}
    del plain["image_processor_type"]
    image = Image.fromarray(np.random.default_rng(7).integers(0, 256, (height, width, 3), dtype=np.uint8))
    file = io.BytesIO()
    image.save(file, "PNG")
    (wanted,) = theirs(image, return_tensors="np")["pixel_values"]
    for one in (written, plain):
        path.write_text(json.dumps(one), encoding="utf-8")
        inputs = load(tmp_path, None)
        (ours,) = inputs.encode([file.getvalue()])["pixel_values"]
        assert ours.shape == wanted.shape == inputs.probe(1)["pixel_values"].shape
        assert np.abs(ours - wanted).max() < 1e-5


def test_a_text_that_holds_the_token_at_which_a_model_answers_is_read_without_it(tmp_path: Path) -> None:
    import torch
    from tokenizers import AddedToken, Tokenizer

    from model_runtime.base import load_base

    base_model("bart", tmp_path)
    tokenizer = Tokenizer.from_file(str(tmp_path / "tokenizer.json"))
    tokenizer.add_special_tokens([AddedToken("[SEP]", special=True)])
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    batch = load(tmp_path, 16).encode(["good [SEP] bad", "good bad"])
    assert batch["input_ids"].tolist() == [[2, 4, 5, 3]] * 2
    model = load_base(tmp_path, task_of("text-classification"), LABELS, Heard()).model.eval()
    with torch.inference_mode():
        one, other = model(**{name: torch.from_numpy(array) for name, array in batch.items()}).logits
    torch.testing.assert_close(one, other)


def test_a_tokenizer_with_more_tokens_than_the_model_is_refused_and_not_asked(tmp_path: Path) -> None:
    base_model("bert", tmp_path)
    tokenizer = json.loads((tmp_path / "tokenizer.json").read_text())
    tokenizer["model"]["vocab"]["extra"] = len(WORDS)
    (tmp_path / "tokenizer.json").write_text(json.dumps(tokenizer))
    inputs = load(tmp_path, 16)
    assert inputs.encode(["good bad"])["input_ids"].shape == (1, 4)
    with pytest.raises(RuntimeFailure, match=f"the token {len(WORDS)}, and the model has {len(WORDS)}"):
        inputs.encode(["good extra"])


def test_a_padding_token_that_the_model_has_no_row_for_is_not_used(tmp_path: Path) -> None:
    base_model("bert", tmp_path)
    tokenizer = json.loads((tmp_path / "tokenizer.json").read_text())
    tokenizer["model"]["vocab"]["<pad>"] = len(WORDS)
    (tmp_path / "tokenizer.json").write_text(json.dumps(tokenizer))
    (tmp_path / "tokenizer_config.json").write_text('{"pad_token": "<pad>"}')
    assert load(tmp_path, 16).pad_id == 0
