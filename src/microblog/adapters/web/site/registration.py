"""How people come: signing up, confirming the address, setting up the owner."""

from attrs import frozen

from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.forms.accounts import SignUpForm
from microblog.adapters.web.site.problems import sentence_of_refusal
from microblog.adapters.web.site.rendering import Pages, without_referrer
from microblog.adapters.web.site.sessions import with_session
from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import ValidationError
from microblog.domain.use_cases.accounts.confirm_address import ConfirmAddress
from microblog.domain.use_cases.accounts.set_up_owner import CheckOwnership, SetUpOwner
from microblog.domain.use_cases.accounts.sign_up import Registration, SignedUp, SignUp
from microblog.ports.translator import N_


@frozen
class RegistrationViews:
    """The way to an account."""

    pages: Pages
    sign_up: SignUp
    confirm_address: ConfirmAddress
    check_ownership: CheckOwnership
    set_up_owner: SetUpOwner
    registration: Registration

    def form(self, request: Request) -> Response:
        """The sign-up page, or why there is none."""
        if request.viewer is not None:
            return Response.redirect("/")
        invitation = request.query.get("invitation")
        if self.registration is Registration.CLOSED:
            return self._message(request, N_("Sign up"), sentence_of_refusal("closed"))
        if self.registration is Registration.INVITE and not invitation:
            return self._message(
                request,
                N_("Sign up"),
                N_("This server takes new people by invitation only. Ask somebody here for a link."),
            )
        return self._form(request, SignUpForm(invitation=invitation), 200)

    def register(self, request: Request) -> Response:
        """Sign up."""
        form = SignUpForm(request.form)
        say = self.pages.sayer(request)
        try:
            signed_up = self.sign_up(
                username=form.username.data or "",
                email=form.email.data or "",
                password=form.password.data or "",
                reason=form.reason.data or "",
                invitation=form.invitation.data or "",
                user_agent=request.headers.get("user-agent"),
            )
        except ValidationError as error:
            form.refuse(error, say)
            return self._form(request, form, 422)
        return self._welcome(signed_up, "signed_up")

    def _form(self, request: Request, form: SignUpForm, status: int) -> Response:
        # Who is invited need not say why.
        registration = Registration.OPEN if form.invitation.data else self.registration
        response = self.pages.show(
            request, "signup.html", status, form=form, registration=registration.value, owner=False
        )
        return without_referrer(response)

    def _welcome(self, signed_up: SignedUp, flash: str) -> Response:
        if signed_up.session is not None:
            return with_session(self.pages.cookies, self.pages.go("/", flash), signed_up.session)
        waits = signed_up.account.state is AccountState.WAITING
        return Response.redirect("/signup/waiting" if waits else "/signup/mail")

    def look_into_mail(self, request: Request) -> Response:
        """After signing up where the address has to be confirmed."""
        sentence = N_("We have sent you a link. Open it to confirm your address; then you can log in.")
        if self.registration is Registration.APPROVAL:
            sentence = N_(
                "We have sent you a link. Open it to confirm your address; then somebody here reads your application, "
                "unless you were invited."
            )
        return self._message(
            request,
            N_("Look into your mail"),
            sentence,
            N_("Nothing there after some minutes? Look among the unwanted mails, too."),
        )

    def waiting(self, request: Request) -> Response:
        """After signing up where somebody has to approve it."""
        return self._message(
            request,
            N_("Your application has arrived"),
            N_("Somebody here will read it. You get a mail as soon as your account is ready."),
        )

    def confirm_form(self, request: Request) -> Response:
        """Ask to press a button: a mail program that looks at all links must not confirm anything."""
        sentence = N_("One more step, and your account is ready.")
        if self.registration is Registration.APPROVAL:
            sentence = N_("One more step; then somebody here reads your application, unless you were invited.")
        response = self.pages.show(
            request,
            "button.html",
            heading=self.pages.say(request, N_("Confirm your address")),
            sentence=self.pages.say(request, sentence),
            button=self.pages.say(request, N_("Confirm")),
        )
        return without_referrer(response)

    def confirm(self, request: Request) -> Response:
        """Confirm the address."""
        account = self.confirm_address(secret=request.path_text("token"))
        if account.state is AccountState.WAITING:
            return Response.redirect("/signup/waiting")
        return self.pages.go("/login", "address_confirmed")

    def owner_form(self, request: Request) -> Response:
        """The page where the owner's account is made."""
        self.check_ownership(secret=request.path_text("token"))
        return self._owner_form(request, SignUpForm(), 200)

    def make_owner(self, request: Request) -> Response:
        """Make the owner's account."""
        form = SignUpForm(request.form)
        say = self.pages.sayer(request)
        try:
            signed_up = self.set_up_owner(
                secret=request.path_text("token"),
                username=form.username.data or "",
                email=form.email.data or "",
                password=form.password.data or "",
                user_agent=request.headers.get("user-agent"),
            )
        except ValidationError as error:
            form.refuse(error, say)
            return self._owner_form(request, form, 422)
        return self._welcome(signed_up, "owner_ready")

    def _owner_form(self, request: Request, form: SignUpForm, status: int) -> Response:
        registration = self.registration.value
        return without_referrer(
            self.pages.show(request, "signup.html", status, form=form, registration=registration, owner=True)
        )

    def _message(self, request: Request, heading: str, *sentences: str) -> Response:
        return self.pages.message(request, heading, sentences)
