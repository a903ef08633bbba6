"""Which reactions each event has: the one table."""

from collections.abc import Mapping

from microblog.domain.model.events import (
    AccountApproved,
    AccountDeleted,
    AccountFollowed,
    AccountRegistered,
    DigestDue,
    Event,
    MediaDiscarded,
    MentionNotified,
    NotificationRequestAccepted,
    PasswordResetRequested,
    PollEnded,
    PostBoosted,
    PostEdited,
    PostLiked,
    PostPublished,
    PostPublishedQuietly,
    PushDue,
    RecordingUploaded,
    RegistrationWaiting,
    ReportFiled,
)
from microblog.domain.model.task import Task, Urgency
from microblog.domain.use_cases.accounts.mail_approval import MailApproval
from microblog.domain.use_cases.accounts.mail_confirmation import MailConfirmation
from microblog.domain.use_cases.accounts.mail_moderators import MailModerators
from microblog.domain.use_cases.accounts.purge_account import PurgeAccount
from microblog.domain.use_cases.media.prepare_recording import PrepareRecording
from microblog.domain.use_cases.media.remove_media import RemoveMedia
from microblog.domain.use_cases.notifications.let_notifications_in import LetNotificationsIn
from microblog.domain.use_cases.notifications.mail_digest import MailDigest
from microblog.domain.use_cases.notifications.mail_mention import MailMention
from microblog.domain.use_cases.notifications.notify_boosted import NotifyBoosted
from microblog.domain.use_cases.notifications.notify_followed import NotifyFollowed
from microblog.domain.use_cases.notifications.notify_liked import NotifyLiked
from microblog.domain.use_cases.notifications.notify_mentioned import NotifyMentioned
from microblog.domain.use_cases.notifications.notify_poll_ended import NotifyPollEnded
from microblog.domain.use_cases.notifications.notify_reported import NotifyReported
from microblog.domain.use_cases.passwords.mail_reset import MailReset
from microblog.domain.use_cases.push.push_notification import PushNotification
from microblog.domain.use_cases.reaction import Reaction
from microblog.domain.use_cases.timelines.fan_out_post import FanOutPost

REACTIONS: Mapping[type[Event], tuple[type[Reaction], ...]] = {
    AccountRegistered: (MailConfirmation,),
    RegistrationWaiting: (MailModerators,),
    AccountApproved: (MailApproval,),
    AccountDeleted: (PurgeAccount,),
    PasswordResetRequested: (MailReset,),
    PostPublished: (NotifyMentioned, FanOutPost),
    PostPublishedQuietly: (FanOutPost,),
    PostEdited: (NotifyMentioned,),
    PostBoosted: (NotifyBoosted, FanOutPost),
    PostLiked: (NotifyLiked,),
    AccountFollowed: (NotifyFollowed,),
    MentionNotified: (MailMention,),
    PushDue: (PushNotification,),
    MediaDiscarded: (RemoveMedia,),
    PollEnded: (NotifyPollEnded,),
    DigestDue: (MailDigest,),
    RecordingUploaded: (PrepareRecording,),
    ReportFiled: (NotifyReported,),
    NotificationRequestAccepted: (LetNotificationsIn,),
}


def reactions_of(event: Event) -> tuple[str, ...]:
    """The names of the reactions to an event."""
    return tuple(reaction.name for reaction in REACTIONS[type(event)])


_URGENCIES = {reaction.name: reaction.urgency for reactions in REACTIONS.values() for reaction in reactions}


def urgency_of(task: Task) -> Urgency:
    """Which queue a task goes through; one whose reaction is unknown here may wait."""
    return _URGENCIES.get(task.reaction, Urgency.BULK)
