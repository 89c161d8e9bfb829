"""Letters kept in a list, in the order in which they were sent."""

from services.ports.mail import Letter, Mailer


class InMemoryMailer(Mailer):
    def __init__(self) -> None:
        self.sent: list[Letter] = []

    def send(self, letter: Letter) -> None:
        self.sent.append(letter)

    def forget(self, address: str) -> None:
        self.sent[:] = [letter for letter in self.sent if letter.to != address]
