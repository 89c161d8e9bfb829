"""Which rule of the domain a violated constraint stands for."""

from typing import Final

from sqlalchemy import PrimaryKeyConstraint, UniqueConstraint

import adapters.sqlalchemy.sign_in_tables  # noqa: F401  # brings its tables into the metadata
from adapters.sqlalchemy.tables import metadata
from domain.accounts import EmailTaken
from domain.drafts import DraftSentTwice
from domain.errors import Conflict, EditedMeanwhile, StoaError
from domain.linked_logins import LoginTaken
from domain.passkeys import PasskeyTaken
from domain.posts import PostSentTwice, SlugTaken
from domain.profiles import HandleTaken
from services.ports.unit_of_work import TryAgain

_RULES: Final[dict[str, type[StoaError]]] = {
    "pk_place": Conflict,
    "pk_post_addresses": SlugTaken,
    "pk_second_factors": EditedMeanwhile,
    "uq_accounts_email_key": EmailTaken,
    "uq_drafts_owner_id_submission_key": DraftSentTwice,
    "uq_linked_logins_provider_subject": LoginTaken,
    "uq_passkeys_credential_id": PasskeyTaken,
    "uq_posts_author_id_submission_key": PostSentTwice,
    "uq_profiles_handle": HandleTaken,
    "uq_profiles_skeleton": HandleTaken,
}

_SQLITE_PREFIX = "UNIQUE constraint failed: "


def _names_by_columns() -> dict[str, str]:
    """SQLite names the columns of a violated constraint, PostgreSQL the constraint."""
    names = {}
    for table in metadata.tables.values():
        for constraint in table.constraints:
            if isinstance(constraint, UniqueConstraint | PrimaryKeyConstraint):
                columns = ", ".join(f"{table.name}.{column.name}" for column in constraint.columns)
                names[columns] = str(constraint.name)
    return names


_NAMES: Final = _names_by_columns()


def violated(failure: BaseException) -> StoaError | None:
    """The domain's error for a driver's integrity error; None when no rule has that constraint.

    Two ids made at the same moment collide in a primary key: the same work gets another id next time.
    """
    name = _constraint_name(failure)
    if name in _RULES:
        return _RULES[name]()
    return TryAgain() if name.startswith("pk_") else None


def _constraint_name(failure: BaseException) -> str:
    diagnostics = getattr(failure, "diag", None)
    if diagnostics is not None:
        return diagnostics.constraint_name or ""
    return _NAMES.get(str(failure).removeprefix(_SQLITE_PREFIX), "")
