"""A form as it was sent: its values, what is wrong with them, and how to show both again."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from flask import request
from pydantic import BaseModel, ConfigDict, ValidationError

from domain.errors import Invalid, Sentence


class Unreadable(Invalid):
    """A field isn't even of its type; that takes a tampered form."""

    code = "unreadable"
    sentence = Sentence(
        "A part of this form can't be read. Please open the page anew and take your words over."
    )


class Submission(BaseModel):
    """Fields of a form by name. The rules of what may be in them live in the domain."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_max_length=1_000_000)

    @classmethod
    def read(cls) -> Self:
        """Raises Unreadable."""
        try:
            return cls.model_validate(request.form.to_dict())
        except ValidationError as error:
            raise Unreadable(
                {str(fault["loc"][0]): Sentence("This can't be read.") for fault in error.errors()}
            ) from None


@dataclass(frozen=True, slots=True)
class Form:
    """What a template shows: values, and a sentence beside each that needs another look."""

    values: Mapping[str, object] = field(default_factory=dict)
    faults: Mapping[str, Sentence] = field(default_factory=dict)

    @classmethod
    def sent(cls, submission: Submission, faults: Mapping[str, Sentence] | None = None) -> Self:
        return cls(submission.model_dump(), faults or {})

    def value(self, name: str) -> str:
        value = self.values.get(name)
        return "" if value is None or "password" in name else str(value)

    def fault(self, name: str) -> Sentence | None:
        return self.faults.get(name)

    @property
    def version(self) -> str:
        return self.value("version")

    @property
    def key(self) -> str:
        """Names this form for good: sent twice, it counts once."""
        return self.value("key") or secrets.token_urlsafe(16)
