"""The archive of an export: an open ZIP with words as Markdown and as HTML, and a JSON Feed.

account.json                     what only its holder knows
@ada/profile.json                each profile in a folder of its own: none names another
@ada/posts/2026-01-01-on-walking-742.md .html
@ada/drafts/17.md
@ada/media/
@ada/feed.json                   JSON Feed 1.1 (jsonfeed.org/version/1.1)
"""

import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from types import TracebackType
from typing import IO, Any, Self

from domain.accounts import Account
from domain.posts import Post
from domain.profiles import Profile
from domain.revisions import Revision
from domain.writings import Writing
from services.ports.drafts import DraftView

FEED_VERSION = "https://jsonfeed.org/version/1.1"

_README = """Everything you have here, in open formats.

account.json holds what only you know. Each profile has a folder of its own, which names no other:
posts and drafts as Markdown with their facts on top, posts as HTML, too, and all of them in
feed.json, a JSON Feed that many programs read. Earlier editions of a post stand beside it.
"""


class Archive:
    """Writes as it goes, so that memory holds no more than the entries of one profile's feed."""

    def __init__(self, file: IO[bytes], base_url: str) -> None:
        self._zip = zipfile.ZipFile(file, "w", compression=zipfile.ZIP_DEFLATED)
        self._base_url = base_url
        self._feed: list[dict[str, Any]] = []
        self._profile: Profile | None = None
        self.posts = 0

    def __enter__(self) -> Self:
        self._write("README.txt", _README)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._zip.close()

    def add_account(self, account: Account) -> None:
        self._write(
            "account.json",
            _json(
                {
                    "email": account.email,
                    "phone": account.phone,
                    "role": account.role.value,
                    "standing": account.standing.value,
                    "registered_at": _moment(account.registered_at),
                    "confirmed_at": _moment(account.confirmed_at),
                    "reason": account.reason,
                }
            ),
        )

    def begin_profile(self, profile: Profile) -> None:
        self._profile, self._feed = profile, []
        self._write(
            f"@{profile.handle}/profile.json",
            _json(
                {
                    "handle": profile.handle,
                    "display_name": profile.display_name,
                    "bio": profile.bio,
                    "created_at": _moment(profile.created_at),
                    "address": self._address,
                }
            ),
        )
        self._write(f"@{profile.handle}/media/", "")

    def add_post(self, post: Post, revisions: Sequence[Revision]) -> None:
        """A post as Markdown, its earlier editions beside it, and as HTML."""
        day = f"{post.published_at:%Y-%m-%d}"
        name = "-".join(filter(None, (day, post.slug, str(post.id))))
        facts = {
            "published_at": _moment(post.published_at),
            "edited_at": _moment(post.edited_at),
            "withdrawn_at": _moment(post.withdrawn_at),
            "deleted_at": _moment(post.deleted_at),
            "in_reply_to": post.in_reply_to,
            "edition": post.edition,
        }
        self._add_words(f"posts/{name}", post.writing, facts)
        for revision in revisions:
            written = {"written_at": _moment(revision.written_at), "edition": revision.number}
            self._add_words(f"posts/{name}.edition-{revision.number}", revision.writing, written)
        self._add(f"posts/{name}.html", _page(post))
        if post.is_published:
            self._feed.append(self._feed_item(post))
        self.posts += 1

    def add_draft(self, draft: DraftView) -> None:
        facts = {"created_at": _moment(draft.created_at), "saved_at": _moment(draft.saved_at)}
        self._add_words(f"drafts/{draft.id}", draft.writing, facts)

    def end_profile(self) -> None:
        assert self._profile is not None
        self._add(
            "feed.json",
            _json(
                {
                    "version": FEED_VERSION,
                    "title": self._profile.display_name,
                    "home_page_url": self._address,
                    "items": self._feed[::-1],
                }
            ),
        )
        self._profile = None

    @property
    def _address(self) -> str:
        assert self._profile is not None
        return f"{self._base_url}/@{self._profile.handle}"

    def _feed_item(self, post: Post) -> dict[str, Any]:
        address = f"{self._address}/{post.slug or post.id}"
        item = {
            "id": str(post.id),
            "url": address,
            "title": post.writing.title,
            "summary": post.writing.summary or None,
            "content_html": post.typeset.html,
            "date_published": _moment(post.published_at),
            "date_modified": _moment(post.edited_at),
            "tags": list(post.writing.tags) or None,
        }
        return {name: value for name, value in item.items() if value is not None}

    def _add_words(self, name: str, writing: Writing, facts: Mapping[str, Any]) -> None:
        """Markdown below its facts; JSON values are YAML, too (YAML 1.2, section 1.3)."""
        known = {
            "title": writing.title,
            "summary": writing.summary or None,
            "tags": list(writing.tags) or None,
            "audience": writing.audience.value,
            **facts,
        }
        front = "\n".join(
            f"{key}: {json.dumps(value, ensure_ascii=False)}"
            for key, value in known.items()
            if value is not None
        )
        self._add(f"{name}.md", f"---\n{front}\n---\n\n{writing.body}\n")

    def _add(self, name: str, text: str) -> None:
        assert self._profile is not None
        self._write(f"@{self._profile.handle}/{name}", text)

    def _write(self, name: str, text: str) -> None:
        self._zip.writestr(name, text.encode())


def _page(post: Post) -> str:
    title = escape(post.writing.title or post.typeset.excerpt[:60] or "Note")
    heading = f"<h1>{title}</h1>\n" if post.writing.title else ""
    return (
        f'<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n'
        f"<body>\n{heading}{post.typeset.html}\n</body>\n</html>\n"
    )


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None
