"""What keeps other web pages out: hosts, origins, tokens, and a strict content policy.

A server on this machine can be reached by every page that its user visits, so each request must
name a host of ours, and each change must come from a page of ours and carry its token.
"""

from __future__ import annotations

import re

from flask import Flask, Response, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import BadRequest, Forbidden, NotFound, UnsupportedMediaType
from werkzeug.wrappers import Response as AnyResponse

from quizapp.config import LOOPBACK
from quizapp.core.errors import InvalidInput
from quizapp.web.errors import error_page
from quizapp.web.signed import KnownSessions, KnownTokens

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_HEADERS = tuple(HEADERS.items())
#: A style sheet or script is no page: it only must be taken for what it is, and by us alone.
_OF_FILES = tuple(
    (name, HEADERS[name]) for name in ("X-Content-Type-Options", "Cross-Origin-Resource-Policy")
)
_PERSONAL = (
    ("Cache-Control", "private, no-store"),
    ("Vary", "Cookie, HX-Request, Accept-Encoding"),
)
#: For the pages that the server writes before a request reaches the app.
ERROR_HEADERS = (*_HEADERS, ("Cache-Control", "private, no-store"))
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
#: What the Host header may name: this machine, whatever the port.
HOSTS = frozenset(f"[{host}]" if ":" in host else host for host in LOOPBACK)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_HOST_PORT = re.compile(r":[0-9]{1,5}\Z")


def install(app: Flask) -> None:
    """Guard every route; the checks run before any action does."""
    app.session_interface = KnownSessions()
    KnownTokens().init_app(app)
    app.before_request_funcs.setdefault(None, []).insert(0, _same_site)
    app.before_request(_visible_text)
    app.register_error_handler(CSRFError, _bad_token)

    @app.after_request
    def _headers(response: Response) -> Response:
        headers = response.headers
        if request.endpoint == "static_file" and response.status_code == 200:
            headers.extend(_OF_FILES)
            return response
        headers.extend(_HEADERS)
        if "Cache-Control" not in headers:
            headers.extend(_PERSONAL)
        return response


def _same_site() -> None:
    # Flask's TRUSTED_HOSTS cannot name an IPv6 address, so the host is looked at here.
    if _HOST_PORT.sub("", request.host) not in HOSTS:
        raise BadRequest()
    if request.method in SAFE:
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise Forbidden("Only this program's own pages may change anything.")
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{request.scheme}://{request.host}":
        raise Forbidden("Only this program's own pages may change anything.")
    if request.mimetype not in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        raise UnsupportedMediaType("This address takes what a form of this program sends.")


def _visible_text() -> None:
    # No field takes a control character, no page may show one, and PostgreSQL stores no NUL.
    if _CONTROL.search(request.path):
        raise NotFound()
    for sent in (request.args, request.form):
        for name, text in sent.items(multi=True):
            if _CONTROL.search(text):
                raise InvalidInput(f"{name[:40]!r} holds a control character: remove it.")


def _bad_token(_error: CSRFError) -> AnyResponse:
    return error_page(
        400, "This form has expired. Nothing was changed: load the page again and repeat the step."
    )
