"""An answer that says nothing of what the program is made of."""

from __future__ import annotations

import re
from importlib.metadata import version

from werkzeug.test import TestResponse

from quizapp import __version__
from tests.support.client import check_page
from tests.support.header_score import BEST, BEST_WITHOUT_SCRIPTS, score

LEAKS = re.compile(
    r"""(?ix) traceback | \bfile\ &\#34;| line\ \d+,\ in | \bselect\b.+\bfrom\b | insert\ into
    | sqlalchemy | sqlite3 | psycopg | werkzeug | jinja2? | gunicorn | python[ /]\d | flask
    | site-packages | /(?:srv|tmp|root|home)/ | \.py\b | \w+(?:Error|Exception)\b
    | 0x[0-9a-f]{6,} | sk-123456 """
)
VERSIONS = [version(name) for name in ("flask", "werkzeug", "gunicorn", "sqlalchemy", "jinja2")]


def check_clean(response: TestResponse) -> None:
    """No traceback, path, SQL or version in it, and the headers of every other page."""
    text = response.get_data(as_text=True)
    whole = text.startswith("<!doctype")
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert score(response.headers, check_page(text)) == (BEST if whole else BEST_WITHOUT_SCRIPTS)
    assert response.headers["Cache-Control"] == "private, no-store"
    shown = re.sub(r"<head>.*?</head>", "", text, flags=re.DOTALL)
    assert not LEAKS.search(shown), LEAKS.search(shown)
    assert not [one for one in VERSIONS if one in shown]
    assert __version__ not in str(response.headers)
    assert not {"Server", "X-Powered-By"} & {*response.headers.keys()}
