"""Reading a mail server's URL."""

import pytest

from microblog.adapters.email.smtp_server import SmtpServer


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://localhost", SmtpServer("localhost", 25)),
        ("smtp://mail.example.org:2525", SmtpServer("mail.example.org", 2525)),
        ("smtp://u:p@[::1]:25", SmtpServer("::1", 25, "none", "u", "p")),
        ("smtp+starttls://m.example", SmtpServer("m.example", 587, "starttls")),
        ("smtps://u%40x:p%3A%2F@m.example/", SmtpServer("m.example", 465, "tls", "u@x", "p:/")),
    ],
)
def test_reads(url: str, server: SmtpServer) -> None:
    assert SmtpServer.from_url(url) == server


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://u:secret@m.example",
        "smtp://",
        "smtps://u:secret@m.example:x",
        "smtps://u:secret@m.example:99999",
        "smtps://secret@m.example",
        "smtps://u:secret@m.example/path",
        "smtps://u:secret@m.example?starttls=1",
        "smtp://u:secret@m.example",
        "smtp://[u:secret@m",
    ],
)
def test_refuses_without_telling_the_password(url: str) -> None:
    with pytest.raises(ValueError, match="the mail URL") as caught:
        SmtpServer.from_url(url)
    assert "secret" not in str(caught.value)


def test_the_password_is_not_shown() -> None:
    assert "secret" not in repr(SmtpServer.from_url("smtps://u:secret@m.example"))
