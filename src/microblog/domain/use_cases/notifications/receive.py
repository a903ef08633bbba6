"""What becomes of a notification by whoever causes it: told, held back, or none."""

from attrs import evolve

from microblog.domain.model.account import Account, Role
from microblog.domain.model.conversation import Conversation
from microblog.domain.model.notification import Notification, NotificationKind
from microblog.domain.model.notification_policy import NEW_FOR, REFUSABLE_KINDS, Reception, Sender
from microblog.domain.model.notification_request import NotificationRequest, RequestState
from microblog.domain.model.post import Post, Visibility
from microblog.domain.use_cases.notifications.tell import tell
from microblog.ports.unit_of_work import UnitOfWork


def receive(uow: UnitOfWork, notification: Notification, sender: Account, post: Post | None = None) -> bool:
    """Tell the person, or hold it back, or neither, as their policy has it.

    `post` is what it is about. True if they are told, which they were not before.
    """
    reception = _reception(uow, notification, sender, post)
    if reception is Reception.FILTER:
        _hold(uow, notification)
    return reception is Reception.ACCEPT and tell(uow, notification)


def let_in(uow: UnitOfWork, notification: Notification) -> None:
    """Hold it back no longer. Neither pushes nor mails follow: it may be of long ago."""
    uow.notifications.let_in(notification)
    post = None if notification.post_id is None else uow.posts.get(notification.post_id)
    if notification.kind is NotificationKind.MENTION and post is not None and post.visibility is Visibility.MENTIONED:
        uow.conversations.put(Conversation(notification.account_id, post.thread_id, post.id, unread=True))


def _reception(uow: UnitOfWork, notification: Notification, sender: Account, post: Post | None) -> Reception:
    """What is quickly known is asked first: with the usual policy that is all, but for those whom it is there for."""
    if notification.kind not in REFUSABLE_KINDS:
        return Reception.ACCEPT
    person, is_mention = notification.account_id, notification.kind is NotificationKind.MENTION
    is_alone = is_mention and post is not None and post.visibility is Visibility.MENTIONED
    stranger = Sender(
        is_follower=False,
        is_new=notification.created_at - sender.created_at < NEW_FOR,
        is_limited=sender.limited,
        writes_unasked=is_alone,
    )
    policy = uow.notification_policies.get(person)
    if policy.reception_of(stranger) is Reception.ACCEPT or _is_known(uow, person, sender):
        return Reception.ACCEPT
    if is_mention and _runs_the_server(uow, sender):
        return Reception.ACCEPT
    asked = is_alone and post is not None and uow.posts.has_mentioned(post.thread_id, person, sender.id)
    follow = uow.follows.get(sender.id, person)
    is_follower = follow is not None and follow.accepted
    return policy.reception_of(evolve(stranger, is_follower=is_follower, writes_unasked=is_alone and not asked))


def _is_known(uow: UnitOfWork, account_id: int, sender: Account) -> bool:
    follow = uow.follows.get(account_id, sender.id)
    if follow is not None and follow.accepted:
        return True
    request = uow.notification_requests.between(account_id, sender.id)
    return request is not None and request.state is not RequestState.PENDING


def _runs_the_server(uow: UnitOfWork, sender: Account) -> bool:
    user = uow.users.get(sender.id)
    return user is not None and user.role.includes(Role.MODERATOR)


def _hold(uow: UnitOfWork, notification: Notification) -> None:
    if not uow.notifications.hold(notification):
        return
    request = NotificationRequest(
        id=notification.id,
        account_id=notification.account_id,
        sender_id=notification.sender_id,
        post_id=notification.post_id,
        state=RequestState.PENDING,
        created_at=notification.created_at,
        updated_at=notification.created_at,
    )
    if not uow.notification_requests.open(request):  # the person let them in just now
        let_in(uow, notification)
