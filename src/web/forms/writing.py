"""The forms in which people write."""

from typing import Literal

from flask import request

from domain.texts import one_line
from domain.writings import Writing
from web.forms.form import Submission

MAX_KEY = 100
"""Keys are ours or a client's UUID; longer ones are cut."""

IDEMPOTENCY_HEADER = "Idempotency-Key"


class WritingForm(Submission):
    title: str = ""
    body: str = ""
    summary: str = ""
    tags: str = ""
    audience: str = ""
    slug: str = ""
    key: str = ""
    version: int = 0
    then: Literal["save", "preview", "publish"] = "save"

    def writing(self) -> Writing:
        """Raises Invalid with every fault at once."""
        return Writing.parse(
            title=self.title, body=self.body, summary=self.summary, tags=self.tags, audience=self.audience
        )

    @property
    def submission_key(self) -> str | None:
        """What makes two sendings one: the header of a program, or the form's own field."""
        key = request.headers.get(IDEMPOTENCY_HEADER) or self.key
        return one_line(key, most=None)[:MAX_KEY] or None


def written(writing: Writing, *, version: int, slug: str = "") -> dict[str, object]:
    """A writing as the values of its form."""
    return {
        "title": writing.title or "",
        "body": writing.body,
        "summary": writing.summary,
        "tags": ", ".join(writing.tags),
        "audience": writing.audience.value,
        "slug": slug,
        "version": version,
    }
