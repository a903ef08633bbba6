"""What those who run a server tell of it, in words of their own."""

from datetime import datetime

from attrs import frozen

MAX_TEXT_LENGTH = 100_000  # code points


@frozen
class ServerText:
    """A text of several paragraphs."""

    html: str
    updated_at: datetime


@frozen
class ServerTexts:
    """What there is of them. `summary` is plain text of one paragraph: how the description begins."""

    summary: str = ""
    description: ServerText | None = None
    rules: tuple[str, ...] = ()
    privacy_policy: ServerText | None = None
