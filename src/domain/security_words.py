"""What a log entry says to the person it is about, in a mail and on their page."""

from collections.abc import Mapping

from domain.errors import Sentence
from domain.security_log import Happening

_SAID: Mapping[Happening, str] = {
    Happening.REGISTERED: "You made this account.",
    Happening.CONFIRMED: "You confirmed your e-mail address.",
    Happening.EMAIL_CHANGE_ASKED: "You asked to use another e-mail address: {detail}.",
    Happening.EMAIL_CHANGED: "Your e-mail address was changed.",
    Happening.PHONE_CHANGED: "Your phone number was changed.",
    Happening.SIGNED_IN: "You signed in.",
    Happening.SIGNED_IN_ON_NEW_DEVICE: "You signed in on a new device.",
    Happening.SIGN_IN_FAILED: "Somebody tried to sign in with a wrong password.",
    Happening.SECOND_STEP_FAILED: "Somebody had the right password, and a wrong code.",
    Happening.SIGNED_OUT: "You signed out.",
    Happening.SESSION_ENDED: "You ended the session of another browser.",
    Happening.OTHER_SESSIONS_ENDED: "You signed out everywhere else.",
    Happening.PROOF_FAILED: "Somebody could not show that it was you, where you are signed in.",
    Happening.PASSWORD_CHANGED: "Your password was changed.",
    Happening.PASSWORD_RESET_ASKED: "Somebody asked for a link to set a new password.",
    Happening.PASSWORD_RESET: "A new password was set by a link in a mail.",
    Happening.APP_ADDED: "An authenticator app was added.",
    Happening.APP_REMOVED: "The authenticator app was removed.",
    Happening.RECOVERY_CODES_MADE: "New recovery codes were made; the older ones are dead.",
    Happening.RECOVERY_CODE_USED: "A recovery code was used to sign in. Codes left: {detail}.",
    Happening.PASSKEY_ADDED: "A passkey was added: {detail}.",
    Happening.PASSKEY_REMOVED: "A passkey was removed: {detail}.",
    Happening.LOGIN_LINKED: "Signing in with {detail} was linked.",
    Happening.LOGIN_UNLINKED: "Signing in with {detail} was unlinked.",
    Happening.PROFILE_ADDED: "A profile was added: @{detail}.",
    Happening.HANDLE_CHANGED: "A handle was changed: {detail}.",
    Happening.INVITATION_MADE: "You made an invitation.",
    Happening.INVITATION_ENDED: "An invitation of yours was ended.",
    Happening.EXPORT_ASKED: "You asked for an export of everything you have here.",
    Happening.EXPORT_TAKEN: "Your export was downloaded.",
    Happening.CLOSED: "You closed your account.",
    Happening.REOPENED: "You opened your account again.",
    Happening.APPROVED: "You were let in.",
    Happening.CONFIRMED_BY_STAFF: "Your e-mail address was taken for confirmed.",
    Happening.LIMITED: "Your posts no longer stand in listings.",
    Happening.SUSPENDED: "Your account was suspended.",
    Happening.LIFTED: "The limits on your account were lifted.",
    Happening.SIGNED_OUT_BY_STAFF: "You were signed out everywhere.",
    Happening.SECOND_FACTOR_RESET: "Your second factor was taken away, so that you can get in again.",
    Happening.PASSWORD_SET: "A new password was set for you.",
    Happening.ROLE_CHANGED: "Your role here is another now: {detail}.",
}

_WITH_REMARK = frozenset({Happening.LIMITED, Happening.SUSPENDED})


def said(what: Happening, detail: str) -> Sentence:
    """One sentence, or two where staff gave a reason."""
    words = _SAID[what]
    if detail and what in _WITH_REMARK:
        words += " The reason given: {detail}"
    return Sentence(words, detail=detail)
