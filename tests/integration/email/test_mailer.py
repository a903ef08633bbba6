"""What every mailer does."""

from tests.integration.email.conftest import Post
from tests.integration.email.mails import HTML, TEXT, a_mail


def test_a_mail_arrives_as_it_was_written(post: Post) -> None:
    mail = a_mail()
    post.mailer.send(mail)
    (received,) = post.received()
    assert received["Subject"] == mail.subject
    assert received["Message-ID"] == "<1@example.org>"
    assert received["From"].addresses[0].display_name == "Möwe"
    assert received["From"].addresses[0].addr_spec == "no-reply@example.org"
    assert received["To"].addresses[0].display_name == mail.to_name
    assert received["To"].addresses[0].addr_spec == "anna@xn--bcher-kva.example"
    assert received["List-Unsubscribe"] == mail.headers["List-Unsubscribe"]
    assert received["Auto-Submitted"] == "auto-generated"
    text, html = (received.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert html is not None
    assert text.get_content().replace("\r\n", "\n") == TEXT
    assert html.get_content().replace("\r\n", "\n") == HTML


def test_mails_arrive_one_by_one(post: Post) -> None:
    for number in range(3):
        post.mailer.send(a_mail(f"{number}@example.org", f"Number {number}"))
    assert sorted(str(mail["Subject"]) for mail in post.received()) == ["Number 0", "Number 1", "Number 2"]
