"""What the input of an example is: a text, or the bytes of an image file."""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from ..images import MAX_FILE_BYTES, open_image
from ..inputs import ImageInputs, Inputs, RowInputs, text_inputs
from ..protocol import Kind
from ..reading import read_regular
from ..row_text import row_text
from ..spelling import MAX_CHARACTERS, normal
from ..tabular import RowForm
from ..wording import quoted

# Parts of a text that are taken away one by one, and the grid that images are divided by.
_MOST_PARTS, _GRID = 40, 6
# A text of fewer words, that are longer than words of most languages, has no blanks between them.
_FEWEST_WORDS, _LONG_WORD = 4, 8
# Of the copies of an image with a field painted over.
_LONGEST_EDGE = 1024
# Of what a report shows.
_PICTURE_EDGE = 64


class Content(Protocol):
    """One kind of content, from a field of the user's file to what a model takes."""

    kind: Kind
    """What the protocol calls it."""

    like_lengths: bool
    """Whether inputs differ in length, so that batches of like lengths waste no padding."""

    def read(self, file: Path, value: str) -> Any:
        """The content that a field of `file` gives. ValueError says what is wrong with it."""
        ...

    def check(self, content: Any) -> None:
        """Looks into the content, which may take a while. ValueError says what is wrong with it."""
        ...

    def empty(self, content: Any) -> bool: ...

    def digest(self, content: Any) -> str:
        """Hexadecimal SHA-256 of the content, without the blanks around a text."""
        ...

    def plain(self, content: Any) -> str | None:
        """The content without what a person would not call a difference; None where nothing is known to be one."""
        ...

    def without_parts(self, content: Any) -> tuple[Any, list[tuple[str, Any]]]:
        """The content, and what it is without each of its parts, by the part's name; few enough to ask a model all."""
        ...

    def picture(self, content: Any) -> bytes | None:
        """A small JPEG file that people know the content by; None of what is no picture."""
        ...

    def arrow_type(self) -> Any: ...

    def inputs(self, directory: Path, max_length: int | None) -> Inputs: ...

    def lengths(self, inputs: Inputs, contents: Sequence[Any]) -> list[int]:
        """In tokens; 1 for an image."""
        ...


class Texts:
    """Texts in Unicode NFC."""

    kind: Kind = "text"
    like_lengths = True

    def read(self, file: Path, value: str) -> str:
        return normal("NFC", value)

    def check(self, content: str) -> None:
        if len(content) > MAX_CHARACTERS:
            raise ValueError(f"the text has {len(content)} characters, and at most {MAX_CHARACTERS} are read: cut it")

    def empty(self, content: str) -> bool:
        return not content.strip()

    def digest(self, content: str) -> str:
        return hashlib.sha256(content.strip().encode()).hexdigest()

    def plain(self, content: str) -> str:
        """Without differences of case, of blanks, and of letters that only Unicode tells apart."""
        return " ".join(normal("NFKC", normal("NFKC", content).casefold()).split())

    def without_parts(self, content: str) -> tuple[str, list[tuple[str, str]]]:
        """Words, or several neighbours of a long text; characters where a text has no blanks."""
        spans = [found.span() for found in re.finditer(r"\S+", content)]
        if len(spans) < _FEWEST_WORDS and len(content) >= _FEWEST_WORDS * _LONG_WORD:
            spans = [found.span() for found in re.finditer(r"\S", content)]
        count = min(_MOST_PARTS, len(spans))
        edges = [len(spans) * part // count for part in range(count + 1)] if count > 1 else []
        parts = [(spans[first][0], spans[end - 1][1]) for first, end in itertools.pairwise(edges)]
        return content, [(content[begin:end], content[:begin] + content[end:]) for begin, end in parts]

    def picture(self, content: str) -> None:
        return None

    def arrow_type(self) -> Any:
        import pyarrow as pa

        return pa.string()

    def inputs(self, directory: Path, max_length: int | None) -> Inputs:
        return text_inputs(directory, max_length)

    def made_up(self, words: int) -> str:
        return " ".join(["word"] * words)

    def lengths(self, inputs: Inputs, contents: Sequence[str]) -> list[int]:
        # One after another: what is made of a long text is a hundred times its size.
        return [inputs.length(example) for content in contents for example in inputs.read([content])]


class Rows(Texts):
    """Rows as texts (row_text.py), of which a model reads some columns as numbers."""

    def __init__(self, form: RowForm) -> None:
        self._form = form

    def without_parts(self, content: str) -> tuple[str, list[tuple[str, str]]]:
        """Words of its texts, and its numbers, each of which is then missing."""
        values = self._form.values(content)

        def without(column: str, left: str | None) -> str:
            return row_text({**values, column: left}, self._form.columns)

        parts: list[tuple[str, str]] = []
        for column in self._form.texts:
            of_text = super().without_parts(values[column] or "")[1]
            parts += [(part, without(column, (left.strip() and left) or None)) for part, left in of_text]
        for name in self._form.names:
            if values[name] is not None:
                parts.append((f"{name}: {values[name]}", without(name, None)))
        return content, parts

    def inputs(self, directory: Path, max_length: int | None) -> Inputs:
        return RowInputs(directory, max_length, self._form)

    def made_up(self, words: int) -> str:
        nothing = dict.fromkeys(self._form.columns)
        return row_text({**nothing, self._form.texts[0]: super().made_up(words)}, self._form.columns)


class Conversations(Texts):
    """Texts that are conversations, as JSON: lists of messages with their role and content."""

    def plain(self, content: str) -> str:
        """Of what was said, without the system's text, which many conversations share."""
        return super().plain(" ".join(one["content"] for one in json.loads(content) if one["role"] != "system"))

    def empty(self, content: str) -> bool:
        return not self.plain(content)


class Images:
    """Image files named relative to the list that they stand in."""

    kind: Kind = "image"
    like_lengths = False

    def read(self, file: Path, value: str) -> bytes:
        path, named = Path(value), f"image {quoted(value)}"
        if not value or path.is_absolute() or ".." in path.parts:
            raise ValueError(f"{named} leaves the directory of the data: give a path relative to the file")
        target = file.parent
        for part in path.parts:
            target = target / part
            if target.is_symlink():
                raise ValueError(f"{named} goes through a link: put the image itself there")
        try:
            return read_regular(target, MAX_FILE_BYTES)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise ValueError(f"{named} is not there: put it there, or remove the row") from error
        except OSError as error:
            if target.exists() and not target.is_file():
                raise ValueError(f"{named} is no file: name an image") from error
            raise ValueError(f"{named} cannot be read: {error.strerror or error}") from error

    def check(self, content: bytes) -> None:
        try:
            open_image(content)
        except ValueError as cause:
            raise ValueError(f"the image cannot be read: {cause}: put another one there") from cause

    def empty(self, content: bytes) -> bool:
        return False

    def digest(self, content: bytes) -> str:
        return hashlib.sha256(content).hexdigest()

    def plain(self, content: bytes) -> None:
        return None

    def without_parts(self, content: bytes) -> tuple[bytes, list[tuple[str, bytes]]]:
        """Fields of a grid, each painted over with the image's mean colour; of a large image, of a smaller copy."""
        from PIL import Image

        image = open_image(content).convert("RGB")
        image.thumbnail((_LONGEST_EDGE, _LONGEST_EDGE))
        mean = image.resize((1, 1), Image.Resampling.BOX)

        def painted(row: int, column: int) -> bytes:
            left, right = (image.width * at // _GRID for at in (column, column + 1))
            top, bottom = (image.height * at // _GRID for at in (row, row + 1))
            copy = image.copy()
            copy.paste(mean.resize((max(1, right - left), max(1, bottom - top))), (left, top))
            return png(copy)

        def png(of: Image.Image) -> bytes:
            file = io.BytesIO()
            of.save(file, "PNG", compress_level=1)
            return file.getvalue()

        fields = [(row, column) for row in range(_GRID) for column in range(_GRID)]
        return png(image), [
            (f"row {row + 1}, column {column + 1} of {_GRID} × {_GRID}", painted(row, column)) for row, column in fields
        ]

    def picture(self, content: bytes) -> bytes:
        from PIL import Image

        image = open_image(content).convert("RGB")
        image.thumbnail((_PICTURE_EDGE, _PICTURE_EDGE))
        # Anew from its pixels: nothing else of the file, such as where a photograph was taken, goes into a report.
        bare = Image.new("RGB", image.size)
        bare.paste(image)
        file = io.BytesIO()
        bare.save(file, "JPEG", quality=85)
        return file.getvalue()

    def arrow_type(self) -> Any:
        import pyarrow as pa

        return pa.binary()

    def inputs(self, directory: Path, max_length: int | None) -> Inputs:
        return ImageInputs(directory)

    def lengths(self, inputs: Inputs, contents: Sequence[bytes]) -> list[int]:
        return [1] * len(contents)
