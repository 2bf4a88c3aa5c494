import io
import random
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from crmdesk.domain.attachments import THUMBNAIL_BYTES
from crmdesk.exchange.pictures import SIDE, look_at


def noise(width: int, height: int) -> Image.Image:
    """The picture that packs worst."""
    return Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))


def saved(path: Path, image: Image.Image, kind: str, **given: object) -> Path:
    image.save(path, kind, **given)
    return path


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_a_picture_gets_a_small_jpeg_within_the_limit(tmp_path: Path, kind: str) -> None:
    picture = look_at(saved(tmp_path / "x", noise(900, 600), kind), "UTC")
    assert picture is not None
    assert (picture.width, picture.height) == (900, 600)
    assert len(picture.thumbnail) <= THUMBNAIL_BYTES
    with Image.open(io.BytesIO(picture.thumbnail)) as small:
        assert small.format == "JPEG"
        assert max(small.size) <= SIDE


def test_it_is_turned_as_the_camera_was_held_and_tells_nothing_else(tmp_path: Path) -> None:
    image = Image.new("RGB", (80, 40), "red")
    image.paste("blue", (0, 0, 40, 40))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (37.0, 33.0, 59.0)
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:03:02 09:30:00"
    picture = look_at(saved(tmp_path / "x.jpg", image, "JPEG", exif=exif), "Asia/Seoul")
    assert picture is not None
    assert (picture.width, picture.height) == (40, 80)
    assert picture.taken_at == "2026-03-02T00:30:00.000Z"
    with Image.open(io.BytesIO(picture.thumbnail)) as small:
        assert small.size == (40, 80)
        assert not small.getexif()
        red, _, blue = small.getpixel((20, 5))
        assert blue > red
        red, _, blue = small.getpixel((20, 75))
        assert red > blue


def test_the_offset_of_the_camera_counts_before_the_zone(tmp_path: Path) -> None:
    exif = Image.Exif()
    details = exif.get_ifd(ExifTags.IFD.Exif)
    details[ExifTags.Base.DateTimeOriginal] = "2026:03:02 09:30:00"
    details[ExifTags.Base.OffsetTimeOriginal] = "+02:00"
    picture = look_at(saved(tmp_path / "x.jpg", noise(8, 8), "JPEG", exif=exif), "Asia/Seoul")
    assert picture is not None
    assert picture.taken_at == "2026-03-02T07:30:00.000Z"


@pytest.mark.parametrize("said", ["", "0000:00:00 00:00:00", "nonsense", "2026:13:40 99:99:99"])
def test_a_camera_that_does_not_know_the_time_says_none(tmp_path: Path, said: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = said
    picture = look_at(saved(tmp_path / "x.jpg", noise(8, 8), "JPEG", exif=exif), "UTC")
    assert picture is not None
    assert picture.taken_at is None


def test_what_shows_through_is_put_on_white(tmp_path: Path) -> None:
    picture = look_at(saved(tmp_path / "x.png", Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "PNG"), "UTC")
    assert picture is not None
    with Image.open(io.BytesIO(picture.thumbnail)) as small:
        assert min(small.getpixel((20, 20))) > 240


def test_a_small_file_that_claims_to_be_huge_is_not_unpacked(tmp_path: Path) -> None:
    bomb = saved(tmp_path / "x.png", Image.new("1", (30_000, 30_000)), "PNG")
    assert bomb.stat().st_size < 200_000
    assert look_at(bomb, "UTC") is None


@pytest.mark.parametrize("cut", [3, 20, 200, 2000])
def test_a_picture_that_breaks_off_has_none(tmp_path: Path, cut: int) -> None:
    whole = saved(tmp_path / "x.png", noise(200, 200), "PNG").read_bytes()
    (tmp_path / "y.png").write_bytes(whole[:cut])
    assert look_at(tmp_path / "y.png", "UTC") is None


def test_what_is_no_picture_has_none(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"%PDF-1.7")
    assert look_at(tmp_path / "x", "UTC") is None
