"""The tables. Constraints have names, so that constraints.py can tell what was violated.

Large texts stand last in their rows: SQLite reaches a late column only by walking past the earlier ones,
and a list needs none of them.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy.sql.elements import ColumnElement

from adapters.sqlalchemy.columns import Id, Moment, Words

SORTED_BY_BYTES = Text().with_variant(Text(collation="C"), "postgresql")
"""A text whose order is that of its bytes in every database, whatever language it speaks."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def primary_key() -> Column[int]:
    return Column("id", Id, primary_key=True, autoincrement=False)


def version() -> Column[int]:
    return Column("version", Integer, nullable=False)


place = Table(
    "place",
    metadata,
    primary_key(),
    version(),
    Column("name", Text, nullable=False),
    Column("tagline", Text, nullable=False),
    Column("registration", Text, nullable=False),
    Column("staff_need_second_factor", Boolean, nullable=False, server_default=false()),
    Column("members_may_invite", Boolean, nullable=False, server_default=true()),
)
"""One row, with id 1."""

accounts = Table(
    "accounts",
    metadata,
    primary_key(),
    version(),
    Column("email", Text, nullable=False),
    Column("email_key", Text, nullable=False),
    Column("phone", Text),
    Column("password_hash", Text),
    Column("role", Text, nullable=False),
    Column("standing", Text, nullable=False),
    Column("registered_at", Moment, nullable=False),
    Column("confirmed_at", Moment),
    Column("needs_approval", Boolean, nullable=False, server_default=false()),
    Column("invited_by", Id, ForeignKey("accounts.id", ondelete="SET NULL")),
    Column("wanted_email", Text),
    Column("former_email", Text),
    Column("has_second_factor", Boolean, nullable=False, server_default=false()),
    Column("is_limited", Boolean, nullable=False, server_default=false()),
    Column("closed_at", Moment),
    Column("reason", Text, nullable=False, server_default=text("''")),
    UniqueConstraint("email_key"),
    Index("ix_accounts_by_standing", "standing", "id"),
    Index("ix_accounts_by_role", "role", "id"),
    Index("ix_accounts_by_inviter", "invited_by", "id"),
)

profiles = Table(
    "profiles",
    metadata,
    primary_key(),
    version(),
    Column("account_id", Id, ForeignKey("accounts.id"), nullable=False),
    Column("handle", Text, nullable=False),
    Column("skeleton", Text, nullable=False),
    Column("display_name", Text, nullable=False),
    Column("is_visible", Boolean, nullable=False),
    Column("is_listed", Boolean, nullable=False, server_default=true()),
    Column("created_at", Moment, nullable=False),
    Column("renamed_at", Moment),
    Column("post_count", Integer, nullable=False, server_default="0"),
    Column("bio", Text, nullable=False),
    UniqueConstraint("handle"),
    UniqueConstraint("skeleton"),
    Index("ix_profiles_of_account", "account_id", "id"),
    Index("ix_profiles_visible", "is_visible", "is_listed", "id", "post_count"),
)
"""`post_count` is kept by the repository of posts: those that count and answer nothing."""

former_handles = Table(
    "former_handles",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("handle", Text),
    Column("profile_id", Id, ForeignKey("profiles.id", ondelete="SET NULL")),
    Index("ix_former_handles_of_profile", "profile_id"),
    sqlite_with_rowid=False,
)
"""`digest` is of the handle's skeleton. `handle` and `profile_id` are empty once the person was erased."""

drafts = Table(
    "drafts",
    metadata,
    primary_key(),
    version(),
    Column("owner_id", Id, ForeignKey("profiles.id"), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("saved_at", Moment, nullable=False),
    Column("revises", Id),
    Column("submission_key", Text),
    Column("title", Text),
    Column("summary", Text, nullable=False),
    Column("tags", Words, nullable=False),
    Column("audience", Text, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("owner_id", "submission_key"),
    Index("ix_drafts_of_owner", "owner_id", "id"),
)

posts = Table(
    "posts",
    metadata,
    primary_key(),
    version(),
    Column("author_id", Id, ForeignKey("profiles.id"), nullable=False),
    Column("in_reply_to", Id),
    Column("audience", Text, nullable=False),
    Column("published_at", Moment, nullable=False),
    Column("edited_at", Moment),
    Column("withdrawn_at", Moment),
    Column("deleted_at", Moment),
    Column("edition", Integer, nullable=False),
    Column("thread_id", Id, nullable=False),
    Column("thread_path", SORTED_BY_BYTES, nullable=False),
    Column("depth", Integer, nullable=False),
    Column("reply_count", Integer, nullable=False, server_default="0"),
    Column("words", Integer, nullable=False),
    Column("slug", Text),
    Column("submission_key", Text),
    Column("title", Text),
    Column("tags", Words, nullable=False),
    Column("summary", Text, nullable=False),
    Column("excerpt", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("author_id", "submission_key"),
    Index("ix_posts_thread", "thread_id", "thread_path"),
)
"""`reply_count` is kept by the repository: direct replies that count.

`in_reply_to` and `thread_id` are no foreign keys: a reply outlives what it answers, and stays a reply.
"""

_ON_SHOW = posts.c.withdrawn_at.is_(None) & posts.c.deleted_at.is_(None)
_FIRST = posts.c.in_reply_to.is_(None)


def _index_where(name: str, where: ColumnElement[bool], *columns: Column[object]) -> None:
    """An index of the rows that one kind of list shows, so that it stays small and in the list's order."""
    Index(name, *columns, sqlite_where=where, postgresql_where=where)


_index_where("ix_posts_listed", _FIRST & _ON_SHOW, posts.c.audience, posts.c.id)
_index_where("ix_posts_articles", posts.c.title.is_not(None) & _ON_SHOW, posts.c.audience, posts.c.id)
_index_where("ix_posts_of_author", _FIRST & _ON_SHOW, posts.c.author_id, posts.c.id)
_index_where("ix_posts_replies_of_author", ~_FIRST & _ON_SHOW, posts.c.author_id, posts.c.id)
_index_where("ix_posts_trash", posts.c.deleted_at.is_not(None), posts.c.author_id, posts.c.id)

post_addresses = Table(
    "post_addresses",
    metadata,
    Column("author_id", Id, ForeignKey("profiles.id"), primary_key=True, autoincrement=False),
    Column("slug", Text, primary_key=True),
    Column("post_id", Id, ForeignKey("posts.id", ondelete="CASCADE"), nullable=False),
    Index("ix_post_addresses_of_post", "post_id"),
    sqlite_with_rowid=False,
)
"""Present and past addresses: a past one redirects, and nobody else's article may take it."""

revisions = Table(
    "revisions",
    metadata,
    Column("post_id", Id, ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("written_at", Moment, nullable=False),
    Column("title", Text),
    Column("summary", Text, nullable=False),
    Column("tags", Words, nullable=False),
    Column("audience", Text, nullable=False),
    Column("body", Text, nullable=False),
)

post_tags = Table(
    "post_tags",
    metadata,
    Column("tag", Text, primary_key=True),
    Column("post_id", Id, ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Index("ix_post_tags_of_post", "post_id"),
    sqlite_with_rowid=False,
)

mentions = Table(
    "mentions",
    metadata,
    Column("post_id", Id, ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("profile_id", Id, ForeignKey("profiles.id"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

jobs = Table(
    "jobs",
    metadata,
    primary_key(),
    Column("handler", Text, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("run_at", Moment),
    Column("leased_until", Moment),
    Column("error", Text),
    Index("ix_jobs_due", "run_at", "id"),
)
"""`run_at` is empty when the job is parked."""

throttle_counters = Table(
    "throttle_counters",
    metadata,
    Column("key", Text, primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Index("ix_throttle_counters_expiry", "expires_at"),
    sqlite_with_rowid=False,
)
