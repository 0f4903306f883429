"""Static files: style sheets and one script made of small ones, compressed once, never stale.

The parts are joined in the order of their folder's ORDER file when the app starts.  Addresses
carry a content hash, so a browser may keep them for a year.
"""

from __future__ import annotations

import gzip
import mimetypes
import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import brotli
from flask import Flask, Response, abort, request

YEAR_SECONDS = 31_536_000
#: Smaller answers are sent as they are: compressing them saves no packet.
WORTH_COMPRESSING = 1000
#: Longer pages than this are lists, whose bytes compress well at any level.
LONG = 16_000
#: White space that a style sheet can do without; none of ours has such marks inside a string.
_PUNCTUATION = re.compile(rb"\s*([{};])\s*|(?<=[:,])\s+")


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file ready to be sent, plain and compressed."""

    content: bytes
    encoded: dict[str, bytes]
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
        accepted = request.headers.get("Accept-Encoding", "")
        encoding = next((one for one in found.encoded if one in accepted), None)
        content = found.encoded[encoding] if encoding else found.content
        response = Response(content, mimetype=found.mime)
        if encoding:
            response.headers["Content-Encoding"] = encoding
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
    htmx = (folder / "vendor" / "htmx.min.js").read_bytes()
    files = {
        "app.css": _tightened(_shortened(_joined(folder / "css"))),
        # What only some pages need, so that no other page has to load it.
        "hub.css": _tightened(_shortened(_joined(folder / "css-hub"))),
        "quiz.css": _tightened(_shortened(_joined(folder / "css-quiz"))),
        "roadmap.css": _tightened(_shortened(_joined(folder / "css-roadmap"))),
        "stats.css": _tightened(_shortened(_joined(folder / "css-stats"))),
        "app.js": htmx + b"\n" + _shortened(_joined(folder / "js")),
    }
    for path in sorted((folder / "icons").glob("*")):
        files[f"icons/{path.name}"] = path.read_bytes()
    return {name: _ready(name, content) for name, content in files.items()}


def _joined(folder: Path) -> bytes:
    names = (folder / "ORDER").read_text(encoding="utf-8").split()
    return b"\n".join((folder / name).read_bytes() for name in names)


# What follows is remembered: a process that makes many apps, as a test run, does it once.
@cache
def _shortened(content: bytes) -> bytes:
    """Without block comments, indentation and empty lines: what only authors need."""
    without_comments = re.sub(
        rb"^\s*(?:/\*[\s\S]*?\*/|//[^\n]*)\n", b"", content, flags=re.MULTILINE
    )
    return re.sub(rb"\n\s*", b"\n", without_comments).lstrip()


@cache
def _tightened(content: bytes) -> bytes:
    return _PUNCTUATION.sub(lambda found: found[1] or b"", content)


@cache
def _ready(name: str, content: bytes) -> StaticFile:
    mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
    digest = sha256(content)
    proof = f"sha256-{b64encode(digest.digest()).decode()}"
    encoded = {"br": brotli.compress(content), "gzip": gzip.compress(content, 9, mtime=0)}
    return StaticFile(content, encoded, mime, digest.hexdigest()[:12], proof)


def _compressed(response: Response) -> Response:
    if (
        response.mimetype == "text/html"
        and not response.direct_passthrough
        and "Content-Encoding" not in response.headers
        and "gzip" in request.headers.get("Accept-Encoding", "")
    ):
        body = response.get_data()
        if len(body) >= WORTH_COMPRESSING:
            # A fragment and a long list must be quick; a page that is read may take longer.
            is_quick = request.headers.get("HX-Request") or len(body) > LONG
            level = 1 if is_quick else 6
            response.set_data(gzip.compress(body, level, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
    return response
