"""The forms around accounts."""

from services.accounts.admission import Applicant
from web.forms.form import Submission


class RegistrationForm(Submission):
    handle: str = ""
    email: str = ""
    phone: str = ""
    password: str = ""
    next: str = ""

    def applicant(self) -> Applicant:
        return Applicant(handle=self.handle, email=self.email, phone=self.phone, password=self.password)


class SetupForm(RegistrationForm):
    key: str = ""
    place_name: str = ""
    tagline: str = ""
    registration: str = "approval"


class SignInForm(Submission):
    login: str = ""
    password: str = ""
    remember: bool = False
    next: str = ""


class ProfileForm(Submission):
    display_name: str = ""
    bio: str = ""
    version: int = 0


class PhoneForm(Submission):
    phone: str = ""


class PasswordForm(Submission):
    current_password: str = ""
    password: str = ""
