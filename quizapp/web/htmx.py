"""htmx: whether a fragment or a whole page is wanted, and answers that suit both."""

from __future__ import annotations

from flask import Flask, make_response, redirect, render_template
from flask_htmx import HTMX
from werkzeug.wrappers import Response as AnyResponse

htmx = HTMX()


def install(app: Flask) -> None:
    """Let every page extend `layout`: the whole page, or nothing around the fragment."""
    htmx.init_app(app)

    @app.context_processor
    def _layout() -> dict[str, str]:
        return {"layout": "fragment.html" if wants_fragment() else "page.html"}


def wants_fragment() -> bool:
    """A request of htmx, except one that restores a page of the browser's history."""
    return bool(htmx) and not htmx.history_restore_request


def moved(to: str) -> AnyResponse:
    """Lead to another page: a real move for htmx, which would put it into this one."""
    if not wants_fragment():
        return redirect(to, 303)
    response = make_response("", 204)
    response.headers["HX-Redirect"] = to
    return response


def changed(fragment: str, back_to: str, status: int = 200, **context: object) -> AnyResponse:
    """After a change: the fragment for htmx; else the page to go back to, by a redirect."""
    if wants_fragment():
        return make_response(render_template(fragment, **context), status)
    return redirect(back_to, 303)
