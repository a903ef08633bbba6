"""Featured hashtags: kept, read and counted."""

from attrs import evolve

from microblog.domain.model.account import Account
from microblog.domain.model.post import Visibility
from microblog.domain.model.views import FeaturedTagView
from tests.integration.storage.storage import NOW, Storage


def test_they_are_kept_once_for_each_account(storage: Storage) -> None:
    anna, ben = storage.account(), storage.account()
    first, second = storage.feature_tag(anna, "straße"), storage.feature_tag(anna, "a")
    other = storage.feature_tag(ben, "a")
    with storage.begin() as unit:
        assert not unit.featured_tags.add(evolve(first, id=storage.new_id()))
        assert list(unit.featured_tags.of_account(anna.id)) == [first, second]
        assert not unit.featured_tags.remove(ben.id, "straße")
        assert unit.featured_tags.remove(anna.id, "straße")
        assert not unit.featured_tags.remove(anna.id, "straße")
        unit.commit()
    assert list(storage.featured_tags.of_account(anna.id)) == [second]
    with storage.begin() as unit:
        unit.featured_tags.remove_all(anna.id)
        unit.commit()
    assert list(storage.featured_tags.of_account(anna.id)) == []
    assert list(storage.featured_tags.of_account(ben.id)) == [other]


def counts(storage: Storage, account: Account) -> dict[str, int]:
    return {view.tag.name: view.posts_count for view in storage.featured_tags.counted(account.id)}


def test_what_everybody_can_see_of_an_account_counts(storage: Storage) -> None:
    anna, ben = storage.account(), storage.account()
    tags = [storage.feature_tag(anna, name) for name in ("tea", "rye", "oats")]
    assert list(storage.featured_tags.counted(anna.id)) == [FeaturedTagView(tag, 0, None) for tag in tags]
    post = storage.post(anna, hashtags=("rye", "tea"))
    answer = storage.post(anna, Visibility.UNLISTED, answers=post, hashtags=("tea", "unasked"))
    for visibility in (Visibility.FOLLOWERS, Visibility.MENTIONED):
        storage.post(anna, visibility, hashtags=("tea", "oats"))
    storage.boost(anna, storage.post(ben, hashtags=("tea", "oats")))
    views = list(storage.featured_tags.counted(anna.id))
    tea, rye, oats = tags
    assert views == [
        FeaturedTagView(tea, 2, answer.created_at),
        FeaturedTagView(rye, 1, post.created_at),
        FeaturedTagView(oats, 0, None),
    ]
    assert list(storage.featured_tags.counted(ben.id)) == []


def test_edits_and_deletions_change_the_numbers(storage: Storage) -> None:
    anna = storage.account()
    storage.feature_tag(anna, "tea")
    storage.feature_tag(anna, "rye")
    first, second = (storage.post(anna, hashtags=("tea",)) for _ in range(2))
    assert counts(storage, anna) == {"tea": 2, "rye": 0}
    with storage.begin() as unit:
        unit.posts.save(evolve(second, hashtags=("rye",), edited_at=NOW))
        unit.commit()
    assert counts(storage, anna) == {"tea": 1, "rye": 1}
    storage.bury(first)
    assert counts(storage, anna) == {"tea": 0, "rye": 1}
    assert storage.featured_tags.counted(anna.id)[0].last_post_at is None


def test_what_is_used_most_and_not_featured_is_offered(storage: Storage) -> None:
    anna, ben = storage.account(), storage.account()
    storage.feature_tag(anna, "tea")
    storage.feature_tag(ben, "rye")
    for hashtags in (("tea", "rye"), ("rye", "straße"), ("tea",), ("oats",)):
        storage.post(anna, hashtags=hashtags)
    storage.post(anna, Visibility.FOLLOWERS, hashtags=("secret",))
    storage.post(ben, hashtags=("rye", "barley"))
    assert list(storage.featured_tags.used(anna.id, 10)) == ["rye", "oats", "straße"]
    assert list(storage.featured_tags.used(anna.id, 2)) == ["rye", "oats"]
    assert list(storage.featured_tags.used(storage.account().id, 10)) == []
