from datetime import timedelta

import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import Gone, NotFound, ValidationError
from microblog.domain.model.post import Visibility
from microblog.domain.model.relationships import MAX_FEATURED_TAGS, FeaturedTag
from microblog.domain.use_cases.featured_tags.feature_tag import FeatureTag, UnfeatureTag
from microblog.domain.use_cases.featured_tags.read_featured_tags import (
    ReadFeaturedTags,
    ReadWhichTagsAreFeatured,
    SuggestTags,
)
from tests.unit.domain.use_cases.action_world import ActionWorld


def test_a_hashtag_is_featured_by_its_normalised_name_until_it_is_taken_away(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    tag = world.do(FeatureTag)(account_id=anna.id, name=" #Straße ")
    assert tag == FeaturedTag(tag.id, anna.id, "strasse", world.clock())
    assert world.rows.featured_tags == {(anna.id, "strasse"): tag}
    for name in ("Strasse", "#STRASSE"):
        with pytest.raises(ValidationError, match="name: featured"):
            world.do(FeatureTag)(account_id=anna.id, name=name)
    other = world.do(FeatureTag)(account_id=ben.id, name="strasse")
    for account, tag_id in ((ben, tag.id), (anna, 404)):
        with pytest.raises(NotFound):
            world.do(UnfeatureTag)(account_id=account.id, tag=tag_id)
    world.do(UnfeatureTag)(account_id=anna.id, tag=tag.id)
    assert world.rows.featured_tags == {(ben.id, "strasse"): other}


def test_who_does_not_ask_for_a_new_one_may_feature_it_twice_and_take_it_away_twice(world: ActionWorld) -> None:
    anna = world.account("anna")
    first, second = (world.do(FeatureTag)(account_id=anna.id, name=name, anew=False) for name in ("Straße", "strasse"))
    assert first == second
    assert world.do(ReadWhichTagsAreFeatured)(account_id=anna.id) == {"strasse"}
    for _ in range(2):
        world.do(UnfeatureTag)(account_id=anna.id, tag="STRASSE")
        assert world.rows.featured_tags == {}


@pytest.mark.parametrize(
    ("name", "code"), [("", "required"), (" # ", "required"), ("123", "no_hashtag"), ("a b", "no_hashtag")]
)
def test_what_is_no_hashtag_is_refused(world: ActionWorld, name: str, code: str) -> None:
    anna = world.account("anna")
    with pytest.raises(ValidationError, match=f"name: {code}"):
        world.do(FeatureTag)(account_id=anna.id, name=name)
    assert world.rows.featured_tags == {}


def test_ten_can_be_featured(world: ActionWorld) -> None:
    anna = world.account("anna")
    for number in range(MAX_FEATURED_TAGS):
        world.do(FeatureTag)(account_id=anna.id, name=f"tag{number}")
    with pytest.raises(ValidationError, match=r"name: too_many \(limit=10\)"):
        world.do(FeatureTag)(account_id=anna.id, name="more")
    assert len(world.rows.featured_tags) == MAX_FEATURED_TAGS


def test_those_used_most_come_first_and_what_is_for_some_alone_does_not_count(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    began = world.clock()
    for name in ("tea", "rye", "oats"):
        world.do(FeatureTag)(account_id=anna.id, name=name)
    world.write(anna, "#rye #jam")
    world.write_for(Visibility.UNLISTED, anna, "#Rye #jam")
    world.clock.move(timedelta(days=1))
    world.write(anna, "#tea #plum")
    world.write_for(Visibility.FOLLOWERS, anna, "#tea #oats #secret")
    world.write(ben, "#tea #oats #foreign")
    _, views = world.do(ReadFeaturedTags)(viewer_id=None, target=anna.id)
    assert [(view.tag.name, view.posts_count, view.last_post_at) for view in views] == [
        ("rye", 2, began),
        ("tea", 1, world.clock()),
        ("oats", 0, None),
    ]
    assert list(world.do(SuggestTags)(account_id=anna.id)) == ["jam", "plum"]
    with pytest.raises(NotFound):
        world.do(ReadFeaturedTags)(viewer_id=None, target=404)


def test_who_left_features_nothing(world: ActionWorld) -> None:
    anna = world.account("anna", state=AccountState.DELETED)
    with pytest.raises((NotFound, Gone)):
        world.do(FeatureTag)(account_id=anna.id, name="tea")
    assert world.rows.featured_tags == {}
