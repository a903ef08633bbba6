"""Who has an account here, for moderators, and what they do about it."""

from attrs import evolve, frozen

from microblog.adapters.web.errors import BadRequest
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.asked import cursor
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.account import AccountState, Measure, Member, MemberSearch
from microblog.domain.model.page import Cursor
from microblog.domain.model.views import Viewer
from microblog.domain.use_cases.accounts.read_members import ReadMember, ReadMembers
from microblog.domain.use_cases.accounts.sign_up import Registration
from microblog.domain.use_cases.moderation.remove_suspended_account import RemoveSuspendedAccount
from microblog.domain.use_cases.moderation.suspend_account import SuspendAccount, UnsuspendAccount
from microblog.domain.use_cases.moderation.take_measure import LiftMeasure, TakeMeasure
from microblog.domain.use_cases.reports.read_reports import ReadReports
from microblog.ports.translator import N_

_PATH = "/moderation/accounts"
_LONGEST_NAME = 200
_DEEDS = {
    "limit": (Measure.LIMITED, "account_limited"),
    "disable": (Measure.DISABLED, "account_disabled"),
    "sensitize": (Measure.SENSITIZED, "account_sensitized"),
}
_LIFTS = {
    "unlimit": (Measure.LIMITED, "account_unlimited"),
    "enable": (Measure.DISABLED, "account_enabled"),
    "desensitize": (Measure.SENSITIZED, "account_desensitized"),
}
_STATES = {
    AccountState.ACTIVE: N_("active"),
    AccountState.UNCONFIRMED: N_("not confirmed yet"),
    AccountState.WAITING: N_("waits to be let in"),
    AccountState.SUSPENDED: N_("suspended"),
}


@frozen
class MemberViews:
    """The list of people, and a page for each."""

    pages: Pages
    registration: Registration
    read_members: ReadMembers
    read_member: ReadMember
    read_reports: ReadReports
    suspend_account: SuspendAccount
    unsuspend_account: UnsuspendAccount
    remove_suspended_account: RemoveSuspendedAccount
    take_measure: TakeMeasure
    lift_measure: LiftMeasure

    def everybody(self, request: Request) -> Response:
        """Everybody, or those whose name begins so."""
        return self._list(request, MemberSearch())

    def suspended(self, request: Request) -> Response:
        """Those who are suspended."""
        return self._list(request, MemberSearch(states=frozenset({AccountState.SUSPENDED})))

    def limited(self, request: Request) -> Response:
        """Those who are offered only to who follows them."""
        return self._list(request, MemberSearch(measures=frozenset({Measure.LIMITED})))

    def disabled(self, request: Request) -> Response:
        """Those who cannot log in."""
        return self._list(request, MemberSearch(measures=frozenset({Measure.DISABLED})))

    def sensitized(self, request: Request) -> Response:
        """Those whose pictures are folded away."""
        return self._list(request, MemberSearch(measures=frozenset({Measure.SENSITIZED})))

    def _list(self, request: Request, search: MemberSearch) -> Response:
        name = (request.query.get("q") or "").strip().removeprefix("@")[:_LONGEST_NAME]
        search = evolve(search, username=name)
        page = self.read_members(cursor=cursor(request), search=search)
        turned = any(request.query.get(end) for end in ("max_id", "min_id"))
        return self._show(request, "moderation_accounts.html", page=page, sought_name=name, turned=turned)

    def show(self, request: Request) -> Response:
        """One of them, with the newest reports about them."""
        member = self.read_member(account_id=request.path_id("account_id"))
        target_id = member.account.id
        reports = [
            view
            for resolved in (False, True)
            for view in self.read_reports(cursor=Cursor(limit=10), resolved=resolved, target_id=target_id).items
        ]
        may_act = may_moderate(signed_in(request), member)
        return self._show(request, "moderation_account.html", member=member, reports=reports, may_act=may_act)

    def answer(self, request: Request) -> Response:
        """Do something about somebody or no longer, or delete what is suspended.

        From the page of a report that is resolved as well, and one comes back to it.
        """
        account_id, me = request.path_id("account_id"), signed_in(request).account_id
        report_id = _report_id(request)
        page = f"{_PATH}/{account_id}" if report_id is None else f"/moderation/reports/{report_id}"
        deed = request.form.get("answer", "")
        match deed:
            case "suspend":
                self.suspend_account(moderator_id=me, target=account_id, report_id=report_id)
                return self.pages.go(page, "account_suspended")
            case "limit" | "disable" | "sensitize":
                measure, flash = _DEEDS[deed]
                self.take_measure(moderator_id=me, target=account_id, measure=measure, report_id=report_id)
                return self.pages.go(page, flash)
            case "unlimit" | "enable" | "desensitize":
                measure, flash = _LIFTS[deed]
                self.lift_measure(moderator_id=me, target=account_id, measure=measure)
                return self.pages.go(page, flash)
            case "unsuspend":
                self.unsuspend_account(moderator_id=me, target=account_id)
                return self.pages.go(page, "account_unsuspended")
            case "delete":
                if request.form.get("sure") != "y":
                    return self.pages.go(page, "account_not_sure")
                self.remove_suspended_account(moderator_id=me, target=account_id)
                return self.pages.go(_PATH, "account_removed")
            case _:
                self.read_member(account_id=account_id)  # who is not there is not found, whatever is asked
                raise BadRequest("bad_form")

    def _show(self, request: Request, template: str, **values: object) -> Response:
        may_invite = self.registration is not Registration.CLOSED
        return self.pages.show(request, template, 200, may_invite=may_invite, states=_STATES, **values)


def may_moderate(viewer: Viewer, member: Member) -> bool:
    """Whether the viewer, a moderator, can do anything about somebody."""
    return member.account.id != viewer.account_id and not member.role.includes(viewer.role)


def _report_id(request: Request) -> int | None:
    given = request.form.get("report")
    if not given:
        return None
    if not (given.isascii() and given.isdecimal() and len(given) < 20):
        raise BadRequest("bad_form")
    return int(given)
