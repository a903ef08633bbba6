"""Letting people in."""

from attrs import frozen

from microblog.adapters.web.errors import BadRequest
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.asked import posted_id
from microblog.adapters.web.site.problems import sentence_of_refusal
from microblog.adapters.web.site.rendering import Pages
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.errors import NotPermitted
from microblog.domain.use_cases.accounts.approve_registration import (
    ApproveRegistration,
    ListRegistrations,
    RejectRegistration,
)
from microblog.domain.use_cases.accounts.create_invitation import CreateInvitation
from microblog.domain.use_cases.accounts.sign_up import Registration

_CLOSED = "closed_to_invitations"


@frozen
class ModerationViews:
    """Who waits, and invitations."""

    pages: Pages
    addresses: Addresses
    list_registrations: ListRegistrations
    approve_registration: ApproveRegistration
    reject_registration: RejectRegistration
    create_invitation: CreateInvitation
    registration: Registration

    def registrations(self, request: Request) -> Response:
        """Who waits to be let in."""
        waiting = [(account, user.reason) for account, user in self.list_registrations()]
        return self._show(request, "moderation_registrations.html", waiting=waiting)

    def answer_registration(self, request: Request) -> Response:
        """Let somebody in, or not."""
        account_id = posted_id(request, "account")
        match request.form.get("answer"):
            case "approve":
                self.approve_registration(account_id=account_id)
                return self.pages.go("/moderation/registrations", "registration_approved")
            case "reject":
                self.reject_registration(account_id=account_id)
                return self.pages.go("/moderation/registrations", "registration_rejected")
            case _:
                raise BadRequest("bad_form")

    def invitations(self, request: Request) -> Response:
        """Where invitations are made, or why they would be of no use."""
        closed = "" if self._may_invite else self.pages.say(request, sentence_of_refusal(_CLOSED))
        return self._show(request, "moderation_invitations.html", link="", closed=closed)

    def invite(self, request: Request) -> Response:
        """Make one and show it, this once: only its hash is kept. Raises NotPermitted where it would let nobody in."""
        if not self._may_invite:
            raise NotPermitted(_CLOSED)
        link = self.addresses.page(f"/signup?invitation={self.create_invitation()}")
        return self._show(request, "moderation_invitations.html", link=link, closed="")

    @property
    def _may_invite(self) -> bool:
        return self.registration is not Registration.CLOSED

    def _show(self, request: Request, template: str, **values: object) -> Response:
        return self.pages.show(request, template, 200, may_invite=self._may_invite, **values)
