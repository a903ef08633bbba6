"""What the error pages say: the one table from problems to words that help."""

from microblog.ports.translator import N_

_PAGES = {
    400: (
        N_("This request makes no sense"),
        N_("Something in the address or in the form was garbled on its way. Go back and try again."),
    ),
    401: (
        N_("Log in first"),
        N_("Only people who are logged in can do this."),
    ),
    403: (
        N_("This is not for you"),
        N_("You may not do this. If you think that you should, ask the people who run this server."),
    ),
    404: (
        N_("There is nothing here"),
        N_("The address may have a typing error, or what was here is not meant for everybody."),
    ),
    405: (
        N_("This does not work that way"),
        N_("The page exists, but not for what was asked of it. Start again from the page that led you here."),
    ),
    409: (
        N_("Somebody was faster"),
        N_("It changed while you were at it. Go back, reload the page and try again."),
    ),
    410: (
        N_("This is gone"),
        N_("It was here once, was deleted, and will not come back."),
    ),
    413: (
        N_("This is too large"),
        N_("What you sent is larger than the server takes. Make it shorter and try again."),
    ),
    422: (
        N_("Something is not right yet"),
        N_("A value cannot be accepted. Go back, check what you typed and try again."),
    ),
    429: (
        N_("One moment, please"),
        N_("This was done very often in a short time. Wait a little and try again."),
    ),
    500: (
        N_("That was our fault"),
        N_("Something broke on the server, and it has been written down. Try again in a moment."),
    ),
    503: (
        N_("Back in a moment"),
        N_("The server is busy or being looked after. Try again in a minute."),
    ),
}
_REFUSALS = {
    "blocked": N_("One of you blocks the other, so this cannot be done."),
    "closed": N_("This server takes no new people at the moment."),
    "closed_to_invitations": N_(
        "Nobody can sign up while registration is closed on this server, not even with an invitation."
    ),
    "csrf": N_(
        "The form was open for too long, or it came from another site. Go back, reload the page and send it again."
    ),
    "not_boostable": N_("Only posts that everybody may read can be boosted."),
    "not_pinnable": N_("Posts for mentioned people alone cannot be pinned."),
    "disabled": N_("The people who run this server have disabled this account. Ask them."),
    "last_owner": N_("This is the last owner of the server. Make somebody else an owner first."),
    "not_suspended": N_("Only a suspended account can be deleted. Suspend it first."),
    "outranked": N_("The role of this person is not smaller than yours, so you cannot do this."),
    "own_account": N_("You cannot do this with your own account."),
    "suspended": N_("This account has been suspended. Ask the people who run this server."),
    "unconfirmed": N_("Your mail address is not confirmed yet. Open the link in the mail that we sent you."),
    "waiting": N_("Your application has not been answered yet. You get a mail when you are let in."),
}


_LOG_IN = ("/login", N_("Log in"))
_RESET = "/password/reset/"
_LINKS_IN_MAILS = ("/confirm/", _RESET, "/setup/", "/unsubscribe/")
_SPENT = (
    N_("This link does not work any more"),
    N_("It has been used or has expired."),
)


def words_of_problem(status: int, code: str, path: str = "") -> tuple[str, str]:
    """Heading and sentence, in English, for an HTTP status, the code of a problem and the path that was asked for."""
    if status == 404 and path.startswith(_LINKS_IN_MAILS):
        return _SPENT
    heading, sentence = _PAGES.get(status) or _PAGES[500 if status >= 500 else 400]
    return heading, _REFUSALS.get(code, sentence) if status == 403 else sentence


def ways_on(path: str, status: int) -> tuple[tuple[str, str], ...]:
    """Where to go from an error page: paths, each with what it is called in English."""
    start = ("/", N_("To the start page"))
    if status == 401:
        return (_LOG_IN, start)
    if status != 404 or not path.startswith(_LINKS_IN_MAILS):
        return (start,)
    return (("/password/forgot", N_("Ask for a new link")), _LOG_IN) if path.startswith(_RESET) else (_LOG_IN, start)


def sentence_of_refusal(code: str) -> str:
    """Why somebody whom we know may not do something, in English."""
    return _REFUSALS.get(code, _PAGES[403][1])
