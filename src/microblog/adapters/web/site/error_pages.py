"""Error pages."""

from urllib.parse import quote

from attrs import frozen

from microblog.adapters.web.errors import Problem
from microblog.adapters.web.gates.csrf import came_from_a_page_of_ours
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.problems import ways_on, words_of_problem
from microblog.adapters.web.site.rendering import Pages

_LONG_TEXTS = ("content_warning", "text", "bio", "reason")
"""Names of the form fields that take sentences. Passwords and addresses are none."""


@frozen
class ErrorPages:
    """The site's `ErrorRenderer`."""

    pages: Pages

    def __call__(self, request: Request, problem: Problem) -> Response:
        """A page in the reader's language; who has to log in is sent to do so and comes back afterwards."""
        typed = _typed(request)
        if problem.status == 401 and not typed and request.headers.get("accept") != "application/json":
            return Response.redirect(f"/login?next={quote(_wanted(request), safe='')}")
        heading, sentence = words_of_problem(problem.status, problem.code, request.path)
        ways = ways_on(request.path, problem.status)
        return self.pages.show(
            request,
            "error.html",
            problem.status,
            number_of_error=problem.status,
            heading=self.pages.say(request, heading),
            sentence=self.pages.say(request, sentence),
            ways=[(path, self.pages.say(request, label)) for path, label in ways],
            typed=typed,
            request_id=request.request_id if problem.status >= 500 else "",
        )


def _typed(request: Request) -> list[str]:
    """Texts of some length in a form that came to nothing: they may be somebody's work of an hour.

    Only if the form is ours. Else another site could have us show, as somebody's own words, what it wants to be read.
    """
    if request.is_safe or not came_from_a_page_of_ours(request):
        return []
    return [text for text in map(request.form.get, _LONG_TEXTS) if text.strip()]


def _wanted(request: Request) -> str:
    """What a form wanted to do is not done after logging in: it leads to the start page."""
    return request.path if request.is_safe else "/"
