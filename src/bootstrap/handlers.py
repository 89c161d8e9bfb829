"""What the worker runs for each name in services/subscriptions.py."""

from bootstrap.container import Container
from worker.loop import Handlers


def handlers_of(container: Container) -> Handlers:
    letters = container.accounts.letters()
    return {
        "letters.confirm_email": letters.confirm_email,
        "letters.already_registered": letters.already_registered,
        "letters.approved": letters.approved,
        "letters.reset_password": letters.reset_password,
        "letters.confirm_new_email": letters.confirm_new_email,
        "letters.email_changed": letters.email_changed,
        "letters.notice": letters.notice,
        "letters.export_ready": letters.export_ready,
        "closing.erase": container.accounts.closing().erase,
        "exporting.prepare": container.accounts.exporting().prepare,
        "deleting.erase": container.posts.deleting().erase,
    }
