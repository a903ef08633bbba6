"""People, as moderators see them: https://docs.joinmastodon.org/methods/admin/accounts/."""

from typing import Literal

from attrs import evolve, frozen
from msgspec import Struct

from microblog.adapters.web.mastodon_api.admin_maker import AdminMaker
from microblog.adapters.web.mastodon_api.answers import answer, listed
from microblog.adapters.web.mastodon_api.reading import Paging, read
from microblog.adapters.web.mastodon_api.role_maker import ROLE_IDS
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.account import AccountState, Measure, MemberSearch, Role
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.errors import ValidationError
from microblog.domain.use_cases.accounts.approve_registration import ApproveRegistration, RejectRegistration
from microblog.domain.use_cases.accounts.read_members import ReadMember, ReadMembers
from microblog.domain.use_cases.moderation.remove_suspended_account import RemoveSuspendedAccount
from microblog.domain.use_cases.moderation.suspend_account import SuspendAccount, UnsuspendAccount
from microblog.domain.use_cases.moderation.take_measure import LiftMeasure, TakeMeasure
from microblog.domain.use_cases.reports.resolve_report import ResolveReport

_USUAL = 40
_MEASURES = {"silenced": Measure.LIMITED, "disabled": Measure.DISABLED, "sensitized": Measure.SENSITIZED}
_TYPES = {"silence": Measure.LIMITED, "disable": Measure.DISABLED, "sensitive": Measure.SENSITIZED}
_STAFF = frozenset(role for role in Role if role.includes(Role.MODERATOR))
_STATES = {"active": AccountState.ACTIVE, "pending": AccountState.WAITING, "suspended": AccountState.SUSPENDED}
_NOBODY = MemberSearch(states=frozenset())


class PeopleParameters(Paging, frozen=True):
    """Of whom the beginning of a name or of an address is known. All accounts are of this server."""

    username: str = ""
    display_name: str = ""
    by_domain: str = ""
    email: str = ""
    ip: str = ""


class V1PeopleParameters(PeopleParameters, frozen=True):
    """Which people are wanted: those of whom all that is said is true."""

    local: bool = False
    remote: bool = False
    active: bool = False
    pending: bool = False
    disabled: bool = False
    silenced: bool = False
    suspended: bool = False
    sensitized: bool = False
    staff: bool = False

    def search(self) -> MemberSearch:
        """Whom to look for."""
        search = _named(self)
        for wanted, state in ((getattr(self, word), state) for word, state in _STATES.items()):
            if wanted:
                search = evolve(search, states=search.states & {state})
        measures = frozenset(measure for word, measure in _MEASURES.items() if getattr(self, word))
        search = evolve(search, measures=measures, roles=_STAFF if self.staff else search.roles)
        return _NOBODY if self.remote and not self.local else search


class V2PeopleParameters(PeopleParameters, frozen=True):
    """The same in newer words."""

    origin: Literal["local", "remote"] | None = None
    status: Literal["active", "pending", "disabled", "silenced", "suspended", "sensitized"] | None = None
    permissions: Literal["staff"] | None = None
    role_ids: tuple[str, ...] = ()
    invited_by: str = ""

    def search(self) -> MemberSearch:
        """Whom to look for. Raises ValidationError("invited_by", "not_kept")."""
        if self.invited_by:
            raise ValidationError("invited_by", "not_kept")
        search = _named(self)
        if self.status in _STATES:
            search = evolve(search, states=search.states & {_STATES[self.status]})
        elif self.status is not None:
            search = evolve(search, measures=frozenset({_MEASURES[self.status]}))
        if self.permissions is not None:
            search = evolve(search, roles=_STAFF)
        if self.role_ids:
            search = evolve(search, roles=search.roles & {role for role in Role if ROLE_IDS[role] in self.role_ids})
        return _NOBODY if self.origin == "remote" else search


class NewAction(Struct, frozen=True):
    """What to do about somebody. They are not written to, so a text for them is refused."""

    type: Literal["none", "sensitive", "disable", "silence", "suspend"]
    report_id: int | None = None
    warning_preset_id: str = ""
    text: str = ""
    send_email_notification: bool = False


@frozen
class AdminAccountEndpoints:
    """Who is here, and what is done about them."""

    admin: AdminMaker
    addresses: Addresses
    read_members: ReadMembers
    read_member: ReadMember
    approve_registration: ApproveRegistration
    reject_registration: RejectRegistration
    suspend_account: SuspendAccount
    unsuspend_account: UnsuspendAccount
    remove_suspended_account: RemoveSuspendedAccount
    take_measure: TakeMeasure
    lift_measure: LiftMeasure
    resolve_report: ResolveReport

    def index_v1(self, request: Request) -> Response:
        """People, the newest first."""
        wanted = read(request, V1PeopleParameters)
        return self._index(request, wanted, wanted.search())

    def index(self, request: Request) -> Response:
        """The same in newer words."""
        wanted = read(request, V2PeopleParameters)
        return self._index(request, wanted, wanted.search())

    def _index(self, request: Request, wanted: PeopleParameters, search: MemberSearch) -> Response:
        page = self.read_members(cursor=wanted.cursor(_USUAL), search=search)
        return listed(request, self.addresses, page, self.admin.accounts(page.items))

    def show(self, request: Request) -> Response:
        """One of them."""
        return self._one(request)

    def approve(self, request: Request) -> Response:
        """Let somebody in who waits."""
        self.approve_registration(account_id=request.path_id("id"))
        return self._one(request)

    def reject(self, request: Request) -> Response:
        """Turn them away. They are forgotten, so this answers what was known of them."""
        known = self._one(request)
        self.reject_registration(account_id=request.path_id("id"))
        return known

    def act(self, request: Request) -> Response:
        """Do something about somebody, with a report resolve that as well, or only resolve the report."""
        me, wanted, whom = signed_in(request).account_id, read(request, NewAction), request.path_id("id")
        for name, given in (
            ("warning", wanted.text),
            ("warning_preset_id", wanted.warning_preset_id),
            ("send_email_notification", wanted.send_email_notification),
        ):
            if given:
                raise ValidationError(name, "not_told")
        if wanted.type == "suspend":
            self.suspend_account(moderator_id=me, target=whom, report_id=wanted.report_id)
        elif wanted.type != "none":
            measure = _TYPES[wanted.type]
            self.take_measure(moderator_id=me, target=whom, measure=measure, report_id=wanted.report_id)
        elif wanted.report_id is None:
            raise ValidationError("report_id", "required")
        else:
            self.resolve_report(moderator_id=me, report_id=wanted.report_id, about_id=whom)
        return answer({})

    def enable(self, request: Request) -> Response:
        """Let somebody log in again."""
        return self._lift(request, Measure.DISABLED)

    def unsilence(self, request: Request) -> Response:
        """Offer an account to everybody again."""
        return self._lift(request, Measure.LIMITED)

    def unsensitive(self, request: Request) -> Response:
        """Show the pictures of an account again as they were meant."""
        return self._lift(request, Measure.SENSITIZED)

    def _lift(self, request: Request, measure: Measure) -> Response:
        me, whom = signed_in(request).account_id, request.path_id("id")
        self.lift_measure(moderator_id=me, target=whom, measure=measure)
        return self._one(request)

    def unsuspend(self, request: Request) -> Response:
        """Give a suspended account back."""
        self.unsuspend_account(moderator_id=signed_in(request).account_id, target=request.path_id("id"))
        return self._one(request)

    def delete(self, request: Request) -> Response:
        """Delete for good what was suspended. The person is forgotten, so this answers what was known of them."""
        known = self._one(request)
        self.remove_suspended_account(moderator_id=signed_in(request).account_id, target=request.path_id("id"))
        return known

    def _one(self, request: Request) -> Response:
        return answer(self.admin.accounts([self.read_member(account_id=request.path_id("id"))])[0])


def _named(wanted: PeopleParameters) -> MemberSearch:
    """Raises ValidationError("ip", "not_kept")."""
    if wanted.ip:
        raise ValidationError("ip", "not_kept")
    if wanted.by_domain:
        return _NOBODY
    return MemberSearch(username=wanted.username, display_name=wanted.display_name, email=wanted.email)
