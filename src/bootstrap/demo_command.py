"""`stoa demo`: a place full of believable people and words, to look at and to measure."""

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from adapters.demo.community import Community
from adapters.demo.writing import fill
from adapters.sqlalchemy.migrating import migrate
from bootstrap.assembly import Stoa, assemble
from bootstrap.settings import Settings
from domain.accounts import Role
from domain.place import Place, Registration

NAME = "The Painted Porch"
TAGLINE = "A place for people who look closely at things and write down what they see."
DEMO_PASSWORD = "a colonnade by the sea"  # noqa: S105  # shown to whoever asks for a demo


@click.command("demo")
@click.option("--profiles", type=click.IntRange(1), default=60, show_default=True, help="How many people.")
@click.option("--posts", type=click.IntRange(1), default=400, show_default=True, help="How many posts.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed, the same place.")
@click.option("--once", is_flag=True, help="Do nothing where somebody has an account already.")
@click.pass_obj
def demo(settings: Settings, profiles: int, posts: int, seed: int, once: bool) -> None:
    """Fill this place with people, articles, notes and threads."""
    stoa = assemble(settings)
    migrate(stoa.engine)
    is_settled = _found(stoa)
    if is_settled and once:
        return
    _fill(stoa, profiles, posts, seed)
    if not is_settled:
        owner = stoa.container.reading.accounts().all(limit=1)[0]
        stoa.container.accounts.staffing().promote(owner.handle, Role.OWNER)
        click.echo(f"@{owner.handle} owns this place.")
    click.echo(f"Every demo person signs in with the password: {DEMO_PASSWORD}")


def _found(stoa: Stoa) -> bool:
    """Found a place where there is none. Returns whether anybody has an account already."""
    with stoa.container.gateways().begin() as work:
        if work.place.get() is None:
            work.place.add(Place.found(name=NAME, tagline=TAGLINE, registration=Registration.OPEN))
        return bool(work.accounts.any())


def _fill(stoa: Stoa, profiles: int, posts: int, seed: int) -> None:
    now = stoa.container.gateways().clock.now()
    outside = stoa.container.outside()
    with Progress(
        TextColumn("Writing posts"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    ) as progress:
        bar = progress.add_task("posts", total=posts)
        fill(
            stoa.engine,
            Community(seed=seed, profiles=profiles, posts=posts, now=now),
            outside.renderer,
            outside.hasher.hash(DEMO_PASSWORD),
            progress=lambda done: progress.update(bar, completed=done),
        )
