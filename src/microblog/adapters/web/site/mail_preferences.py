"""Wanting no more mails, without logging in."""

from attrs import frozen

from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.rendering import Pages, without_referrer
from microblog.domain.model.session import Purpose
from microblog.domain.use_cases.accounts.edit_preferences import CheckUnsubscribeLink, Unsubscribe
from microblog.ports.translator import N_

_ASKED = {
    Purpose.UNSUBSCRIBE: N_("You will get no mail any more when somebody mentions you."),
    Purpose.UNSUBSCRIBE_DIGEST: N_("You will get no mail any more about what you missed."),
}
_STOPPED = {
    Purpose.UNSUBSCRIBE: N_("You get no more mails when somebody mentions you."),
    Purpose.UNSUBSCRIBE_DIGEST: N_("You get no more mails about what you missed."),
}


@frozen
class MailPreferenceViews:
    """The link at the end of a mail."""

    pages: Pages
    check_unsubscribe_link: CheckUnsubscribeLink
    unsubscribe: Unsubscribe

    def ask(self, request: Request) -> Response:
        """Ask to press a button: machines open links too (RFC 8058 section 1)."""
        purpose = self.check_unsubscribe_link(secret=request.path_text("token"))
        response = self.pages.show(
            request,
            "button.html",
            heading=self.pages.say(request, N_("No more mails?")),
            sentence=self.pages.say(request, _ASKED[purpose]),
            button=self.pages.say(request, N_("No more mails")),
        )
        return without_referrer(response)

    def stop(self, request: Request) -> Response:
        """Stop the mails. Mail programs post here too, and want an answer and no redirect (RFC 8058 section 3.1)."""
        purpose = self.unsubscribe(secret=request.path_text("token"))
        return self.pages.message(
            request,
            N_("Done"),
            (
                _STOPPED[purpose],
                N_("You can change your mind at any time in your settings."),
            ),
        )
