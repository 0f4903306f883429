"""One mapping from error to status; the page says what is wrong and what to do."""

from __future__ import annotations

import secrets

from flask import Flask, current_app, make_response, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from quizapp.core.errors import (
    DatabaseUnavailable,
    EditConflict,
    InvalidInput,
    NotFound,
    NotWritable,
    QuizappError,
    StaleAnswer,
)
from quizapp.web.htmx import wants_fragment

STATUS: dict[type[QuizappError], int] = {
    InvalidInput: 422,
    NotFound: 404,
    StaleAnswer: 409,
    EditConflict: 409,
    NotWritable: 503,
}

_WORDS = {
    400: "The request could not be read. Go back, load the page again and try once more.",
    404: "There is nothing at this address.",
    405: "This address does not take that kind of request.",
    413: "That is more than the program takes at once.",
}


def install(app: Flask) -> None:
    """Answer every error with a page of ours."""
    app.register_error_handler(QuizappError, _of_ours)
    app.register_error_handler(HTTPException, _of_http)
    app.register_error_handler(Exception, _unforeseen)


def status_of(error: QuizappError) -> int:
    """The HTTP status that an error of ours is answered with."""
    if isinstance(error, DatabaseUnavailable):
        return 507 if error.full else 503
    return STATUS.get(type(error), 500)


def error_page(status: int, sentence: str) -> Response:
    """The page for an error; htmx gets the sentence alone."""
    template = "_error.html" if wants_fragment() else "error.html"
    title = _TITLES.get(status, "That did not work")
    return make_response(
        render_template(template, status=status, title=title, sentence=sentence), status
    )


_TITLES = {
    400: "That could not be read",
    403: "That is not allowed",
    404: "There is nothing here",
    409: "This has changed in the meantime",
    422: "That cannot be used",
    500: "Something went wrong here",
    503: "That cannot be done right now",
    507: "The disk is full",
}


def _of_ours(error: QuizappError) -> Response:
    response = error_page(status_of(error), str(error))
    if isinstance(error, DatabaseUnavailable):
        response.headers["Retry-After"] = "5"
    return response


def _of_http(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    sentence = _WORDS.get(status) or error.description or error.name
    response = error_page(status, sentence)
    allowed = error.get_response().headers.get("Allow")
    if allowed:
        response.headers["Allow"] = allowed
    return response


def _unforeseen(error: Exception) -> Response:
    number = secrets.token_hex(4)
    # The path alone: card text and answers must not reach the log.
    current_app.logger.error("error %s at %s", number, request.path, exc_info=error)
    return error_page(500, f"Nothing was lost. The log has the details under {number}.")
