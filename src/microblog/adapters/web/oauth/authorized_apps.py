"""The settings page on which people see and revoke what they allowed apps."""

from attrs import frozen

from microblog.adapters.web.oauth.scope_words import words_of
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.asked import posted_id
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.viewers import signed_in
from microblog.domain.use_cases.apps.authorized_apps import ListAuthorizedApps, RevokeApp
from microblog.domain.use_cases.push.stop_push import StopPush


@frozen
class AuthorizedAppViews:
    """One's apps."""

    pages: Pages
    list_authorized_apps: ListAuthorizedApps
    revoke_app: RevokeApp
    stop_push: StopPush

    def show(self, request: Request) -> Response:
        """All that act for oneself."""
        listed = self.list_authorized_apps(account_id=signed_in(request).account_id)
        apps = [(one, words_of(one.scopes)) for one in listed]
        return self.pages.show(request, "settings_apps.html", apps=apps)

    def revoke(self, request: Request) -> Response:
        """Let one of them not do so any more."""
        self.revoke_app(account_id=signed_in(request).account_id, app_id=posted_id(request, "app"))
        return self.pages.go("/settings/apps", "app_revoked")

    def stop(self, request: Request) -> Response:
        """Have one of them told nothing at once any more."""
        self.stop_push(account_id=signed_in(request).account_id, app_id=posted_id(request, "app"))
        return self.pages.go("/settings/apps", "push_stopped")
