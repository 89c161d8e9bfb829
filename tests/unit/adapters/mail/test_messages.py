"""A letter as a mail."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from adapters.mail.messages import parse_sender, to_message
from adapters.mail.smtp import SmtpServer
from services.ports.mail import Letter

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SENDER = parse_sender("The Porch <porch@stoa.example>")


def message(to: str = "ada@example.org", subject: str = "Grüße", text: str = "Hello – ada\n") -> EmailMessage:
    letter = Letter(to=to, subject=subject, text=text, html="<p>Hello – ada</p>")
    return to_message(letter, sender=SENDER, at=NOON)


def test_a_mail_says_who_to_whom_when_and_what() -> None:
    mail = message()
    assert mail["From"] == "The Porch <porch@stoa.example>"
    assert mail["To"] == "ada@example.org"
    assert mail["Subject"] == "Grüße"
    assert mail["Date"].datetime == NOON
    assert mail["Message-ID"].endswith("@stoa.example>")
    assert mail["Auto-Submitted"] == "auto-generated"


def test_text_comes_first_and_html_beside_it() -> None:
    parts = [part.get_content_type() for part in message().walk()]
    assert parts == ["multipart/alternative", "text/plain", "text/html"]


@pytest.mark.parametrize("line_break", ["\r\n", "\n", "\r"])
def test_no_header_can_be_smuggled_in(line_break: str) -> None:
    evil = f"x{line_break}Bcc: everybody@example.org"
    for refused in ({"subject": evil}, {"to": f"ada@example.org{line_break}Bcc: eve@example.org"}):
        with pytest.raises(ValueError, match=r"linefeed|line breaks"):
            message(**refused)
    with pytest.raises(ValueError, match="not a mail address"):
        parse_sender(f"Stoa{line_break}Bcc: eve@example.org <a@b.example>")


@pytest.mark.parametrize(
    "to",
    [
        "ada@example.org, eve@example.org",
        "ada@example.org;eve@example.org",
        "eve@example.org ada@example.org",
        "Ada <ada@example.org>",
        "group: ada@example.org;",
        "ada",
        "@example.org",
        "ada@",
        "",
        "ada@example.org\x00",
        "ada@exa..mple.org",
    ],
)
def test_only_one_plain_address_is_written_to(to: str) -> None:
    with pytest.raises(ValueError, match="address"):
        message(to=to)


def test_a_domain_in_other_letters_is_written_as_the_name_system_knows_it() -> None:
    assert message(to="ada@bücher.example")["To"] == "ada@xn--bcher-kva.example"


def test_a_line_of_dots_and_odd_words_arrive_as_they_are() -> None:
    (text,) = [p for p in message(text=".\n\nFrom me\n😀é\n").walk() if p.get_content_subtype() == "plain"]
    assert text.get_content().startswith(".\n\nFrom me\n")


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://localhost", SmtpServer(host="localhost", port=25)),
        ("smtp://m.example?starttls=1", SmtpServer(host="m.example", port=587, starttls=True)),
        (
            "smtps://me%40x.example:p%2Fw%3A@m.example",
            SmtpServer(host="m.example", port=465, user="me@x.example", password="p/w:", tls=True),
        ),
        ("smtp://[::1]:2525?starttls=0", SmtpServer(host="::1", port=2525)),
    ],
)
def test_a_mail_server_is_read_from_its_url(url: str, server: SmtpServer) -> None:
    assert SmtpServer.parse(url) == server


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://m.example",
        "smtp://",
        "smtp://m.example?tls=1",
        "smtp://me:secret@m.example",
        "smtp://m:port",
    ],
)
def test_a_url_that_is_none_is_refused_without_repeating_its_password(url: str) -> None:
    with pytest.raises(ValueError, match=r"mail server|Port|port") as refusal:
        SmtpServer.parse(url)
    assert "secret" not in str(refusal.value)


def test_the_password_of_a_server_is_not_printed() -> None:
    assert "secret" not in repr(SmtpServer.parse("smtps://me:secret@m.example"))
