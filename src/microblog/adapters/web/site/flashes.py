"""What a page says once after something was done.

The cookie carries a code of this table and never text, so nobody can put words into our mouth with it.
"""

from microblog.ports.translator import N_

COOKIE = "flash"
SECONDS = 60

SENTENCES = {
    "account_deleted": N_("Your account has been deleted. Farewell."),
    "address_confirmed": N_("Your address is confirmed. You can log in now."),
    "app_revoked": N_("The app is logged out of your account."),
    "blocked": N_("You block this person now."),
    "endorse_whom_you_follow": N_("Follow this person first, then recommend them."),
    "endorsed": N_("You recommend this person on your profile now."),
    "endorsements_full": N_("You recommend 100 people already. Take a recommendation back first."),
    "draft_saved": N_("The draft is saved."),
    "filter_deleted": N_("The filter has been deleted."),
    "follower_approved": N_("This person follows you now."),
    "follower_rejected": N_("The request has been rejected."),
    "followed": N_("You follow this person now."),
    "follow_requested": N_("Your request has been sent."),
    "list_deleted": N_("The list has been deleted."),
    "list_full": N_("There are 500 people on this list already. Take somebody off first."),
    "list_joined": N_("This person is on the list now."),
    "list_left": N_("This person is no longer on the list."),
    "list_made": N_("The list is there. Put people on it."),
    "list_nobody": N_("You follow nobody of that name."),
    "logged_in": N_("Welcome back."),
    "logged_out": N_("You are logged out."),
    "muted": N_("This person is muted now. They are not told."),
    "owner_ready": N_("Welcome. This server is yours."),
    "password_changed": N_("Your password has been changed."),
    "pending_post_deleted": N_("It has been thrown away."),
    "pinned": N_("This post is pinned to your profile now."),
    "pins_full": N_("Five posts are pinned to your profile already. Unpin one first."),
    "post_deleted": N_("The post has been deleted."),
    "post_edited": N_("The post has been changed."),
    "post_scheduled": N_("The post is scheduled."),
    "post_published": N_("Your post is out."),
    "poll_ended": N_("This poll has ended."),
    "registration_approved": N_("The account has been let in."),
    "registration_rejected": N_("The application has been rejected."),
    "saved": N_("Saved."),
    "session_ended": N_("The session has been ended."),
    "signed_up": N_("Welcome! Write your first post, or look around."),
    "suggestion_dismissed": N_("This person is not suggested again."),
    "tag_followed": N_("You follow this hashtag now. Public posts with it will come to your home page."),
    "tag_unfollowed": N_("You no longer follow this hashtag."),
    "task_dropped": N_("The task has been dropped."),
    "task_retried": N_("The task begins anew."),
    "tasks_retried": N_("All of them begin anew."),
    "vote_lacks": N_("There is no answer yet. Choose one."),
    "voted": N_("Your vote is counted."),
    "voted_before": N_("You have answered this poll already."),
    "unblocked": N_("You no longer block this person."),
    "unendorsed": N_("You no longer recommend this person."),
    "unfollowed": N_("You no longer follow this person."),
    "unmuted": N_("You no longer mute this person."),
    "unpinned": N_("This post is no longer pinned to your profile."),
}
