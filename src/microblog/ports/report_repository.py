"""What people told the moderators, kept."""

from collections.abc import Collection, Mapping
from typing import Protocol

from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.report import Report


class ReportRepository(Protocol):
    """Keeps reports. Who changes one has locked the account that it is about."""

    def save(self, report: Report) -> None:
        """Keep it, in place of the one with its id if there is one."""
        ...

    def get(self, report_id: int) -> Report | None:
        """The report."""
        ...

    def several(self, report_ids: Collection[int]) -> Mapping[int, Report]:
        """Those of these that there are."""
        ...

    def page(
        self, cursor: Cursor, *, resolved: bool, account_id: int | None = None, target_id: int | None = None
    ) -> Page[Report]:
        """Those that are resolved, or open; only by or about these accounts where that is said."""
        ...

    def remove_all(self, account_id: int) -> None:
        """Remove those by this account and about it; of others forget that it looked after them."""
        ...
