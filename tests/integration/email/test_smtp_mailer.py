"""What can go wrong on the way to a mail server, and what the sender is told about it."""

import shutil
import ssl
import subprocess
import time
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult

from microblog.adapters.email.smtp_mailer import SmtpMailer
from microblog.adapters.email.smtp_server import Security, SmtpServer
from microblog.ports.mailer import MailError, MailNotSent, MailRefused, MailUnknown
from tests.integration.email.conftest import SENDER, clock
from tests.integration.email.mails import a_mail
from tests.integration.email.servers import Inbox, free_port, mail_server, scripted_server

OK, READY = b"250 OK", b"354 go ahead"


def mailer(port: int, security: Security = "none") -> SmtpMailer:
    return SmtpMailer(SmtpServer("127.0.0.1", port, security), SENDER, clock, timeout=0.3)


@pytest.mark.parametrize(
    ("step", "answer", "error"),
    [
        ("MAIL", "451 later", MailNotSent),
        ("MAIL", "550 not you", MailNotSent),
        ("RCPT", "450 busy", MailNotSent),
        ("RCPT", "550 no such user anna@example.org", MailRefused),
        ("DATA", "452 full", MailNotSent),
        ("DATA", "554 spam", MailRefused),
    ],
)
def test_tells_for_now_from_for_good(step: str, answer: str, error: type[MailError]) -> None:
    inbox = Inbox({step: answer})
    with mail_server(inbox) as port, pytest.raises(error) as caught:
        mailer(port).send(a_mail())
    assert inbox.contents == []
    assert "anna" not in str(caught.value)
    assert answer[:3] in str(caught.value)


@pytest.mark.parametrize(
    ("script", "error"),
    [
        ([], MailNotSent),
        ([OK, OK], MailNotSent),
        ([OK, OK, OK], MailNotSent),
        ([OK, OK, OK, b"421 closing"], MailNotSent),
        ([OK, OK, OK, b"554 no"], MailRefused),
        ([OK, OK, OK, READY], MailUnknown),
        ([OK, OK, OK, READY, b"gibberish"], MailUnknown),
        ([OK, OK, OK, READY, b"421 closing"], MailNotSent),
    ],
)
def test_a_lost_connection_is_unknown_only_after_the_mail_was_handed_over(
    script: list[bytes | None], error: type[MailError]
) -> None:
    with scripted_server(script) as port, pytest.raises(error):
        mailer(port).send(a_mail())


@pytest.mark.parametrize(
    ("script", "error"),
    [([None], MailNotSent), ([OK, OK, None], MailNotSent), ([OK, OK, OK, READY, None], MailUnknown)],
)
def test_does_not_wait_forever(script: list[bytes | None], error: type[MailError]) -> None:
    started = time.monotonic()
    with scripted_server(script) as port:
        with pytest.raises(error):
            mailer(port).send(a_mail())
        assert time.monotonic() - started < 5


def test_a_server_that_hangs_up_instead_of_saying_goodbye_still_has_the_mail() -> None:
    with scripted_server([OK, OK, OK, READY, OK]) as port:
        mailer(port).send(a_mail())


@pytest.mark.parametrize("security", ["none", "tls", "starttls"])
def test_no_server(security: Security) -> None:
    with pytest.raises(MailNotSent, match="no connection"):
        mailer(free_port(), security).send(a_mail())


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_sends_nothing_unencrypted_where_encryption_was_asked_for(security: Security) -> None:
    inbox = Inbox()
    with mail_server(inbox) as port, pytest.raises(MailNotSent):
        mailer(port, security).send(a_mail())
    assert inbox.contents == []


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for this machine that nobody else trusts, and its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl to make a certificate with")
    directory = tmp_path_factory.mktemp("certificate")
    paths = directory / "certificate.pem", directory / "key.pem"
    request = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    subject = ["-subj", "/CN=test", "-addext", "subjectAltName=IP:127.0.0.1"]
    output = ["-out", str(paths[0]), "-keyout", str(paths[1])]
    subprocess.run([*request, *subject, *output], check=True, capture_output=True)
    return paths


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_encrypts_and_trusts_only_known_servers(security: Security, certificate: tuple[Path, Path]) -> None:
    served = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    served.load_cert_chain(*certificate)
    trusted = ssl.create_default_context(cafile=str(certificate[0]))
    options = {"ssl_context": served} if security == "tls" else {"tls_context": served, "require_starttls": True}
    inbox = Inbox()
    with mail_server(inbox, **options) as port:
        server = SmtpServer("127.0.0.1", port, security)
        with pytest.raises(MailNotSent):
            SmtpMailer(server, SENDER, clock).send(a_mail())
        assert inbox.contents == []
        SmtpMailer(server, SENDER, clock, tls=trusted).send(a_mail())
    assert len(inbox.contents) == 1


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize(("password", "accepted"), [("right", True), ("wrong", False)])
def test_logs_in(password: str, accepted: bool) -> None:
    def authenticate(_server: object, _session: object, _envelope: object, _how: str, data: object) -> AuthResult:
        return AuthResult(success=getattr(data, "password", b"") == b"right", handled=False)

    inbox = Inbox()
    with mail_server(inbox, authenticator=authenticate, auth_required=True, auth_require_tls=False) as port:
        server = SmtpServer("127.0.0.1", port, "none", "anna", password)
        if accepted:
            SmtpMailer(server, SENDER, clock).send(a_mail())
        else:
            with pytest.raises(MailNotSent) as caught:
                SmtpMailer(server, SENDER, clock).send(a_mail())
            assert "wrong" not in str(caught.value)
    assert len(inbox.contents) == int(accepted)


def test_the_envelope_is_in_ascii() -> None:
    inbox = Inbox()
    with mail_server(inbox) as port:
        mailer(port).send(a_mail())
    assert inbox.recipients == ["anna@xn--bcher-kva.example"]
    assert inbox.senders == ["no-reply@example.org"]
