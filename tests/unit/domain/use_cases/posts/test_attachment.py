import pytest

from microblog.domain.model.errors import ValidationError
from microblog.domain.model.media import Media, MediaPurpose
from microblog.domain.model.post import Post
from microblog.domain.use_cases.posts.delete_post import DeletePost
from microblog.domain.use_cases.posts.edit_post import EditPost
from microblog.domain.use_cases.posts.read_post import ReadHistory, ReadPost
from tests.unit.domain.use_cases.action_world import ActionWorld


def ids(*media: Media) -> list[int]:
    return [each.id for each in media]


def shown(post: Post) -> list[int]:
    return [each.media_id for each in post.media]


def test_a_post_shows_pictures_in_the_order_in_which_they_were_named(world: ActionWorld) -> None:
    anna = world.account("anna")
    first, second = world.picture(anna), world.picture(anna, description="Tea")
    post = world.write(anna, "", media_ids=[second.id, first.id, second.id])
    assert post.media == (second.attached, first.attached)
    assert world.do(ReadPost)(viewer_id=None, post_id=post.id).media == post.media
    for media in (first, second):
        kept = world.rows.media[media.id]
        assert (kept.post_id, kept.unused_since) == (post.id, None)


def test_a_post_shows_four_at_most_and_only_what_is_free_and_ones_own(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    mine, theirs, avatar = world.picture(anna), world.picture(ben), world.picture(anna, purpose=MediaPurpose.AVATAR)
    taken = world.picture(anna)
    world.write(anna, media_ids=[taken.id])
    before = world.rows.posts
    for refused in (theirs.id, avatar.id, taken.id, 10**6, -1, 2**63):
        with pytest.raises(ValidationError, match="media_ids: not_yours"):
            world.write(anna, media_ids=[mine.id, refused])
    five = ids(*(world.picture(anna) for _ in range(5)))
    with pytest.raises(ValidationError, match=r"media_ids: too_many \(limit=4\)"):
        world.write(anna, media_ids=five)
    with pytest.raises(ValidationError, match="text: required"):
        world.write(anna, "", media_ids=[])
    assert world.rows.posts == before
    assert world.rows.media[mine.id].post_id is None
    assert shown(world.write(anna, media_ids=five[:4])) == five[:4]


def test_with_the_same_key_the_same_pictures_are_taken_once(world: ActionWorld) -> None:
    anna = world.account("anna")
    media = world.picture(anna)
    post = world.write(anna, media_ids=[media.id], idempotency_key="key")
    assert world.write(anna, media_ids=[media.id], idempotency_key="key") == post


def test_an_edit_changes_pictures_and_earlier_versions_keep_theirs(world: ActionWorld) -> None:
    anna = world.account("anna")
    first, second, third = (world.picture(anna) for _ in range(3))
    post = world.write(anna, "one", media_ids=ids(first, second))
    edit = world.do(EditPost)
    edited = edit(
        account_id=anna.id, post_id=post.id, text="", media_ids=ids(third, first), descriptions={first.id: " Tea "}
    )
    assert (shown(edited), edited.media[1].description) == (ids(third, first), "Tea")
    assert world.rows.media[first.id].description == "Tea"
    assert world.rows.media[second.id].unused_since is None  # an earlier version shows it
    _, versions = world.do(ReadHistory)(viewer_id=None, post_id=post.id)
    assert [version.media for version in versions] == [post.media]
    again = edit(account_id=anna.id, post_id=post.id, text="two")
    assert again.media == edited.media
    assert shown(edit(account_id=anna.id, post_id=post.id, text="", media_ids=ids(second))) == ids(second)


def test_an_edit_of_the_description_alone_is_one(world: ActionWorld) -> None:
    anna = world.account("anna")
    media = world.picture(anna)
    post = world.write(anna, "one", media_ids=ids(media))
    edit = world.do(EditPost)
    same = edit(account_id=anna.id, post_id=post.id, text="one", descriptions={media.id: media.description})
    assert same == post
    other = edit(account_id=anna.id, post_id=post.id, text="one", descriptions={media.id: "Tea", 10**6: "?"})
    assert (other.edited_at, other.media[0].description) == (world.clock(), "Tea")


def test_an_edit_that_is_refused_changes_nothing(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    media, theirs = world.picture(anna), world.picture(ben)
    post = world.write(anna, "", media_ids=ids(media))
    edit = world.do(EditPost)
    for media_ids, message in [([], "text: required"), (ids(theirs), "not_yours"), (range(5), "too_many")]:
        with pytest.raises(ValidationError, match=message):
            edit(account_id=anna.id, post_id=post.id, text="", media_ids=media_ids)
    with pytest.raises(ValidationError, match="description"):
        edit(account_id=anna.id, post_id=post.id, text="", descriptions={media.id: "x" * 1501})
    assert world.rows.posts[post.id] == post


def test_with_a_post_its_pictures_go(world: ActionWorld) -> None:
    anna = world.account("anna")
    first, second = world.picture(anna), world.picture(anna)
    post = world.write(anna, "one", media_ids=ids(first))
    world.do(EditPost)(account_id=anna.id, post_id=post.id, text="two", media_ids=ids(second))
    world.do(DeletePost)(account_id=anna.id, post_id=post.id)
    assert world.rows.posts[post.id].media == ()
    world.sweep()
    assert (world.rows.media, world.media_store.files) == ({}, {})


def test_pictures_can_be_kept_to_write_a_post_anew(world: ActionWorld) -> None:
    anna = world.account("anna")
    media = world.picture(anna)
    post = world.write(anna, "one", media_ids=ids(media))
    world.do(DeletePost)(account_id=anna.id, post_id=post.id, keep_media=True)
    world.sweep()
    assert world.rows.media[media.id].unused_since == world.clock()
    assert shown(world.write(anna, "one more", media_ids=ids(media))) == ids(media)


def test_a_post_that_was_written_anew_in_the_meantime_keeps_its_picture(world: ActionWorld) -> None:
    anna = world.account("anna")
    media = world.picture(anna)
    post = world.write(anna, "one", media_ids=ids(media))
    world.do(DeletePost)(account_id=anna.id, post_id=post.id)
    world.write(anna, "one more", media_ids=ids(media))
    world.sweep()
    assert media.id in world.rows.media
    assert media.attached.file_name in world.media_store.files
