"""Who has an account here, for moderators, and what they do about it."""

from attrs import frozen

from microblog.adapters.web.errors import BadRequest
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.asked import cursor
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.account import AccountState, MemberSearch
from microblog.domain.model.page import Cursor
from microblog.domain.use_cases.accounts.read_members import ReadMember, ReadMembers
from microblog.domain.use_cases.accounts.sign_up import Registration
from microblog.domain.use_cases.moderation.remove_suspended_account import RemoveSuspendedAccount
from microblog.domain.use_cases.moderation.suspend_account import SuspendAccount, UnsuspendAccount
from microblog.domain.use_cases.reports.read_reports import ReadReports
from microblog.ports.translator import N_

_PATH = "/moderation/accounts"
_LONGEST_NAME = 200
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

    def everybody(self, request: Request) -> Response:
        """Everybody, or those whose name begins so."""
        return self._list(request, MemberSearch())

    def suspended(self, request: Request) -> Response:
        """Those who are suspended."""
        return self._list(request, MemberSearch(states=frozenset({AccountState.SUSPENDED})))

    def _list(self, request: Request, search: MemberSearch) -> Response:
        name = (request.query.get("q") or "").strip().removeprefix("@")[:_LONGEST_NAME]
        search = MemberSearch(search.states, username=name)
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
        viewer = signed_in(request)
        may_act = target_id != viewer.account_id and not member.role.includes(viewer.role)
        return self._show(request, "moderation_account.html", member=member, reports=reports, may_act=may_act)

    def answer(self, request: Request) -> Response:
        """Suspend somebody, give the account back, or delete it."""
        account_id, me = request.path_id("account_id"), signed_in(request).account_id
        page = f"{_PATH}/{account_id}"
        match request.form.get("answer"):
            case "suspend":
                self.suspend_account(moderator_id=me, target=account_id)
                return self.pages.go(page, "account_suspended")
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
