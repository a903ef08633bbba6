import pytest

from microblog.domain.model.errors import ValidationError
from microblog.domain.model.page import Cursor
from microblog.domain.model.post import Visibility
from microblog.domain.use_cases.search.search_accounts import SearchAccounts
from microblog.domain.use_cases.search.search_hashtags import SearchHashtags
from microblog.domain.use_cases.search.search_posts import SearchPosts
from tests.unit.domain.use_cases.action_world import ActionWorld


def test_posts_are_found_by_all_the_words_of_a_query(world: ActionWorld) -> None:
    anna = world.account("anna")
    both, _ = world.write(anna, "Käse und Brot"), world.write(anna, "Brot")
    world.write_for(Visibility.MENTIONED, anna, "Käse, Brot, geheim")
    page = world.do(SearchPosts)(viewer_id=None, query="  BROT, kase! ", cursor=Cursor())
    assert [post.id for post in page.items] == [both.id]


def test_people_are_found_by_the_beginning_of_a_name(world: ActionWorld) -> None:
    anna, annegret, _ = world.account("anna"), world.account("annegret"), world.account("ben")
    search = world.do(SearchAccounts)
    page = search(viewer_id=None, query="@Ann", cursor=Cursor(limit=1))
    assert [account.id for account in page.items] == [annegret.id]
    page = search(viewer_id=None, query="@Ann", cursor=Cursor(max_id=page.next_max_id))
    assert [account.id for account in page.items] == [anna.id]


@pytest.mark.parametrize("query", ["anna@example.org", " @ANNA@Example.ORG "])
def test_people_are_found_by_their_name_at_this_server(world: ActionWorld, query: str) -> None:
    anna, _ = world.account("anna"), world.account("example")
    page = world.do(SearchAccounts)(viewer_id=None, query=query, cursor=Cursor())
    assert [account.id for account in page.items] == [anna.id]


def test_of_a_name_elsewhere_all_counts(world: ActionWorld) -> None:
    world.account("anna")
    org = world.account("example_org")
    search = world.do(SearchAccounts)
    assert search(viewer_id=None, query="anna@example.net", cursor=Cursor()).items == ()
    assert [account.id for account in search(viewer_id=None, query="@example.org", cursor=Cursor()).items] == [org.id]


def test_hashtags_are_found_by_their_beginning(world: ActionWorld) -> None:
    world.write(world.account("anna"), "#RyeBread #Rye #bread")
    search = world.do(SearchHashtags)
    assert search(viewer_id=None, query="#RYE") == ["rye", "ryebread"]
    assert search(viewer_id=None, query="rye bread") == ["ryebread"]
    assert search(viewer_id=None, query="x" * 200) == []


@pytest.mark.parametrize("action", [SearchPosts, SearchAccounts])
@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "required"),
        ("*", "no_words"),
        ("a\0", "control_character"),
        ("x" * 201, "too_long"),
        ("😀" * 9999, "too_long"),
    ],
)
def test_what_cannot_be_looked_for(
    world: ActionWorld, action: type[SearchPosts | SearchAccounts], query: str, code: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        world.do(action)(viewer_id=None, query=query, cursor=Cursor())
    assert (caught.value.field, caught.value.code) == ("q", code)


@pytest.mark.parametrize(("query", "code"), [("", "required"), ("#", "no_words"), ("x" * 201, "too_long")])
def test_what_can_begin_no_hashtag(world: ActionWorld, query: str, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        world.do(SearchHashtags)(viewer_id=None, query=query)
    assert (caught.value.field, caught.value.code) == ("q", code)
