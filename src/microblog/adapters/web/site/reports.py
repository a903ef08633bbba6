"""Telling the moderators, and what they do about it."""

from attrs import frozen

from microblog.adapters.web.errors import BadRequest
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.asked import cursor
from microblog.adapters.web.site.forms.reports import CATEGORIES, ReportForm
from microblog.adapters.web.site.members import may_moderate
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.errors import NotFound, NotPermitted, ValidationError
from microblog.domain.model.report import ReportCategory
from microblog.domain.model.server_texts import ServerTexts
from microblog.domain.model.views import AccountView, PostView
from microblog.domain.use_cases.accounts.read_profile import ReadProfile
from microblog.domain.use_cases.accounts.sign_up import Registration
from microblog.domain.use_cases.posts.read_post import ReadPost
from microblog.domain.use_cases.reports.assign_report import AssignReport, UnassignReport
from microblog.domain.use_cases.reports.file_report import FileReport
from microblog.domain.use_cases.reports.read_reports import ReadReport, ReadReports
from microblog.domain.use_cases.reports.resolve_report import ReopenReport, ResolveReport

_WORDS = dict(CATEGORIES)


@frozen
class ReportViews:
    """The forms to report with, and the pages of those who look after the server."""

    pages: Pages
    server_texts: ServerTexts
    registration: Registration
    read_profile: ReadProfile
    read_post: ReadPost
    file_report: FileReport
    read_reports: ReadReports
    read_report: ReadReport
    assign_report: AssignReport
    unassign_report: UnassignReport
    resolve_report: ResolveReport
    reopen_report: ReopenReport

    def account_form(self, request: Request) -> Response:
        """A page to report somebody on."""
        return self._form(request, self._account(request), None, ReportForm(), 200)

    def report_account(self, request: Request) -> Response:
        """Report somebody."""
        return self._file(request, self._account(request), None)

    def post_form(self, request: Request) -> Response:
        """A page to report a post on."""
        post = self._post(request)
        return self._form(request, post.author, post, ReportForm(), 200)

    def report_post(self, request: Request) -> Response:
        """Report a post."""
        post = self._post(request)
        return self._file(request, post.author, post)

    def _account(self, request: Request) -> AccountView:
        viewer_id = signed_in(request).account_id
        return _anothers(
            self.read_profile(viewer_id=viewer_id, target=request.path_text("username")).account, viewer_id
        )

    def _post(self, request: Request) -> PostView:
        viewer_id = signed_in(request).account_id
        post = self.read_post(viewer_id=viewer_id, post_id=request.path_id("post_id"))
        if post.author.username != request.path_text("username"):
            raise NotFound
        _anothers(post.author, viewer_id)
        return post

    def _file(self, request: Request, account: AccountView, post: PostView | None) -> Response:
        form, say = ReportForm(request.form), self.pages.sayer(request)
        if not form.is_sound(say):
            return self._form(request, account, post, form, 422)
        try:
            self.file_report(
                account_id=signed_in(request).account_id,
                target=account.id,
                post_ids=[] if post is None else [post.id],
                comment=form.comment.data or "",
                category=ReportCategory(form.category.data),
                rule_ids=_rule_ids(request),
            )
        except ValidationError as error:
            form.refuse(error, say)
            return self._form(request, account, post, form, 422)
        return self.pages.go(f"/@{account.username}" if post is None else "/", "report_filed")

    def _form(
        self, request: Request, account: AccountView, post: PostView | None, form: ReportForm, status: int
    ) -> Response:
        rules = list(enumerate(self.server_texts.rules, start=1))
        broken = request.form.getlist("rules")
        return self.pages.show(
            request, "report.html", status, account=account, post=post, form=form, rules=rules, broken=broken
        )

    def open_ones(self, request: Request) -> Response:
        """What waits for a moderator."""
        return self._list(request, resolved=False)

    def resolved_ones(self, request: Request) -> Response:
        """What was dealt with."""
        return self._list(request, resolved=True)

    def _list(self, request: Request, *, resolved: bool) -> Response:
        page = self.read_reports(cursor=cursor(request), resolved=resolved)
        return self._show(request, "moderation_reports.html", page=page, resolved=resolved)

    def show(self, request: Request) -> Response:
        """A report with what it speaks of."""
        reported = self.read_report(report_id=request.path_id("report_id"))
        report, rules = reported.view.report, self.server_texts.rules
        return self._show(
            request,
            "moderation_report.html",
            view=reported.view,
            posts=reported.posts,
            may_act=may_moderate(signed_in(request), reported.view.target),
            missing=len(report.post_ids) - len(reported.posts),
            rules=[rules[each - 1] for each in report.rule_ids if each <= len(rules)],
        )

    def answer(self, request: Request) -> Response:
        """Look after a report or no longer, resolve it or open it again."""
        report_id, me = request.path_id("report_id"), signed_in(request).account_id
        match request.form.get("answer"):
            case "assign":
                self.assign_report(moderator_id=me, report_id=report_id)
                flash = "report_assigned"
            case "unassign":
                self.unassign_report(report_id=report_id)
                flash = "report_unassigned"
            case "resolve":
                self.resolve_report(moderator_id=me, report_id=report_id)
                flash = "report_resolved"
            case "reopen":
                self.reopen_report(report_id=report_id)
                flash = "report_reopened"
            case _:
                self.read_report(report_id=report_id)  # one that is not there is not found, whatever is asked of it
                raise BadRequest("bad_form")
        return self.pages.go(f"/moderation/reports/{report_id}", flash)

    def _show(self, request: Request, template: str, **values: object) -> Response:
        may_invite = self.registration is not Registration.CLOSED
        return self.pages.show(request, template, 200, may_invite=may_invite, categories=_WORDS, **values)


def _anothers(account: AccountView, viewer_id: int) -> AccountView:
    if account.id == viewer_id:
        raise NotPermitted("own_account")
    return account


def _rule_ids(request: Request) -> list[int]:
    chosen = request.form.getlist("rules")
    if not all(text.isascii() and text.isdecimal() and len(text) < 4 for text in chosen):
        raise BadRequest("bad_form")
    return [int(text) for text in chosen]
