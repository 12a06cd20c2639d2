"""From a text or an image to what a model takes: one and the same code for training, evaluation and serving.

Needs only numpy, and tokenizers (texts) or Pillow (images): a serving image carries neither PyTorch nor transformers.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from .failures import RuntimeFailure
from .images import MAX_PIXELS, center_crop, open_image, size_of
from .positions import answers_at_last_place, usable_positions, vocabulary_of
from .reading import read_json
from .settings import edge, finite, own_limit, pair, whole
from .spelling import MAX_CHARACTERS, normal
from .tabular import RowForm, form_in
from .tokenizer_file import library_errors, read_tokenizer

if TYPE_CHECKING:
    from PIL import Image

    from .augment.images import Change

Example = dict[str, np.ndarray]
"""One example by the model's input names, without a batch dimension and without padding."""

# The model's input that has the numbers of a row.
_NUMERIC = "numeric"
# What is tokenized at a time, and what it makes is in memory at a time.
_CHARACTERS_AT_A_TIME = 500_000
# Token numbers are below this: a vocabulary has some hundred thousand.
_NO_TOKEN = 1 << 31
# Pillow's filters are numbered from 0.
_LAST_FILTER = 5
# As ConvNextImageProcessor has them: the share that a crop keeps, and from which size it scales without one.
_CONVNEXT_CROP = 224 / 256
_CONVNEXT_WARPS = 384


class Inputs(Protocol):
    """Turns raw examples (str for texts, bytes of an image file for images) into arrays by input name."""

    max_length: int | None
    """Texts are cut to this many tokens; None where nothing cuts them (and for images)."""

    positions: int | None
    """Tokens that the model has positions for, where config.json says it; a longer text cannot be read."""

    pad_id: int | None
    """The number of the token that texts are padded with; None for images."""

    def read(self, items: Sequence[Any]) -> list[Example]:
        """Each example alone. RuntimeFailure `data` names the position of one that cannot be read."""
        ...

    def collate(self, examples: Sequence[Example]) -> dict[str, np.ndarray]:
        """One batch, padded to its longest example."""
        ...

    def encode(self, items: Sequence[Any]) -> dict[str, np.ndarray]:
        """`collate(read(items))`."""
        ...

    def length(self, example: Example) -> int:
        """Tokens of a text, special ones included; 1 for an image. Batches of like lengths waste no padding."""
        ...

    def probe(self, length: int) -> Example:
        """An example for checks of shape and speed: a text of exactly `length` tokens, or an image."""
        ...


def load(model_dir: str | Path, max_length: int | None) -> Inputs:
    """Reads tokenizer.json (texts) or preprocessor_config.json (images) of a model directory.

    `max_length` None means the tokenizer's own limit: `model_max_length` of tokenizer_config.json, else the
    truncation of tokenizer.json, else none. Raises RuntimeFailure `configuration` where neither file is usable.
    """
    directory = Path(model_dir)
    if (directory / "tokenizer.json").is_file():
        return text_inputs(directory, max_length)
    if (directory / "preprocessor_config.json").is_file():
        return ImageInputs(directory)
    raise RuntimeFailure(
        "configuration",
        f"{directory} holds neither tokenizer.json nor preprocessor_config.json",
        "Save the tokenizer in its fast form (tokenizer.json) or the image processor beside the model's weights.",
    )


class TextInputs:
    """Texts by the `tokenizers` library, padded with the token that the model was trained with.

    At the right, whatever side a tokenizer names for models that go on with a text: many count the places of a text
    from the beginning of its row, so that an answer would depend on the texts beside it. See `answers_at_last_place`.
    """

    def __init__(self, directory: Path, max_length: int | None, *, ends_once: bool = True) -> None:
        """`ends_once`: of a model that finds the end of a text by its token, no text has that in its middle."""
        self._path = directory / "tokenizer.json"
        self._file = read_tokenizer(self._path)
        self._tokenizer = self._file.tokenizer
        settings = read_json(directory / "tokenizer_config.json", required=False)
        config = read_json(directory / "config.json", required=False)
        padding, truncation = self._file.padding, self._file.truncation
        self.max_length = max_length if max_length is not None else own_limit(settings, truncation)
        self.positions = usable_positions(config)
        self._vocabulary = vocabulary_of(config)
        self._end = config.get("eos_token_id") if ends_once and config.get("is_encoder_decoder") else None
        self.pad_id = self._find_pad_id(settings, config, padding)
        self._pad_left = answers_at_last_place(config)
        # Models with one segment type have nothing to tell apart, and some take no such input.
        self._segments = whole(config, "type_vocab_size", 0, directory / "config.json") > 1
        if self.max_length is not None:
            special = self._tokenizer.num_special_tokens_to_add(is_pair=False)
            if self.max_length <= special:
                raise RuntimeFailure(
                    "configuration",
                    f"max-length {self.max_length} leaves no room for text beside {special} special tokens",
                    f"Use at least {special + 1}.",
                )
            cut = str(settings.get("truncation_side") or truncation.get("direction") or "right").lower()
            side = "left" if cut == "left" else "right"
            self._tokenizer.enable_truncation(self.max_length, strategy="longest_first", direction=side)

    def _find_pad_id(self, settings: dict[str, Any], config: dict[str, Any], padding: dict[str, Any]) -> int:
        named = [self._number_of(settings.get(key)) for key in ("pad_token", "eos_token")]
        end = config.get("eos_token_id")
        # Llama, Mistral and GPT-2 name none. What is padded is masked, and with their end as padding a text is answered
        # at the last token before it.
        ends = (named[1], *(end if isinstance(end, list) else [end]))
        for candidate in (named[0], padding.get("pad_id"), config.get("pad_token_id"), *ends):
            if (
                isinstance(candidate, int)
                and not isinstance(candidate, bool)
                and 0 <= candidate < (self._vocabulary or _NO_TOKEN)
            ):
                return candidate
        raise RuntimeFailure(
            "configuration",
            "the tokenizer has no padding token that the model knows, so texts of different lengths cannot share a "
            "batch",
            "Set pad_token in tokenizer_config.json, or pad_token_id in config.json.",
        )

    def _number_of(self, token: Any) -> int | None:
        """Of a token as tokenizer_config.json names it."""
        name = token.get("content") if isinstance(token, dict) else token
        return self._tokenizer.token_to_id(name) if isinstance(name, str) else None

    def read(self, items: Sequence[str]) -> list[Example]:
        examples: list[Example] = []
        for index, text in enumerate(items):
            if len(text) > MAX_CHARACTERS:
                raise RuntimeFailure(
                    "data",
                    f"text {index} has {len(text)} characters, at most {MAX_CHARACTERS} are read",
                    "Cut it: a model reads only the beginning of a long text.",
                )
            with library_errors(self._path):
                if self._file.outgrows(text):
                    raise RuntimeFailure("data", f"the tokenizer makes too much of text {index}", "Cut it.")
        # A letter can be spelt in several ways, and clients do not spell as the training data did.
        spelt = [normal("NFC", text) for text in items]
        for encoding in itertools.chain.from_iterable(map(self._tokenize, _pieces(spelt))):
            ids = np.asarray(encoding.ids, dtype=np.int64)
            self._refuse_beyond_vocabulary(ids)
            example: Example = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
            if self._segments:
                example["token_type_ids"] = np.asarray(encoding.type_ids, dtype=np.int64)
            examples.append(self._ended_once(example))
        return examples

    def _refuse_beyond_vocabulary(self, ids: np.ndarray) -> None:
        most = int(ids.max(initial=0))
        if self._vocabulary is not None and most >= self._vocabulary:
            raise RuntimeFailure(
                "configuration",
                f"{self._path} gives the token {most}, and the model has {self._vocabulary}",
                "Give the tokenizer that belongs to the model.",
            )

    def _ended_once(self, example: Example) -> Example:
        """Somebody may write `</s>`, which a tokenizer takes for the end: BART answers at it, and T5 too."""
        there = np.flatnonzero(example["input_ids"] == self._end) if isinstance(self._end, int) else ()
        return example if len(there) < 2 else {name: np.delete(one, there[:-1]) for name, one in example.items()}

    def _tokenize(self, texts: list[str]) -> list[Any]:
        with library_errors(self._path):
            return self._tokenizer.encode_batch_fast(texts)

    def collate(self, examples: Sequence[Example]) -> dict[str, np.ndarray]:
        # A text without any token still needs one place: a padding token that is masked out.
        longest = max(1, *(len(example["input_ids"]) for example in examples))
        batch: dict[str, np.ndarray] = {}
        for name in examples[0]:
            fill = self.pad_id if name == "input_ids" else 0
            rows = np.full((len(examples), longest), fill, dtype=np.int64)
            for row, example in zip(rows, examples, strict=True):
                values = example[name]
                if self._pad_left:
                    row[longest - len(values) :] = values
                else:
                    row[: len(values)] = values
            batch[name] = rows
        return batch

    def encode(self, items: Sequence[str]) -> dict[str, np.ndarray]:
        return self.collate(self.read(items))

    def length(self, example: Example) -> int:
        return len(example["input_ids"])

    def probe(self, length: int) -> Example:
        with library_errors(self._path):
            words = self._tokenizer.encode("word", add_special_tokens=False).ids or [self.pad_id]
        ids = np.resize(np.asarray(words, dtype=np.int64), length)
        example: Example = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        if self._segments:
            example["token_type_ids"] = np.zeros_like(ids)
        return example


class RowInputs(TextInputs):
    """Rows, each as one text (row_text.py), of which a model reads some columns as its text and others as numbers."""

    def __init__(self, directory: Path, max_length: int | None, form: RowForm) -> None:
        super().__init__(directory, max_length)
        self.form = form

    def read(self, items: Sequence[str]) -> list[Example]:
        texts: list[str] = []
        numeric: list[np.ndarray] = []
        for index, row in enumerate(items):
            try:
                values = self.form.values(row)
                numeric.append(self.form.features(self.form.numbers_of(values)))
            except ValueError as cause:
                raise RuntimeFailure(
                    "data", f"row {index} cannot be read: {cause}", f"Give {', '.join(self.form.columns)}."
                ) from cause
            texts.append(self.form.text_of(values))
        return [{**one, _NUMERIC: of} for one, of in zip(super().read(texts), numeric, strict=True)]

    def collate(self, examples: Sequence[Example]) -> dict[str, np.ndarray]:
        texts = [{name: array for name, array in one.items() if name != _NUMERIC} for one in examples]
        return {**super().collate(texts), _NUMERIC: np.stack([one[_NUMERIC] for one in examples])}

    def probe(self, length: int) -> Example:
        """Numbers at their means."""
        return {**super().probe(length), _NUMERIC: np.zeros(self.form.width, dtype=np.float32)}


def text_inputs(directory: Path, max_length: int | None) -> TextInputs:
    """As the model of a directory reads texts, or rows."""
    form = form_in(directory)
    return TextInputs(directory, max_length) if form is None else RowInputs(directory, max_length, form)


class ImageInputs:
    """Images by Pillow and numpy, following preprocessor_config.json; `pixel_values` is float32, channels first."""

    max_length = None
    positions = None
    pad_id = None

    def __init__(self, directory: Path) -> None:
        path = directory / "preprocessor_config.json"
        settings = read_json(path, required=True)
        config = read_json(directory / "config.json", required=False)
        self._channels = whole(config, "num_channels", 3, directory / "config.json") or 3
        if self._channels not in (1, 3):
            raise RuntimeFailure(
                "configuration",
                f"num_channels {self._channels} in config.json is not 1 or 3",
                "Use a grey or RGB model.",
            )
        self._resample = whole(settings, "resample", 2, path)
        if not 0 <= self._resample <= _LAST_FILTER:
            raise RuntimeFailure("configuration", f"{path}: resample {self._resample} is no filter", "Use 0 to 5.")
        crops = bool(settings.get("do_center_crop", False))
        self._crop = pair(settings.get("crop_size"), path, "crop_size") if crops else None
        self._resize = bool(settings.get("do_resize", True))
        size = settings.get("size")
        self._shortest: int | None = None
        self._size: tuple[int, int] | None = None
        if self._resize and isinstance(size, dict) and "shortest_edge" in size:
            self._shortest = edge(size["shortest_edge"], path, "size")
        elif self._resize:
            self._size = pair(size, path, "size")
        self._read_crop_share(settings, path)
        if self._crop is None and self._size is None:
            raise RuntimeFailure(
                "configuration",
                f"{path}: images would keep different sizes, and could not share a batch",
                "Set size to {height, width}, or shortest_edge with do_center_crop and crop_size.",
            )
        rescale = settings.get("rescale_factor", 1 / 255) if settings.get("do_rescale", True) else 1.0
        if not finite(rescale):
            raise RuntimeFailure("configuration", f"{path}: rescale_factor is {rescale!r:.40}", "Use a number.")
        self._scale = float(rescale)
        normalize = bool(settings.get("do_normalize", True))
        self._mean = self._per_channel(settings.get("image_mean", 0.5) if normalize else 0.0, path, "image_mean")
        self._std = self._per_channel(settings.get("image_std", 0.5) if normalize else 1.0, path, "image_std")

    def _read_crop_share(self, settings: dict[str, Any], path: Path) -> None:
        """`crop_pct`: ConvNextImageProcessor (ConvNeXt, ResNet, Swin v2) crops small sizes of what it scaled larger."""
        share = settings.get("crop_pct")
        kind = settings.get("image_processor_type", settings.get("feature_extractor_type"))
        if not (isinstance(kind, str) and kind.startswith("ConvNext")):
            # Others, such as PoolFormer's, mean something else by it.
            if share is not None:
                raise RuntimeFailure(
                    "configuration",
                    f"{path}: crop_pct is known of ConvNextImageProcessor alone, and the file is of {kind!r:.40}",
                    "Write size and crop_size as the model needs them, and remove crop_pct.",
                )
            return
        if not self._resize:
            return
        if self._crop is not None:
            raise RuntimeFailure(
                "configuration", f"{path}: {kind:.40} crops by crop_pct and crop_size", "Remove do_center_crop."
            )
        if self._shortest is None:
            self._shortest = edge(settings.get("size"), path, "size")
        share = _CONVNEXT_CROP if share is None else share
        if not (finite(share) and 0 < share <= 1):
            raise RuntimeFailure(
                "configuration", f"{path}: crop_pct is {share!r:.40}", "Use a number above 0, at most 1."
            )
        self._size = self._crop = None
        square = (self._shortest, self._shortest)
        if self._shortest < _CONVNEXT_WARPS:
            self._crop = square
            self._shortest = edge(int(self._shortest / share), path, "size / crop_pct")
        else:
            self._size, self._shortest = square, None

    def _per_channel(self, value: Any, path: Path, key: str) -> np.ndarray:
        values = value if isinstance(value, list) else [value] * self._channels
        if len(values) != self._channels or not all(map(finite, values)):
            raise RuntimeFailure(
                "configuration", f"{path}: {key} needs {self._channels} numbers, got {value}", "Correct the file."
            )
        array = np.asarray(values, dtype=np.float32).reshape(-1, 1, 1)
        if key == "image_std" and not (array > 0).all():
            raise RuntimeFailure(
                "configuration", f"{path}: image_std must be above 0, got {value}", "Correct the file."
            )
        return array

    @property
    def in_color(self) -> bool:
        return self._channels == 3

    def read(self, items: Sequence[bytes], changes: Sequence[Change] | None = None) -> list[Example]:
        """`changes`, one for each image, are made before the model's own scaling."""
        return [
            {"pixel_values": self._pixels(item, index, None if changes is None else changes[index])}
            for index, item in enumerate(items)
        ]

    def changed(self, item: bytes, changes: Sequence[Change]) -> tuple[Image.Image, list[Image.Image]]:
        """An image, and what each of the changes makes of it."""
        image = self._open(item, 0)
        return image, [self._change(image, change) for change in changes]

    def _open(self, item: bytes, index: int) -> Image.Image:
        try:
            image = open_image(item).convert("RGB" if self.in_color else "L")
            self._check_pixels(image.width, image.height, MAX_PIXELS)
        except ValueError as cause:
            raise RuntimeFailure("data", f"image {index} cannot be read: {cause}", "Send PNG or JPEG files.") from cause
        return image

    def _change(self, image: Image.Image, change: Change) -> Image.Image:
        from PIL import Image

        resample = Image.Resampling(self._resample)
        made = change(image, self._scaled(image.width, image.height), resample)
        # A model that scales nothing takes its part of an image by its pixels.
        return made if self._resize else made.resize(image.size, resample)

    def _pixels(self, item: bytes, index: int, change: Change | None) -> np.ndarray:
        from PIL import Image

        image = self._open(item, index)
        if change is not None:
            image = self._change(image, change)
        if self._resize:
            image = image.resize(self._scaled(image.width, image.height), Image.Resampling(self._resample))
        values = np.asarray(image, dtype=np.float32)
        if self._crop is not None:
            values = center_crop(values, self._crop)
        planes = values[None] if self._channels == 1 else values.transpose(2, 0, 1)
        return np.ascontiguousarray((planes * np.float32(self._scale) - self._mean) / self._std, dtype=np.float32)

    def _scaled(self, width: int, height: int) -> tuple[int, int]:
        """Width and height after scaling, before the crop."""
        if self._shortest is not None:
            shorter = max(1, min(width, height))
            return self._shortest * width // shorter, self._shortest * height // shorter
        return (self._size[1], self._size[0]) if self._size is not None else (width, height)

    def _check_pixels(self, width: int, height: int, most: int) -> None:
        """Raises ValueError where an image has more pixels than `most`, or would have on its way to the model.

        A narrow image whose shorter edge is scaled up can grow a thousand times.
        """
        for (wide, high), when in (((width, height), ""), (self._scaled(width, height), " once scaled")):
            if wide * high > most:
                raise ValueError(f"{wide} × {high} pixels{when} are more than {most // 1_000_000} million")

    def check(self, items: Sequence[bytes], most_pixels: int) -> None:
        """Looks at headers alone. RuntimeFailure `data` for what is no PNG or JPEG, or would take long to decode."""
        total = 0
        for index, item in enumerate(items):
            try:
                width, height = size_of(item)
            except ValueError as cause:
                raise RuntimeFailure(
                    "data", f"image {index} cannot be read: {cause}", "Send PNG or JPEG files."
                ) from cause
            try:
                self._check_pixels(width, height, most_pixels)
            except ValueError as cause:
                raise RuntimeFailure("data", f"image {index} is too large: {cause}", "Send smaller images.") from cause
            total += width * height
        if total > most_pixels:
            raise RuntimeFailure(
                "data",
                f"the images have {total} pixels, at most {most_pixels} are decoded for one request",
                "Send smaller images, or fewer at once.",
            )

    def collate(self, examples: Sequence[Example]) -> dict[str, np.ndarray]:
        return {"pixel_values": np.stack([example["pixel_values"] for example in examples])}

    def encode(self, items: Sequence[bytes]) -> dict[str, np.ndarray]:
        return self.collate(self.read(items))

    def length(self, example: Example) -> int:
        return 1

    def probe(self, length: int) -> Example:
        height, width = self._crop or self._size or (1, 1)
        zeros = np.zeros((self._channels, height, width), dtype=np.float32)
        return {"pixel_values": (zeros - self._mean) / self._std}


def _pieces(texts: Sequence[str]) -> Iterator[list[str]]:
    """The texts in their order, in lists of limited size: a tokenizer makes a hundred bytes of every few characters."""
    piece: list[str] = []
    characters = 0
    for text in texts:
        piece.append(text)
        characters += len(text)
        if characters >= _CHARACTERS_AT_A_TIME:
            yield piece
            piece, characters = [], 0
    if piece:
        yield piece


def refuse_beyond_positions(inputs: Inputs, max_length: int, model: str) -> None:
    """RuntimeFailure `configuration` where texts of `max_length` tokens would not fit into the model's positions."""
    if inputs.positions is not None and max_length > inputs.positions:
        raise RuntimeFailure(
            "configuration",
            f"max-length {max_length} is more than the {inputs.positions} positions of {model}",
            f"Set data.max-length to {inputs.positions} or less.",
        )
