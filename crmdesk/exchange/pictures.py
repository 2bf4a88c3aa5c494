"""What a picture tells of itself (size, when it was taken), and its small picture without what it must not tell.

A thumbnail is made of the pixels alone: no position, no camera, no names that the original may carry.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from crmdesk.domain.attachments import THUMBNAIL_BYTES
from crmdesk.domain.values import FIRST_YEAR, LAST_YEAR, format_instant

SIDE = 256
"""Longest side of a thumbnail, in pixels: twice what a list shows, for dense screens."""
PIXELS = 25_000_000
"""Largest picture that is unpacked whole (100 MB); a small file may claim any size."""
JPEG_PIXELS = 120_000_000
"""JPEG is unpacked at an eighth of its size (`draft`), so that every camera's pictures fit."""
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
_QUALITIES = (80, 65, 50, 35, 20)


@dataclass(frozen=True, slots=True)
class Picture:
    """`thumbnail` is a JPEG of at most `THUMBNAIL_BYTES`; `taken_at` an instant."""

    width: int
    height: int
    thumbnail: bytes
    taken_at: str | None


def look_at(file: Path, zone: str) -> Picture | None:
    """What the picture in a file shows; None if it is none that can be read, or too large to be unpacked.

    `zone` is where a picture was taken whose camera did not say.
    """
    try:
        with warnings.catch_warnings():
            # Pillow warns of pictures that only claim to be large; here they are measured before they are unpacked.
            warnings.simplefilter("ignore")
            with Image.open(file, formats=_FORMATS) as image:
                return _look(image, zone)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, EOFError):
        return None


def _look(image: Image.Image, zone: str) -> Picture | None:
    width, height = image.size
    if width * height > (JPEG_PIXELS if image.format == "JPEG" else PIXELS):
        return None
    taken_at, orientation = _taken_at(image, zone), image.getexif().get(ExifTags.Base.Orientation)
    image.draft("RGB", (SIDE * 2, SIDE * 2))
    small = image.convert("RGBA" if image.has_transparency_data else "RGB")
    small.thumbnail((SIDE, SIDE))
    small = ImageOps.exif_transpose(small)
    if small.mode == "RGBA":
        paper = Image.new("RGB", small.size, "white")
        paper.paste(small, mask=small.getchannel("A"))
        small = paper
    turned = orientation in (5, 6, 7, 8)
    return Picture(
        width=height if turned else width,
        height=width if turned else height,
        thumbnail=_packed(small),
        taken_at=taken_at,
    )


def _packed(small: Image.Image) -> bytes:
    """A JPEG within the limit: of less quality, then of less size."""
    clean = Image.new("RGB", small.size)
    clean.paste(small)
    while True:
        for quality in _QUALITIES:
            file = io.BytesIO()
            clean.save(file, "JPEG", quality=quality, optimize=True)
            if file.tell() <= THUMBNAIL_BYTES:
                return file.getvalue()
        clean = clean.resize((max(1, clean.width // 2), max(1, clean.height // 2)))


def _taken_at(image: Image.Image, zone: str) -> str | None:
    """When the camera says it was taken (EXIF 2.32: `DateTimeOriginal`, `OffsetTimeOriginal`)."""
    details = image.getexif().get_ifd(ExifTags.IFD.Exif)
    said = str(details.get(ExifTags.Base.DateTimeOriginal, "")).strip("\0 ")
    offset = str(details.get(ExifTags.Base.OffsetTimeOriginal, "")).strip("\0 ")
    try:
        day, _, clock = said.partition(" ")
        moment = datetime.fromisoformat(f"{day.replace(':', '-')}T{clock}{offset}")
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZoneInfo(zone))
    except (ValueError, ZoneInfoNotFoundError):
        return None
    return format_instant(moment) if FIRST_YEAR < moment.year < LAST_YEAR else None
