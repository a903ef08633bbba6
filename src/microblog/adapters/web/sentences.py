"""What is wrong with a value and what is wanted instead: the one table from the core's codes to sentences."""

from microblog.domain.model.errors import ValidationError
from microblog.ports.translator import N_

_SENTENCES = {
    "bad_address": N_("This is not a mail address. It should look like name@example.org."),
    "bad_image": N_("This is no picture that can be read here. It has to be a JPEG, PNG, WebP or GIF file."),
    "bad_endpoint": N_("This is not an address that can be pushed to. It begins with https:// and is in plain ASCII."),
    "bad_push_key": N_("This is not a key for pushes: an uncompressed point on P-256, in base64."),
    "bad_push_secret": N_("This is not a secret for pushes: 16 bytes, in base64."),
    "busy": N_("Many files are being prepared just now. Try again in a moment."),
    "bad_value": N_("This is not of the kind that is wanted here, such as a number or one of some words."),
    "bad_moment": N_("This is not a date with a time, such as 2026-12-31T18:30."),
    "bad_recording": N_(
        "This cannot be read as a video or a sound. It has to be an MP4, MOV, WebM, MP3, M4A, Ogg, FLAC or WAV file."
    ),
    "bad_language": N_("This is not a language. Choose one of the list."),
    "bad_redirect_uri": N_(
        "This is no address that an app can have. It is absolute, without a fragment and in plain ASCII."
    ),
    "bad_website": N_("This is not the address of a website. It should begin with https://."),
    "control_character": N_("There is an invisible character (%(code_point)s) in this text. Remove it."),
    "file_too_large": N_("This file is too large: at most %(limit)s MB are allowed."),
    "featured": N_("Your profile shows this hashtag already."),
    "ended": N_("This poll has ended."),
    "gone": N_("What this answers is gone, or you cannot see it any longer."),
    "in_use": N_("A post shows this picture, or did. Edit or delete the post instead."),
    "invalid": N_("This invitation has been used or has expired. Ask for a new one."),
    "label_required": N_("This line has a link but no label. Give it one, such as “Website”."),
    "line_break": N_("This has to be a single line. Remove the line breaks."),
    "lone_surrogate": N_("There is a broken character (%(code_point)s) in this text. Remove it."),
    "no_hashtag": N_("This can be no hashtag: it has letters, digits and underscores, and not digits alone."),
    "no_emoji": N_("This is not an emoji. Send a single one."),
    "no_option": N_("There is no such answer in this poll."),
    "no_words": N_("There is nothing in this to look for. Type a word, a name or a hashtag."),
    "noncharacter": N_("There is a broken character (%(code_point)s) in this text. Remove it."),
    "not_alone": N_("A video or a sound stands alone in its post. Take the others away."),
    "not_followed": N_("You do not follow this person. Follow them first."),
    "not_kept": N_("This server does not keep this, so nothing is found by it. Leave it out."),
    "not_prepared": N_("This video or sound could not be prepared: it is broken or too long. Choose another file."),
    "not_ready": N_("This video or sound is still being prepared. Try again in a moment."),
    "not_told": N_("This server does not write to people whose accounts are moderated. Leave it out."),
    "not_yours": N_("One of these files is not there, or belongs to another post."),
    "only_one": N_("Only one answer can be chosen in this poll."),
    "out_of_range": N_("This is a number out of range: it has to be from %(lowest)s to %(highest)s."),
    "own_poll": N_("This is your own poll; others answer it."),
    "required": N_("This is still empty. Fill it in."),
    "still_preparing": N_("%(limit)s of your videos and sounds are still being prepared. Try again in a moment."),
    "taken": N_("This one is taken already. Choose another."),
    "too_few": N_("These are too few: at least %(limit)s are needed."),
    "too_long": N_("This is too long: at most %(limit)s characters are allowed."),
    "too_many": N_("These are too many: at most %(limit)s are allowed."),
    "recording_too_long": N_("This is too long: at most %(limit)s minutes are allowed."),
    "too_many_frames": N_("This video is too fast: at most %(limit)s pictures a second are allowed."),
    "too_many_pixels": N_("This picture is too large: at most %(limit)s million pixels are allowed."),
    "too_many_that_day": N_("You have %(limit)s scheduled posts for that day already. Choose another day."),
    "too_soon": N_("This has to be at least %(minutes)s minutes from now."),
    "too_many_versions": N_("This was edited %(limit)s times, which is as often as can be. Write it anew instead."),
    "too_short": N_("This is too short: at least %(limit)s characters are needed."),
    "twice": N_("One of these is there twice."),
    "unknown_rule": N_("This server has no such rule. Choose among those of the list."),
    "unknown_scope": N_("There is a scope in this that the server does not know."),
    "video": N_("This is a video or a sound. Only pictures are taken here."),
    "voted": N_("You have answered this poll already."),
    "with_poll": N_("A post has either pictures or a poll. Leave one of them out."),
    "wrong": N_("This is not your password. Try again."),
    "wrong_credentials": N_("Name and password do not belong together. Check both, or have the password reset."),
}
_OF_FIELDS = {
    ("draft", "too_many"): N_("You have %(limit)s drafts already. Publish or delete one first."),
    ("choices", "required"): N_("There is no answer yet. Choose one."),
    ("email", "taken"): N_("Somebody has an account with this address already. Log in, or use another address."),
    ("file", "required"): N_("There is no file yet. Choose one."),
    ("invitation", "required"): N_("This server takes new people by invitation only. Ask somebody here for a link."),
    ("name", "too_many"): N_("Your profile shows %(limit)s hashtags already. Take one away first."),
    ("password", "bad_characters"): N_("There is a broken character in this password. Choose another."),
    ("scheduled_at", "too_many"): N_("You have %(limit)s scheduled posts already. Let some of them come out first."),
    ("poll_expires_in", "required"): N_("Nothing says yet how long the poll lasts. Choose a time."),
    ("text", "required"): N_("There is nothing in this post yet. Write something."),
    ("username", "bad_characters"): N_("A name has letters from A to Z, digits and underscores only, and no spaces."),
    ("username", "taken"): N_("Somebody has this name already. Choose another."),
}
_WITH_LENGTH = N_("This has %(length)s characters; at most %(limit)s are allowed.")
_UNKNOWN = N_("This cannot be accepted. Check it.")


def sentence_of(error: ValidationError) -> tuple[str, dict[str, object]]:
    """The English sentence, to be translated, and its parameters."""
    if error.code == "too_long" and "length" in error.params:
        sentence = _WITH_LENGTH
    else:
        sentence = _OF_FIELDS.get((error.field, error.code)) or _SENTENCES.get(error.code, _UNKNOWN)
    return sentence, {name: value for name, value in error.params.items() if f"%({name})s" in sentence}
