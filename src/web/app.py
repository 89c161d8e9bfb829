"""The application factory. Importing this module does nothing."""

from collections.abc import Callable
from typing import Any, Protocol

from flask import Flask
from jinja2 import StrictUndefined

from web import (
    access,
    assets,
    compression,
    cross_site,
    errors,
    method_override,
    page_context,
    request_log,
    scheme,
    security,
    turnstile,
    viewer,
)
from web.admin import accounts, approvals, measures, place
from web.site import (
    activity,
    authenticator_apps,
    closings,
    confirmations,
    drafts,
    email_addresses,
    email_changes,
    exports,
    handles,
    health,
    identities,
    invitations,
    joinings,
    linked_logins,
    login_sessions,
    own_profiles,
    pages,
    passkey_sign_ins,
    passkeys,
    password_resets,
    passwords,
    posts,
    profiles,
    proofs,
    publications,
    recovery_codes,
    registrations,
    reopenings,
    replies,
    restorations,
    second_steps,
    sessions,
    settings,
    setup,
    tags,
    timelines,
    trash,
)
from web.site import security as own_security
from web.web_settings import WebSettings

MAX_REQUEST_BYTES = 512_000
"""A body of 100 kB grows threefold when a form encodes it; nothing else comes near."""

MAX_FORM_PARTS = 50
"""The largest form has a dozen fields (CVE-2023-25577: thousands of parts cost seconds)."""

BLUEPRINTS = (
    pages.bp,
    timelines.bp,
    tags.bp,
    profiles.bp,
    posts.bp,
    publications.bp,
    replies.bp,
    restorations.bp,
    trash.bp,
    drafts.bp,
    sessions.bp,
    second_steps.bp,
    passkey_sign_ins.bp,
    identities.bp,
    reopenings.bp,
    proofs.bp,
    registrations.bp,
    joinings.bp,
    confirmations.bp,
    email_changes.bp,
    password_resets.bp,
    passwords.bp,
    setup.bp,
    settings.bp,
    handles.bp,
    email_addresses.bp,
    own_security.bp,
    authenticator_apps.bp,
    passkeys.bp,
    recovery_codes.bp,
    linked_logins.bp,
    login_sessions.bp,
    activity.bp,
    own_profiles.bp,
    invitations.bp,
    exports.bp,
    closings.bp,
    accounts.bp,
    measures.bp,
    approvals.bp,
    place.bp,
    health.bp,
)


class Wired(Protocol):
    """What the web asks of the container that is wired to its controllers (see bootstrap/)."""

    @property
    def clock(self) -> Callable[[], Any]: ...


def create_app(container: Wired, settings: WebSettings) -> Flask:
    """An application over a container whose ids are wired into this package."""
    app = Flask("web", static_folder=None, template_folder="templates")
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_REQUEST_BYTES,
        MAX_FORM_PARTS=MAX_FORM_PARTS,
        PROPAGATE_EXCEPTIONS=False,
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["stoa.settings"] = settings
    app.extensions["stoa.clock"] = container.clock()
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    if settings.shows_gallery:
        # Sample pages: nothing that a place in service should load.
        from web.gallery import screens

        app.register_blueprint(screens.bp)
    assets.install(app)
    errors.install(app)
    request_log.install(app)
    compression.install(app)
    security.install(app)
    viewer.install(app)
    cross_site.install(app)
    access.install(app)
    page_context.install(app)
    app.wsgi_app = scheme.FixedScheme(app.wsgi_app, settings.base_url)  # type: ignore[method-assign]  # Flask's own way
    app.wsgi_app = method_override.MethodOverride(app.wsgi_app)  # type: ignore[method-assign]  # Flask's own way
    app.wsgi_app = turnstile.Turnstile(app.wsgi_app, longest_body=MAX_REQUEST_BYTES)  # type: ignore[method-assign]  # Flask's own way
    return app
