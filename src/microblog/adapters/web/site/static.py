"""Style sheets, the script and the pictures of people."""

import hashlib
import re
from collections.abc import Mapping
from importlib.resources import files

from attrs import field, frozen

from microblog.adapters.web.errors import PathNotFound
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.avatars import draw_avatar, draw_avatar_png, draw_header_png

_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_FOR_GOOD = ("Cache-Control", "public, max-age=31536000, immutable")
_A_WEEK = ("Cache-Control", "public, max-age=604800")
_AN_HOUR = ("Cache-Control", "public, max-age=3600")
_NOT_FOR_ROBOTS = ("/settings", "/compose", "/password", "/confirm", "/unsubscribe", "/search")
_ACCT = re.compile(r"[A-Za-z0-9_]{1,30}(?:@[A-Za-z0-9.-]{1,253})?", re.ASCII)


@frozen
class StaticFiles:
    """Every file of `static/`, held in memory under a name that carries a hash of its content.

    So a browser may keep each for good (RFC 8246): a changed file has another name.
    """

    by_name: Mapping[str, tuple[str, bytes]] = field(repr=False)
    """Hashed name to media type and content."""
    paths: Mapping[str, str]
    """Plain name (`base.css`) to the path to ask for."""

    @classmethod
    def load(cls) -> "StaticFiles":
        """Read what is installed beside this module."""
        by_name: dict[str, tuple[str, bytes]] = {}
        paths: dict[str, str] = {}
        for file in sorted(files(__package__).joinpath("static").iterdir(), key=lambda entry: entry.name):
            stem, _, suffix = file.name.rpartition(".")
            content = file.read_bytes()
            name = f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"
            by_name[name] = (_TYPES[suffix], content)
            paths[file.name] = f"/static/{name}"
        return cls(by_name, paths)


@frozen
class StaticViews:
    """Answers for what never depends on who asks."""

    static_files: StaticFiles

    def file(self, request: Request) -> Response:
        """A static file by its hashed name."""
        known = self.static_files.by_name.get(request.path_text("name"))
        if known is None:
            raise PathNotFound
        media_type, content = known
        return Response(200, (("Content-Type", f"{media_type}; charset=utf-8"), _FOR_GOOD), content)

    def favicon(self, _: Request) -> Response:
        """For whoever asks for the icon without having read a page."""
        return Response.redirect(self.static_files.paths["favicon.svg"], 302).with_header(*_AN_HOUR)

    def robots(self, _: Request) -> Response:
        """What crawlers leave alone (RFC 9309): pages of one person, and what links in mails open."""
        lines = ("User-agent: *", *(f"Disallow: {path}" for path in _NOT_FOR_ROBOTS), "")
        return Response.text("\n".join(lines)).with_header(*_AN_HOUR)

    def avatar(self, request: Request) -> Response:
        """The picture of an account, drawn from its name alone: no account is looked up."""
        name = request.path_text("name")
        if not _ACCT.fullmatch(name):
            raise PathNotFound
        picture = Response.text(draw_avatar(name), content_type="image/svg+xml")
        return picture.with_header(*_A_WEEK)

    def avatar_png(self, request: Request) -> Response:
        """The same for apps."""
        name = request.path_text("name")
        if not _ACCT.fullmatch(name):
            raise PathNotFound
        return Response(200, (("Content-Type", "image/png"), _A_WEEK), draw_avatar_png(name))

    def header_png(self, _: Request) -> Response:
        """What apps show behind whoever has chosen nothing."""
        return Response(200, (("Content-Type", "image/png"), _A_WEEK), draw_header_png())
