"""The tables of what guards an account: sessions, tokens, factors, devices, the log, invitations, exports."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from adapters.sqlalchemy.columns import Id, Moment, Words
from adapters.sqlalchemy.tables import metadata, primary_key, version

login_sessions = Table(
    "login_sessions",
    metadata,
    primary_key(),
    version(),
    Column("account_id", Id, ForeignKey("accounts.id"), nullable=False),
    Column("profile_id", Id, ForeignKey("profiles.id"), nullable=False),
    Column("digest", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("network", Text, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("last_seen_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("idle_until", Moment, nullable=False),
    Column("proved_at", Moment, nullable=False),
    Column("remembered", Boolean, nullable=False),
    UniqueConstraint("digest"),
    Index("ix_login_sessions_of_account", "account_id", "id"),
    Index("ix_login_sessions_expiry", "expires_at"),
    Index("ix_login_sessions_idle", "idle_until"),
)

one_time_tokens = Table(
    "one_time_tokens",
    metadata,
    primary_key(),
    version(),
    Column("purpose", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("account_id", Id, ForeignKey("accounts.id", ondelete="CASCADE")),
    Column("bound_to", Text, nullable=False),
    Column("carries", JSON, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    UniqueConstraint("digest"),
    Index("ix_one_time_tokens_by_purpose", "purpose"),
    Index("ix_one_time_tokens_of_account", "account_id"),
    Index("ix_one_time_tokens_expiry", "expires_at"),
)

second_factors = Table(
    "second_factors",
    metadata,
    Column("account_id", Id, ForeignKey("accounts.id"), primary_key=True, autoincrement=False),
    version(),
    Column("sealed_secret", Text),
    Column("confirmed_at", Moment),
    Column("last_step", Integer, nullable=False),
    Column("recovery_digests", Words, nullable=False),
)

passkeys = Table(
    "passkeys",
    metadata,
    primary_key(),
    version(),
    Column("account_id", Id, ForeignKey("accounts.id"), nullable=False),
    Column("credential_id", Text, nullable=False),
    Column("public_key", Text, nullable=False),
    Column("sign_count", BigInteger, nullable=False),
    Column("transports", Words, nullable=False),
    Column("is_synced", Boolean, nullable=False),
    Column("name", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("last_used_at", Moment),
    UniqueConstraint("credential_id"),
    Index("ix_passkeys_of_account", "account_id", "id"),
)

linked_logins = Table(
    "linked_logins",
    metadata,
    primary_key(),
    version(),
    Column("account_id", Id, ForeignKey("accounts.id"), nullable=False),
    Column("provider", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("linked_at", Moment, nullable=False),
    Column("last_used_at", Moment),
    UniqueConstraint("provider", "subject"),
    Index("ix_linked_logins_of_account", "account_id", "id"),
)

known_devices = Table(
    "known_devices",
    metadata,
    primary_key(),
    version(),
    Column("account_id", Id, ForeignKey("accounts.id"), nullable=False),
    Column("digest", Text, nullable=False),
    Column("first_seen_at", Moment, nullable=False),
    Column("last_seen_at", Moment, nullable=False),
    UniqueConstraint("account_id", "digest"),
    Index("ix_known_devices_of_account", "account_id", "last_seen_at"),
    Index("ix_known_devices_unseen", "last_seen_at"),
)

security_log = Table(
    "security_log",
    metadata,
    primary_key(),
    Column("account_id", Id),
    Column("what", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("device", Text, nullable=False),
    Column("network", Text, nullable=False),
    Column("actor_id", Id),
    Column("detail", Text, nullable=False),
    Index("ix_security_log_of_account", "account_id", "id"),
    Index("ix_security_log_of_actor", "actor_id"),
)
"""Written once: a trigger in either database refuses to change an entry, except to forget an erased actor."""

invitations = Table(
    "invitations",
    metadata,
    primary_key(),
    version(),
    Column("inviter_id", Id, ForeignKey("accounts.id"), nullable=False),
    Column("digest", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("most", Integer, nullable=False),
    Column("used", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("ended_at", Moment),
    UniqueConstraint("digest"),
    Index("ix_invitations_of_inviter", "inviter_id", "id"),
)

exports = Table(
    "exports",
    metadata,
    primary_key(),
    version(),
    Column("account_id", Id, ForeignKey("accounts.id"), nullable=False),
    Column("file", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("ready_at", Moment),
    UniqueConstraint("file"),
    Index("ix_exports_of_account", "account_id", "id"),
)
