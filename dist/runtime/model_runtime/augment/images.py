"""Changes of a picture that leave what it shows: cut, turned, bent, in other light. By Pillow and scipy."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from PIL import Image

    Change = Callable[[Image.Image, tuple[int, int], Image.Resampling], Image.Image]
    """An image, the size `(width, height)` that it needs at most, and a filter to that size: to the changed image."""

# Hues are a circle of so many.
_HUES = 256
# A very narrow image is scaled to many times what its model reads. Bending takes some hundred bytes a pixel.
_MOST_PIXELS = 4_000_000
# Of what a report shows.
_PICTURE_EDGE = 64


@dataclass(frozen=True)
class ImageChange:
    """Which changes are made; without arguments none."""

    crop: tuple[float, float] = (1.0, 1.0)
    """The least and the largest share of the picture's area that stays, in the picture's own shape."""

    flips: frozenset[str] = field(default_factory=frozenset)
    """`horizontal` and `vertical`: each is done to every second picture."""

    brightness: float = 0.0
    """As contrast and saturation: between 1 less this and 1 and this times what it was."""
    contrast: float = 0.0
    saturation: float = 0.0

    hue: float = 0.0
    """By at most so much of the circle of hues, either way."""

    rotation: float = 0.0
    """By at most so many degrees, either way."""

    elastic: tuple[float, float] | None = None
    """How far pixels are moved, and how many neighbours go along (alpha and sigma of Simard et al. 2003), in pixels of
    the size that the model reads."""

    @classmethod
    def of(cls, section: Mapping[str, Any]) -> ImageChange:
        """From `training.augment` of a config."""
        color, elastic = section.get("color", {}), section.get("elastic")
        flip = section.get("flip")
        low, high = section.get("crop", {}).get("scale", (1.0, 1.0))
        return cls(
            crop=(low, high),
            flips=frozenset({"both": ("horizontal", "vertical"), None: ()}.get(flip, (flip,))),
            **{name: color.get(name, 0.0) for name in ("brightness", "contrast", "saturation", "hue")},
            rotation=section.get("rotation", 0.0),
            elastic=None if elastic is None else (elastic["alpha"], elastic["sigma"]),
        )

    @property
    def needs_colors(self) -> bool:
        return self.saturation > 0 or self.hue > 0

    def drawn(self, draw: np.random.Generator) -> Change:
        """One change, by numbers that are taken from the generator."""

        def change(image: Image.Image, size: tuple[int, int], resample: Image.Resampling) -> Image.Image:
            found = self._cropped(image, size, resample, draw)
            found = self._flipped(found, draw)
            found = self._moved(found, draw)
            return self._colored(found, draw)

        return change

    def _cropped(
        self, image: Image.Image, size: tuple[int, int], resample: Image.Resampling, draw: np.random.Generator
    ) -> Image.Image:
        """In one step to the size that is needed: all that follows then costs as much as the model's pixels do."""
        share, across, down = draw.uniform(*self.crop), draw.random(), draw.random()
        width, height = (edge * share**0.5 for edge in image.size)
        left, top = across * (image.width - width), down * (image.height - height)
        needed = min(size[0], image.width), min(size[1], image.height)
        scale = min(1.0, (_MOST_PIXELS / (needed[0] * needed[1])) ** 0.5)
        smaller = max(1, int(needed[0] * scale)), max(1, int(needed[1] * scale))
        return image.resize(smaller, resample, box=(left, top, left + width, top + height))

    def _flipped(self, image: Image.Image, draw: np.random.Generator) -> Image.Image:
        from PIL import Image

        ways = (("horizontal", Image.Transpose.FLIP_LEFT_RIGHT), ("vertical", Image.Transpose.FLIP_TOP_BOTTOM))
        for name, way in ways:
            if draw.random() < 0.5 and name in self.flips:
                image = image.transpose(way)
        return image

    def _moved(self, image: Image.Image, draw: np.random.Generator) -> Image.Image:
        """Turned and bent in one step. What comes in from outside is the picture's mirror image."""
        if self.rotation == 0 and self.elastic is None:
            return image
        from PIL import Image
        from scipy.ndimage import gaussian_filter, map_coordinates

        values = np.asarray(image, dtype=np.float32)
        height, width = values.shape[:2]
        angle = np.deg2rad(draw.uniform(-self.rotation, self.rotation))
        middle = np.array([(height - 1) / 2, (width - 1) / 2]).reshape(2, 1, 1)
        grid = np.stack(np.meshgrid(np.arange(height), np.arange(width), indexing="ij")) - middle
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        places = np.tensordot(turn, grid, axes=1) + middle
        if self.elastic is not None:
            alpha, sigma = self.elastic
            for axis in range(2):
                pushes = draw.uniform(-1, 1, (height, width))
                places[axis] += alpha * gaussian_filter(pushes, sigma, mode="reflect")
        planes = values[..., None] if values.ndim == 2 else values
        moved = [map_coordinates(plane, places, order=1, mode="reflect") for plane in np.moveaxis(planes, -1, 0)]
        bytes_ = np.clip(np.rint(np.stack(moved, axis=-1)), 0, 255).astype(np.uint8)
        return Image.fromarray(bytes_[..., 0] if values.ndim == 2 else bytes_)

    def _colored(self, image: Image.Image, draw: np.random.Generator) -> Image.Image:
        from PIL import Image, ImageEnhance

        kinds = (
            (ImageEnhance.Brightness, self.brightness),
            (ImageEnhance.Contrast, self.contrast),
            (ImageEnhance.Color, self.saturation),
        )
        for kind, most in kinds:
            factor = draw.uniform(1 - most, 1 + most)
            if most > 0:
                image = kind(image).enhance(factor)
        turn = draw.uniform(-self.hue, self.hue)
        if self.hue == 0:
            return image
        hue, saturation, value = image.convert("HSV").split()
        turned = (np.asarray(hue, dtype=np.int16) + round(turn * _HUES)) % _HUES
        parts = (Image.fromarray(turned.astype(np.uint8)), saturation, value)
        return Image.merge("HSV", parts).convert(image.mode)


def strip(image: Image.Image, changed: Sequence[Image.Image]) -> bytes:
    """A JPEG with an image and what became of it, side by side."""
    from PIL import Image

    made = [image, *changed]
    field = _PICTURE_EDGE + 4
    sheet = Image.new("RGB", (field * len(made) - 4, _PICTURE_EDGE), "white")
    for number, one in enumerate(made):
        scale = _PICTURE_EDGE / max(one.size)
        size = max(1, round(one.width * scale)), max(1, round(one.height * scale))
        # Of a tiny picture people see its pixels.
        filter_ = Image.Resampling.NEAREST if scale > 1 else Image.Resampling.BICUBIC
        sheet.paste(one.convert("RGB").resize(size, filter_), (number * field, 0))
    file = io.BytesIO()
    sheet.save(file, "JPEG", quality=85)
    return file.getvalue()
