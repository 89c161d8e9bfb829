from collections.abc import Callable

import pytest

from adapters.memory.mail import InMemoryMailer
from bootstrap.container import Container
from bootstrap.outside import Outside
from domain.accounts import Standing
from domain.ids import AccountId
from domain.viewers import Viewer
from services.letters import Letters
from services.ports.mail import Letter

NAMES = ["welcome", "already_registered", "approved", "password_changed"]


@pytest.fixture
def about(container: Container) -> Letters:
    return container.accounts.letters()


@pytest.fixture
def sent(outside: Outside) -> list[Letter]:
    assert isinstance(outside.mailer, InMemoryMailer)
    return outside.mailer.sent


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_goes_to_the_kept_address_and_names_the_person(
    about: Letters, sent: list[Letter], ada: Viewer, name: str
) -> None:
    getattr(about, name)(account_id=ada.account_id)
    [letter] = sent
    assert letter.to == "ada@example.org"
    assert "ada" in letter.text
    assert letter.subject
    assert "\n" not in letter.subject
    assert "{{" not in letter.text + letter.html


@pytest.mark.parametrize("name", NAMES)
def test_an_account_that_is_gone_gets_no_letter(
    about: Letters, sent: list[Letter], ada: Viewer, name: str
) -> None:
    getattr(about, name)(account_id=AccountId(1))
    assert sent == []


def test_who_waits_is_told_to_wait(
    about: Letters, sent: list[Letter], join: Callable[..., Viewer], ada: Viewer
) -> None:
    waiting = join("wim", standing=Standing.AWAITING_APPROVAL)
    assert waiting.account_id is not None
    assert ada.account_id is not None
    about.welcome(waiting.account_id)
    about.welcome(ada.account_id)
    to_wim, to_ada = sent
    assert to_wim.text.replace("wim", "ada") != to_ada.text


def test_a_letter_twice_is_the_same_letter(about: Letters, sent: list[Letter], ada: Viewer) -> None:
    assert ada.account_id is not None
    about.welcome(ada.account_id)
    about.welcome(ada.account_id)
    assert sent[0] == sent[1]


def test_no_name_adds_markup_or_a_header_to_a_letter(
    about: Letters, sent: list[Letter], container: Container, ada: Viewer
) -> None:
    assert ada.profile_id is not None
    assert ada.account_id is not None
    name = "<b onclick=x>A\r\nBcc: all@example.org"
    container.accounts.profiles().describe(ada.profile_id, display_name=name, bio="", version=1)
    for kind in NAMES:
        getattr(about, kind)(account_id=ada.account_id)
    for letter in sent:
        assert "<b onclick" not in letter.html
        assert "\n" not in letter.subject
        assert letter.to == "ada@example.org"
