import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import NotFound, StorageUnavailable, ValidationError
from microblog.domain.model.media import MAX_DESCRIPTION, MediaPurpose
from microblog.domain.use_cases.media.intake import MediaIntake
from microblog.domain.use_cases.media.read_media import ReadMedia, ReadMediaFile
from microblog.domain.use_cases.media.upload_media import UploadMedia
from microblog.ports.media_store import MediaStore
from tests.unit.domain.use_cases.action_world import ActionWorld
from tests.unit.domain.use_cases.fakes import CountingSecrets, UnchangingImageProcessor


class FullStore(MediaStore):
    """Has no room left."""

    def put(self, name: str, content: bytes) -> None:  # noqa: ARG002
        raise StorageUnavailable(60)

    def open(self, name: str, start: int = 0, length: int | None = None) -> bytes | None:  # noqa: ARG002
        return None

    def size(self, name: str) -> int | None:  # noqa: ARG002
        return None

    def remove(self, name: str) -> None:
        """There is nothing."""


def test_a_picture_is_known_and_its_files_are_there(world: ActionWorld) -> None:
    anna = world.account("anna")
    media = world.do(UploadMedia)(account_id=anna.id, content=b"picture of tea", description=" tea\r\n")
    assert world.rows.media == {media.id: media}
    assert (media.account_id, media.purpose, media.post_id) == (anna.id, MediaPurpose.POST, None)
    assert (media.description, media.created_at, media.unused_since) == ("tea", world.clock(), world.clock())
    assert (media.width, media.height, media.preview_width, media.preview_height) == (1920, 1080, 640, 360)
    assert world.do(ReadMedia)(account_id=anna.id, media_id=media.id) == media
    assert world.do(ReadMediaFile)(name=media.attached.file_name) == b"picture of tea"
    assert world.do(ReadMediaFile)(name=media.attached.preview_name) == b"small post"


def test_only_its_owner_knows_of_it(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    media, avatar = world.picture(anna), world.picture(anna, purpose=MediaPurpose.AVATAR)
    for account_id, media_id in [(ben.id, media.id), (anna.id, avatar.id), (anna.id, 10**6), (anna.id, 2**63)]:
        with pytest.raises(NotFound):
            world.do(ReadMedia)(account_id=account_id, media_id=media_id)


def test_what_is_refused_leaves_nothing(world: ActionWorld) -> None:
    anna, waiting = world.account("anna"), world.account("ben", AccountState.WAITING)
    upload = world.do(UploadMedia)
    with pytest.raises(ValidationError, match="file: bad_image"):
        upload(account_id=anna.id, content=b"<svg>")
    with pytest.raises(ValidationError, match="description: too_long"):
        upload(account_id=anna.id, content=b"picture", description="x" * (MAX_DESCRIPTION + 1))
    with pytest.raises(NotFound):
        upload(account_id=waiting.id, content=b"picture")
    assert (world.rows.media, world.media_store.files) == ({}, {})


def test_there_is_no_file_of_which_nobody_knows(world: ActionWorld) -> None:
    anna = world.account("anna")
    intake = MediaIntake(
        world.unit_of_work, world.clock, world.new_id, CountingSecrets(), UnchangingImageProcessor(), FullStore()
    )
    with pytest.raises(StorageUnavailable):
        world.do(UploadMedia, intake=intake)(account_id=anna.id, content=b"picture")
    (left,) = world.rows.media.values()
    assert left.unused_since == world.clock()  # so that it is tidied up
    with pytest.raises(NotFound):
        world.do(ReadMediaFile, media_store=FullStore())(name=left.attached.file_name)
