"""What all uploads share: from bytes to a picture that is known and stored."""

from attrs import frozen

from microblog.domain.model.media import Media, MediaPurpose
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.image_processor import ImageProcessor
from microblog.ports.media_store import MediaStore
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class MediaIntake:
    """Prepares a picture and stores it as one that nothing shows yet.

    It is known before its files are there, so that there is no file of which nobody knows, whatever breaks in between.
    """

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator
    secrets: SecretGenerator
    process_image: ImageProcessor
    media_store: MediaStore

    def take(self, account_id: int, content: bytes, purpose: MediaPurpose, description: str = "") -> Media:
        """Raises ValidationError for `file`, NotFound, Gone, TooManyRequests and StorageUnavailable."""
        image = self.process_image(content, purpose)
        now = self.clock()
        media = Media(
            id=self.new_id(),
            account_id=account_id,
            purpose=purpose,
            post_id=None,
            key=self.secrets(),
            content_type=image.content_type,
            width=image.width,
            height=image.height,
            preview_width=image.preview_width,
            preview_height=image.preview_height,
            blurhash=image.blurhash,
            description=description,
            created_at=now,
            unused_since=now,
        )
        with self.unit_of_work() as uow:
            locked_account(uow, account_id)
            uow.media.add(media)
            uow.commit()
        self.media_store.put(media.attached.file_name, image.content)
        self.media_store.put(media.attached.preview_name, image.preview)
        return media
