"""Moments as people and apps write them."""

from datetime import UTC, datetime

from microblog.domain.model.errors import ValidationError


def moment_of(text: str, field: str) -> datetime:
    """ISO 8601, such as `2026-12-31T18:30:00Z`, in UTC where it says no zone; the result is in UTC.

    Raises ValidationError(field, "bad_moment").
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):  # the latter for what is in the year 0 or 10000 by then
        raise ValidationError(field, "bad_moment") from None
