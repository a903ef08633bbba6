"""What people set for themselves: profile, language, mails, password, the end of the account."""

from attrs import frozen

from microblog.adapters.web.gates.csrf import SESSION_COOKIE
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.forms.accounts import DeleteAccountForm, PreferencesForm, ProfileForm
from microblog.adapters.web.site.forms.sessions import ChangePasswordForm
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.account import Account
from microblog.domain.model.digest import DigestRhythm
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.media import MediaPurpose
from microblog.domain.model.post import Visibility
from microblog.domain.use_cases.accounts.delete_account import DeleteAccount
from microblog.domain.use_cases.accounts.edit_preferences import EditPostingDefaults, EditPreferences
from microblog.domain.use_cases.accounts.edit_profile import EditProfile
from microblog.domain.use_cases.accounts.read_account import ReadAccount
from microblog.domain.use_cases.media.set_picture import RemovePicture, SetPicture
from microblog.domain.use_cases.passwords.change_password import ChangePassword

_PICTURES = {"avatar": MediaPurpose.AVATAR, "header": MediaPurpose.HEADER}


@frozen
class SettingsViews:
    """The settings pages."""

    pages: Pages
    read_account: ReadAccount
    edit_profile: EditProfile
    edit_preferences: EditPreferences
    edit_posting_defaults: EditPostingDefaults
    change_password: ChangePassword
    delete_account: DeleteAccount
    set_picture: SetPicture
    remove_picture: RemovePicture

    def profile_form(self, request: Request) -> Response:
        """What others see."""
        account, _ = self.read_account(account_id=signed_in(request).account_id)
        form = ProfileForm(display_name=account.display_name, bio=account.bio, locked=account.locked)
        for (label, value), kept in zip(form.rows(), account.fields, strict=False):
            label.data, value.data = kept.label, kept.value
        return self._profile(request, form, account)

    def save_profile(self, request: Request) -> Response:
        """Change what others see."""
        form, me = ProfileForm(request.form), signed_in(request).account_id
        try:
            told = (form.display_name.data or "", form.bio.data or "", form.links())
            self.edit_profile.check(*told)  # so that no picture is changed where the rest is refused
            for name, purpose in _PICTURES.items():
                self._change_picture(request, form, name, purpose)
            display_name, bio, fields = told
            self.edit_profile(
                account_id=me, display_name=display_name, bio=bio, fields=fields, locked=bool(form.locked.data)
            )
        except ValidationError as error:
            form.refuse(error, self.pages.sayer(request))
            account, _ = self.read_account(account_id=me)
            return self._profile(request, form, account, 422)
        return self.pages.go("/settings/profile", "saved")

    def _change_picture(self, request: Request, form: ProfileForm, name: str, purpose: MediaPurpose) -> None:
        me, content = signed_in(request).account_id, request.file(name)
        if content:
            try:
                self.set_picture(account_id=me, purpose=purpose, content=content)
            except ValidationError as error:
                raise ValidationError(name, error.code, error.params) from None
        elif form[f"without_{name}"].data:
            self.remove_picture(account_id=me, purpose=purpose)

    def _profile(self, request: Request, form: ProfileForm, account: Account, status: int = 200) -> Response:
        return self.pages.show(request, "settings_profile.html", status, form=form, account=account)

    def account_form(self, request: Request) -> Response:
        """What only oneself sees."""
        return self._account(request, self._preferences(request), ChangePasswordForm(), 200)

    def save_preferences(self, request: Request) -> Response:
        """Change language, mails, and with what one's posts begin."""
        viewer = signed_in(request)
        form = PreferencesForm(request.form).offer(self.pages.languages(), viewer.default_language)
        if not form.is_sound(self.pages.sayer(request)):
            return self._account(request, form, ChangePasswordForm(), 422)
        self.edit_preferences(
            account_id=viewer.account_id,
            language=form.language.data or None,
            mail_on_mention=bool(form.mail_on_mention.data),
            digest=DigestRhythm(form.digest.data or DigestRhythm.OFF.value),
        )
        self.edit_posting_defaults(
            account_id=viewer.account_id,
            visibility=Visibility(form.default_visibility.data),
            language=form.default_language.data or "",
            sensitive=bool(form.default_sensitive.data),
        )
        return self.pages.go("/settings/account", "saved")

    def save_password(self, request: Request) -> Response:
        """Change the password."""
        viewer, form = signed_in(request), ChangePasswordForm(request.form)
        try:
            self.change_password(
                account_id=viewer.account_id,
                session_id=viewer.session_id,
                current=form.current_password.data or "",
                new=form.password.data or "",
            )
        except ValidationError as error:
            form.refuse(error, self.pages.sayer(request))
            return self._account(request, self._preferences(request), form, 422)
        return self.pages.go("/settings/account", "password_changed")

    def delete_form(self, request: Request) -> Response:
        """Ask whether the account shall really go."""
        return self.pages.show(request, "settings_delete.html", form=DeleteAccountForm())

    def delete(self, request: Request) -> Response:
        """Delete the account."""
        form = DeleteAccountForm(request.form)
        try:
            self.delete_account(account_id=signed_in(request).account_id, password=form.password.data or "")
        except ValidationError as error:
            form.refuse(error, self.pages.sayer(request))
            return self.pages.show(request, "settings_delete.html", 422, form=form)
        return self.pages.cookies.drop(self.pages.go("/", "account_deleted"), SESSION_COOKIE)

    def _preferences(self, request: Request) -> PreferencesForm:
        _, user = self.read_account(account_id=signed_in(request).account_id)
        digest = "" if user.digest is DigestRhythm.OFF else user.digest.value
        form = PreferencesForm(
            language=user.language or "",
            mail_on_mention=user.mail_on_mention,
            digest=digest,
            default_visibility=user.default_visibility.value,
            default_language=user.default_language or "",
            default_sensitive=user.default_sensitive,
        )
        return form.offer(self.pages.languages(), user.default_language)

    def _account(
        self, request: Request, preferences: PreferencesForm, password: ChangePasswordForm, status: int
    ) -> Response:
        return self.pages.show(request, "settings_account.html", status, preferences=preferences, password=password)
