"""The machine's clock."""

from datetime import UTC, datetime

from microblog.ports.clock import Clock


class SystemClock(Clock):
    """Tells what the machine's clock says."""

    def __call__(self) -> datetime:
        """Now, in UTC, cut to milliseconds."""
        now = datetime.now(UTC)
        return now.replace(microsecond=now.microsecond // 1000 * 1000)
