"""The files of pictures and recordings."""

from attrs import frozen

from microblog.adapters.web.byte_range import asked_range
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.domain.model.media import EXTENSIONS, SOUND, VIDEO
from microblog.domain.use_cases.media.read_media import ReadMediaFile

_TYPES = {extension: content_type for content_type, extension in EXTENSIONS.items()}
_HEADERS = (
    ("Cache-Control", "public, max-age=31536000, immutable"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),  # apps that are web pages show them too
)
_SEEN = "default-src 'none'; sandbox"
_PLAYED = "default-src 'none'; media-src 'self'; sandbox"  # opened by itself, a player is a page around the file


@frozen
class MediaViews:
    """Files by names that nobody can guess. What is under a name never changes."""

    read_media_file: ReadMediaFile

    def file(self, request: Request) -> Response:
        """A file, as bytes that a browser can take for nothing else; or the part of it that is asked for."""
        name = request.path_text("name")
        size, etag = self.read_media_file.size(name=name), f'"{name}"'
        content_type = _TYPES[name.rpartition(".")[2]]
        headers = (
            ("Content-Type", content_type),
            ("Content-Security-Policy", _PLAYED if content_type in (VIDEO, SOUND) else _SEEN),
            ("Accept-Ranges", "bytes"),
            ("ETag", etag),
            *_HEADERS,
        )
        wanted = asked_range(request, etag)
        if wanted is None:
            return Response(200, headers, self.read_media_file(name=name))
        part = wanted.within(size)
        if part is None:
            return Response(416, (("Content-Range", f"bytes */{size}"),))
        first, last = part
        content = self.read_media_file(name=name, start=first, length=last - first + 1)
        return Response(206, (("Content-Range", f"bytes {first}-{last}/{size}"), *headers), content)
