"""The gallery, which is served only where it is asked for, shows every screen without a fault."""

import pytest
from flask import Flask

from bootstrap.container import Container
from tests.unit.web.conftest import SECRET
from tests.visitor import HOST, Visitor
from web.app import create_app
from web.gallery.screens import SCREENS
from web.web_settings import WebSettings


@pytest.fixture
def shown(container: Container) -> Flask:
    settings = WebSettings(base_url=HOST, secret_key=SECRET, password_min=15, shows_gallery=True)
    return create_app(container, settings)


def test_every_screen_of_the_gallery_renders(shown: Flask) -> None:
    visitor = Visitor(shown)
    for name in SCREENS:
        visitor.fetch(f"/gallery/{name}")
    assert "/gallery/landing" in visitor.fetch("/gallery/")


def test_a_place_in_service_has_no_gallery(stranger: Visitor) -> None:
    assert stranger.get("/gallery/").status_code == 404
