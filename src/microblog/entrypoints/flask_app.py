"""The site on Flask: a WSGI application for the server."""

from wsgiref.types import WSGIApplication

from microblog.adapters.web.application import Application
from microblog.adapters.web.flask_binding import bind_flask


def create_app(application: Application) -> WSGIApplication:
    """The application that answers all of ``application.routes``. How many at a time is the server's affair."""
    return bind_flask(application)
