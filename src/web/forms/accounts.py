"""The forms at the door."""

from typing import Annotated, Literal

from pydantic import AfterValidator

from services.accounts.admission import Applicant
from web.addresses import own_path
from web.forms.form import Submission

OwnPath = Annotated[str, AfterValidator(own_path)]
"""Where to go on to: a path of ours, or / when the wish leads anywhere else."""


class RegistrationForm(Submission):
    handle: str = ""
    email: str = ""
    phone: str = ""
    password: str = ""
    reason: str = ""
    invitation: str = ""
    next: OwnPath = "/"

    def applicant(self) -> Applicant:
        return Applicant(
            handle=self.handle,
            email=self.email,
            phone=self.phone,
            password=self.password,
            reason=self.reason,
            invitation=self.invitation.strip(),
        )


class SetupForm(RegistrationForm):
    key: str = ""
    place_name: str = ""
    tagline: str = ""
    registration: str = "approval"


class SignInForm(Submission):
    login: str = ""
    password: str = ""
    remember: bool = False
    next: OwnPath = "/"


class SecondStepForm(Submission):
    """`code` for an app's code or one from the slip, `answer` for a passkey's."""

    by: Literal["code", "recovery", "passkey"] = "code"
    code: str = ""
    answer: str = ""
    next: OwnPath = "/"


class PasskeyForm(Submission):
    answer: str = ""
    remember: bool = False
    next: OwnPath = "/"


class RoundForm(Submission):
    """What a round to a provider takes along."""

    remember: bool = False
    next: OwnPath = "/"


class OnwardForm(Submission):
    """A button, and where to go on to."""

    next: OwnPath = "/"


class ProofForm(Submission):
    by: Literal["password", "passkey"] = "password"
    password: str = ""
    answer: str = ""
    next: OwnPath = "/"


class LinkForm(Submission):
    """A link from a mail, opened by pressing the button on its page."""

    key: str = ""


class AddressForm(Submission):
    email: str = ""


class ResetForm(Submission):
    key: str = ""
    password: str = ""


class AdviceForm(Submission):
    """A password on its way to being chosen, and words that it shouldn't be made of."""

    password: str = ""
    handle: str = ""
    email: str = ""
