"""Forms to get in."""

from wtforms import BooleanField, PasswordField, StringField

from microblog.adapters.web.site.forms.form import SiteForm
from microblog.ports.translator import N_


class LogInForm(SiteForm):
    """Name and password."""

    login = StringField(N_("User name or mail address"))
    password = PasswordField(N_("Password"))
    remember = BooleanField(N_("Stay logged in"))
    next = StringField()


class ForgottenPasswordForm(SiteForm):
    """To get a mail."""

    email = StringField(N_("Mail address"))


class NewPasswordForm(SiteForm):
    """With a link from a mail."""

    password = PasswordField(N_("New password"))


class ChangePasswordForm(SiteForm):
    """With the old password."""

    current_password = PasswordField(N_("Current password"))
    password = PasswordField(N_("New password"))
