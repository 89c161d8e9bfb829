"""Every route that changes something: who uses it, and what its form sends then."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

from flask import Flask

from adapters.memory.clock import FrozenClock
from adapters.memory.identities import InMemoryProvider
from bootstrap.container import Container
from domain.accounts import Role, Standing
from domain.sessions import FRESH_FOR
from services.ports.mail import Letter
from tests.authenticator import SoftAuthenticator
from tests.integration.visitors.belongings import Belongings, settle
from tests.unit.web.keys import HERE, App, account_of, an_identity, give_app, give_passkey, link_login
from tests.unit.web.rounds import come_back, set_out
from tests.visitor import HOST, PASSWORD, Visitor, link_in

OTHER_PASSWORD = "five other words do it"
WORDS = {"title": "Other words", "body": "Other words", "version": "1"}
EVE = {"handle": "eve", "email": "eve@example.org", "password": OTHER_PASSWORD}


@dataclass(frozen=True)
class Change:
    """Sent by somebody, to a path, with values; the answer has this status."""

    by: Visitor
    path: str
    values: dict[str, str] = field(default_factory=dict)
    status: int = 303


@dataclass
class World:
    """People and what they have, made when they are first asked for."""

    app: Flask
    container: Container
    clock: FrozenClock
    provider: InMemoryProvider
    letters: Callable[[], Sequence[Letter]]
    member: Callable[..., Visitor]

    @cached_property
    def ada(self) -> Visitor:
        return self.member("ada")

    @cached_property
    def own(self) -> Belongings:
        return settle(self.ada)

    @cached_property
    def admin(self) -> Visitor:
        return self.member("al", Role.ADMIN)

    @cached_property
    def stranger(self) -> Visitor:
        return Visitor(self.app)

    def id_of(self, handle: str) -> int:
        return account_of(self.container, handle).id

    def stand(self, handle: str, standing: Standing) -> None:
        with self.container.gateways().begin() as work:
            account = work.accounts.by_handle(handle)
            account.standing = standing
            work.accounts.save(account)

    def with_app(self) -> tuple[Visitor, App]:
        """Ada with an authenticator app, signed in by it."""
        _ = self.ada
        app = give_app(self.container, "ada", self.clock)
        self.clock.advance(timedelta(minutes=1))
        return Visitor(self.app).sign_in("ada", code=app.code()), app

    def with_passkey(self) -> tuple[Visitor, SoftAuthenticator]:
        """Ada with a passkey, signed in by it."""
        _ = self.ada
        device, ada = give_passkey(self.container, "ada"), Visitor(self.app)
        answer = device.get(ada.post("/sign-in/passkey/request").text, HOST)
        assert ada.post("/sign-in/passkey", answer=answer).status_code == 303
        return ada, device

    def passkey_id(self) -> int:
        with self.container.gateways().begin() as work:
            (passkey,) = work.passkeys.all_of(self.id_of("ada"))
            return int(passkey.id)

    def a_round(self, visitor: Visitor, subject: str) -> None:
        """To the provider, and back."""
        come_back(visitor, self.provider, set_out(visitor), an_identity(subject))

    def an_invitation(self) -> int:
        """Ada's, by its id."""
        self.ada.post("/settings/invitations", most="1", days="7")
        with self.container.gateways().begin() as work:
            return int(next(iter(work.invitations._invitations.values())).id)

    def key_for(self, handle: str, *, address: str = "") -> str:
        """Out of the newest mail to somebody."""
        path = link_in(self.letters(), to=address or f"{handle}@example.org")
        return path.partition("key=")[2]


Make = Callable[[World], Change]


def _by_ada(path: str, values: dict[str, str] | None = None, *, status: int = 303) -> Make:
    return lambda world: Change(world.ada, path, values or {}, status)


def _with_own(path: str, which: str, values: dict[str, str] | None = None) -> Make:
    """`path` holds {id}: that of a thing which ada has."""

    def make(world: World) -> Change:
        things = world.own.public | world.own.private
        return Change(world.ada, path.format(id=things[which]), values or {})

    return make


WRITING: dict[str, Make] = {
    "POST drafts.create": _by_ada("/drafts", WORDS),
    "POST drafts.update": _with_own("/drafts/{id}", "draft", WORDS),
    "PUT drafts.update": _with_own("/drafts/{id}", "draft", WORDS),
    "DELETE drafts.destroy": _with_own("/drafts/{id}", "draft"),
    "POST publications.create": _with_own("/drafts/{id}/publication", "draft"),
    "DELETE publications.destroy": _with_own("/posts/{id}/publication", "article"),
    "POST posts.create": _by_ada("/posts", {"body": "Other words"}),
    "POST posts.update": _with_own("/posts/{id}", "article", WORDS),
    "PUT posts.update": _with_own("/posts/{id}", "article", WORDS),
    "DELETE posts.destroy": _with_own("/posts/{id}", "article"),
    "POST replies.create": _with_own("/posts/{id}/replies", "article", {"body": "Other words"}),
    "POST restorations.create": _with_own("/posts/{id}/restoration", "deleted"),
}


def _sign_in(world: World) -> Change:
    world.member("bo")
    return Change(world.stranger, "/sign-in", {"login": "bo", "password": PASSWORD})


def _second_step(world: World) -> Change:
    _, app = world.with_app()
    world.clock.advance(timedelta(minutes=1))
    world.stranger.fill("/sign-in", "/sign-in", login="ada", password=PASSWORD)
    return Change(world.stranger, "/sign-in/second-step", {"by": "code", "code": app.code()})


def _passkey_sign_in(world: World) -> Change:
    _, device = world.with_passkey()
    answer = device.get(world.stranger.post("/sign-in/passkey/request").text, HOST)
    return Change(world.stranger, "/sign-in/passkey", {"answer": answer})


def _prove_elsewhere(world: World) -> Change:
    ada = world.ada
    link_login(world.container, "ada", an_identity())
    return Change(ada, "/prove/with/example", {}, 200)


def _prove(world: World) -> Change:
    token = world.ada.csrf()
    world.clock.advance(FRESH_FOR)
    # That she was here is noted now, and not by what is tried next.
    world.ada.fetch("/about")
    return Change(world.ada, "/prove", {"by": "password", "password": PASSWORD, "csrf": token})


def _join(world: World) -> Change:
    world.a_round(world.stranger, "a newcomer")
    return Change(world.stranger, "/register/with", {"handle": "eve", "email": "eve@example.org"})


def _reopen(world: World) -> Change:
    world.member("bo")
    world.container.accounts.closing().close(account_of(world.container, "bo").id, browser=HERE)
    world.stranger.fill("/sign-in", "/sign-in", login="bo", password=PASSWORD)
    return Change(world.stranger, "/sign-in/reopening")


def _confirm(world: World) -> Change:
    world.member("bo")
    world.stranger.fill("/register", "/register", **EVE)
    return Change(world.stranger, "/confirm-email", {"key": world.key_for("eve")})


def _reset(world: World) -> Change:
    world.member("bo")
    world.stranger.fill("/password-resets", "/password-resets", email="bo@example.org")
    values = {"key": world.key_for("bo"), "password": OTHER_PASSWORD}
    return Change(world.stranger, "/reset-password", values)


def _change_email(world: World) -> Change:
    world.ada.post("/settings/email", email="ada@new.example")
    return Change(world.ada, "/confirm-new-email", {"key": world.key_for("", address="ada@new.example")})


def _by_stranger(path: str, values: dict[str, str] | None = None, *, status: int = 303) -> Make:
    def make(world: World) -> Change:
        world.member("bo")
        return Change(world.stranger, path, values or {}, status)

    return make


DOOR: dict[str, Make] = {
    "POST sessions.create": _sign_in,
    "POST sessions.destroy": _by_ada("/sign-out"),
    "POST second_steps.create": _second_step,
    "POST passkey_sign_ins.begin": _by_stranger("/sign-in/passkey/request", status=200),
    "POST passkey_sign_ins.create": _passkey_sign_in,
    "POST identities.begin": _by_stranger("/sign-in/with/example", status=200),
    "POST identities.prove": _prove_elsewhere,
    "POST proofs.create": _prove,
    "POST registrations.create": _by_stranger("/register", EVE),
    "POST joinings.create": _join,
    "POST reopenings.create": _reopen,
    "POST confirmations.create": _by_stranger("/confirmations", {"email": "bo@example.org"}),
    "POST confirmations.update": _confirm,
    "POST password_resets.create": _by_stranger("/password-resets", {"email": "bo@example.org"}),
    "POST password_resets.update": _reset,
    "POST email_changes.update": _change_email,
}


def _forget_email(world: World) -> Change:
    world.ada.post("/settings/email", email="ada@new.example")
    return Change(world.ada, "/settings/email")


def _speak(world: World) -> Change:
    world.ada.post("/settings/profiles", handle="ada_b", display_name="B")
    return Change(world.ada, "/settings/profiles/ada_b/voice")


def _end_own_invitation(world: World) -> Change:
    return Change(world.ada, f"/settings/invitations/{world.an_invitation()}")


def _unlink(world: World) -> Change:
    _ = world.ada
    link_login(world.container, "ada", an_identity())
    with world.container.gateways().begin() as work:
        (login,) = work.linked_logins.all_of(world.id_of("ada"))
    return Change(world.ada, f"/settings/logins/{login.id}")


def _confirm_app(world: World) -> Change:
    world.ada.post("/settings/security/app")
    factor = world.container.accounts.two_factor().pending(world.id_of("ada"))
    code = App(factor.secret, (), world.clock).code()
    return Change(world.ada, "/settings/security/app/confirmation", {"code": code}, 200)


def _remove_app(world: World) -> Change:
    ada, _ = world.with_app()
    return Change(ada, "/settings/security/app", {"password": PASSWORD})


def _renew_codes(world: World) -> Change:
    ada, _ = world.with_app()
    return Change(ada, "/settings/security/recovery-codes", {}, 200)


def _add_passkey(world: World) -> Change:
    options = world.ada.post("/settings/security/passkeys/options").text
    answer = SoftAuthenticator().create(options, HOST)
    return Change(world.ada, "/settings/security/passkeys", {"answer": answer, "name": "Phone"}, 200)


def _rename_passkey(world: World) -> Change:
    ada, _ = world.with_passkey()
    return Change(ada, f"/settings/security/passkeys/{world.passkey_id()}", {"name": "Another"})


def _remove_passkey(world: World) -> Change:
    ada, _ = world.with_passkey()
    return Change(ada, f"/settings/security/passkeys/{world.passkey_id()}", {"password": PASSWORD})


def _end_session(world: World) -> Change:
    ada = world.ada
    Visitor(world.app).sign_in("ada")
    with world.container.gateways().begin() as work:
        newest = max(work.sessions._sessions.values(), key=lambda session: session.id)
    return Change(ada, f"/settings/sessions/{newest.id}")


def _end_other_sessions(world: World) -> Change:
    ada = world.ada
    Visitor(world.app).sign_in("ada")
    return Change(ada, "/settings/sessions")


SETTINGS: dict[str, Make] = {
    "POST settings.update_profile": _by_ada(
        "/settings/profile", {"display_name": "Eve", "bio": "", "version": "1"}
    ),
    "POST settings.update_phone": _by_ada("/settings/account/phone", {"phone": "+436601234567"}),
    "POST settings.update_password": _by_ada(
        "/settings/account/password", {"current_password": PASSWORD, "password": OTHER_PASSWORD}
    ),
    "POST handles.update": _by_ada("/settings/profile/handle", {"handle": "ada_byron"}),
    "POST email_addresses.update": _by_ada("/settings/email", {"email": "ada@new.example"}),
    "POST email_addresses.confirm": _by_ada("/settings/email/confirmation"),
    "DELETE email_addresses.forget": _forget_email,
    "POST own_profiles.create": _by_ada("/settings/profiles", {"handle": "ada_b", "display_name": "B"}),
    "POST own_profiles.speak": _speak,
    "POST invitations.create": _by_ada("/settings/invitations", {"most": "1", "days": "7"}, status=200),
    "DELETE invitations.destroy": _end_own_invitation,
    "POST linked_logins.create": _by_ada("/settings/logins/example", status=200),
    "DELETE linked_logins.destroy": _unlink,
    "POST authenticator_apps.create": _by_ada("/settings/security/app"),
    "POST authenticator_apps.confirm": _confirm_app,
    "DELETE authenticator_apps.destroy": _remove_app,
    "POST passkeys.options": _by_ada("/settings/security/passkeys/options", status=200),
    "POST passkeys.create": _add_passkey,
    "POST passkeys.update": _rename_passkey,
    "DELETE passkeys.destroy": _remove_passkey,
    "POST recovery_codes.create": _renew_codes,
    "DELETE login_sessions.destroy": _end_session,
    "DELETE login_sessions.destroy_others": _end_other_sessions,
    "POST exports.create": _by_ada("/settings/export"),
    "POST closings.create": _by_ada("/settings/close", {"handle": "ada"}, status=200),
}


def _about(path: str, values: dict[str, str] | None = None, *, standing: Standing = Standing.ACTIVE) -> Make:
    """What an admin does about wim, whose account is {id}."""

    def make(world: World) -> Change:
        world.member("wim")
        world.stand("wim", standing)
        return Change(world.admin, path.format(id=world.id_of("wim")), values or {})

    return make


def _end_anothers_invitation(world: World) -> Change:
    invitation = world.an_invitation()
    return Change(world.admin, f"/admin/accounts/{world.id_of('ada')}/invitations/{invitation}")


def _reset_factor(world: World) -> Change:
    world.with_app()
    return Change(world.admin, f"/admin/accounts/{world.id_of('ada')}/second-factor")


REMARK = {"remark": "For a test."}
ADMIN: dict[str, Make] = {
    "POST approvals.create": _about("/admin/approvals/{id}", standing=Standing.AWAITING_APPROVAL),
    "DELETE approvals.destroy": _about("/admin/approvals/{id}", REMARK, standing=Standing.AWAITING_APPROVAL),
    "POST measures.approve": _about("/admin/accounts/{id}/approval", standing=Standing.AWAITING_APPROVAL),
    "POST measures.confirm": _about("/admin/accounts/{id}/confirmation", standing=Standing.UNCONFIRMED),
    "POST measures.restrict": _about("/admin/accounts/{id}/restriction", REMARK | {"kind": "limit"}),
    "DELETE measures.lift": _about("/admin/accounts/{id}/restriction", standing=Standing.SUSPENDED),
    "DELETE measures.sign_out": _about("/admin/accounts/{id}/sessions"),
    "POST measures.change_role": _about("/admin/accounts/{id}/role", {"role": "moderator"}),
    "DELETE measures.reset_second_factor": _reset_factor,
    "DELETE measures.end_invitation": _end_anothers_invitation,
    "POST place.update": lambda world: Change(
        world.admin, "/admin/place", {"place_name": "Other", "registration": "closed", "version": "1"}
    ),
}

CHANGES: dict[str, Make] = WRITING | DOOR | SETTINGS | ADMIN
"""By the method and endpoint of the route."""


def setup(app: Flask, container: Container) -> Change:
    """The one change that is made before anybody is here."""
    key = container.accounts.opening().invite_owner() or ""
    return Change(Visitor(app), "/setup", EVE | {"key": key, "place_name": "A place", "registration": "open"})
