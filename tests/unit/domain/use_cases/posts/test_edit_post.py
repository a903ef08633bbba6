from datetime import timedelta

import pytest

from microblog.domain.model.errors import Gone, NotFound, ValidationError
from microblog.domain.model.events import PostEdited, PostPublishedQuietly
from microblog.domain.model.post import MAX_VERSIONS, Post, PostVersion, Visibility
from microblog.domain.use_cases.posts.edit_post import EditPost
from microblog.domain.use_cases.posts.read_post import ReadHistory, ReadPost
from tests.unit.domain.use_cases.action_world import ActionWorld


def edit(world: ActionWorld, post: Post, text: str, warning: str = "", language: str | None = None) -> Post:
    return world.do(EditPost)(
        account_id=post.account_id, post_id=post.id, text=text, content_warning=warning, language=language
    )


def test_the_post_reads_anew_and_what_it_read_before_is_kept(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = world.write(anna, "one #old", content_warning="warned")
    written = world.clock()
    world.clock.move(timedelta(minutes=1))
    edited = edit(world, post, "two #new @ben", language="en")
    assert world.rows.posts[post.id] == edited
    assert (edited.text, edited.content_warning, edited.language) == ("two #new @ben", "", "en")
    assert (edited.hashtags, [mention.account_id for mention in edited.mentions]) == (("new",), [ben.id])
    assert (edited.edited_at, edited.created_at) == (world.clock(), written)
    assert "<!-- cleaned -->" in edited.html
    world.clock.move(timedelta(minutes=1))
    edit(world, post, "three")
    post_now, versions = world.do(ReadHistory)(viewer_id=None, post_id=post.id)
    assert post_now.text == "three"
    assert [(one.text, one.content_warning, one.created_at) for one in versions] == [
        ("one #old", "warned", written),
        ("two #new @ben", "", written + timedelta(minutes=1)),
    ]
    assert versions[0].html == post.html
    assert world.events == [PostPublishedQuietly(post.id), PostEdited(post.id)]


def test_whether_its_pictures_are_sensitive_is_changed_and_kept_like_the_rest(world: ActionWorld) -> None:
    post = world.write(world.account("anna"), "one", sensitive=True)
    assert post.sensitive
    change = world.do(EditPost)
    assert change(account_id=post.account_id, post_id=post.id, text="one", sensitive=True) == post
    assert not change(account_id=post.account_id, post_id=post.id, text="one").sensitive
    post_now, (version,) = world.do(ReadHistory)(viewer_id=None, post_id=post.id)
    assert (post_now.sensitive, version.sensitive) == (False, True)


def test_there_is_an_end_to_editing(world: ActionWorld) -> None:
    post = world.write(world.account("anna"), "one")
    with world.unit_of_work() as uow:
        for _ in range(MAX_VERSIONS - 1):
            uow.posts.add_version(PostVersion(post.id, "", "", "", world.clock()))
        uow.commit()
    assert edit(world, post, "two").text == "two"
    before = world.rows
    with pytest.raises(ValidationError, match=r"text: too_many_versions \(limit=200\)"):
        edit(world, post, "three")
    assert world.rows == before


def test_nothing_is_stored_if_nothing_was_changed(world: ActionWorld) -> None:
    post = world.write(world.account("anna"), "one", content_warning="warned", language="en")
    before = world.rows
    assert edit(world, post, " one\r\n", "warned", "en") == post
    assert world.rows == before


def test_mentions_decide_who_sees_a_post_that_is_not_for_everybody(world: ActionWorld) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    post = world.write_for(Visibility.MENTIONED, anna, "@ben")
    edited = edit(world, post, "@cleo")
    assert edited.visibility is Visibility.MENTIONED
    assert world.do(ReadPost)(viewer_id=cleo.id, post_id=post.id).text == "@cleo"
    with pytest.raises(NotFound):
        world.do(ReadHistory)(viewer_id=ben.id, post_id=post.id)


def test_one_edits_ones_own_posts_only(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = world.write(anna)
    boost = world.post(ben, boost_of=post)
    for other in (post.id, boost.id, 10**6, -1, 2**63):
        with pytest.raises(NotFound):
            world.do(EditPost)(account_id=ben.id, post_id=other, text="new")
    assert world.rows.posts[post.id] == post


def test_a_deleted_post_does_not_come_back(world: ActionWorld) -> None:
    post = world.write(world.account("anna"))
    world.bury(post)
    with pytest.raises(Gone):
        edit(world, post, "new")
    assert world.rows.posts[post.id].text == ""


@pytest.mark.parametrize(("text", "language"), [("", None), ("x" * 501, None), ("fine", "not fine")])
def test_what_cannot_be_written_cannot_be_edited_in(world: ActionWorld, text: str, language: str | None) -> None:
    post = world.write(world.account("anna"))
    with pytest.raises(ValidationError):
        edit(world, post, text, language=language)
    assert world.rows.posts[post.id] == post
