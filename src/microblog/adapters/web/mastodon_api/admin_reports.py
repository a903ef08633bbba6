"""What people told the moderators: https://docs.joinmastodon.org/methods/admin/reports/."""

from attrs import frozen
from msgspec import Struct

from microblog.adapters.web.mastodon_api.admin_maker import AdminMaker
from microblog.adapters.web.mastodon_api.answers import answer, listed
from microblog.adapters.web.mastodon_api.entities.report import Category
from microblog.adapters.web.mastodon_api.reading import Paging, read
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.report import ReportCategory
from microblog.domain.use_cases.reports.assign_report import AssignReport, UnassignReport
from microblog.domain.use_cases.reports.edit_report import EditReport
from microblog.domain.use_cases.reports.read_reports import ReadReport, ReadReportsWithPosts
from microblog.domain.use_cases.reports.resolve_report import ReopenReport, ResolveReport

_USUAL = 40


class ReportsParameters(Paging, frozen=True):
    """Which reports are wanted; without `resolved` the open ones."""

    resolved: bool = False
    account_id: int | None = None
    target_account_id: int | None = None


class ChangedReport(Struct, frozen=True):
    """What shall be different; what is not sent stays."""

    category: Category | None = None
    rule_ids: tuple[int, ...] | None = None


@frozen
class AdminReportEndpoints:
    """Reports, and what is done about them."""

    admin: AdminMaker
    addresses: Addresses
    read_reports_with_posts: ReadReportsWithPosts
    read_report: ReadReport
    edit_report: EditReport
    assign_report: AssignReport
    unassign_report: UnassignReport
    resolve_report: ResolveReport
    reopen_report: ReopenReport

    def index(self, request: Request) -> Response:
        """The newest first."""
        wanted = read(request, ReportsParameters)
        page = self.read_reports_with_posts(
            cursor=wanted.cursor(_USUAL),
            resolved=wanted.resolved,
            account_id=wanted.account_id,
            target_id=wanted.target_account_id,
        )
        return listed(request, self.addresses, page, self.admin.reports(page.items))

    def show(self, request: Request) -> Response:
        """One of them."""
        return answer(self.admin.reports([self.read_report(report_id=request.path_id("id"))])[0])

    def edit(self, request: Request) -> Response:
        """Say better what it is about."""
        wanted = read(request, ChangedReport)
        category = None if wanted.category is None else ReportCategory(wanted.category)
        self.edit_report(report_id=request.path_id("id"), category=category, rule_ids=wanted.rule_ids)
        return self.show(request)

    def assign_to_self(self, request: Request) -> Response:
        """Look after it."""
        self.assign_report(moderator_id=signed_in(request).account_id, report_id=request.path_id("id"))
        return self.show(request)

    def unassign(self, request: Request) -> Response:
        """Leave it to whoever comes."""
        self.unassign_report(report_id=request.path_id("id"))
        return self.show(request)

    def resolve(self, request: Request) -> Response:
        """Close it."""
        self.resolve_report(moderator_id=signed_in(request).account_id, report_id=request.path_id("id"))
        return self.show(request)

    def reopen(self, request: Request) -> Response:
        """Open it again."""
        self.reopen_report(report_id=request.path_id("id"))
        return self.show(request)
