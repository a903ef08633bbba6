"""Digests: mails about what somebody missed, once a day or once a week."""

from datetime import datetime, timedelta
from enum import Enum

from attrs import frozen

from microblog.domain.model.notification import NotificationKind

_HOUR = timedelta(hours=6)  # in UTC, when a new day begins for digests: most people are asleep, or just getting up


class DigestRhythm(Enum):
    """How often somebody wants one."""

    OFF = "off"
    DAILY = "daily"
    WEEKLY = "weekly"

    @property
    def days(self) -> int:
        """How many days it covers; none where it is off."""
        return {DigestRhythm.OFF: 0, DigestRhythm.DAILY: 1, DigestRhythm.WEEKLY: 7}[self]


def period_at(rhythm: DigestRhythm, now: datetime) -> int:
    """The number of the period that has begun last, and with whose beginning a digest is due.

    It is its first day and its length, so that no two periods have the same: 202611211 is the 21st of November 2026,
    202611167 the week of which the 16th is the Monday. Days are those of UTC from six o'clock on: no change of a
    clock to or from summer time makes one longer or come again.
    """
    day = (now - _HOUR).date()
    if rhythm is DigestRhythm.WEEKLY:
        day -= timedelta(days=day.weekday())
    return int(f"{day:%Y%m%d}{rhythm.days}")


@frozen
class Digest:
    """Somebody's digest of a period is decided: there is one of each (account, period)."""

    account_id: int
    period: int
    up_to_id: int  # notifications below it are in this one or an earlier one
    created_at: datetime


@frozen
class DigestEntry:
    """One thing that somebody missed, as the mail shows it."""

    kind: NotificationKind
    name: str  # may be empty
    handle: str
    link: str
    text: str  # of the post that it is about, empty where there is none
    content_warning: str
