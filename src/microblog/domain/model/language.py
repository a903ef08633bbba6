"""Languages, named by tags."""

import re

from microblog.domain.model.errors import ValidationError

MAX_LANGUAGE = 35  # RFC 5646 section 4.4.1

_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def check_language(value: str | None) -> str | None:
    """A language tag such as `en` or `pt-BR`; None for None and for an empty one.

    Only the shape is looked at (RFC 5646 section 2.1). Raises ValidationError for what cannot be a tag.
    """
    if not value:
        return None
    if len(value) > MAX_LANGUAGE or not _TAG.fullmatch(value):
        raise ValidationError("language", "bad_language")
    return value
