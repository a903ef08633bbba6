"""A mail with everything in it that is easy to break."""

from microblog.domain.model.mail import Mail

TEXT = "Grüße 👋\n.\n..\nFrom here\n" + "long " * 400 + "\n"
HTML = f"<p>Grüße</p>\n<p>{'lang ' * 400}</p>\n"


def a_mail(message_id: str = "1@example.org", subject: str = "Grüße, 👋") -> Mail:
    return Mail(
        to_address="anna@bücher.example",
        to_name="Anna, die Möwe",
        subject=subject,
        text=TEXT,
        html=HTML,
        message_id=message_id,
        headers={"Auto-Submitted": "auto-generated", "List-Unsubscribe": f"<https://example.org/{'u' * 200}>"},
    )
