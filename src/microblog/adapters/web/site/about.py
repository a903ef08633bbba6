"""What this place is."""

from attrs import frozen

from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.rendering import Pages
from microblog.domain.model.server_texts import ServerTexts


@frozen
class AboutViews:
    """The page about the site."""

    pages: Pages
    server_texts: ServerTexts

    def show(self, request: Request) -> Response:
        """The same for everybody."""
        return self.pages.show(request, "about.html", texts=self.server_texts)
