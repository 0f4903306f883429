"""Static files: one style sheet and one script made of small ones, compressed once, never stale.

The parts are joined in the order of their folder's ORDER file when the app starts.  Addresses
carry a content hash, so a browser may keep them for a year.
"""

from __future__ import annotations

import gzip
import mimetypes
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, abort, request

YEAR_SECONDS = 31_536_000
#: Smaller answers are sent as they are: compressing them saves no packet.
WORTH_COMPRESSING = 1000


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file ready to be sent, plain and compressed."""

    content: bytes
    compressed: bytes
    mime: str
    version: str
    integrity: str


def install(app: Flask, folder: Path) -> None:
    """Serve the folder below /static; templates get `asset(name)` and `integrity(name)`."""
    files = _load(folder)

    @app.get("/static/<path:name>")
    def static_file(name: str) -> Response:
        found = files.get(name)
        if found is None:
            abort(404)
        zipped = "gzip" in request.headers.get("Accept-Encoding", "")
        response = Response(found.compressed if zipped else found.content, mimetype=found.mime)
        if zipped:
            response.headers["Content-Encoding"] = "gzip"
        fresh = request.args.get("v") == found.version
        response.headers["Cache-Control"] = (
            f"public, max-age={YEAR_SECONDS}, immutable" if fresh else "no-cache"
        )
        response.headers["Vary"] = "Accept-Encoding"
        return response

    @app.context_processor
    def _asset() -> dict[str, object]:
        return {"asset": asset, "integrity": integrity}

    def asset(name: str) -> str:
        return f"/static/{name}?v={files[name].version}"

    def integrity(name: str) -> str:
        return files[name].integrity

    app.after_request(_compressed)


def _load(folder: Path) -> dict[str, StaticFile]:
    files = {"app.css": _joined(folder / "css"), "app.js": _joined(folder / "js")}
    for part in ("vendor", "icons"):
        for path in sorted((folder / part).glob("*")):
            files[f"{part}/{path.name}"] = path.read_bytes()
    return {name: _ready(name, content) for name, content in files.items()}


def _joined(folder: Path) -> bytes:
    names = (folder / "ORDER").read_text(encoding="utf-8").split()
    return b"\n".join((folder / name).read_bytes() for name in names)


def _ready(name: str, content: bytes) -> StaticFile:
    mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
    digest = sha256(content)
    proof = f"sha256-{b64encode(digest.digest()).decode()}"
    zipped = gzip.compress(content, 9, mtime=0)
    return StaticFile(content, zipped, mime, digest.hexdigest()[:12], proof)


def _compressed(response: Response) -> Response:
    if (
        response.mimetype == "text/html"
        and not response.direct_passthrough
        and "Content-Encoding" not in response.headers
        and "gzip" in request.headers.get("Accept-Encoding", "")
    ):
        body = response.get_data()
        if len(body) >= WORTH_COMPRESSING:
            response.set_data(gzip.compress(body, 1, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
    return response
