"""Mastodon.py, as it comes, with a server of ours."""

from datetime import UTC, datetime, timedelta

import pytest
from mastodon import Mastodon, MastodonAPIError, MastodonNotFoundError, MastodonUnauthorizedError

from tests.integration.clients.conftest import Server
from tests.integration.clients.consent import allow
from tests.unit.adapters.media.pictures import picture


def test_somebody_logs_in_with_an_app_and_out_again(server: Server) -> None:
    server.join("clara")
    client_id, secret = Mastodon.create_app("Tests", scopes=["read", "write"], api_base_url=server.url)
    app = Mastodon(client_id=client_id, client_secret=secret, api_base_url=server.url)
    address = app.auth_request_url(scopes=["read", "write"], allow_http=True)
    app.log_in(code=allow(address, "clara"), scopes=["read", "write"], allow_http=True)
    assert app.me().acct == "clara"
    assert app.app_verify_credentials().name == "Tests"
    token = Mastodon(access_token=app.access_token, api_base_url=server.url)
    app.revoke_access_token(allow_http=True)
    with pytest.raises(MastodonUnauthorizedError):
        token.me()


def test_a_conversation_of_two(server: Server) -> None:
    ada, bruno = server.join("ada"), server.join("bruno")
    status = ada.status_post("Hello @bruno #rye", spoiler_text="Greeting", language="en", idempotency_key="one")
    assert ada.status_post("Hello @bruno #rye", spoiler_text="Greeting", idempotency_key="one").id == status.id
    assert [one.type for one in bruno.notifications()] == ["mention"]
    reply = bruno.status_reply(status, "Hello back")
    assert ada.status_context(status.id).descendants[0].id == reply.id
    assert bruno.status_favourite(status.id).favourited
    assert bruno.status_bookmark(status.id).bookmarked
    assert [one.id for one in bruno.bookmarks()] == [status.id]
    assert [one.id for one in bruno.favourites()] == [status.id]
    assert ada.status_pin(status.id).pinned
    assert [one.id for one in bruno.account_statuses(ada.me().id, pinned=True)] == [status.id]
    assert bruno.status_reblog(status.id).reblog.id == status.id
    assert [one.acct for one in ada.status_favourited_by(status.id)] == ["bruno"]
    assert [one.acct for one in ada.status_reblogged_by(status.id)] == ["bruno"]
    assert not bruno.status_unfavourite(status.id).favourited
    assert bruno.status_unreblog(status.id).id == status.id
    assert ada.status_update(status.id, "Changed").content == "<p>Changed</p>"
    assert [one.content for one in ada.status_history(status.id)][1:] == ["<p>Changed</p>"]
    assert ada.status_source(status.id).text == "Changed"
    assert ada.status_delete(status.id).text == "Changed"
    with pytest.raises(MastodonNotFoundError):
        ada.status(status.id)


def test_following_blocking_and_what_one_is_to_others(server: Server) -> None:
    dora, emil = server.join("dora"), server.join("emil")
    me, other = dora.me(), emil.me()
    assert dora.account_follow(other.id).following
    assert [one.acct for one in emil.account_followers(other.id)] == ["dora"]
    assert [one.acct for one in dora.account_following(me.id)] == ["emil"]
    emil.status_post("For those who follow", visibility="private")
    assert [one.content for one in dora.timeline_home()] == ["<p>For those who follow</p>"]
    assert dora.account_relationships([other.id])[0].following
    assert dora.account_mute(other.id).muting
    assert [one.acct for one in dora.mutes()] == ["emil"]
    assert not dora.account_unmute(other.id).muting
    assert emil.account_block(me.id).blocking
    assert [one.acct for one in emil.blocks()] == ["dora"]
    assert dora.timeline_home() == []
    assert not emil.account_unblock(me.id).blocking
    dora.account_update_credentials(display_name="Dora", note="Reads", locked=True, fields=[("Likes", "Books")])
    changed = emil.account(me.id)
    assert (changed.display_name, changed.note, changed.fields[0].value) == ("Dora", "<p>Reads</p>", "Books")
    assert emil.account_follow(me.id).requested
    assert [one.acct for one in dora.follow_requests()] == ["emil"]
    assert dora.follow_request_authorize(other.id).followed_by


def test_scheduled_posts(server: Server) -> None:
    pia = server.join("pia")
    media = pia.media_post(picture(), mime_type="image/png", description="A loaf")
    moment = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
    made = pia.status_post("Later", scheduled_at=moment, media_ids=[media], visibility="unlisted")
    assert (made.scheduled_at, made.params.text, made.params.visibility) == (moment, "Later", "unlisted")
    assert [one["id"] for one in made.media_attachments] == [media.id]
    assert [one.id for one in pia.scheduled_statuses()] == [made.id]
    later = moment + timedelta(hours=1)
    assert pia.scheduled_status_update(made.id, later).scheduled_at == later
    assert pia.scheduled_status(made.id).scheduled_at == later
    pia.scheduled_status_delete(made.id)
    assert pia.scheduled_statuses() == []
    with pytest.raises(MastodonAPIError, match="at least 5 minutes from now"):
        pia.status_post("Too soon", scheduled_at=datetime.now(UTC))
    assert pia.timeline_home() == []


def test_polls(server: Server) -> None:
    asking, voting = server.join("paul"), server.join("petra")
    wanted = asking.make_poll(["Tea", "Coffee"], expires_in=3600, hide_totals=True)
    made = asking.status_post("Drinks?", poll=wanted).poll
    assert [(option.title, option.votes_count) for option in made.options] == [("Tea", None), ("Coffee", None)]
    voted = voting.poll_vote(made.id, 1)
    assert (voted.voted, voted.own_votes, voted.votes_count, voting.poll(made.id)) == (True, [1], 1, voted)
    with pytest.raises(MastodonAPIError, match="answered this poll already"):
        voting.poll_vote(made.id, 0)


def test_lists_of_people(server: Server) -> None:
    nora, otto = server.join("nora"), server.join("otto")
    made = nora.list_create("Friends", replies_policy="list")
    assert [one.title for one in nora.lists()] == ["Friends"]
    assert nora.list_update(made.id, "Bakers", replies_policy="followed").title == "Bakers"
    nora.account_follow(otto.me().id)
    nora.list_accounts_add(made.id, [otto.me().id])
    assert [one.acct for one in nora.list_accounts(made.id)] == ["otto"]
    assert [one.id for one in nora.account_lists(otto.me().id)] == [made.id]
    baked = otto.status_post("Bread")
    nora.status_post("Mine")
    assert [one.id for one in nora.timeline_list(made.id)] == [baked.id]
    nora.list_accounts_delete(made.id, [otto.me().id])
    assert nora.timeline_list(made.id) == []
    nora.list_delete(made.id)
    with pytest.raises(MastodonNotFoundError):
        nora.list(made.id)


def test_pages_go_down_and_up(server: Server) -> None:
    fritz = server.join("fritz")
    written = [fritz.status_post(f"Number {number}").id for number in range(7)][::-1]
    first = fritz.timeline_home(limit=3)
    second = fritz.fetch_next(first)
    assert second is not None
    assert [one.id for one in first] == written[:3]
    assert [one.id for one in second] == written[3:6]
    assert [one.id for one in fritz.fetch_previous(second) or ()] == written[:3]
    assert [one.id for one in fritz.fetch_remaining(first)] == written
    assert [one.id for one in fritz.account_statuses(fritz.me().id, limit=2)] == written[:2]


def test_search_and_the_server(server: Server) -> None:
    gerda = server.join("gerda")
    status = gerda.status_post("Something about #sourdough")
    assert [tag.name for tag in gerda.search("sourd", result_type="hashtags").hashtags] == ["sourdough"]
    assert [one.id for one in gerda.search("something", result_type="statuses").statuses] == [status.id]
    assert [one.acct for one in gerda.account_search("gerda")] == ["gerda"]
    assert gerda.account_lookup("gerda").acct == "gerda"
    assert [one.id for one in gerda.timeline_hashtag("sourdough")] == [status.id]
    assert gerda.tag_follow("sourdough").following
    assert gerda.tag("sourdough").following
    assert [tag.name for tag in gerda.followed_tags()] == ["sourdough"]
    hugo = server.join("hugo")
    baked = hugo.status_post("My own #sourdough")
    assert [one.id for one in gerda.timeline_home()] == [baked.id, status.id]
    assert not gerda.tag_unfollow("sourdough").following
    assert gerda.followed_tags() == []
    assert gerda.instance().configuration.statuses.max_characters == 500
    assert gerda.instance_nodeinfo().software.name == "microblog"
    assert gerda.preferences()["posting:default:visibility"] == "public"
    assert gerda.instance_health()
    with pytest.raises(MastodonAPIError, match="This has 501 characters"):
        gerda.status_post("x" * 501)


def test_notifications_are_read_and_removed(server: Server) -> None:
    hanna, ivo = server.join("hanna"), server.join("ivo")
    status = hanna.status_post("Hello")
    ivo.status_favourite(status.id)
    ivo.account_follow(hanna.me().id)
    assert [one.type for one in hanna.notifications(types=["favourite"])] == ["favourite"]
    assert hanna.notifications_unread_count().count == 2
    newest = hanna.notifications()[0]
    assert newest.type == "follow"
    hanna.notifications_dismiss(newest.id)
    assert [one.type for one in hanna.notifications()] == ["favourite"]
    hanna.notifications_clear()
    assert hanna.notifications() == []


def test_pictures(server: Server) -> None:
    uma = server.join("uma")
    media = uma.media_post(picture("JPEG", (800, 600)), "image/jpeg", description="Red and blue")
    assert (media.type, media.description, media.meta.original.width) == ("image", "Red and blue", 800)
    assert uma.media_update(media.id, description="Blue and red").description == "Blue and red"
    status = uma.status_post("Look", media_ids=[media])
    assert [one.id for one in uma.status(status.id).media_attachments] == [media.id]
    with pytest.raises(MastodonAPIError, match=r"Only pictures|cannot be read as a video or a sound"):
        uma.media_post(b"ID3 sound" + bytes(50), "audio/mpeg")
    me = uma.account_update_credentials(avatar=picture(size=(60, 60)), avatar_mime_type="image/png")
    assert me.avatar.startswith(f"{server.url}/media/")


def test_pushes(server: Server) -> None:
    vera, wim = server.join("vera"), server.join("wim")
    private, public = vera.push_subscription_generate_keys()
    subscription = vera.push_subscription_set(
        f"{server.push.url}/vera", public, mention_events=True, follow_events=False, policy="all"
    )
    assert (subscription.endpoint, subscription.alerts.mention) == (f"{server.push.url}/vera", True)
    assert subscription.server_key == vera.instance().configuration.vapid.public_key
    wim.account_follow(vera.me().id)
    wim.status_post("Hello @vera, read this", spoiler_text="A secret")
    received = server.push.received.get(timeout=10)
    assert received.path == "/vera"
    encryption, key = received.headers["encryption"], received.headers["crypto-key"]
    push = vera.push_subscription_decrypt_push(received.body, private, encryption, key)
    assert push.notification_type == "mention"
    assert str(push.notification_id) == str(vera.notifications(types=["mention"])[0].id)
    assert (push.title, push.body, push.preferred_locale) == ("@wim mentioned you", "A secret", "en")
    assert not vera.push_subscription_update(mention_events=False).alerts.mention
    wim.status_post("@vera again")
    vera.push_subscription_delete()
    with pytest.raises(MastodonNotFoundError):
        vera.push_subscription()
    assert server.push.received.empty()
