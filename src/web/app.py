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
    viewer,
)
from web.admin import approvals
from web.site import (
    drafts,
    health,
    pages,
    posts,
    profiles,
    publications,
    registrations,
    replies,
    restorations,
    sessions,
    settings,
    setup,
    tags,
    timelines,
    trash,
)
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
    registrations.bp,
    setup.bp,
    settings.bp,
    approvals.bp,
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
    return app
