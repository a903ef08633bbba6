"""The site on Quart: an ASGI application for the server."""

from collections.abc import Awaitable, Callable

from microblog.adapters.web.application import Application
from microblog.adapters.web.quart_binding import bind_quart

ASGIApplication = Callable[..., Awaitable[None]]


def create_app(application: Application, threads: int) -> ASGIApplication:
    """The application that answers all of ``application.routes``, ``threads`` of them at a time."""
    return bind_quart(application, threads)
