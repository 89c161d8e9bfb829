"""What ada has, public and private."""

from dataclasses import dataclass, field

from tests.visitor import Visitor, forms_in

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
