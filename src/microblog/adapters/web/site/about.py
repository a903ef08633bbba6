"""What this place is."""

from attrs import frozen

from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.rendering import Pages


@frozen
class AboutViews:
    """The page about the site."""

    pages: Pages

    def show(self, request: Request) -> Response:
        """The same for everybody."""
        return self.pages.show(request, "about.html")
