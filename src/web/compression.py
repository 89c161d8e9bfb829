"""Public pages go out compressed; pages that hold a secret don't.

A page that carries a token beside words from its visitor would give the token away by its compressed
length (BREACH, 2013), so whatever belongs to a session or holds a form stays as it is.
"""

import gzip

from flask import Flask, Response, g, request

LEVEL = 5
"""Within 3 % of the best, at a third of its time."""

WORTH_IT = 600
"""Bytes: a smaller answer fits one packet anyway."""


def install(app: Flask) -> None:
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    if response.mimetype != "text/html" or response.direct_passthrough:
        return response
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if len(body) < WORTH_IT or _holds_a_secret() or not request.accept_encodings["gzip"]:
        return response
    response.set_data(gzip.compress(body, LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    return response


def _holds_a_secret() -> bool:
    return g.get("viewer") is not None or g.get("visit") is not None
