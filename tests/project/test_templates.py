"""Templates compile, have titles, hold nothing inline, and use the classes that the CSS defines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from pygments.token import STANDARD_TYPES

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "quizapp" / "templates", ROOT / "quizapp" / "features")
TEMPLATES = sorted(path for folder in FOLDERS for path in folder.rglob("*.html"))
#: Not pages of their own: what all pages extend, and pieces that pages take from.
LAYOUTS = {"page.html", "fragment.html", "macros.html", "why_macros.html"}
#: Code that writes markup when pages are rendered.
WRITING = (
    ROOT / "quizapp" / "web" / "calendar_chart.py",
    ROOT / "quizapp" / "web" / "charts.py",
    ROOT / "quizapp" / "web" / "page_html.py",
    *(ROOT / "quizapp/core").glob("diagram_*.py"),
)
_JINJA = re.compile(r"{{.*?}}|{%.*?%}|{#.*?#}", re.DOTALL)
_CLASSES = re.compile(r"""\bclass=(?:"((?:[^"{]|{{.*?}}|{%.*?%})*)"|([\w-]+))""", re.DOTALL)
_CLASS_BLOCK = re.compile(r"{% block \w+_class %}(.*?){% endblock %}", re.DOTALL)


def _name(path: Path) -> str:
    folder = FOLDERS[0] if path.is_relative_to(FOLDERS[0]) else FOLDERS[1]
    return path.relative_to(folder).as_posix()


def _text(path: Path) -> str:
    return re.sub(r"{#.*?#}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def _is_page(path: Path) -> bool:
    return not (path.name.startswith("_") or path.name in LAYOUTS or path.parent.name == "kinds")


def test_it_finds_the_templates() -> None:
    assert len(TEMPLATES) > 20
    assert sum(map(_is_page, TEMPLATES)) >= 6


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_it_compiles_every_template(path: Path, app: Flask) -> None:
    app.jinja_env.get_template(_name(path))


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_it_takes_pieces_only_from_templates_that_are_there(path: Path) -> None:
    names = {_name(one) for one in TEMPLATES}
    for named in re.findall(r"""["']([\w/]+\.html)["']""", _text(path)):
        assert named in names


@pytest.mark.parametrize("path", [one for one in TEMPLATES if _is_page(one)], ids=_name)
def test_it_gives_every_page_a_title_and_the_shared_layout(path: Path) -> None:
    text = _text(path)
    assert text.lstrip().startswith("{% extends layout %}")
    title = re.search(r"{% block title %}(.+?){% endblock %}", text, re.DOTALL)
    assert title
    assert title[1].strip()
    assert "{% block content %}" in text


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_it_holds_nothing_that_the_content_policy_would_block(path: Path) -> None:
    text = _JINJA.sub("", _text(path))
    assert not re.search(r"<style\b|\sstyle\s*=", text, re.IGNORECASE)
    assert not re.search(r"\s(on\w+|hx-on[\w:-]*)\s*=", text, re.IGNORECASE)
    assert not re.search(r"javascript:|\bjs:", text, re.IGNORECASE)
    for script in re.findall(r"<script\b[^>]*>.*?</script>", text, re.DOTALL):
        assert re.fullmatch(r"<script src=\"[^\"]*\"[^>]*></script>", script)
    assert not re.search(r"""\b(?:src|href|action)=["'](?:https?:)?//""", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_it_says_at_each_htmx_request_where_its_answer_goes(path: Path) -> None:
    for tag in re.findall(r"<\w+\b(?:[^<>\"]|\"[^\"]*\")*>", _JINJA.sub("", _text(path))):
        if re.search(r"\shx-(get|post|put|patch|delete)=", tag):
            assert " hx-target=" in tag, tag
            assert " hx-swap=" in tag, tag


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_it_trusts_only_text_that_the_sanitiser_has_made(path: Path) -> None:
    """`safe` is for what storage rendered; everything else is escaped."""
    marked = set(re.findall(r"{{-?\s*([^{}]*?)\s*\|\s*safe\b", _text(path)))
    assert marked <= {"page.intro_html", "section.html"}, marked
    assert not re.search(r"autoescape\s+false", _text(path))


def _used() -> set[str]:
    """Classes in templates; what a template puts together ends in `*`."""
    used: set[str] = set()
    for path in TEMPLATES:
        text = _text(path)
        found = [one or two for one, two in _CLASSES.findall(text)] + _CLASS_BLOCK.findall(text)
        for value in found:
            plain = re.sub(r"{%.*?%}", " ", re.sub(r"{{.*?}}", "*", value, flags=re.DOTALL))
            used.update(plain.split())
    for path in WRITING:
        text = path.read_text(encoding="utf-8")
        used.update(re.findall(r"\b(?:diagram__\w+|plot--\w+|(?<=class=\")[\w-]+)", text))
        used.update(f"{name}--*" for name in re.findall(r'_tone\("([\w-]+)"', text))
    return used


def _defined() -> dict[str, str]:
    """Class → the file that defines it."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "static").glob("css*/*.css")):
        text = re.sub(
            r"/\*.*?\*/|\"[^\"]*\"", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        for name in re.findall(r"\.([a-zA-Z_][\w-]*)", text):
            found.setdefault(name, path.name)
    return found


def _fits(name: str, pattern: str) -> bool:
    return re.fullmatch(re.escape(pattern).replace(r"\*", r"[\w-]+"), name) is not None


def test_it_uses_no_class_that_the_css_does_not_have() -> None:
    defined = _defined()
    unknown = [name for name in sorted(_used()) if not any(_fits(one, name) for one in defined)]
    assert unknown == []


def test_it_defines_no_class_that_no_template_uses() -> None:
    used = _used()
    #: Written by Pygments into highlighted code, so no template names them.
    highlighted = set(STANDARD_TYPES.values())
    unused = {
        name: file
        for name, file in _defined().items()
        if not any(_fits(name, pattern) for pattern in used)
        and not (file == "code.css" and name in highlighted)
    }
    assert unused == {}


def test_it_keeps_state_out_of_class_names() -> None:
    """State is an attribute: aria-current, data-verdict, hidden."""
    assert not [name for name in _used() if name.startswith(("is-", "has-"))]
    for path in (ROOT / "static" / "js").glob("*.js"):
        assert "classList" not in path.read_text(encoding="utf-8"), path.name
