"""What templates print is escaped as Jinja escapes it, only quicker."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from quizapp.web.templates import printed


class Dressed:
    """An object with a text of its own in HTML."""

    def __html__(self) -> str:
        return "<b>&</b>"

    def __str__(self) -> str:
        return "<plain>"


class Text(str):
    """A text of another type."""

    __slots__ = ()


SPECIAL = st.text(st.sampled_from("<>&'\"ab ü\x00\u2028"), max_size=12)
VALUES = st.one_of(
    SPECIAL,
    st.text(max_size=20),
    SPECIAL.map(Markup),
    SPECIAL.map(Text),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
    st.lists(SPECIAL, max_size=3),
    st.builds(Dressed),
)


@given(VALUES)
def test_it_prints_what_escaping_gives(value: object) -> None:
    assert printed(value) == str(escape(value))


def test_a_missing_value_is_still_an_error() -> None:
    with pytest.raises(UndefinedError):
        printed(StrictUndefined(name="page"))


def test_every_template_prints_through_it(app: Flask) -> None:
    environment = app.jinja_env
    names = [one for one in environment.list_templates() if one.endswith(".html")]
    assert len(names) > 60
    for name in names:
        assert environment.loader is not None
        source = environment.loader.get_source(environment, name)[0]
        code = environment.compile(source, name, raw=True)
        assert "escape(" not in code, name
        assert "yield str(" not in code, name


def test_what_a_macro_and_a_block_of_text_collect_is_escaped_once(app: Flask) -> None:
    source = (
        "{% macro told(one) %}<i>{{ one }}</i>{% endmacro %}"
        "{% set kept %}<b>{{ told(text) }}</b>{% endset %}{{ kept }}{{ kept ~ text }}"
    )
    template = app.jinja_env.from_string(source)
    expected = "<b><i>&lt;&amp;</i></b>"
    assert template.render(text="<&") == expected + expected + "&lt;&amp;"
