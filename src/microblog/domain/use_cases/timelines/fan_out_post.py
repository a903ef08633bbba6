"""Put a new post on home timelines."""

from typing import ClassVar

from attrs import frozen

from microblog.domain.model.events import PostBoosted, PostPublished, PostPublishedQuietly
from microblog.domain.model.post import Visibility
from microblog.domain.model.task import Task, Urgency
from microblog.domain.use_cases.reaction import Reaction, event_of
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class FanOutPost(Reaction):
    """Put a post or boost on the home timelines of its author's followers, unless it is gone already.

    A public post comes to those who follow one of its hashtags as well.
    """

    name: ClassVar[str] = "fan_out_post"
    urgency: ClassVar[Urgency] = Urgency.URGENT

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, task: Task) -> None:
        match task.event:
            case PostBoosted(boost_id=post_id) | PostPublishedQuietly(post_id=post_id):
                pass
            case _:
                post_id = event_of(task, PostPublished).post_id
        with self.unit_of_work() as uow:
            post = uow.posts.get(post_id)
            if post is not None and post.deleted_at is None:
                uow.home_timelines.fan_out(post)
                if post.visibility is Visibility.PUBLIC and post.hashtags:
                    uow.home_timelines.fan_out_by_tags(post)
            if uow.outbox.complete(task.id):
                uow.commit()
