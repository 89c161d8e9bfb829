"""Writing in columns: drafts, posts and revisions hold the same five."""

from typing import TypedDict

from adapters.sqlalchemy.rows import AnyRow
from domain.tags import Tag
from domain.writings import Audience, Writing


class WritingColumns(TypedDict):
    title: str | None
    body: str
    summary: str
    tags: tuple[Tag, ...]
    audience: str


def to_writing(row: AnyRow) -> Writing:
    return Writing(
        title=row.title,
        body=row.body,
        summary=row.summary,
        tags=row.tags,
        audience=Audience(row.audience),
    )


def to_columns(writing: Writing) -> WritingColumns:
    return {
        "title": writing.title,
        "body": writing.body,
        "summary": writing.summary,
        "tags": writing.tags,
        "audience": writing.audience.value,
    }
