"""Uploaded pictures, and what posts and accounts show of them."""

from datetime import timedelta

from attrs import evolve

from microblog.domain.model.media import SOUND, VIDEO, MediaPurpose, MediaState
from microblog.domain.model.page import Cursor
from microblog.domain.model.post import PostVersion
from tests.integration.storage.storage import NOW, Storage

LATER = NOW + timedelta(days=1)


def test_a_picture_is_kept_as_it_is_and_changed_in_what_can_change(storage: Storage) -> None:
    anna = storage.account()
    post = storage.post(anna)
    media, other = storage.media(anna), storage.media(anna, description="", purpose=MediaPurpose.HEADER)
    changed = evolve(media, description="'Tea' 🍵\n\\", post_id=post.id, unused_since=None)
    with storage.begin() as unit:
        assert (unit.media.get(media.id), unit.media.get(other.id)) == (media, other)
        unit.media.save(evolve(changed, key="other", purpose=MediaPurpose.AVATAR, account_id=1, created_at=LATER))
        unit.media.save(evolve(media, id=10**6))
        unit.commit()
    with storage.begin() as unit:
        assert (unit.media.get(media.id), unit.media.get(other.id)) == (changed, other)
        assert unit.media.get(10**6) is None


def test_a_recording_becomes_what_it_is(storage: Storage) -> None:
    anna, ben = storage.account(), storage.account()
    waiting = storage.media(anna, content_type=VIDEO, state=MediaState.PREPARING, width=0, blurhash="")
    storage.media(anna, content_type=SOUND, state=MediaState.FAILED)
    storage.media(anna)
    storage.media(ben, content_type=SOUND, state=MediaState.PREPARING)
    ready = evolve(
        waiting,
        content_type=SOUND,
        state=MediaState.READY,
        width=1280,
        blurhash="L",
        looped=True,
        duration=2_400_000,
        frame_rate="30000/1001",
        bitrate=3_000_000,
    )
    with storage.begin() as unit:
        assert [unit.media.count_preparing(one.id) for one in (anna, ben)] == [1, 1]
        unit.media.save(ready)
        assert [unit.media.count_preparing(one.id) for one in (anna, ben)] == [0, 1]
        unit.commit()
    post = storage.post(anna, media=(ready.attached, storage.media(anna).attached))
    with storage.begin() as unit:
        assert unit.media.get(ready.id) == ready
        kept = unit.posts.get(post.id)
        assert kept is not None
        assert kept.media == post.media
    view = storage.posts.get(None, post.id)
    assert view is not None
    assert view.media == post.media


def test_pictures_of_a_post_come_in_the_order_of_their_ids(storage: Storage) -> None:
    anna = storage.account()
    post, other = storage.post(anna), storage.post(anna)
    late = storage.media(anna, id=10_002, post_id=post.id, unused_since=None)
    early = storage.media(anna, id=10_001, post_id=post.id, unused_since=None)
    storage.media(anna, post_id=other.id)
    storage.media(anna)
    with storage.begin() as unit:
        assert unit.media.of_post(post.id) == [early, late]
        assert unit.media.of_post(10**6) == []


def test_pictures_of_an_account_come_in_bounded_numbers(storage: Storage) -> None:
    anna, ben = storage.account(), storage.account()
    mine = [storage.media(anna) for _ in range(3)]
    storage.media(ben)
    with storage.begin() as unit:
        assert sorted(media.id for media in unit.media.of_account(anna.id, 10)) == [media.id for media in mine]
        assert len(unit.media.of_account(anna.id, 2)) == 2


def test_what_an_account_shows_is_found_by_purpose(storage: Storage) -> None:
    anna, ben = storage.account(), storage.account()
    avatar = storage.media(anna, purpose=MediaPurpose.AVATAR, unused_since=None)
    storage.media(anna, purpose=MediaPurpose.AVATAR)
    storage.media(ben, purpose=MediaPurpose.AVATAR, unused_since=None)
    with storage.begin() as unit:
        assert unit.media.shown_as(anna.id, MediaPurpose.AVATAR) == [avatar]
        assert unit.media.shown_as(anna.id, MediaPurpose.HEADER) == []


def test_what_waited_longest_is_first_to_go(storage: Storage) -> None:
    anna = storage.account()
    second = storage.media(anna, unused_since=NOW - timedelta(minutes=1))
    first = storage.media(anna, unused_since=NOW - timedelta(minutes=2))
    young = storage.media(anna, unused_since=NOW)
    storage.media(anna, unused_since=None)
    with storage.begin() as unit:
        assert unit.media.unused(NOW, 10) == [first, second]
        assert unit.media.unused(NOW, 1) == [first]
        assert unit.media.unused(LATER, 10) == [first, second, young]
        unit.media.remove(first.id)
        unit.media.remove(first.id)
        assert unit.media.unused(NOW, 10) == [second]
        unit.commit()
    with storage.begin() as unit:
        assert unit.media.get(first.id) is None


def test_a_post_and_its_boosts_and_versions_show_them(storage: Storage) -> None:
    anna = storage.account()
    one, two = (storage.media(anna, description=text).attached for text in ("Tea 🍵 \"'\\", ""))
    post = storage.post(anna, media=(two, one))
    boost = storage.boost(storage.account(), post)
    storage.put_home(anna, boost)
    assert [view.media for view in storage.timelines.home(anna.id, Cursor()).items] == [(two, one)]
    with storage.begin() as unit:
        unit.posts.add_version(PostVersion(post.id, "", "", "", NOW, post.media))
        unit.posts.add_version(PostVersion(post.id, "", "", "", NOW))
        unit.posts.save(evolve(post, media=(one,)))
        unit.commit()
    assert [version.media for version in storage.posts.versions(post.id)] == [(two, one), ()]
    with storage.begin() as unit:
        kept = unit.posts.get(post.id)
        assert kept is not None
        assert kept.media == (one,)
    view = storage.posts.get(None, post.id)
    assert view is not None
    assert view.media == (one,)
    storage.bury(post)
    with storage.begin() as unit:
        buried = unit.posts.get(post.id)
        assert buried is not None
        assert buried.media == ()


def test_an_account_shows_its_avatar_wherever_it_stands(storage: Storage) -> None:
    anna = storage.account("anna", avatar="a.png", header="h.png")
    plain = storage.account("ben")
    with storage.begin() as unit:
        unit.accounts.lock(plain.id)
        assert unit.accounts.get(anna.id) == anna
        unit.accounts.save(evolve(plain, avatar="b.png"))
        unit.commit()
    post = storage.post(anna)
    view = storage.posts.get(None, post.id)
    assert view is not None
    assert view.author.avatar == "a.png"
    seen = storage.accounts.profiles(None, [anna.id, plain.id])
    assert [(seen[one.id].account.avatar, seen[one.id].header) for one in (anna, plain)] == [
        ("a.png", "h.png"),
        ("b.png", ""),
    ]
