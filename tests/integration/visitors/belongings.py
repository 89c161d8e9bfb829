"""What ada has, public and private, and how every route that changes something is used."""

from dataclasses import dataclass, field

from bootstrap.container import Container
from tests.visitor import PASSWORD, Visitor, forms_in

CANARY = "a canary that nobody else may hear"


@dataclass
class Belongings:
    """Ids by what they are: `private` ones exist for ada alone."""

    public: dict[str, int] = field(default_factory=dict)
    private: dict[str, int] = field(default_factory=dict)
    slug: str = ""


def post_id_at(visitor: Visitor, location: str) -> int:
    """The id of the post on a page, by the form that answers it."""
    actions = [form.action for form in forms_in(visitor.fetch(location))]
    return int(next(action for action in actions if action.endswith("/replies")).split("/")[2])


def settle(ada: Visitor) -> Belongings:
    """One thing of each sort, made as a person makes them."""
    token = ada.csrf()

    def send(action: str, **values: str) -> str:
        response = ada.send(action, values | {"csrf": token})
        assert response.status_code == 303, response.text
        return response.headers["Location"]

    def article(title: str, audience: str = "public") -> int:
        location = send("/drafts", title=title, body=CANARY, audience=audience, then="publish")
        return post_id_at(ada, location)

    public, private = article("An open article"), article("A closed article", "followers")
    withdrawn, deleted = article("Withdrawn"), article("Deleted")
    revised = {"title": "A closed article", "body": CANARY, "audience": "followers", "version": "1"}
    send(f"/posts/{private}", **revised)
    desk = send(f"/posts/{withdrawn}/publication?_method=DELETE")
    send(f"/posts/{deleted}?_method=DELETE")
    reply = post_id_at(ada, send(f"/posts/{private}/replies", body=CANARY))
    mentioned = post_id_at(ada, send("/posts", body=CANARY, audience="mentioned"))
    draft = send("/drafts", title="A draft", body=CANARY)
    return Belongings(
        public={"article": public},
        private={
            "closed": private,
            "withdrawn": withdrawn,
            "deleted": deleted,
            "reply": reply,
            "mentioned": mentioned,
            "draft": int(draft.split("/")[2]),
            "desk": int(desk.split("/")[2]),
        },
        slug="a-closed-article",
    )


@dataclass(frozen=True)
class Sending:
    """A change as its form makes it: where to, and with what."""

    path: str
    values: dict[str, str]


def sendings(own: Belongings, waiting: int = 0) -> dict[str, Sending]:
    """By the method and endpoint of every route that changes something, what would change something."""
    words = {"title": "Other words", "body": "Other words", "version": "1"}
    article, draft = own.public["article"], own.private["draft"]
    return {
        "POST drafts.create": Sending("/drafts", words),
        "POST drafts.update": Sending(f"/drafts/{draft}", words),
        "PUT drafts.update": Sending(f"/drafts/{draft}", words),
        "DELETE drafts.destroy": Sending(f"/drafts/{draft}", {}),
        "POST publications.create": Sending(f"/drafts/{draft}/publication", {}),
        "DELETE publications.destroy": Sending(f"/posts/{article}/publication", {}),
        "POST posts.create": Sending("/posts", {"body": "Other words"}),
        "POST posts.update": Sending(f"/posts/{article}", words),
        "PUT posts.update": Sending(f"/posts/{article}", words),
        "DELETE posts.destroy": Sending(f"/posts/{article}", {}),
        "POST replies.create": Sending(f"/posts/{article}/replies", {"body": "Other words"}),
        "POST restorations.create": Sending(f"/posts/{own.private['deleted']}/restoration", {}),
        "POST settings.update_profile": Sending(
            "/settings/profile", {"display_name": "Eve", "bio": "", "version": "1"}
        ),
        "POST settings.update_phone": Sending("/settings/account/phone", {"phone": "+436601234567"}),
        "POST settings.update_password": Sending(
            "/settings/account/password", {"current_password": PASSWORD, "password": "five other words do it"}
        ),
        "POST sessions.destroy": Sending("/sign-out", {}),
        "POST sessions.create": Sending("/sign-in", {"login": "ada", "password": PASSWORD}),
        "POST registrations.create": Sending(
            "/register", {"handle": "eve", "email": "eve@example.org", "password": "five other words do it"}
        ),
        "POST approvals.create": Sending(f"/admin/approvals/{waiting}", {}),
    }


def setup_sending(container: Container) -> Sending:
    """The one change that is made before anybody is here."""
    values = {"handle": "eve", "email": "eve@example.org", "password": "five other words do it"}
    key = container.accounts.opening().invite_owner() or ""
    return Sending("/setup", values | {"key": key, "place_name": "A place", "registration": "open"})
