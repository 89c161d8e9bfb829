"""The words of mails, from templates beside this file."""

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from services.ports.mail import Letter, LetterWriter

_TEMPLATES = Path(__file__).parent / "templates"
_SUBJECT = "Subject: "


class JinjaLetterWriter(LetterWriter):
    """`<name>.txt`, whose first line is the subject, and `<name>.html`, escaped, with the same words.

    `base_url` is where this place is, from its settings: a link in a mail never comes from a request
    (CVE-2025-43933). `place_name` is asked anew for each letter.
    """

    def __init__(self, *, base_url: str, place_name: Callable[[], str]) -> None:
        self._base_url = base_url.rstrip("/")
        self._place_name = place_name
        self._templates = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=select_autoescape(["html"]),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def write(self, name: str, *, to: str, values: dict[str, str]) -> Letter:
        known = {"base_url": self._base_url, "place": self._place_name(), **values}
        first, _, text = self._templates.get_template(f"{name}.txt").render(known).partition("\n")
        if not first.startswith(_SUBJECT):
            raise ValueError(f"{name}.txt doesn't begin with its subject")
        subject = first.removeprefix(_SUBJECT).strip()
        html = self._templates.get_template(f"{name}.html").render(known, subject=subject)
        return Letter(to=to, subject=subject, text=text.lstrip("\n"), html=html)
