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
    "phone-saved": "Phone number saved.",
    "password-changed": "Password changed. Every other browser has been signed out.",
    "registered": "Thank you. If that address is new here, your account is ready: sign in below. "
    "A mail is on its way.",
    "opened": "Welcome to your own place. Start by writing something.",
    "signed-out": "You're signed out.",
    "approved": "Approved. A mail tells them.",
}


def notice() -> str | None:
    return NOTICES.get(request.args.get(PARAMETER, ""))
