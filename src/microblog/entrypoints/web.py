"""The web process: the application that the container makes, on the server of the chosen framework."""

from functools import partial
from typing import Any

from microblog.adapters.system.logging import configure_logging
from microblog.entrypoints.container import Container, open_container
from microblog.entrypoints.server import listening_address, serve
from microblog.entrypoints.settings import Settings, Web
from microblog.entrypoints.startup_lines import announce_setup


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
    # Here, so that who chose one waits at no start for the other.
    if settings.web is Web.FLASK:
        from microblog.entrypoints import flask_app

        return flask_app.create_app(application)
    from microblog.entrypoints import quart_app

    return quart_app.create_app(application, settings.threads)
