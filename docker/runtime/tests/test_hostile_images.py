"""Image files of strangers, where a job reads them as where the server does."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import Image

from model_runtime.images import MAX_FILE_BYTES, open_image
from model_runtime.tasks.content import Images


def saved(form: str, mode: str = "RGB") -> bytes:
    file = io.BytesIO()
    Image.new(mode, (8, 8)).save(file, form)
    return file.getvalue()


@pytest.mark.parametrize("form", ["GIF", "TIFF", "BMP", "PCX", "TGA", "ICO", "WEBP", "PPM", "DDS", "EPS", "JPEG2000"])
def test_only_the_decoders_of_png_and_jpeg_are_there_for_a_strangers_file(form: str) -> None:
    with pytest.raises(ValueError, match="it is no PNG or JPEG file"):
        Images().check(saved(form))


def test_png_and_jpeg_are_read(tmp_path: Path) -> None:
    for form in ("PNG", "JPEG"):
        (tmp_path / "one").write_bytes(saved(form))
        Images().check(Images().read(tmp_path / "train.jsonl", "one"))


def test_the_size_is_known_before_anything_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda _: pytest.fail("decoded"))
    file = bytearray(saved("PNG"))
    file[16:24] = (20_000).to_bytes(4, "big") * 2
    import zlib

    file[29:33] = zlib.crc32(file[12:29]).to_bytes(4, "big")
    with pytest.raises(ValueError, match="20000 × 20000 pixels are more than 64 million"):
        open_image(bytes(file))


def test_a_job_refuses_a_jpeg_of_many_scans() -> None:
    file = io.BytesIO()
    Image.new("RGB", (64, 64)).save(file, "JPEG", progressive=True)
    whole = file.getvalue()
    first = whole.index(b"\xff\xda")
    with pytest.raises(ValueError, match="at most 64 scans are decoded"):
        open_image(whole[:first] + whole[first:-2] * 100 + whole[-2:])


def test_a_photograph_with_a_film_behind_it_and_previews_in_it_is_read() -> None:
    whole = saved("JPEG")
    # Of a film of 4 MB some sixty pairs of bytes look like the beginning of a scan.
    film, preview = b"\xff\xda" * 100, b"\xff\xe2\xff\xff" + b"\xff\xda" * 32766 + b"\0"
    assert open_image(whole[:2] + preview + whole[2:] + film).size == (8, 8)


@pytest.mark.parametrize("between", [b"", b"\xff\xd8", b"\xff\xff", b"\xff\xd0", b"\xff\x01", b"\0"])
def test_scans_are_counted_whatever_stands_between_them(between: bytes) -> None:
    file = io.BytesIO()
    Image.new("RGB", (64, 64)).save(file, "JPEG", progressive=True)
    whole = file.getvalue()
    first = whole.index(b"\xff\xda")
    with pytest.raises(ValueError, match="at most 64 scans are decoded"):
        open_image(whole[:-2] + (between + whole[first:-2]) * 100 + whole[-2:])


def test_a_jpeg_of_countless_parts_is_refused_in_a_moment() -> None:
    whole = saved("JPEG")
    with pytest.raises(ValueError, match="too many scans or parts"):
        open_image(whole[:2] + b"\xff\xfe\0\2" * 10_000 + whole[2:])


def test_an_image_that_is_a_pipe_or_too_large_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    with pytest.raises(ValueError, match="is no file: name an image"):
        Images().read(tmp_path / "train.jsonl", "pipe.png")
    with (tmp_path / "large.png").open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(ValueError, match="it has more than 67108864 bytes"):
        Images().read(tmp_path / "train.jsonl", "large.png")
