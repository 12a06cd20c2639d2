"""Image files of strangers: opened, and bounded before anything is decoded."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from PIL import Image

# A small file can decode to gigabytes; 64 megapixels are 192 MB as RGB.
MAX_PIXELS = 64_000_000
# One that no camera makes, and that no job has to hold.
MAX_FILE_BYTES = 64 << 20
# Files are of strangers, also where a job reads them: the decoders of Pillow's forty other formats (one starts
# Ghostscript) are not for them.
_FORMATS = ("PNG", "JPEG")
# Every scan of a progressive JPEG goes through all its pixels, and forty bytes make one; encoders write about ten.
_MOST_SCANS = 64
_JPEG_SCAN, _JPEG_END, _JPEG_BEGIN = 0xDA, 0xD9, 0xD8
# Where libjpeg sees a part begin: 0 belongs to the pixels, D0 to D7 (restarts) stand between them.
_JPEG_MARKER = re.compile(rb"\xff([\xc0-\xcf\xd8-\xfe])")
# Profiles and previews come in parts of 64 KB, of which even a large photograph has some dozens.
_MOST_PARTS = 4096
# Of EXIF.
_ORIENTATION = 0x0112
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# With acTL and its like an image would be an animation; what is shown of one is its IDAT.
_PIXEL_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})


def open_image(data: bytes) -> Image.Image:
    """The decoded image of a PNG or JPEG file. ValueError where it is none, is cut, or has too many pixels."""
    from PIL import Image

    width, height = size_of(data)
    if width * height > MAX_PIXELS:
        raise ValueError(f"{width} × {height} pixels are more than {MAX_PIXELS // 1_000_000} million")
    try:
        with Image.open(io.BytesIO(bare_png(data)), formats=_FORMATS) as opened:
            opened.load()
            return _upright(_of_8_bits(opened))
    except Exception as cause:  # Pillow's decoders raise many kinds for a broken file
        raise ValueError(str(cause)) from cause


def _of_8_bits(image: Image.Image) -> Image.Image:
    """Pillow makes everything above 255 white where it converts a grey image of 16 bits."""
    from PIL import Image

    if not image.mode.startswith("I"):
        return image
    return Image.fromarray((np.asarray(image).astype(np.uint32) >> 8).clip(0, 255).astype(np.uint8))


def _upright(image: Image.Image) -> Image.Image:
    """As people see it: a phone leaves its pixels as they lay, and notes how to turn them."""
    from PIL import Image

    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    try:
        turn = turns.get(image.getexif().get(_ORIENTATION))
    except Exception:  # notes that cannot be read say nothing, and the pixels are there
        return image
    return image if turn is None else image.transpose(turn)


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height that the header of a PNG or JPEG tells.

    ValueError where it is neither, and for a file that asks for much more work than its pixels are.
    """
    from PIL import Image

    # The limit is ours, and is held before anything is decoded; Pillow's own would warn and raise at another size.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(io.BytesIO(bare_png(data)), formats=_FORMATS) as opened:
            size, png = opened.size, opened.format == "PNG"
    except Exception as cause:  # Pillow raises many kinds for a broken file
        raise ValueError("it is no PNG or JPEG file") from cause
    if not png and _scans_too_often(data):
        raise ValueError(f"it has too many scans or parts: at most {_MOST_SCANS} scans are decoded")
    return size


def _scans_too_often(data: bytes) -> bool:
    """Whether a JPEG has more scans, or parts, than an image needs.

    What lies inside a part, or behind the end, is none: cameras put previews, and films of megabytes, there.
    """
    at, scans = 2, 0
    for _ in range(_MOST_PARTS):
        found = _JPEG_MARKER.search(data, at)
        if found is None or found[1][0] == _JPEG_END:
            return False
        scans += found[1][0] == _JPEG_SCAN
        if scans > _MOST_SCANS:
            return True
        at = found.end()
        if found[1][0] != _JPEG_BEGIN:  # all others tell their length
            at += int.from_bytes(data[at : at + 2], "big")
    return True


def bare_png(data: bytes) -> bytes:
    """A PNG file without what its pixels do not need; any other file as it is.

    Pillow unpacks texts and colour profiles as it opens a file: 60 KB of them are 60 MB, and most of a second.
    """
    if not data.startswith(_PNG_SIGNATURE):
        return data
    kept, at = [_PNG_SIGNATURE], len(_PNG_SIGNATURE)
    while at < len(data):
        # Its length, its kind, what it holds, its checksum.
        end = at + 4 + 4 + int.from_bytes(data[at : at + 4], "big") + 4
        if data[at + 4 : at + 8] in _PIXEL_CHUNKS:
            kept.append(data[at:end])
        at = end
    return b"".join(kept)


def center_crop(values: np.ndarray, crop: tuple[int, int]) -> np.ndarray:
    """The middle `(height, width)` of an image; a smaller image is centred on black."""
    height, width = crop
    top, left = (height - values.shape[0]) // 2, (width - values.shape[1]) // 2
    if top > 0 or left > 0:
        margins = [
            (max(top, 0), max(height - values.shape[0] - top, 0)),
            (max(left, 0), max(width - values.shape[1] - left, 0)),
        ]
        values = np.pad(values, margins + [(0, 0)] * (values.ndim - 2))
    top, left = (values.shape[0] - height) // 2, (values.shape[1] - width) // 2
    return values[top : top + height, left : left + width]
