"""What became of a mail."""

from datetime import datetime
from enum import Enum

from attrs import frozen


class MailState(Enum):
    """How far a mail came."""

    SENDING = "sending"  # handed over just now, or the process ended while it was: nobody knows
    SENT = "sent"
    UNKNOWN = "unknown"  # the connection broke after the text: it may have arrived
    REFUSED = "refused"


@frozen
class MailDelivery:
    """One mail to one person about one thing; `key` is unique, which keeps it from being sent twice."""

    key: str
    account_id: int
    state: MailState
    created_at: datetime
