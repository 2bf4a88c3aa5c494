import io
import zipfile

import pytest

from crmdesk.domain.attachments import (
    HEAD_BYTES,
    MAX_BYTES,
    MEDIA_TYPES,
    NAME_LENGTH,
    check_size,
    file_name,
    media_type_of,
    media_types_of,
    safe_name,
)
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.values import normalise

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WRITER = "application/vnd.oasis.opendocument.text"
FIELD = CATALOGUE["attachment"].field("file_name")


def zipped(*names: str, content: bytes = b"") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, content)
    return file.getvalue()


HEADS = {
    "image/jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "image/png": b"\x89PNG\r\n\x1a\n\x00\x00",
    "image/gif": b"GIF89a\x01\x00",
    "image/webp": b"RIFF\x10\x00\x00\x00WEBPVP8 ",
    "image/heic": b"\x00\x00\x00\x18ftypheic\x00\x00",
    "application/pdf": b"%PDF-1.4\n",
    WORD: zipped("[Content_Types].xml", "word/document.xml"),
    WRITER: zipped("mimetype", content=WRITER.encode()),
    "text/plain": "Grüße aus Köln\n".encode(),
    "audio/mpeg": b"ID3\x04\x00",
    "audio/mp4": b"\x00\x00\x00\x20ftypM4A \x00",
    "video/mp4": b"\x00\x00\x00\x20ftypisom\x00",
}


@pytest.mark.parametrize("media_type", HEADS)
def test_a_file_is_what_its_content_says(media_type: str) -> None:
    extension = next(media for media in MEDIA_TYPES if media.name == media_type).extensions[0]
    assert media_type_of(f"file{extension}", HEADS[media_type]) == media_type
    assert media_type in media_types_of(HEADS[media_type])


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("holiday.jpg", b"MZ\x90\x00\x03"),
        ("holiday.jpg", b"\x7fELF\x02\x01"),
        ("holiday.jpg", b"<html><script>alert(1)</script>"),
        ("note.txt", b"<!DOCTYPE html>"),
        ("note.txt", b"  <svg onload=alert(1)>"),
        ("note.txt", b"#!/bin/sh\nrm -rf /"),
        ("note.txt", b"a\x00b"),
        ("note.txt", b"\xff\xfe\x00\x00"),
        ("letter.docx", zipped("run.exe")),
        ("invoice.pdf", b"plain text that is no PDF"),
        ("photo.png", b"plain text that is no image"),
    ],
)
def test_a_disguised_file_is_refused_whatever_its_name_says(name: str, head: bytes) -> None:
    with pytest.raises(InvalidValue) as refused:
        media_type_of(name, head)
    assert refused.value.code == "media_type"


def test_the_extension_decides_only_between_types_that_begin_alike() -> None:
    assert media_type_of("prices.csv", b"a,b\n1,2\n") == "text/csv"
    assert media_type_of("prices.txt", b"a,b\n1,2\n") == "text/plain"
    assert media_type_of("picture.pdf", HEADS["image/png"]) == "image/png"
    assert media_type_of("no extension", HEADS["application/pdf"]) == "application/pdf"


def test_a_character_cut_at_the_end_of_the_head_does_no_harm() -> None:
    head = b"a" * (HEAD_BYTES - 1) + "é".encode()
    assert media_types_of(head) == ("text/plain", "text/csv")


@pytest.mark.parametrize(("size", "code"), [(0, "empty_file"), (MAX_BYTES + 1, "file_too_large")])
def test_empty_and_too_large_files_are_refused(size: int, code: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        check_size(size)
    assert refused.value.code == code


def test_the_limits_themselves_are_allowed() -> None:
    check_size(1)
    check_size(MAX_BYTES)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("offer.pdf", "offer.pdf"),
        ("/etc/passwd", "passwd"),
        ("..\\..\\evil.pdf", "evil.pdf"),
        ("../..", "file"),
        ("a\x00b\n.pdf", "a_b_.pdf"),
        ("gpj.\u202eexe", "gpj._exe"),
        ("  ", "file"),
        ("제안서.pdf", "제안서.pdf"),
        ("x" * 300 + ".pdf", "x" * (NAME_LENGTH - 4) + ".pdf"),
    ],
)
def test_a_name_loses_folders_and_forbidden_signs(given: str, kept: str) -> None:
    assert file_name(given) == kept
    assert normalise(FIELD, kept) == kept


@pytest.mark.parametrize("name", ["../x", "a/b.pdf", "a\\b.pdf", "..", ".", "a\u202eb.pdf", "a:b", "x" * 201])
def test_a_forged_name_is_refused_by_the_validator_of_both_ends(name: str) -> None:
    with pytest.raises(InvalidValue):
        normalise(FIELD, name)


def test_other_programs_get_the_extension_of_what_was_checked() -> None:
    assert safe_name("offer.pdf", "application/pdf") == "offer.pdf"
    assert safe_name("offer.exe", "application/pdf") == "offer.exe.pdf"
    assert safe_name("photo.jpeg", "image/jpeg") == "photo.jpeg"
    assert safe_name("from a later release.xyz", "model/obj") == "from a later release.xyz.bin"
