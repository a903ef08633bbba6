import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import NotFound, ValidationError
from microblog.domain.model.media import MediaPurpose
from microblog.domain.use_cases.media.set_picture import RemovePicture, SetPicture
from tests.unit.domain.use_cases.action_world import ActionWorld

AVATAR, HEADER = MediaPurpose.AVATAR, MediaPurpose.HEADER


def test_a_new_picture_takes_the_place_of_the_one_before(world: ActionWorld) -> None:
    anna = world.account("anna")
    upload = world.do(SetPicture)
    upload(account_id=anna.id, purpose=AVATAR, content=b"picture 1")
    first = upload(account_id=anna.id, purpose=HEADER, content=b"picture 2")
    second = upload(account_id=anna.id, purpose=AVATAR, content=b"picture 3")
    assert world.now_of(anna) == second
    assert second.header == first.header
    assert second.avatar != first.avatar
    assert world.media_store.files[second.avatar] == b"picture 3"
    world.sweep()
    assert {media.attached.file_name for media in world.rows.media.values()} == {second.avatar, second.header}
    assert first.avatar not in world.media_store.files
    assert all(media.unused_since is None for media in world.rows.media.values())


def test_a_picture_is_taken_away(world: ActionWorld) -> None:
    anna = world.account("anna")
    for purpose in (AVATAR, HEADER):
        world.do(SetPicture)(account_id=anna.id, purpose=purpose, content=b"picture")
    left = world.do(RemovePicture)(account_id=anna.id, purpose=AVATAR)
    assert (left.avatar, bool(left.header)) == ("", True)
    world.do(RemovePicture)(account_id=anna.id, purpose=HEADER)
    world.do(RemovePicture)(account_id=anna.id, purpose=HEADER)
    assert (world.now_of(anna).avatar, world.now_of(anna).header) == ("", "")
    world.sweep()
    assert (world.rows.media, world.media_store.files) == ({}, {})


def test_what_is_refused_changes_nothing(world: ActionWorld) -> None:
    anna, waiting = world.account("anna"), world.account("ben", AccountState.WAITING)
    with pytest.raises(ValidationError, match="file: bad_image"):
        world.do(SetPicture)(account_id=anna.id, purpose=AVATAR, content=b"GIF89a")
    with pytest.raises(NotFound):
        world.do(SetPicture)(account_id=waiting.id, purpose=AVATAR, content=b"picture")
    assert (world.now_of(anna).avatar, world.rows.media) == ("", {})
