"""The first tables."""

import sqlalchemy as sa
from alembic import op

from adapters.sqlalchemy.columns import Id, Moment, Words

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_place()
    _create_accounts()
    _create_profiles()
    _create_login_sessions()
    _create_one_time_links()
    _create_drafts()
    _create_posts()
    _create_post_addresses()
    _create_revisions()
    _create_post_tags()
    _create_mentions()
    _create_jobs()
    _create_throttle_counters()


def downgrade() -> None:
    for table in (
        "throttle_counters",
        "jobs",
        "mentions",
        "post_tags",
        "revisions",
        "post_addresses",
        "posts",
        "drafts",
        "one_time_links",
        "login_sessions",
        "profiles",
        "accounts",
        "place",
    ):
        op.drop_table(table)


def _create_place() -> None:
    op.create_table(
        "place",
        sa.Column("id", Id(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("tagline", sa.Text(), nullable=False),
        sa.Column("registration", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_place"),
    )


def _create_accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", Id(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text()),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("registered_at", Moment(), nullable=False),
        sa.Column("confirmed_at", Moment()),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("email_key", name="uq_accounts_email_key"),
    )
    op.create_index("ix_accounts_by_standing", "accounts", ["standing", "id"])


def _create_profiles() -> None:
    op.create_table(
        "profiles",
        sa.Column("id", Id(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("account_id", Id(), nullable=False),
        sa.Column("handle", sa.Text(), nullable=False),
        sa.Column("skeleton", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("is_visible", sa.Boolean(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("post_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bio", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_profiles_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_profiles"),
        sa.UniqueConstraint("handle", name="uq_profiles_handle"),
        sa.UniqueConstraint("skeleton", name="uq_profiles_skeleton"),
    )
    op.create_index("ix_profiles_of_account", "profiles", ["account_id", "id"])
    op.create_index("ix_profiles_visible", "profiles", ["is_visible", "id", "post_count"])


def _create_login_sessions() -> None:
    op.create_table(
        "login_sessions",
        sa.Column("id", Id(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("account_id", Id(), nullable=False),
        sa.Column("profile_id", Id(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("last_seen_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("remembered", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_login_sessions_account_id"),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], name="fk_login_sessions_profile_id"),
        sa.PrimaryKeyConstraint("id", name="pk_login_sessions"),
        sa.UniqueConstraint("digest", name="uq_login_sessions_digest"),
    )
    op.create_index("ix_login_sessions_expiry", "login_sessions", ["expires_at"])
    op.create_index("ix_login_sessions_of_account", "login_sessions", ["account_id", "id"])


def _create_one_time_links() -> None:
    op.create_table(
        "one_time_links",
        sa.Column("id", Id(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("used_at", Moment()),
        sa.PrimaryKeyConstraint("id", name="pk_one_time_links"),
        sa.UniqueConstraint("digest", name="uq_one_time_links_digest"),
    )
    op.create_index("ix_one_time_links_by_purpose", "one_time_links", ["purpose"])


def _create_drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", Id(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("owner_id", Id(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("saved_at", Moment(), nullable=False),
        sa.Column("revises", Id()),
        sa.Column("submission_key", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("tags", Words(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["profiles.id"], name="fk_drafts_owner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
        sa.UniqueConstraint("owner_id", "submission_key", name="uq_drafts_owner_id_submission_key"),
    )
    op.create_index("ix_drafts_of_owner", "drafts", ["owner_id", "id"])


def _create_posts() -> None:
    op.create_table(
        "posts",
        sa.Column("id", Id(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("author_id", Id(), nullable=False),
        sa.Column("in_reply_to", Id()),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("published_at", Moment(), nullable=False),
        sa.Column("edited_at", Moment()),
        sa.Column("withdrawn_at", Moment()),
        sa.Column("deleted_at", Moment()),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("thread_id", Id(), nullable=False),
        sa.Column(
            "thread_path", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("reply_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text()),
        sa.Column("submission_key", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("tags", Words(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("excerpt", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["profiles.id"], name="fk_posts_author_id"),
        sa.PrimaryKeyConstraint("id", name="pk_posts"),
        sa.UniqueConstraint("author_id", "submission_key", name="uq_posts_author_id_submission_key"),
    )
    _create_indexes_of_posts()


def _create_indexes_of_posts() -> None:
    _create_index_where(
        "ix_posts_articles",
        ["audience", "id"],
        "title IS NOT NULL AND withdrawn_at IS NULL AND deleted_at IS NULL",
    )
    _create_index_where(
        "ix_posts_listed",
        ["audience", "id"],
        "in_reply_to IS NULL AND withdrawn_at IS NULL AND deleted_at IS NULL",
    )
    _create_index_where(
        "ix_posts_of_author",
        ["author_id", "id"],
        "in_reply_to IS NULL AND withdrawn_at IS NULL AND deleted_at IS NULL",
    )
    _create_index_where(
        "ix_posts_replies_of_author",
        ["author_id", "id"],
        "in_reply_to IS NOT NULL AND withdrawn_at IS NULL AND deleted_at IS NULL",
    )
    op.create_index("ix_posts_thread", "posts", ["thread_id", "thread_path"])
    _create_index_where("ix_posts_trash", ["author_id", "id"], "deleted_at IS NOT NULL")


def _create_index_where(name: str, columns: list[str], where: str) -> None:
    """An index of some rows of posts; the condition is a constant of this file."""
    op.create_index(name, "posts", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _create_post_addresses() -> None:
    op.create_table(
        "post_addresses",
        sa.Column("author_id", Id(), autoincrement=False, nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("post_id", Id(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["profiles.id"], name="fk_post_addresses_author_id"),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name="fk_post_addresses_post_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("author_id", "slug", name="pk_post_addresses"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_post_addresses_of_post", "post_addresses", ["post_id"])


def _create_revisions() -> None:
    op.create_table(
        "revisions",
        sa.Column("post_id", Id(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("written_at", Moment(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("tags", Words(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_revisions_post_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("post_id", "number", name="pk_revisions"),
    )


def _create_post_tags() -> None:
    op.create_table(
        "post_tags",
        sa.Column("tag", sa.Text(), nullable=False),
        sa.Column("post_id", Id(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_post_tags_post_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("tag", "post_id", name="pk_post_tags"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_post_tags_of_post", "post_tags", ["post_id"])


def _create_mentions() -> None:
    op.create_table(
        "mentions",
        sa.Column("post_id", Id(), autoincrement=False, nullable=False),
        sa.Column("profile_id", Id(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_mentions_post_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], name="fk_mentions_profile_id"),
        sa.PrimaryKeyConstraint("post_id", "profile_id", name="pk_mentions"),
        sqlite_with_rowid=False,
    )


def _create_jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", Id(), autoincrement=False, nullable=False),
        sa.Column("handler", sa.Text(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("run_at", Moment()),
        sa.Column("leased_until", Moment()),
        sa.Column("error", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
    )
    op.create_index("ix_jobs_due", "jobs", ["run_at", "id"])


def _create_throttle_counters() -> None:
    op.create_table(
        "throttle_counters",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_throttle_counters"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_throttle_counters_expiry", "throttle_counters", ["expires_at"])
