"""What guards an account: tokens, factors, devices, the log; and how people come, change names and go."""

from contextlib import AbstractContextManager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

from adapters.sqlalchemy.columns import Id, Moment, Words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_HOURS = {False: 12, True: 30 * 24}
"""How long a session may idle, by whether it is remembered: what held when these tables were made."""

_WRITTEN_ONCE = ("id", "account_id", "what", "at", "device", "network", "detail")


def upgrade() -> None:
    _extend_place()
    _extend_accounts()
    _extend_profiles()
    _create_former_handles()
    _extend_login_sessions()
    _replace_one_time_links()
    _create_second_factors()
    _create_passkeys()
    _create_linked_logins()
    _create_known_devices()
    _create_security_log()
    _create_invitations()
    _create_exports()


def downgrade() -> None:
    raise NotImplementedError("Accounts without a password had no place in the tables before these.")


def _is_sqlite() -> bool:
    return op.get_context().dialect.name == "sqlite"


def _changed(table: str) -> AbstractContextManager[BatchOperations]:
    """SQLite makes the table anew."""
    return op.batch_alter_table(table, recreate="always" if _is_sqlite() else "never")


def _after(column: str) -> str | None:
    """Where a column goes in a table that is made anew, so that its large texts stay last."""
    return column if _is_sqlite() else None


def _extend_place() -> None:
    with _changed("place") as table:
        table.add_column(
            sa.Column("staff_need_second_factor", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        table.add_column(
            sa.Column("members_may_invite", sa.Boolean(), server_default=sa.true(), nullable=False)
        )


def _extend_accounts() -> None:
    with _changed("accounts") as table:
        table.alter_column("password_hash", existing_type=sa.Text(), nullable=True)
        for column in (
            sa.Column("needs_approval", sa.Boolean(), server_default=sa.false(), nullable=False),
            sa.Column("invited_by", Id()),
            sa.Column("wanted_email", sa.Text()),
            sa.Column("former_email", sa.Text()),
            sa.Column("has_second_factor", sa.Boolean(), server_default=sa.false(), nullable=False),
            sa.Column("is_limited", sa.Boolean(), server_default=sa.false(), nullable=False),
            sa.Column("closed_at", Moment()),
            sa.Column("reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        ):
            table.add_column(column)
        table.create_foreign_key(
            "fk_accounts_invited_by", "accounts", ["invited_by"], ["id"], ondelete="SET NULL"
        )
    op.create_index("ix_accounts_by_role", "accounts", ["role", "id"])
    op.create_index("ix_accounts_by_inviter", "accounts", ["invited_by", "id"])
    op.execute("UPDATE accounts SET needs_approval = true WHERE standing = 'awaiting_approval'")
    op.execute("UPDATE accounts SET is_limited = true WHERE standing = 'limited'")


def _extend_profiles() -> None:
    with _changed("profiles") as table:
        table.add_column(
            sa.Column("is_listed", sa.Boolean(), server_default=sa.true(), nullable=False),
            insert_after=_after("is_visible"),
        )
        table.add_column(sa.Column("renamed_at", Moment()), insert_after=_after("created_at"))
    op.drop_index("ix_profiles_visible", "profiles")
    op.create_index("ix_profiles_visible", "profiles", ["is_visible", "is_listed", "id", "post_count"])
    _match_standing("is_visible", "'awaiting_approval', 'suspended', 'closed'")
    _match_standing("is_listed", "'limited'")


def _match_standing(column: str, standings: str) -> None:
    """From now on a profile is seen as its account stands; both are constants of this file."""
    op.execute(
        f"UPDATE profiles SET {column} = false"  # noqa: S608  # no input
        f" WHERE account_id IN (SELECT id FROM accounts WHERE standing IN ({standings}))"
    )


def _create_former_handles() -> None:
    op.create_table(
        "former_handles",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("handle", sa.Text()),
        sa.Column("profile_id", Id()),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profiles.id"], name="fk_former_handles_profile_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("digest", name="pk_former_handles"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_former_handles_of_profile", "former_handles", ["profile_id"])


def _extend_login_sessions() -> None:
    with _changed("login_sessions") as table:
        for column in ("idle_until", "proved_at"):
            table.add_column(sa.Column(column, Moment()))
    for remembered, hours in _HOURS.items():
        idle_for = f"{hours * 3_600_000_000}" if _is_sqlite() else f"interval '{hours} hours'"
        op.execute(
            "UPDATE login_sessions"  # noqa: S608  # numbers of this file
            f" SET idle_until = last_seen_at + {idle_for}, proved_at = started_at"
            f" WHERE remembered = {str(remembered).lower()}"
        )
    with _changed("login_sessions") as table:
        for column in ("idle_until", "proved_at"):
            table.alter_column(column, existing_type=Moment(), nullable=False)
    op.create_index("ix_login_sessions_idle", "login_sessions", ["idle_until"])


def _replace_one_time_links() -> None:
    """Only links to set a place up were ever made, and the next start makes a new one."""
    op.drop_table("one_time_links")
    op.create_table(
        "one_time_tokens",
        sa.Column("id", Id(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("account_id", Id()),
        sa.Column("bound_to", sa.Text(), nullable=False),
        sa.Column("carries", sa.JSON(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("used_at", Moment()),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_one_time_tokens_account_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_one_time_tokens"),
        sa.UniqueConstraint("digest", name="uq_one_time_tokens_digest"),
    )
    op.create_index("ix_one_time_tokens_by_purpose", "one_time_tokens", ["purpose"])
    op.create_index("ix_one_time_tokens_of_account", "one_time_tokens", ["account_id"])
    op.create_index("ix_one_time_tokens_expiry", "one_time_tokens", ["expires_at"])


def _create_second_factors() -> None:
    op.create_table(
        "second_factors",
        sa.Column("account_id", Id(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed_secret", sa.Text()),
        sa.Column("confirmed_at", Moment()),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("recovery_digests", Words(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_second_factors_account_id"),
        sa.PrimaryKeyConstraint("account_id", name="pk_second_factors"),
    )


def _create_passkeys() -> None:
    op.create_table(
        "passkeys",
        sa.Column("id", Id(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("account_id", Id(), nullable=False),
        sa.Column("credential_id", sa.Text(), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("transports", Words(), nullable=False),
        sa.Column("is_synced", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("last_used_at", Moment()),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_passkeys_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_passkeys"),
        sa.UniqueConstraint("credential_id", name="uq_passkeys_credential_id"),
    )
    op.create_index("ix_passkeys_of_account", "passkeys", ["account_id", "id"])


def _create_linked_logins() -> None:
    op.create_table(
        "linked_logins",
        sa.Column("id", Id(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("account_id", Id(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("linked_at", Moment(), nullable=False),
        sa.Column("last_used_at", Moment()),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_linked_logins_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_linked_logins"),
        sa.UniqueConstraint("provider", "subject", name="uq_linked_logins_provider_subject"),
    )
    op.create_index("ix_linked_logins_of_account", "linked_logins", ["account_id", "id"])


def _create_known_devices() -> None:
    op.create_table(
        "known_devices",
        sa.Column("id", Id(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("account_id", Id(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("first_seen_at", Moment(), nullable=False),
        sa.Column("last_seen_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_known_devices_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_known_devices"),
        sa.UniqueConstraint("account_id", "digest", name="uq_known_devices_account_id_digest"),
    )
    op.create_index("ix_known_devices_of_account", "known_devices", ["account_id", "last_seen_at"])
    op.create_index("ix_known_devices_unseen", "known_devices", ["last_seen_at"])


def _create_security_log() -> None:
    op.create_table(
        "security_log",
        sa.Column("id", Id(), autoincrement=False, nullable=False),
        sa.Column("account_id", Id()),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("actor_id", Id()),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_security_log"),
    )
    op.create_index("ix_security_log_of_account", "security_log", ["account_id", "id"])
    op.create_index("ix_security_log_of_actor", "security_log", ["actor_id"])
    if _is_sqlite():
        _refuse_changes_on_sqlite()
    else:
        _refuse_changes_on_postgresql()


def _refuse_changes_on_sqlite() -> None:
    kept = " AND ".join(f"NEW.{column} IS OLD.{column}" for column in _WRITTEN_ONCE)
    op.execute(
        "CREATE TRIGGER security_log_is_written_once BEFORE UPDATE ON security_log"
        f" WHEN NOT (NEW.actor_id IS NULL AND {kept})"
        " BEGIN SELECT RAISE(ABORT, 'the security log is written once'); END"
    )


def _refuse_changes_on_postgresql() -> None:
    kept = " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in _WRITTEN_ONCE)
    op.execute(
        "CREATE FUNCTION refuse_to_change_security_log() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF NEW.actor_id IS NULL AND {kept} THEN RETURN NEW; END IF;"
        " RAISE EXCEPTION 'the security log is written once';"
        " END $$"
    )
    op.execute(
        "CREATE TRIGGER security_log_is_written_once BEFORE UPDATE ON security_log"
        " FOR EACH ROW EXECUTE FUNCTION refuse_to_change_security_log()"
    )


def _create_invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", Id(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("inviter_id", Id(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment()),
        sa.ForeignKeyConstraint(["inviter_id"], ["accounts.id"], name="fk_invitations_inviter_id"),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.UniqueConstraint("digest", name="uq_invitations_digest"),
    )
    op.create_index("ix_invitations_of_inviter", "invitations", ["inviter_id", "id"])


def _create_exports() -> None:
    op.create_table(
        "exports",
        sa.Column("id", Id(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("account_id", Id(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("ready_at", Moment()),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_exports_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_exports"),
        sa.UniqueConstraint("file", name="uq_exports_file"),
    )
    op.create_index("ix_exports_of_account", "exports", ["account_id", "id"])
