"""Logging in and out, and looking after one's sessions."""

from attrs import frozen

from microblog.adapters.web.gates.csrf import SESSION_COOKIE
from microblog.adapters.web.gates.rate_limit import who
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import CookieRules, Response
from microblog.adapters.web.site.asked import posted_id
from microblog.adapters.web.site.forms.sessions import LogInForm
from microblog.adapters.web.site.next_page import next_page
from microblog.adapters.web.site.problems import sentence_of_refusal
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.errors import NotPermitted, ValidationError
from microblog.domain.use_cases.sessions.list_sessions import EndSession, ListSessions
from microblog.domain.use_cases.sessions.log_in import LogIn, LogOut
from microblog.domain.use_cases.sessions.session_opener import REMEMBERED_FOR


def with_session(cookies: CookieRules, response: Response, secret: str, *, remember: bool = False) -> Response:
    """Hand the session's secret to the browser, until it is closed or, where wanted, for as long as a session lasts."""
    seconds = int(REMEMBERED_FOR.total_seconds()) if remember else None
    return cookies.put(response, SESSION_COOKIE, secret, seconds)


@frozen
class SessionViews:
    """The way in and out."""

    pages: Pages
    log_in: LogIn
    log_out: LogOut
    list_sessions: ListSessions
    end_session: EndSession

    def log_in_form(self, request: Request) -> Response:
        """The log-in page; whoever is in already goes on."""
        wanted = next_page(request.query.get("next"))
        if request.viewer is not None:
            return Response.redirect(wanted)
        return self._form(request, LogInForm(next=wanted), 200)

    def enter(self, request: Request) -> Response:
        """Log in."""
        form = LogInForm(request.form)
        say = self.pages.sayer(request)
        remember = bool(form.remember.data)
        try:
            secret = self.log_in(
                login=form.login.data or "",
                password=form.password.data or "",
                remember=remember,
                user_agent=request.headers.get("user-agent"),
                origin=who(request),
            )
        except ValidationError as error:
            form.refuse(error, say)
        except NotPermitted as error:
            form.form_errors.append(say(sentence_of_refusal(error.code)))
        else:
            response = self.pages.go(next_page(form.next.data or ""), "logged_in")
            return with_session(self.pages.cookies, response, secret, remember=remember)
        return self._form(request, form, 422)

    def _form(self, request: Request, form: LogInForm, status: int) -> Response:
        return self.pages.show(request, "login.html", status, form=form)

    def leave(self, request: Request) -> Response:
        """Log out, perhaps to log in as somebody else."""
        if request.viewer is not None:
            self.log_out(account_id=request.viewer.account_id, session_id=request.viewer.session_id)
        response = self.pages.go(next_page(request.form.get("next")), "logged_out")
        return self.pages.cookies.drop(response, SESSION_COOKIE)

    def sessions(self, request: Request) -> Response:
        """Where one is logged in."""
        sessions = self.list_sessions(account_id=signed_in(request).account_id)
        return self.pages.show(request, "settings_sessions.html", sessions=sessions)

    def end(self, request: Request) -> Response:
        """End one of the sessions."""
        self.end_session(account_id=signed_in(request).account_id, session_id=posted_id(request, "session"))
        return self.pages.go("/settings/sessions", "session_ended")
