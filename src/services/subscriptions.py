"""Which event starts which work: the whole table, to be read in one look."""

from dataclasses import fields
from datetime import timedelta

from domain.accounts import (
    GRACE,
    AccountApproved,
    AccountClosed,
    AccountRegistered,
    ConfirmationAsked,
    EmailChangeAsked,
    EmailChanged,
    PasswordResetAsked,
    RegistrationRepeated,
)
from domain.base import Event
from domain.exports import ExportAsked, ExportReady
from domain.posts import RESTORABLE_FOR, PostDeleted
from domain.security_log import SecurityEventLogged
from services.ports.jobs import NewJob

NOW = timedelta()

SUBSCRIPTIONS: tuple[tuple[type[Event], str, timedelta], ...] = (
    (AccountRegistered, "letters.confirm_email", NOW),
    (ConfirmationAsked, "letters.confirm_email", NOW),
    (RegistrationRepeated, "letters.already_registered", NOW),
    (AccountApproved, "letters.approved", NOW),
    (PasswordResetAsked, "letters.reset_password", NOW),
    (EmailChangeAsked, "letters.confirm_new_email", NOW),
    (EmailChanged, "letters.email_changed", NOW),
    (SecurityEventLogged, "letters.notice", NOW),
    (AccountClosed, "closing.erase", GRACE),
    (ExportAsked, "exporting.prepare", NOW),
    (ExportReady, "letters.export_ready", NOW),
    (PostDeleted, "deleting.erase", RESTORABLE_FOR),
)
"""Event, the name of the activity's method (see bootstrap/handlers.py), and how long after."""


def jobs_for(event: Event) -> list[NewJob]:
    """The work that an event starts; its payload is the event's ids."""
    payload = {field.name: getattr(event, field.name) for field in fields(event)}
    return [
        NewJob(handler=handler, payload=payload, delay=delay)
        for subject, handler, delay in SUBSCRIPTIONS
        if isinstance(event, subject)
    ]
