"""How single values are written."""

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta

Id = Annotated[str, Meta(pattern=r"^[0-9]+$", description="A decimal number, as text.")]
Timestamp = Annotated[
    str, Meta(extra_json_schema={"format": "date-time"}, description="RFC 3339, in UTC, with milliseconds.")
]
Day = Annotated[str, Meta(extra_json_schema={"format": "date"})]
Url = Annotated[str, Meta(extra_json_schema={"format": "uri"})]
Html = Annotated[str, Meta(description="HTML, cleaned.")]
Visibility = Literal["public", "unlisted", "private", "direct"]


def timestamp(moment: datetime) -> str:
    """`2026-11-21T08:15:30.123Z`; the moment is in UTC."""
    return moment.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def timestamp_or_none(moment: datetime | None) -> str | None:
    """The same, and null for None."""
    return None if moment is None else timestamp(moment)


def day_or_none(moment: datetime | date | None) -> str | None:
    """`2026-11-21`."""
    return None if moment is None else moment.isoformat()[:10]
