"""Settings in, a working Stoa out: engine, gateways, container, application."""

from dataclasses import dataclass

from flask import Flask
from sqlalchemy import Engine

from adapters.clock.ids import TimeOrderedIds
from adapters.clock.system import SystemClock
from adapters.sqlalchemy.engine import make_engine
from bootstrap import outside
from bootstrap.container import Container
from bootstrap.gateways import SqlGateways
from bootstrap.handlers import handlers_of
from bootstrap.settings import Settings, secret_key_of
from web.app import create_app
from web.client_address import parse_networks
from web.web_settings import WebSettings
from worker.loop import Worker


@dataclass(frozen=True, slots=True)
class Stoa:
    """One process's worth of Stoa."""

    settings: Settings
    engine: Engine
    container: Container

    @property
    def worker(self) -> Worker:
        gateways = self.container.gateways()
        chores = self.container.housekeeping().tidy
        return Worker(gateways.jobs, handlers_of(self.container), gateways.clock, chores=chores)

    def app(self) -> Flask:
        self.container.wire(packages=["web"])
        return create_app(
            self.container,
            WebSettings(
                base_url=self.settings.public_url,
                secret_key=secret_key_of(self.settings),
                password_min=self.settings.password_min,
                registration=self.settings.registration,
                evens_answers=True,
                shows_gallery=self.settings.log == "debug",
                trusted_proxies=parse_networks(self.settings.trusted_proxies),
            ),
        )


def assemble(settings: Settings) -> Stoa:
    """Opens nothing yet: connections are made when they are first needed."""
    settings.data.mkdir(parents=True, exist_ok=True)
    engine = make_engine(settings.database)
    clock = SystemClock()
    gateways = SqlGateways(engine, clock, TimeOrderedIds(clock), redis_url=settings.redis_url)
    container = Container(
        gateways=gateways,
        outside=outside.real(settings, clock, place_name=lambda: gateways.place_queries.card().name),
        registration=settings.registration,
        password_min=settings.password_min,
    )
    return Stoa(settings, engine, container)
