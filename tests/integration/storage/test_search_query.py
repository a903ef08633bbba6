"""Search, for reading: what is found, by whom, and in which order."""

from typing import Any

from attrs import evolve

from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.post import Visibility
from microblog.domain.model.search_words import wanted_words
from tests.integration.storage.storage import NOW, Storage


def posts(storage: Storage, query: str, viewer: Account | None = None, **cursor: int) -> list[int]:
    """The ids of the posts that are found."""
    page = storage.search.posts(viewer.id if viewer else None, wanted_words(query), Cursor(**cursor))
    return [view.id for view in page.items]


def accounts(storage: Storage, query: str, viewer: Account | None = None) -> list[int]:
    """The ids of the accounts that are found."""
    page = storage.search.accounts(viewer.id if viewer else None, wanted_words(query), Cursor())
    return [view.id for view in page.items]


def test_warnings_are_found_and_boosts_are_not(storage: Storage) -> None:
    author, booster = storage.account(), storage.account()
    post = storage.post(author, text="a picture", content_warning="Spinne")
    storage.boost(booster, post)
    assert posts(storage, "spinne picture") == [post.id]


def test_an_edit_changes_what_a_post_is_found_by_and_a_deletion_ends_it(storage: Storage) -> None:
    author = storage.account()
    post = storage.post(author, text="first words")
    with storage.begin() as unit:
        unit.posts.save(evolve(post, text="second words", edited_at=NOW))
        unit.commit()
    assert (posts(storage, "first"), posts(storage, "second")) == ([], [post.id])
    storage.bury(post)
    assert (posts(storage, "second"), posts(storage, "words")) == ([], [])


def test_what_was_undone_is_not_found(storage: Storage) -> None:
    author = storage.account()
    with storage.begin() as unit:
        unit.posts.add(storage.some_post(author, text="undone"))
    assert posts(storage, "undone") == []


def test_only_what_the_viewer_may_see_is_found(storage: Storage) -> None:
    author, follower, mentioned, blocked = (storage.account() for _ in range(4))
    storage.follow(follower, author)
    storage.block(author, blocked)
    public = storage.post(author, text="bread")
    unlisted = storage.post(author, Visibility.UNLISTED, text="bread")
    for_followers = storage.post(author, Visibility.FOLLOWERS, text="bread")
    direct = storage.post(author, Visibility.MENTIONED, mentions=[mentioned], text="bread")
    assert posts(storage, "bread") == [public.id]
    assert posts(storage, "bread", follower) == [for_followers.id, public.id]
    assert posts(storage, "bread", mentioned) == [direct.id, public.id]
    assert posts(storage, "bread", blocked) == []
    assert posts(storage, "bread", author) == [direct.id, for_followers.id, unlisted.id, public.id]


def test_a_found_post_shows_all_that_others_show(storage: Storage) -> None:
    author, viewer = storage.account(), storage.account()
    post = storage.post(author, text="bread", hashtags=("a",))
    storage.like(viewer, post)
    (found,) = storage.search.posts(viewer.id, ["bread"], Cursor()).items
    assert found == storage.posts.get(viewer.id, post.id)
    assert found.liked


def test_people_are_found_by_how_their_names_begin(storage: Storage) -> None:
    anna = storage.account("anna_b", display_name="Müller, Änne 🌻")
    far = storage.account("Annegret", domain="example.net", display_name="東京太郎")
    russian = storage.account("ivan", display_name="Ёжик Достоевский")
    storage.account("gone", display_name="Anna", state=AccountState.SUSPENDED)
    found = {
        "ann": [far.id, anna.id],
        "ANNA": [anna.id],
        "@anna_b": [anna.id],
        "b": [anna.id],
        "nna": [],
        "änn mull": [anna.id],
        "mueller": [],
        "🌻": [anna.id],
        "@annegret@example.net": [far.id],
        "anne tokyo": [],
        "東京": [far.id],
        "太郎": [far.id],
        "郎": [far.id],
        "дост": [russian.id],
        "ежик iv": [russian.id],
    }
    assert {query: accounts(storage, query) for query in found} == found


def test_of_one_author_and_of_whom_one_follows(storage: Storage) -> None:
    viewer, anna, ben = storage.account(), storage.account("anna"), storage.account("annabel")
    storage.post(anna, text="rye bread")
    mine = storage.post(ben, text="rye bread")
    storage.follow(viewer, ben)
    storage.follow(viewer, anna, accepted=False)
    search = storage.search
    assert [one.id for one in search.posts(viewer.id, ["rye"], Cursor(), author_id=ben.id).items] == [mine.id]
    assert search.posts(viewer.id, ["rye"], Cursor(), author_id=viewer.id).items == ()
    assert [one.id for one in search.accounts(viewer.id, ["anna"], Cursor(), only_followed=True).items] == [ben.id]
    assert search.accounts(None, ["anna"], Cursor(), only_followed=True).items == ()


def test_a_new_name_is_found_and_the_old_one_no_longer(storage: Storage) -> None:
    account = storage.account("anna", display_name="Before")
    with storage.begin() as unit:
        unit.accounts.lock(account.id)
        unit.accounts.save(evolve(account, display_name="After"))
        unit.commit()
    assert (accounts(storage, "before"), accounts(storage, "aft"), accounts(storage, "anna")) == (
        [],
        [account.id],
        [account.id],
    )


def test_people_who_block_each_other_do_not_find_each_other(storage: Storage) -> None:
    anna, ben = storage.account("anna", display_name=""), storage.account("ben", display_name="")
    storage.block(anna, ben)
    assert (accounts(storage, "anna", ben), accounts(storage, "ben", anna)) == ([], [])
    assert (accounts(storage, "anna", anna), accounts(storage, "ben")) == ([anna.id], [ben.id])


def test_hashtags_are_found_by_how_they_begin(storage: Storage) -> None:
    author, blocked = storage.account(), storage.account()
    for names in (("brot", "brötchen"), ("brot", "bro"), ("b_r", "brzzz"), ("東京",), ("br\uffffe"[:2] + "🥖",)):
        storage.post(author, hashtags=names)
    storage.post(author, Visibility.UNLISTED, hashtags=("brunlisted",))
    storage.bury(storage.post(author, hashtags=("brgone",)))
    storage.post(storage.account(state=AccountState.SUSPENDED), hashtags=("brsuspended",))
    storage.block(author, blocked)

    def find(prefix: str, viewer: Account | None = None, limit: int = 40) -> list[str]:
        return list(storage.search.hashtags(viewer.id if viewer else None, prefix, limit))

    assert find("br") == ["bro", "brot", "brzzz", "brötchen", "br🥖"]
    assert find("bro", limit=1) == ["bro"]
    assert (find("b_"), find("東"), find("%"), find("x")) == (["b_r"], ["東京"], [], [])
    assert find("br", blocked) == []


def test_pages(storage: Storage) -> None:
    author = storage.account("pages0", display_name="")
    p = [storage.post(author, text=f"bread {number}").id for number in range(7)]
    a = [storage.account(f"pages{number}", display_name="").id for number in range(1, 7)]
    a = [author.id, *a]

    def page(found: Page[Any]) -> tuple[list[int], int | None, int | None]:
        return [view.id for view in found.items], found.next_max_id, found.prev_min_id

    for ids, find in (
        (p, lambda cursor: storage.search.posts(None, ["bread"], cursor)),
        (a, lambda cursor: storage.search.accounts(None, ["pages"], cursor)),
    ):
        assert page(find(Cursor(limit=7))) == (ids[::-1], None, ids[6])
        assert page(find(Cursor(limit=6))) == (ids[:0:-1], ids[1], ids[6])
        assert page(find(Cursor(limit=3, max_id=ids[4]))) == ([ids[3], ids[2], ids[1]], ids[1], ids[3])
        assert page(find(Cursor(limit=2, since_id=ids[2]))) == ([ids[6], ids[5]], ids[5], ids[6])
        assert page(find(Cursor(limit=2, min_id=ids[2]))) == ([ids[4], ids[3]], ids[3], ids[4])
        assert page(find(Cursor(max_id=0))) == ([], None, None)
