"""Read what people told the moderators."""

from collections.abc import Collection, Mapping

from attrs import frozen

from microblog.domain.model.page import MAX_ID, Cursor, Page
from microblog.domain.model.report import Report, ReportedPosts, ReportView
from microblog.domain.model.views import PostView
from microblog.domain.use_cases.reports.open_report import members_of, report_at
from microblog.ports.post_query import PostQuery
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class ReadReports:
    """Read the open reports, or those that were resolved."""

    unit_of_work: UnitOfWorkFactory

    def __call__(
        self, *, cursor: Cursor, resolved: bool, account_id: int | None = None, target_id: int | None = None
    ) -> Page[ReportView]:
        """The newest first; only by or about these accounts where that is said."""
        if any(id_ is not None and not 0 <= id_ <= MAX_ID for id_ in (account_id, target_id)):
            return Page(())
        with self.unit_of_work() as uow:
            page = uow.reports.page(cursor, resolved=resolved, account_id=account_id, target_id=target_id)
            return Page(tuple(members_of(uow, *page.items)), page.next_max_id, page.prev_min_id)


@frozen
class ReadReportsWithPosts:
    """Read them with what they speak of."""

    read_reports: ReadReports
    posts: PostQuery

    def __call__(
        self, *, cursor: Cursor, resolved: bool, account_id: int | None = None, target_id: int | None = None
    ) -> Page[ReportedPosts]:
        """As ReadReports does, each with those of its posts that were not deleted."""
        page = self.read_reports(cursor=cursor, resolved=resolved, account_id=account_id, target_id=target_id)
        found = self.posts.for_moderators({post_id for view in page.items for post_id in view.report.post_ids})
        return Page(tuple(_with_posts(view, found) for view in page.items), page.next_max_id, page.prev_min_id)


@frozen
class ReadReport:
    """Read a report and what it speaks of."""

    unit_of_work: UnitOfWorkFactory
    posts: PostQuery

    def __call__(self, *, report_id: int) -> ReportedPosts:
        """With those of its posts that were not deleted, whoever may see them. Raises NotFound."""
        with self.unit_of_work() as uow:
            (view,) = members_of(uow, report_at(uow, report_id))
        return _with_posts(view, self.posts.for_moderators(view.report.post_ids))


def _with_posts(view: ReportView, found: Mapping[int, PostView]) -> ReportedPosts:
    return ReportedPosts(view, tuple(found[post_id] for post_id in view.report.post_ids if post_id in found))


@frozen
class ReadSeveralReports:
    """Read the reports that notifications speak of."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, report_ids: Collection[int]) -> Mapping[int, Report]:
        """Those that are there."""
        if not report_ids:
            return {}
        with self.unit_of_work() as uow:
            return uow.reports.several(report_ids)
