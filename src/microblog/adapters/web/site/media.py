"""The files of pictures."""

from attrs import frozen

from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.domain.model.media import EXTENSIONS
from microblog.domain.use_cases.media.read_media import ReadMediaFile

_TYPES = {extension: content_type for content_type, extension in EXTENSIONS.items()}
_HEADERS = (
    ("Cache-Control", "public, max-age=31536000, immutable"),
    ("Content-Security-Policy", "default-src 'none'; sandbox"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),  # apps that are web pages show them too
)


@frozen
class MediaViews:
    """Pictures by names that nobody can guess. What is under a name never changes."""

    read_media_file: ReadMediaFile

    def file(self, request: Request) -> Response:
        """A picture, as bytes that a browser can take for nothing else."""
        name = request.path_text("name")
        content = self.read_media_file(name=name)
        content_type = _TYPES[name.rpartition(".")[2]]
        return Response(200, (("Content-Type", content_type), *_HEADERS), content)
