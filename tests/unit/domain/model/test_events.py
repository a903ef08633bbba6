"""What is stored of an event must be read back as the same, by later versions too."""

from attrs import fields

from microblog.domain.model.events import EVENTS, AccountFollowed, Event, PostLiked


def test_an_event_comes_back_from_its_name_and_payload() -> None:
    for name, kind in EVENTS.items():
        numbers = range(1, len(fields(kind)) + 1)
        event = kind(*numbers)
        assert name == type(event).__name__
        assert list(event.payload().values()) == list(numbers)
        assert EVENTS[name](**event.payload()) == event


def test_the_names_in_the_database_stay_what_they_are() -> None:
    assert PostLiked(1, 2).payload() == {"post_id": 1, "account_id": 2}
    assert AccountFollowed(1, 2).payload() == {"follower_id": 1, "followee_id": 2}
    assert set(EVENTS) == {
        "AccountApproved",
        "AccountDeleted",
        "AccountFollowed",
        "AccountRegistered",
        "DigestDue",
        "MediaDiscarded",
        "MentionNotified",
        "NotificationRequestAccepted",
        "PasswordResetRequested",
        "PollEnded",
        "PostBoosted",
        "PostEdited",
        "PostLiked",
        "PostPublished",
        "PostPublishedQuietly",
        "PushDue",
        "RecordingUploaded",
        "RegistrationWaiting",
        "ReportFiled",
    }
    assert all(issubclass(kind, Event) for kind in EVENTS.values())
