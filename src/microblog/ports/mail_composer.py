"""Writing mail: one method for each kind that this server sends."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from microblog.domain.model.digest import DigestEntry
from microblog.domain.model.mail import Mail, Recipient


class MailComposer(Protocol):
    """Turns plain values into a `Mail` in the recipient's language, with a text and an HTML part.

    Links are complete (`https://…`) and in ASCII. `server_name` is what the server calls itself.
    `message_id` is as in `Mail`. Names are shown as text: markup in them is escaped, line breaks in them
    become spaces. Every mail says that a machine sent it (`Auto-Submitted: auto-generated`, RFC 3834 §5).
    Raises `InvalidMail` for what cannot be sent.
    """

    def address_confirmation(
        self,
        *,
        to: Recipient,
        message_id: str,
        server_name: str,
        handle: str,
        link: str,
        valid_until: datetime,
    ) -> Mail:
        """Ask the owner of an address to confirm it.

        Anybody can type anybody's address into a sign-up form. So that nobody can send a stranger words of
        their own choice this way, `handle` ("@anna") is all that is shown of what they typed; `to.name` is
        left out.
        """

    def password_reset(
        self,
        *,
        to: Recipient,
        message_id: str,
        server_name: str,
        handle: str,
        link: str,
        valid_until: datetime,
    ) -> Mail:
        """Send the link that lets a person choose a new password, until `valid_until`."""

    def mention(
        self,
        *,
        to: Recipient,
        message_id: str,
        server_name: str,
        author_name: str,
        author_handle: str,
        posted_at: datetime,
        content_warning: str,
        post_text: str,
        post_html: str,
        post_link: str,
        settings_link: str,
        unsubscribe_link: str,
    ) -> Mail:
        """Tell a person that a post names them.

        `post_html` must be the sanitized HTML of the post, with complete links: it goes into the mail as
        is. With a `content_warning` (else empty) neither part of the mail shows the post itself.
        `author_name` may be empty. `unsubscribe_link` must unsubscribe by one POST without login (RFC 8058)
        and show a form on GET.
        """

    def digest(
        self,
        *,
        to: Recipient,
        message_id: str,
        server_name: str,
        entries: Sequence[DigestEntry],
        has_more: bool,
        notifications_link: str,
        settings_link: str,
        unsubscribe_link: str,
    ) -> Mail:
        """Tell a person what they missed: at least one thing, and whether there is more than these.

        Posts with a content warning are not shown themselves. `unsubscribe_link` as for `mention`.
        """
        ...

    def registration_waiting(
        self, *, to: Recipient, message_id: str, server_name: str, handle: str, reason: str, review_link: str
    ) -> Mail:
        """Tell a moderator that somebody asks for an account; `reason` is what they wrote, or empty."""

    def registration_approved(
        self, *, to: Recipient, message_id: str, server_name: str, handle: str, login_link: str
    ) -> Mail:
        """Tell a person that their account was approved."""
