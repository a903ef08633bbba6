"""Events: what use cases make happen. They carry ids alone; whoever reacts reads the rest afresh."""

from attrs import asdict, frozen


@frozen
class Event:
    """Base of all events. Their class names and fields are stored, so they change only with a migration."""

    def payload(self) -> dict[str, int]:
        """The fields, for a JSON column."""
        return asdict(self)


@frozen
class AccountRegistered(Event):
    """Somebody signed up."""

    account_id: int


@frozen
class RegistrationWaiting(Event):
    """Somebody who signed up waits to be let in."""

    account_id: int


@frozen
class AccountApproved(Event):
    """A waiting account was let in."""

    account_id: int


@frozen
class AccountDeleted(Event):
    """An account was deleted and is hidden; what it left is to be purged."""

    account_id: int


@frozen
class PasswordResetRequested(Event):
    """Somebody asked for a link to set a new password; `account_id` is 0 where nobody has the address."""

    account_id: int


@frozen
class PostPublished(Event):
    """A post (no boost) was published."""

    post_id: int


@frozen
class PostPublishedQuietly(Event):
    """A post (no boost) was published that mentions nobody, as most do: who waits for a worker waits half as long."""

    post_id: int


@frozen
class PostEdited(Event):
    """A post was edited."""

    post_id: int


@frozen
class PostBoosted(Event):
    """A post was boosted; `boost_id` is the post that carries it on."""

    boost_id: int


@frozen
class PostLiked(Event):
    """An account liked a post."""

    post_id: int
    account_id: int


@frozen
class AccountFollowed(Event):
    """An account follows another, or asks to."""

    follower_id: int
    followee_id: int


@frozen
class MentionNotified(Event):
    """A notification of a mention was written; the mail comes next."""

    notification_id: int


@frozen
class PushDue(Event):
    """A notification was written that an app wants to be told of at once."""

    notification_id: int
    subscription_id: int


@frozen
class MediaDiscarded(Event):
    """Nothing shows a picture or a recording any longer."""

    media_id: int


@frozen
class RecordingUploaded(Event):
    """A video or a sound lies in the media store as it was uploaded."""

    media_id: int


@frozen
class PollEnded(Event):
    """The poll of a post came to its end. Who voted is told in batches: next are the votes after this one."""

    post_id: int
    after_vote_id: int


@frozen
class ReportFiled(Event):
    """Somebody reported an account."""

    report_id: int


@frozen
class NotificationRequestAccepted(Event):
    """A person let somebody in: what was held back of them goes to what the person is told."""

    account_id: int
    sender_id: int


@frozen
class DigestDue(Event):
    """Somebody is to be mailed what they missed; `period` is the number of the digest's period.

    What they were told from `first_id` on and below `up_to_id` belongs into it.
    """

    account_id: int
    period: int
    first_id: int
    up_to_id: int


EVENTS: dict[str, type[Event]] = {kind.__name__: kind for kind in Event.__subclasses__()}
