"""What became of a mail."""

from datetime import datetime
from enum import Enum

from attrs import frozen


class MailState(Enum):
    """How far a mail came."""

    SENDING = "sending"  # just now, or until somebody notices that the process ended meanwhile
    SENT = "sent"
    UNKNOWN = "unknown"  # the connection broke after the text, or the process ended: it may have arrived
    REFUSED = "refused"  # for good


@frozen
class MailDelivery:
    """One mail to one person about one thing; `key` is unique, which keeps it from being sent twice."""

    key: str
    account_id: int
    state: MailState
    created_at: datetime
