import pytest

from microblog.domain.model.errors import Gone, NotFound
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.post import Visibility
from microblog.domain.use_cases.posts.delete_post import DeletePost
from tests.unit.domain.use_cases.action_world import ActionWorld


def test_a_tombstone_stays_and_nothing_leads_to_it(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post, other = world.write(anna, "@ben #tea", content_warning="warned"), world.write(anna)
    boost = world.post(ben, boost_of=post)
    world.like(ben, post)
    world.bookmark(ben, post)
    world.pin(post)
    world.notification(ben, anna, post)
    world.notification(ben, anna, other)
    with world.unit_of_work() as uow:
        uow.home_timelines.add([anna.id, ben.id], post.id)
        uow.home_timelines.add([anna.id, ben.id], boost.id)
        uow.commit()

    assert world.do(DeletePost)(account_id=anna.id, post_id=post.id) == post
    tombstone = world.rows.posts[post.id]
    assert (tombstone.text, tombstone.html, tombstone.content_warning) == ("", "", "")
    assert (tombstone.mentions, tombstone.hashtags, tombstone.deleted_at) == ((), (), world.clock())
    assert boost.id not in world.rows.posts
    assert [*world.rows.likes, *world.rows.bookmarks, *world.rows.pins] == []
    assert (world.home(anna), world.home(ben)) == ([other.id], [])
    assert world.told(ben) == [(NotificationKind.MENTION, anna.id, other.id)]


@pytest.mark.parametrize("visibility", list(Visibility))
def test_it_is_gone_the_second_time(world: ActionWorld, visibility: Visibility) -> None:
    anna = world.account("anna")
    post = world.write_for(visibility, anna)
    world.do(DeletePost)(account_id=anna.id, post_id=post.id)
    with pytest.raises(Gone):
        world.do(DeletePost)(account_id=anna.id, post_id=post.id)


def test_one_deletes_ones_own_posts_only(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = world.write(anna)
    boost = world.post(ben, boost_of=post)
    for other in (post.id, boost.id, 10**6, -1, 2**63):
        with pytest.raises(NotFound):
            world.do(DeletePost)(account_id=ben.id, post_id=other)
    assert world.rows.posts[post.id].deleted_at is None
