"""The forms in which people change what is theirs."""

from web.forms.form import Submission

_MOST_DIGITS = 6
"""More than any number that a form asks for; longer ones would only be refused later."""


def whole_number(text: str) -> int:
    """A number as somebody typed it; 0, which no field takes, for anything else."""
    digits = text.strip()
    is_plain = digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS
    return int(digits) if is_plain else 0


class ProfileForm(Submission):
    display_name: str = ""
    bio: str = ""
    version: int = 0


class HandleForm(Submission):
    handle: str = ""


class PhoneForm(Submission):
    phone: str = ""


class PasswordForm(Submission):
    current_password: str = ""
    password: str = ""


class EmailForm(Submission):
    email: str = ""


class CodeForm(Submission):
    code: str = ""


class PasskeyForm(Submission):
    """`answer` is the JSON that the browser made of the new passkey."""

    answer: str = ""
    name: str = ""


class RemovalForm(Submission):
    """The password is asked for only where it would stand alone afterwards."""

    password: str = ""


class NewProfileForm(Submission):
    handle: str = ""
    display_name: str = ""


class InvitationForm(Submission):
    note: str = ""
    most: str = "1"
    days: str = "7"


class ClosingForm(Submission):
    handle: str = ""
