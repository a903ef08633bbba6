"""The web process: the application that the container makes, on the server of the chosen framework."""

from functools import partial
from typing import Any

from microblog.adapters.system.logging import configure_logging
from microblog.entrypoints import flask_app, quart_app
from microblog.entrypoints.announcements import announce_setup
from microblog.entrypoints.container import Container, open_container
from microblog.entrypoints.server import listening_address, serve
from microblog.entrypoints.settings import Settings, Web


def serve_web(container: Container) -> None:
    """Serve the site until Ctrl-C or SIGTERM. The application is built in the server's own process."""
    settings: Settings = container.settings()
    address = listening_address(settings.host, settings.port)
    serve(partial(build_app, settings), settings.web.value, address, settings.port, settings.threads)


def build_app(settings: Settings) -> Any:
    """The WSGI (Flask) or ASGI (Quart) application."""
    configure_logging(settings.log_level)
    container = open_container(settings)
    if settings.in_memory:
        announce_setup(settings, container.offer_ownership()())
        container.periodic_loop().start()
    application = container.application()
    if settings.web is Web.FLASK:
        return flask_app.create_app(application)
    return quart_app.create_app(application, settings.threads)
