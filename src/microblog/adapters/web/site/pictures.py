"""Pictures and recordings in the forms to write with."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from microblog.adapters.web.request import Request
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.errors import NotFound, TooManyRequests, ValidationError
from microblog.domain.model.media import MAX_ATTACHED, AttachedMedia, Media, MediaState
from microblog.domain.use_cases.media.read_media import ReadMedia
from microblog.domain.use_cases.media.upload_media import UploadMedia


@frozen
class FormPictures:
    """Files of a form become pictures at once, so that they need not be chosen again where something else is wrong.

    The form that is shown again names them as `media_ids`.
    """

    upload_media: UploadMedia
    read_media: ReadMedia

    def take(self, request: Request) -> tuple[Sequence[AttachedMedia], ValidationError | None]:
        """What the form has, in its order, and what is wrong with the first file that was refused, if any.

        Of what was taken earlier recordings may have failed meanwhile.
        """
        me, known = signed_in(request).account_id, [*self._earlier(request)]
        media = [each.attached for each in known if each.state is not MediaState.FAILED]
        if len(media) < len(known):
            return media, ValidationError("file", "not_prepared")
        for number in range(MAX_ATTACHED):
            content = request.file(f"picture_{number}")
            description = request.form.get(f"description_{number}")
            if not content:
                continue
            try:
                uploaded = self.upload_media(account_id=me, content=content, description=description)
            except ValidationError as error:
                return media, error
            except TooManyRequests:  # what was written must not be lost for that
                return media, ValidationError("file", "busy")
            media.append(uploaded.attached)
        return media, None

    def _earlier(self, request: Request) -> Iterator[Media]:
        me = signed_in(request).account_id
        for text in dict.fromkeys(request.form.getlist("media_ids")[:MAX_ATTACHED]):
            if not (text.isascii() and text.isdecimal()) or len(text) > 19:
                continue
            try:
                yield self.read_media(account_id=me, media_id=int(text))
            except NotFound:
                continue
