"""Who is here, and whom one could follow."""

from attrs import frozen

from microblog.adapters.web.errors import BadRequest
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.viewers import signed_in, viewer_id
from microblog.domain.use_cases.directory.read_directory import LAST_OFFSET, DirectoryOrder, ReadDirectory
from microblog.domain.use_cases.directory.suggest_accounts import DismissSuggestion, ReadSuggestions

_PAGE = 40


@frozen
class DirectoryViews:
    """Lists of people to meet."""

    pages: Pages
    read_directory: ReadDirectory
    read_suggestions: ReadSuggestions
    dismiss_suggestion: DismissSuggestion

    def active(self, request: Request) -> Response:
        """Who wrote last."""
        return self._list(request, DirectoryOrder.ACTIVE)

    def new(self, request: Request) -> Response:
        """Who came last."""
        return self._list(request, DirectoryOrder.NEW)

    def _list(self, request: Request, order: DirectoryOrder) -> Response:
        offset = _offset(request)
        people = self.read_directory(viewer_id=viewer_id(request), order=order, offset=offset, limit=_PAGE + 1)
        more = offset + _PAGE if len(people) > _PAGE and offset + _PAGE <= LAST_OFFSET else None
        return self.pages.show(request, "directory.html", people=people[:_PAGE], more=more)

    def suggestions(self, request: Request) -> Response:
        """Whom those follow whom one follows."""
        people = self.read_suggestions(account_id=signed_in(request).account_id)
        return self.pages.show(request, "directory_suggestions.html", people=people)

    def dismiss(self, request: Request) -> Response:
        """Have somebody not suggested again."""
        self.dismiss_suggestion(account_id=signed_in(request).account_id, target=request.path_text("username"))
        return self.pages.go("/directory/suggestions", "suggestion_dismissed")


def _offset(request: Request) -> int:
    text = request.query.get("offset") or "0"
    if not (text.isascii() and text.isdecimal() and len(text) <= 5):
        raise BadRequest("bad_id")
    return int(text)
