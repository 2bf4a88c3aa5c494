"""E-mails in files: what programs of four languages write, and what somebody sends who means harm."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from crmdesk.domain.errors import UsageError
from crmdesk.exchange.incoming.mail import READ, SUBJECT_LENGTH, parse_mail, read_mail

HEAD = b"From: Kim <Kim@Acme.example>\nTo: rep@us.example, Lee <lee@acme.example>\nCc: rep@us.example\n"
KOREAN = "견적서를 보내 주셔서 감사합니다. 다음 주에 회의를 하고 싶습니다."
SIMPLIFIED = "感谢您发来的报价，我们下周开会讨论这个问题。"
TRADITIONAL = "感謝您傳來的報價，我們下週開會討論這個問題。"


def word(text: str, charset: str) -> bytes:
    return f"=?{charset}?B?{base64.b64encode(text.encode(charset)).decode()}?=".encode()


@pytest.mark.parametrize(
    ("text", "charset", "named"),
    [
        (KOREAN, "euc-kr", b"euc-kr"),
        (KOREAN, "cp949", b"ks_c_5601-1987"),
        (SIMPLIFIED, "gb18030", b"gb2312"),
        (TRADITIONAL, "big5", b"big5"),
        ("Grüße aus Köln", "iso-8859-1", b"iso-8859-1"),
        (KOREAN, "utf-8", b"utf-8"),
        (KOREAN, "cp949", b""),
        (SIMPLIFIED, "gb18030", b"nonsense"),
        (TRADITIONAL, "big5", b"us-ascii"),
        (KOREAN, "utf-8", b"zlib"),
    ],
)
def test_text_is_read_in_the_charset_that_is_named_or_that_its_letters_tell(
    text: str, charset: str, named: bytes
) -> None:
    kind = b"Content-Type: text/plain" + (b"; charset=" + named if named else b"") + b"\n\n"
    mail = parse_mail(HEAD + b"Subject: " + word(text[:12], charset) + b"\n" + kind + text.encode(charset))
    assert (mail.subject, mail.text) == (text[:12].strip(), text)


def test_people_moment_and_id_are_read() -> None:
    dated = b"Date: Mon, 23 Nov 2026 10:00:00 +0900\nMessage-ID: <A1.b@acme.example>\nSubject: a\n b\n\nHi"
    mail = parse_mail(HEAD + dated)
    assert mail.sender == "kim@acme.example"
    assert mail.recipients == ("rep@us.example", "lee@acme.example")
    assert mail.at == "2026-11-23T01:00:00.000Z"
    assert (mail.message_id, mail.subject, mail.text, mail.cut) == ("A1.b@acme.example", "a b", "Hi", False)


def test_plain_text_goes_before_a_page_and_attachments_are_left() -> None:
    parts = (
        b"Content-Type: multipart/alternative; boundary=x\n\n"
        b"--x\nContent-Type: text/plain\nContent-Disposition: attachment\n\nsecret.txt\n"
        b"--x\nContent-Type: text/html\n\n<p>page</p>\n--x\nContent-Type: text/plain\n\nplain\n--x--\n"
    )
    assert parse_mail(HEAD + parts).text == "plain"


def test_page_gives_its_words_and_nothing_that_runs() -> None:
    page = (
        b"Content-Type: text/html; charset=utf-8\n\n<html><head><title>t</title></head><body>"
        b"<script>alert(1)</script><!-- no --><p>Dear  Kim,</p><div>it&nbsp;is &lt;20&gt;<br>units"
        b"<img src='http://track.example/x'></div></body></html>"
    )
    words = [line for line in parse_mail(HEAD + page).text.split("\n") if line]
    assert words == ["Dear Kim,", "it\xa0is <20>", "units"]


def test_a_number_that_is_no_character_s_costs_no_word_of_a_page() -> None:
    page = HEAD + b"Content-Type: text/html\n\n<p>Price &#" + b"9" * 5_000 + b"; of &#8364;20</p>"
    assert parse_mail(page).text == "Price \ufffd of €20"


def test_signs_that_are_no_text_stay_out() -> None:
    mail = parse_mail(HEAD + "Subject: Inv\u202egnp\n\na\x00b\x07c\r\nd\u202e".encode())
    assert (mail.subject, mail.text) == ("Invgnp", "abc\nd")


def test_long_text_is_cut_between_letters_and_says_so() -> None:
    mail = parse_mail(HEAD + b"Content-Type: text/plain; charset=utf-8\n\n" + ("왕" * 40_000).encode())
    assert mail.cut
    assert 65_530 < len(mail.text.encode()) <= 65_536
    assert set(mail.text) == {"왕"}
    assert len(parse_mail(b"Subject: " + b"s" * 5_000 + b"\n\n").subject) == SUBJECT_LENGTH


@pytest.mark.parametrize(
    "date",
    [
        b"yesterday",
        b"Mon, 99 Nov 2026 10:00:00 +0900",
        b"31 Dec 9999 23:00:00 -0300",
        b"9" * 400,
    ],
)
def test_day_that_cannot_be_is_left_out(date: bytes) -> None:
    assert parse_mail(HEAD + b"Date: " + date + b"\n\n").at is None


def nested() -> bytes:
    return HEAD + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(2_000)
    )


@pytest.mark.parametrize(
    "make",
    [
        nested,
        lambda: HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 40_000,
        lambda: HEAD + b"Content-Type: text/plain; " + b"a=b; " * 200_000 + b"\n\nhi",
        lambda: b"From: " + b"(" * 200_000 + b"\n\nhi",
        lambda: HEAD + b"Subject: " + b"=?utf-8?b?aGk=?= " * 50_000 + b"\n\nhi",
        lambda: HEAD + b"Content-Type: text/html\n\n" + b"<!--" * 200_000,
        lambda: HEAD + b"Content-Type: text/html\n\n" + b"<a <script> &#" * 60_000,
        lambda: HEAD + b"Content-Type: text/html\n\n<p>&#" + b"9" * 500_000 + b";",
        lambda: HEAD + b"Content-Transfer-Encoding: base64\n\n" + b"=" * 500_000,
        lambda: HEAD + b"Content-Transfer-Encoding: base64\nContent-Type: text/plain; charset=base64\n\nQUJD",
    ],
)
def test_mail_that_means_harm_is_read_or_turned_away_and_takes_no_time(make: Callable[[], bytes]) -> None:
    content, begun = make(), time.thread_time()
    with suppress(UsageError):
        assert len(parse_mail(content, "x.eml").text) <= 64 * 1024
    assert time.thread_time() - begun < 5


@pytest.mark.parametrize("content", [b"", b"just words", bytes(range(256)) * 50, b"\n\nFrom: late@x.example"])
def test_what_is_no_mail_is_turned_away(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.eml"
    path.write_bytes(content)
    with pytest.raises(UsageError, match="is no e-mail"):
        read_mail(path)


def test_only_the_beginning_of_a_large_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.eml"
    with path.open("wb") as file:
        file.write(HEAD + b"Subject: Large\n\nText\n")
        file.truncate(50 * READ)
    assert read_mail(path).subject == "Large"
