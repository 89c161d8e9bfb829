"""What just worked, said once on the next page: a code in the address, never words from it."""

from flask import request

PARAMETER = "done"

NOTICES = {
    "draft-saved": "Draft saved.",
    "draft-deleted": "Draft deleted.",
    "published": "Published.",
    "replied": "Your reply is here.",
    "revised": "Your changes are public. What it said before is in the history.",
    "withdrawn": "Back in your drafts. Readers no longer see it.",
    "deleted": "Deleted. It stays in your trash for 30 days.",
    "restored": "Restored.",
    "profile-saved": "Profile saved.",
    "handle-changed": "This is your handle now. The one before leads here.",
    "phone-saved": "Phone number saved.",
    "email-asked": "A mail with a link is on its way to the new address. It counts once you open the link.",
    "email-forgotten": "Forgotten. Your address stays as it is.",
    "confirmation-sent": "A mail with a new link is on its way.",
    "app-added": "Your authenticator app is set up. Every other browser has been signed out.",
    "app-removed": "The authenticator app was removed. Every other browser has been signed out.",
    "passkey-added": "Your passkey works from now on. Every other browser has been signed out.",
    "passkey-renamed": "Passkey renamed.",
    "passkey-removed": "Passkey removed. Every other browser has been signed out.",
    "second-factor-needed": "The people who work here need a second factor. Set up one of these two.",
    "linked": "Linked. Every other browser has been signed out.",
    "unlinked": "Unlinked. Every other browser has been signed out.",
    "session-ended": "That browser is signed out.",
    "others-ended": "Every other browser is signed out.",
    "profile-added": "The new profile is yours.",
    "voice-changed": "You speak under this name now.",
    "invitation-ended": "Nobody else comes in by that invitation.",
    "export-asked": "Your export is being prepared. A mail tells you when it is there.",
    "password-changed": "Password changed. Every other browser has been signed out.",
    "step-over": "Please sign in once more: that took too long, or began in another browser.",
    "mail-asked": "If there is such a mail to send, it is on its way. It may take a minute to arrive.",
    "confirmed": "Thank you. Your e-mail address is confirmed.",
    "email-changed": "This is your e-mail address now. Every other browser has been signed out.",
    "password-reset": "Your new password is set, and every browser has been signed out. Sign in with it.",
    "reopened": "Welcome back. Your account is open again.",
    "opened": "Welcome to your own place. Start by writing something.",
    "signed-out": "You're signed out.",
    "approved": "Approved. A mail tells them.",
    "declined": "Declined. A mail tells them.",
    "confirmed-by-staff": "Their address counts as confirmed now.",
    "limited": "Limited. A mail tells them.",
    "suspended": "Suspended. A mail tells them.",
    "lifted": "Lifted. A mail tells them.",
    "signed-out-everywhere": "They are signed out everywhere. A mail tells them.",
    "second-factor-reset": "Their second factor is gone. A mail tells them.",
    "role-changed": "They have another role now. A mail tells them.",
    "place-saved": "Saved.",
}


def notice() -> str | None:
    return NOTICES.get(request.args.get(PARAMETER, ""))
