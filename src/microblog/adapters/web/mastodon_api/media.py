"""Media: https://docs.joinmastodon.org/methods/media/."""

from attrs import frozen
from msgspec import Struct

from microblog.adapters.web.mastodon_api.answers import answer
from microblog.adapters.web.mastodon_api.entity_maker import EntityMaker
from microblog.adapters.web.mastodon_api.reading import read
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.media import Media, MediaState
from microblog.domain.use_cases.media.delete_media import DeleteMedia
from microblog.domain.use_cases.media.describe_media import DescribeMedia
from microblog.domain.use_cases.media.read_media import ReadMedia
from microblog.domain.use_cases.media.upload_media import UploadMedia

_ACCEPTED, _PARTIAL = 202, 206  # what says that it is not ready yet


class NewMedia(Struct, frozen=True):
    """What goes with the file `file`, which is a part of a multipart form."""

    description: str = ""


class ChangedMedia(Struct, frozen=True):
    """What shall be known of a file."""

    description: str | None = None


@frozen
class MediaEndpoints:
    """Pictures, videos and sounds for statuses, before one shows them."""

    entities: EntityMaker
    upload_media: UploadMedia
    read_media: ReadMedia
    describe_media: DescribeMedia
    delete_media: DeleteMedia

    def create(self, request: Request) -> Response:
        """Upload a picture, which is ready when this answers, or a video or a sound, which takes its time."""
        return self._shown(self._uploaded(request, recordings=True), _ACCEPTED)

    def create_at_once(self, request: Request) -> Response:
        """Upload a picture: what takes its time is not taken here, as this has always answered when it is ready."""
        return self._shown(self._uploaded(request, recordings=False))

    def _uploaded(self, request: Request, *, recordings: bool) -> Media:
        return self.upload_media(
            account_id=signed_in(request).account_id,
            content=request.file("file"),
            description=read(request, NewMedia).description,
            recordings=recordings,
        )

    def show(self, request: Request) -> Response:
        """What is known of a file of one's own."""
        return self._shown(self.read_media(account_id=signed_in(request).account_id, media_id=request.path_id("id")))

    def change(self, request: Request) -> Response:
        """Describe a file that no status shows yet."""
        wanted, me = read(request, ChangedMedia), signed_in(request).account_id
        if wanted.description is None:
            return self.show(request)
        media_id = request.path_id("id")
        return self._shown(self.describe_media(account_id=me, media_id=media_id, description=wanted.description))

    def delete(self, request: Request) -> Response:
        """Delete a file that no status shows."""
        self.delete_media(account_id=signed_in(request).account_id, media_id=request.path_id("id"))
        return answer({})

    def _shown(self, media: Media, unfinished: int = _PARTIAL) -> Response:
        if media.state is MediaState.FAILED:
            raise ValidationError("file", "not_prepared")
        if media.state is MediaState.PREPARING:
            return answer(self.entities.media_to_come(media.attached), unfinished)
        return answer(self.entities.media(media.attached))
