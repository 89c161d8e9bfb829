"""What people write in Markdown never runs, loads or leads anywhere that a link may not."""

from collections.abc import Iterator

from bootstrap.container import Container
from domain.writings import MAX_NOTE
from tests.integration.visitors.markup import dangers_in, elements_of
from tests.payloads import SCRIPT_INJECTIONS
from tests.visitor import Visitor

PAYLOADS = [payload.encode("utf-8", "replace").decode() for payload in SCRIPT_INJECTIONS]
"""As a browser sends them: half a surrogate pair has no form in UTF-8."""

ON_OUR_PAGES = {"input", "button", "form", "label", "textarea", "select", "option", "script", "link", "meta"}
"""Elements of our forms and heads, of which a body may add none but a task's box."""


def assert_harmless(page: str, benign: str) -> None:
    assert dangers_in(page) == []
    assert _ours(page) == _ours(benign)


def _ours(page: str) -> list[str]:
    return [
        element.tag
        for element in elements_of(page)
        if element.tag in ON_OUR_PAGES and element.attributes.get("class") != "task"
    ]


def _publish_all(ada: Visitor, path: str, **more: str) -> list[str]:
    token = ada.csrf()
    answers = [
        ada.send(path, {"csrf": token, "body": f"canary {number}\n\n{payload}"} | more)
        for number, payload in enumerate(PAYLOADS)
    ]
    assert {answer.status_code for answer in answers} == {303}
    return [answer.headers["Location"].partition("?")[0] for answer in answers]


def _pages(visitor: Visitor, path: str) -> Iterator[str]:
    """A list, page after page, as its links lead."""
    further = path
    while further:
        page = visitor.fetch(further)
        yield page
        found = [
            element.attributes["href"]
            for element in elements_of(page)
            if element.attributes.get("rel") == "next"
        ]
        further = found[0] if found else ""


def test_every_payload_is_published_as_a_note_and_harms_no_list(ada: Visitor, stranger: Visitor) -> None:
    _publish_all(ada, "/posts", tags="canary")
    read = ""
    for path in ("/local", "/@ada"):
        for page in _pages(stranger, path):
            assert dangers_in(page) == []
            read += page
    assert all(f"canary {number}" in read for number in range(len(PAYLOADS)))


def test_every_payload_in_one_article_harms_no_page_of_it(ada: Visitor, stranger: Visitor) -> None:
    """All of them on one page, as it is read, edited, compared, previewed and answered."""

    def pages(body: str) -> list[str]:
        location = ada.post("/drafts", title="T", body=body, then="publish").headers["Location"]
        location = location.partition("?")[0]
        post = ada.form(location, "/posts/").action.split("/")[2]
        values = ada.form(f"/posts/{post}/edit", "/posts/").values
        preview = ada.send(f"/posts/{post}", values | {"then": "preview"}).text
        ada.send(f"/posts/{post}", values | {"body": f"{body}\n\nMore."})
        draft = ada.post("/drafts", title="D", body=body, then="preview").headers["Location"]
        return [
            stranger.fetch(location),
            ada.fetch(location),
            ada.fetch(f"/posts/{post}/edit"),
            ada.fetch(f"/posts/{post}/history"),
            ada.fetch(draft.partition("#")[0]),
            preview,
        ]

    benign = pages("harmless")
    for body in ("\n\n".join(PAYLOADS), "\n\n".join(reversed(PAYLOADS))):
        for page, expected in zip(pages(body), benign, strict=True):
            assert_harmless(page, expected)


def test_payloads_in_a_thread_harm_neither_it_nor_its_ancestors(ada: Visitor, stranger: Visitor) -> None:
    location = ada.post("/posts", body="A note.").headers["Location"].partition("?")[0]
    post = location.rpartition("/")[2]
    pack = ""
    for payload in (*PAYLOADS, "x" * MAX_NOTE):
        if len(pack) + 2 + len(payload) > MAX_NOTE:
            reply = ada.post(f"/posts/{post}/replies", body=pack).headers["Location"].partition("?")[0]
            post, pack = reply.rpartition("/")[2], ""
        pack = f"{pack}\n\n{payload}".strip()
    assert dangers_in(stranger.fetch(location)) == []
    assert dangers_in(stranger.fetch(reply)) == []
    for page in _pages(ada, "/@ada?shows=replies"):
        assert dangers_in(page) == []


def test_every_payload_in_a_bio_is_harmless_on_the_profile(
    ada: Visitor, stranger: Visitor, container: Container
) -> None:
    benign = stranger.fetch("/@ada")
    with container.gateways().begin() as work:
        profile = work.profiles.by_handle("ada")
        profile.bio = "\n\n".join(PAYLOADS).replace("\x00", "")
        work.profiles.save(profile)
    for path in ("/@ada", "/about", "/"):
        assert dangers_in(stranger.fetch(path)) == []
    assert_harmless(stranger.fetch("/@ada"), benign)
    assert dangers_in(ada.fetch("/settings/profile")) == []
