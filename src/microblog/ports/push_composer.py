"""What a push says."""

from typing import Protocol

from microblog.domain.model.views import NotificationView


class PushComposer(Protocol):
    """Writes what an app shows, in the person's language."""

    def __call__(self, *, notification: NotificationView, language: str) -> bytes:
        """At most 3,000 bytes, of the 3,993 that every push service takes (RFC 8291 section 4)."""
        ...
