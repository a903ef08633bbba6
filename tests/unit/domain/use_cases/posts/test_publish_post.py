import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import Conflict, Gone, NotFound, ValidationError
from microblog.domain.model.events import PostPublished, PostPublishedQuietly
from microblog.domain.model.post import Visibility
from microblog.domain.use_cases.posts.publish_post import PublishPost
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory
from tests.unit.domain.use_cases.action_world import ActionWorld


def test_a_post_is_stored_rendered_and_told_of(world: ActionWorld) -> None:
    anna = world.account("anna")
    post = world.write(
        anna, " Tea & #Milk\r\n", content_warning="drinks", language="en", visibility=Visibility.UNLISTED
    )
    assert world.rows.posts == {post.id: post}
    assert (post.account_id, post.text, post.content_warning, post.language) == (
        anna.id,
        "Tea & #Milk",
        "drinks",
        "en",
    )
    assert (post.visibility, post.hashtags, post.created_at) == (Visibility.UNLISTED, ("milk",), world.clock())
    assert (post.thread_id, post.in_reply_to_id, post.domain) == (post.id, None, None)
    assert post.uri == f"https://example.org/users/{anna.id}/posts/{post.id}"
    assert post.url == f"https://example.org/@anna/{post.id}"
    assert post.html.startswith("<p>Tea &amp; <a ")
    assert post.html.endswith("<!-- cleaned -->")
    assert world.events == [PostPublishedQuietly(post.id)]


def test_whom_it_mentions_is_to_hear_of_it(world: ActionWorld) -> None:
    anna, _ = world.account("anna"), world.account("ben")
    post = world.write(anna, "@ben and @nobody")
    assert world.events == [PostPublished(post.id)]


def test_it_stands_on_the_authors_home_timeline_at_once(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.follow(ben, anna)
    post = world.write(anna)
    assert (world.home(anna), world.home(ben)) == ([post.id], [])


def test_active_people_are_mentioned_by_whatever_spelling_once(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.account("gone", AccountState.DELETED)
    post = world.write(anna, "@BEN @ben@Example.ORG @anna @gone @nobody @ben@elsewhere.example")
    assert [mention.account_id for mention in post.mentions] == [anna.id, ben.id]
    assert post.html.count('href="https://example.org/@ben"') == 2
    assert "@gone" in post.html
    assert "/@gone" not in post.html


def test_people_of_other_servers_are_mentioned_by_name_and_domain(world: ActionWorld) -> None:
    anna = world.account("anna")
    ben = world.change_account(world.account("ben"), domain="Elsewhere.Example", url="https://elsewhere.example/ben")
    post = world.write(anna, "@ben @ben@elsewhere.EXAMPLE")
    assert [mention.account_id for mention in post.mentions] == [ben.id]
    assert post.html.count('href="https://elsewhere.example/ben"') == 1


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"text": " \n "}, "text", "required"),
        ({"text": "x" * 501}, "text", "too_long"),
        ({"text": "x" * 400, "content_warning": "x" * 101}, "text", "too_long"),
        ({"text": "\0"}, "text", "control_character"),
        ({"content_warning": "x" * 201}, "content_warning", "too_long"),
        ({"content_warning": "a\nb"}, "content_warning", "line_break"),
        ({"language": "no language"}, "language", "bad_language"),
        ({"idempotency_key": ""}, "idempotency_key", "required"),
        ({"idempotency_key": "x" * 201}, "idempotency_key", "too_long"),
        ({"idempotency_key": "\0"}, "idempotency_key", "control_character"),
    ],
)
def test_a_field_that_cannot_be_accepted(world: ActionWorld, values: dict[str, str], field: str, code: str) -> None:
    anna = world.account("anna")
    with pytest.raises(ValidationError) as refused:
        world.write(anna, **{"text": "Hello", **values})
    assert (refused.value.field, refused.value.code) == (field, code)
    assert world.rows.posts == {}


def test_five_hundred_characters_fit(world: ActionWorld) -> None:
    link = "https://example.org/" + "x" * 400
    assert world.write(world.account("anna"), "x" * 476 + " " + link).text.endswith(link)


def test_a_reply_belongs_to_the_conversation(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    first = world.write(anna)
    reply = world.write(ben, in_reply_to_id=first.id)
    assert (reply.in_reply_to_id, reply.in_reply_to_account_id, reply.thread_id) == (first.id, anna.id, first.id)
    assert world.write(anna, in_reply_to_id=reply.id).thread_id == first.id


def test_a_reply_to_a_boost_answers_what_it_boosts(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    first = world.write(anna)
    boost = world.post(ben, boost_of=first)
    assert world.write(ben, in_reply_to_id=boost.id).in_reply_to_id == first.id


def test_what_cannot_be_seen_cannot_be_answered(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    secret = world.write_for(Visibility.FOLLOWERS, anna)
    for post_id in (secret.id, 10**6, -1, 2**63):
        with pytest.raises(NotFound):
            world.write(ben, in_reply_to_id=post_id)
    world.follow(ben, anna)
    world.write(ben, in_reply_to_id=secret.id)
    world.block(anna, ben)
    with pytest.raises(NotFound):
        world.write(ben, in_reply_to_id=secret.id)
    with pytest.raises(NotFound):
        world.write(anna, in_reply_to_id=world.write(ben).id)


def test_a_tombstone_cannot_be_answered(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    seen, secret = world.write(anna), world.write_for(Visibility.MENTIONED, anna, "@ben")
    world.bury(seen)
    world.bury(secret)
    with pytest.raises(Gone):
        world.write(ben, in_reply_to_id=seen.id)
    with pytest.raises(NotFound):  # that there was one is no more told than before
        world.write(ben, in_reply_to_id=secret.id)


def test_a_key_makes_one_post(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    first = world.write(anna, idempotency_key="key")
    assert world.write(anna, "something else", idempotency_key=" key ") == first
    assert world.write(anna, idempotency_key="another") != first
    assert world.write(ben, idempotency_key="key") != first
    assert len(world.rows.posts) == 3
    assert len([event for event in world.events if event == PostPublishedQuietly(first.id)]) == 1


def test_a_key_does_not_bring_back_what_was_deleted(world: ActionWorld) -> None:
    anna = world.account("anna")
    world.bury(world.write(anna, idempotency_key="key"))
    with pytest.raises(Gone):
        world.write(anna, idempotency_key="key")
    assert len(world.rows.posts) == 1


def test_a_key_outlives_a_post_that_was_refused(world: ActionWorld) -> None:
    anna = world.account("anna")
    with pytest.raises(NotFound):
        world.write(anna, in_reply_to_id=10**6, idempotency_key="key")
    assert world.write(anna, idempotency_key="key").text == "Hello"


def test_a_key_whose_request_failed_at_the_same_time(world: ActionWorld) -> None:
    class FirstConflicts(UnitOfWorkFactory):
        """The first one meets a transaction that is rolled back a moment later."""

        used = False

        def __call__(self) -> UnitOfWork:
            if not self.used:
                self.used = True
                raise Conflict
            return world.unit_of_work()

    publish = world.do(PublishPost, unit_of_work=FirstConflicts())
    with pytest.raises(Conflict, match="try again"):
        publish(author_id=world.account("anna").id, text="Hello", idempotency_key="key")
