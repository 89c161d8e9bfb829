"""Style, script, fonts and icons: read once at start, served from memory under one hash of them all.

One hash for the tree lets modules import each other by relative names, and makes every address
good for ever.
"""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, Response, request
from werkzeug.exceptions import NotFound

from web.access import anyone

STATIC = Path(__file__).parent / "static"
STYLE_SHEET = "css/stoa.css"
STYLE_ORDER = "css/order.txt"
FOR_EVER = "public, max-age=31536000, immutable"
COMPRESSIBLE = frozenset({".css", ".js", ".svg", ".txt", ".json"})
TYPES = {".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".md": "text/plain"}


@dataclass(frozen=True, slots=True)
class Asset:
    type: str
    body: bytes
    gzipped: bytes | None


def install(app: Flask) -> None:
    assets = _read_all()
    digest = hashlib.sha256(b"".join(asset.body for _, asset in sorted(assets.items()))).hexdigest()[:12]

    @anyone
    def serve(digest: str, name: str) -> Response:
        return _serve(assets, name)

    paths = {name: f"/static/{digest}/{name}" for name in assets}
    app.add_url_rule("/static/<digest>/<path:name>", "static", serve)
    app.jinja_env.globals["asset"] = paths.__getitem__


def _read_all() -> dict[str, Asset]:
    names = [path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.is_file()]
    bodies = {name: (STATIC / name).read_bytes() for name in names}
    order = bodies.pop(STYLE_ORDER).decode().split()
    bodies[STYLE_SHEET] = b"\n".join(bodies[f"css/{name}"] for name in order)
    return {name: _asset(name, body) for name, body in bodies.items()}


def _asset(name: str, body: bytes) -> Asset:
    ending = Path(name).suffix
    kind = TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    if kind.startswith("text/") or ending == ".svg":
        kind += "; charset=utf-8"
    return Asset(kind, body, gzip.compress(body, 9, mtime=0) if ending in COMPRESSIBLE else None)


def _serve(assets: dict[str, Asset], name: str) -> Response:
    asset = assets.get(name)
    if asset is None:
        raise NotFound
    zipped = asset.gzipped if "gzip" in request.headers.get("Accept-Encoding", "") else None
    response = Response(zipped or asset.body, content_type=asset.type)
    response.headers["Cache-Control"] = FOR_EVER
    if asset.gzipped:
        response.headers["Vary"] = "Accept-Encoding"
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    return response
