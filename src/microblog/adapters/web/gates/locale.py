"""Which language the answer speaks."""

from attrs import frozen

from microblog.adapters.web.gates.gate import Gate
from microblog.adapters.web.request import Request
from microblog.adapters.web.route import Route
from microblog.ports.translator import Translator


@frozen
class ChooseLocale(Gate):
    """The viewer's own choice, else the best of ``Accept-Language`` (RFC 9110 §12.5.4), else English."""

    translator: Translator

    def __call__(self, route: Route, request: Request, /) -> None:  # noqa: ARG002 - the same for every route
        """Puts ``locale`` on the request, one of the translator's languages."""
        preferred = request.viewer.language if request.viewer is not None else None
        request.locale = self.translator.negotiate(request.headers.get("accept-language"), preferred)
