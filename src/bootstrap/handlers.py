"""What the worker runs for each name in services/subscriptions.py."""

from bootstrap.container import Container
from worker.loop import Handlers


def handlers_of(container: Container) -> Handlers:
    letters = container.accounts.letters()
    return {
        "letters.welcome": letters.welcome,
        "letters.already_registered": letters.already_registered,
        "letters.approved": letters.approved,
        "letters.password_changed": letters.password_changed,
        "deleting.erase": container.posts.deleting().erase,
    }
