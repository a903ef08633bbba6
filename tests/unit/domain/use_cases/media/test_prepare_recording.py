from datetime import timedelta
from typing import Any

import pytest

from microblog.domain.model.account import Account
from microblog.domain.model.errors import NotFound, ValidationError
from microblog.domain.model.media import MAX_PREPARING, SOUND, VIDEO, Media, MediaState
from microblog.domain.model.task import LEASE, MAX_ATTEMPTS
from microblog.domain.use_cases.accounts.delete_account import DeleteAccount
from microblog.domain.use_cases.media.delete_media import DeleteMedia
from microblog.domain.use_cases.media.read_media import ReadMediaFile
from microblog.domain.use_cases.media.upload_media import UploadMedia
from tests.unit.domain.use_cases.action_world import PASSWORD, ActionWorld
from tests.unit.domain.use_cases.reaction_world import World

PREPARING, READY, FAILED = MediaState.PREPARING, MediaState.READY, MediaState.FAILED


def upload(world: ActionWorld, account: Account, content: bytes = b"video of tea", **rest: Any) -> Media:
    return world.do(UploadMedia)(account_id=account.id, content=content, **rest)


def kept(world: World, media: Media) -> Media:
    return world.rows.media[media.id]


def test_a_recording_is_known_at_once_and_shown_when_it_is_prepared(world: ActionWorld) -> None:
    anna = world.account("anna")
    media = upload(world, anna, description=" tea ")
    assert (media.state, media.content_type, media.description) == (PREPARING, VIDEO, "tea")
    assert media.unused_since == world.clock()
    assert world.media_store.files == {media.upload_name: b"video of tea"}
    with pytest.raises(NotFound):
        world.do(ReadMediaFile)(name=media.upload_name)
    with pytest.raises(NotFound):
        world.do(ReadMediaFile).size(name=media.upload_name)
    assert world.sweep() == 1
    ready = kept(world, media)
    assert (ready.state, ready.width, ready.height, ready.looped) == (READY, 1280, 720, False)
    assert (ready.duration, ready.frame_rate, ready.bitrate) == (2500, "30/1", 900_000)
    assert (ready.preview_width, ready.preview_height, len(ready.blurhash)) == (640, 360, 28)
    assert (ready.description, ready.unused_since) == ("tea", media.unused_since)
    assert world.media_store.files == {
        f"{media.key}.mp4": b"kept video of tea",
        f"{media.key}-small.jpg": b"small post",
    }
    assert set(world.media_store.files) == {ready.attached.file_name, ready.attached.preview_name}
    assert world.open_tasks == []


def test_sounds_have_no_picture_and_loops_no_end(world: ActionWorld) -> None:
    anna = world.account("anna")
    sound, loop = upload(world, anna, b"sound of tea"), upload(world, anna, b"loop of tea")
    world.sweep()
    sound, loop = kept(world, sound), kept(world, loop)
    assert (sound.content_type, sound.preview_width, sound.blurhash, sound.attached.is_video) == (SOUND, 0, "", False)
    assert f"{sound.key}-small.jpg" not in world.media_store.files
    assert (loop.content_type, loop.looped, loop.attached.looped) == (VIDEO, True, True)


def test_what_cannot_be_prepared_has_failed_and_leaves_no_file(world: ActionWorld) -> None:
    anna = world.account("anna")
    broken, good = upload(world, anna, b"video that is broken"), upload(world, anna)
    world.sweep()
    assert (kept(world, broken).state, kept(world, good).state) == (FAILED, READY)
    assert broken.upload_name not in world.media_store.files
    assert world.open_tasks == []
    with pytest.raises(ValidationError, match="media_ids: not_prepared"):
        world.write(anna, media_ids=[broken.id])
    with pytest.raises(ValidationError, match="file: recording_too_long"):
        upload(world, anna, b"video that is too long")
    assert len(world.rows.media) == 2


def test_a_post_waits_for_its_recording_which_stands_alone(world: ActionWorld) -> None:
    anna = world.account("anna")
    video, loop, picture = upload(world, anna), upload(world, anna, b"loop"), world.picture(anna)
    with pytest.raises(ValidationError, match="media_ids: not_ready"):
        world.write(anna, media_ids=[video.id])
    world.sweep()
    with pytest.raises(ValidationError, match="media_ids: not_alone"):
        world.write(anna, media_ids=[video.id, picture.id])
    assert world.write(anna, media_ids=[video.id]).media == (kept(world, video).attached,)
    assert len(world.write(anna, media_ids=[picture.id, loop.id]).media) == 2


def test_nobody_has_more_than_some_prepared_at_a_time(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    for _ in range(MAX_PREPARING):
        upload(world, anna)
    with pytest.raises(ValidationError, match="file: still_preparing"):
        upload(world, anna)
    upload(world, ben)
    assert len(world.media_store.files) == MAX_PREPARING + 1
    world.sweep()
    assert upload(world, anna).state is PREPARING


def test_where_pictures_alone_are_wanted_a_recording_is_none(world: ActionWorld) -> None:
    with pytest.raises(ValidationError, match="file: bad_image"):
        upload(world, world.account("anna"), recordings=False)


def test_one_that_is_deleted_meanwhile_comes_to_nothing(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    media, of_ben = upload(world, anna), upload(world, ben)
    world.do(DeleteMedia)(account_id=anna.id, media_id=media.id)
    world.do(DeleteAccount)(account_id=ben.id, password=PASSWORD)
    for task in sorted(world.open_tasks, key=lambda task: task.id, reverse=True):
        world.run_task(task_id=task.id)
    assert (world.rows.media, world.media_store.files, world.open_tasks) == ({}, {}, [])
    assert of_ben.id not in world.rows.media


def test_whoever_is_busy_puts_it_back_and_does_not_count_it(world: ActionWorld) -> None:
    media = upload(world, world.account("anna"))
    world.process_recording.busy = True
    for _ in range(2 * MAX_ATTEMPTS):
        assert world.sweep() == 1
        assert world.sweep() == 0
        world.clock.move(timedelta(seconds=10))
    assert (kept(world, media).state, world.open_tasks[0].attempts) == (PREPARING, 0)
    world.process_recording.busy = False
    world.sweep()
    assert kept(world, media).state is READY


def test_the_lease_is_renewed_meanwhile(world: ActionWorld) -> None:
    media = upload(world, world.account("anna"))
    (task,) = world.open_tasks
    renewed = []

    def look(content: bytes, still_here: Any) -> Any:
        world.clock.move(LEASE / 2)
        still_here()
        world.clock.move(LEASE / 2)
        renewed.append(world.run_task(task_id=task.id))  # somebody else looks for work
        return type(world.process_recording)()(content, still_here)

    reaction = world.reactions["prepare_recording"]
    object.__setattr__(reaction, "process_recording", look)
    assert world.run_task(task_id=task.id)
    assert (renewed, kept(world, media).state) == ([False], READY)


@pytest.mark.parametrize("cut_off_at", ["put", "remove"])
def test_who_is_cut_off_leaves_the_rest_to_the_next(
    world: ActionWorld, monkeypatch: pytest.MonkeyPatch, cut_off_at: str
) -> None:
    media = upload(world, world.account("anna"))
    with monkeypatch.context() as patch:
        patch.setattr(type(world.media_store), cut_off_at, lambda *_: (_ for _ in ()).throw(OSError("no room")))
        world.sweep()
    assert media.upload_name in world.media_store.files
    world.clock.move(timedelta(minutes=1))
    world.sweep()
    assert kept(world, media).state is READY
    assert (media.upload_name in world.media_store.files, world.open_tasks) == (False, [])


def test_one_that_kills_its_process_again_and_again_has_failed(world: ActionWorld) -> None:
    media = upload(world, world.account("anna"))
    (task,) = world.open_tasks
    for _ in range(5):
        with world.unit_of_work() as uow:
            assert uow.outbox.claim_one(task.id, now=world.clock(), lease_until=world.clock() + LEASE)
            uow.commit()
        assert kept(world, media).state is PREPARING
        world.clock.move(LEASE)
    world.sweep()
    assert (kept(world, media).state, world.media_store.files, world.open_tasks) == (FAILED, {}, [])
