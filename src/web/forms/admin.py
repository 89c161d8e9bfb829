"""The forms of those who run the place."""

from web.forms.form import Submission


class RemarkForm(Submission):
    remark: str = ""


class RestrictionForm(RemarkForm):
    kind: str = ""


class RoleForm(Submission):
    role: str = ""


class PlaceForm(Submission):
    place_name: str = ""
    tagline: str = ""
    registration: str = ""
    staff_need_second_factor: bool = False
    members_may_invite: bool = False
    version: int = 0
