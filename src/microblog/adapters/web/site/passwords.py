"""Lost passwords."""

from attrs import frozen

from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.forms.sessions import ForgottenPasswordForm, NewPasswordForm
from microblog.adapters.web.site.rendering import Pages, without_referrer
from microblog.domain.model.errors import ValidationError
from microblog.domain.use_cases.passwords.reset_password import CheckResetLink, RequestPasswordReset, ResetPassword
from microblog.ports.translator import N_


@frozen
class PasswordViews:
    """The way back in."""

    pages: Pages
    request_password_reset: RequestPasswordReset
    check_reset_link: CheckResetLink
    reset_password: ResetPassword

    def forgotten(self, request: Request) -> Response:
        """Ask for the mail address."""
        return self.pages.show(request, "password_forgot.html", form=ForgottenPasswordForm())

    def send_link(self, request: Request) -> Response:
        """Have the link mailed. The answer is the same whether the address is known or not."""
        form = ForgottenPasswordForm(request.form)
        try:
            self.request_password_reset(email=form.email.data or "")
        except ValidationError as error:
            form.refuse(error, self.pages.sayer(request))
            return self.pages.show(request, "password_forgot.html", 422, form=form)
        return Response.redirect("/password/sent")

    def sent(self, request: Request) -> Response:
        """After asking for the link."""
        return self.pages.message(
            request,
            N_("Look into your mail"),
            (N_("If an account has this address, a link to set a new password is on its way."),),
        )

    def reset_form(self, request: Request) -> Response:
        """Ask for the new password."""
        self.check_reset_link(secret=request.path_text("token"))
        return without_referrer(self.pages.show(request, "password_reset.html", form=NewPasswordForm()))

    def reset(self, request: Request) -> Response:
        """Set the new password."""
        form = NewPasswordForm(request.form)
        try:
            self.reset_password(secret=request.path_text("token"), password=form.password.data or "")
        except ValidationError as error:
            form.refuse(error, self.pages.sayer(request))
            return without_referrer(self.pages.show(request, "password_reset.html", 422, form=form))
        return self.pages.go("/login", "password_changed")
