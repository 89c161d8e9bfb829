"""`stoa demo`: a place full of believable people and words, to look at and to measure."""

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from adapters.demo.community import Community
from adapters.demo.writing import fill
from adapters.sqlalchemy.migrating import migrate
from bootstrap.assembly import assemble
from bootstrap.settings import Settings
from domain.accounts import Role
from domain.place import Place, Registration

DEMO_PASSWORD = "a colonnade by the sea"  # noqa: S105  # shown to whoever asks for a demo


@click.command("demo")
@click.option("--profiles", type=click.IntRange(1), default=60, show_default=True, help="How many people.")
@click.option("--posts", type=click.IntRange(1), default=400, show_default=True, help="How many posts.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed, the same place.")
@click.pass_obj
def demo(settings: Settings, profiles: int, posts: int, seed: int) -> None:
    """Fill this place with people, articles, notes and threads."""
    stoa = assemble(settings)
    migrate(stoa.engine)
    gateways, outside = stoa.container.gateways(), stoa.container.outside()
    with gateways.begin() as work:
        is_settled = work.accounts.any()
        if work.place.get() is None:
            work.place.add(
                Place.found(
                    name="The Painted Porch",
                    tagline="A place for people who look closely at things and write down what they see.",
                    registration=Registration.OPEN,
                )
            )
    with Progress(
        TextColumn("Writing posts"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    ) as progress:
        bar = progress.add_task("posts", total=posts)
        fill(
            stoa.engine,
            Community(seed=seed, profiles=profiles, posts=posts, now=gateways.clock.now()),
            outside.renderer,
            outside.hasher.hash(DEMO_PASSWORD),
            progress=lambda done: progress.update(bar, completed=done),
        )
    owner = gateways.account_queries.all(limit=1)[0]
    if not is_settled:
        stoa.container.accounts.staffing().promote(owner.handle, Role.OWNER)
        click.echo(f"@{owner.handle} owns this place.")
    click.echo(f"Every demo person signs in with the password: {DEMO_PASSWORD}")
