"""The repository holds our own work only, and nothing of the machine that it was made on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.repository import ROOT, tracked

TEXT = {".py", ".md", ".toml", ".lock", ".html", ".css", ".js", ".yml", ".yaml", ".ini", ".mako"}
#: Addresses of package registries, mirrors and proxies.
REGISTRY = re.compile(
    r"""(?ix) (?:https?://|\b) (?: [\w.-]*pypi\.(?:org|python\.org) | files\.pythonhosted\.org
    | registry\.npmjs\.org | registry\.yarnpkg\.com | conda\.anaconda\.org | proxy\.golang\.org
    | [\w.-]*(?:artifactory|nexus-repo|devpi|jfrog)[\w.-]*/ | [\w.-]+/simple/? (?=["'\s]|$) ) """
)
#: A place on somebody's machine.
MACHINE = re.compile(
    r"(?<![\w.~-])/(?:home|Users|root|work|mnt|private/var)/[\w.-]+|[A-Z]:\\\\?Users"
)
#: Lines that must name such a thing: what a hostile card or a guide may hold.
EXAMPLES = {"tests/project/test_repository.py"}
#: Marks of code that others have written.
THIRD_PARTY = re.compile(
    r"(?i)@license|\(c\)\s*\d{4}|copyright \d{4}|sourceMappingURL"
    r"|licensed under the (?:apache|mit|bsd)"
)


def _texts() -> list[tuple[str, str]]:
    found = [
        (path.as_posix(), (ROOT / path).read_text(encoding="utf-8"))
        for path in tracked()
        if path.suffix in TEXT or path.name in ("Makefile", "ORDER", ".gitignore")
    ]
    assert len(found) > 200
    return found


def test_it_names_no_package_registry() -> None:
    wrong = [
        f"{name}: {match[0]}"
        for name, text in _texts()
        if name not in EXAMPLES
        for match in REGISTRY.finditer(text)
    ]
    assert wrong == []


def test_it_names_no_place_on_a_machine() -> None:
    wrong = [
        f"{name}: {match[0]}"
        for name, text in _texts()
        if name not in EXAMPLES
        for match in MACHINE.finditer(text)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_it_pins_every_package_with_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"(?m)^\s*(-i|--index-url|--extra-index-url|--find-links|-e)\b", text)
    entries = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    assert len(entries) > 15
    for entry in entries:
        if entry.startswith("#"):
            continue
        assert re.match(r"[A-Za-z0-9._-]+(\[[\w,-]+\])?==\d", entry), entry[:80]
        assert "--hash=sha256:" in entry, entry[:80]


def test_it_holds_no_code_of_others() -> None:
    names = [path.as_posix() for path in tracked()]
    assert not [one for one in names if re.search(r"(^|/)(vendor|node_modules|third_party)/", one)]
    assert not [one for one in names if re.search(r"\.min\.(js|css)$|\.(whl|jar|map|woff2?)$", one)]
    for name, text in _texts():
        if name.endswith((".py", ".js", ".css", ".html")) and name not in EXAMPLES:
            assert not THIRD_PARTY.search(text[:2000]), name


def test_it_holds_nothing_that_a_run_leaves_behind() -> None:
    left = re.compile(
        r"(^|/)(__pycache__|\.venv|instance|dist|build|\.\w+_cache|\.hypothesis)(/|$)"
    )
    assert not [path for path in tracked() if left.search(path.as_posix())]
    assert not [path for path in tracked() if path.suffix in (".pyc", ".db", ".sqlite", ".log")]


def test_it_holds_no_long_lines_of_generated_code() -> None:
    for path in tracked():
        if path.suffix in (".js", ".css", ".py") and path.parts[0] != "cards":
            lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
            assert max(map(len, lines), default=0) < 400, path


def test_it_holds_no_large_file() -> None:
    sizes = {str(path): (ROOT / path).stat().st_size for path in tracked()}
    assert not {name: size for name, size in sizes.items() if size > 600_000}


def test_it_carries_both_licences() -> None:
    for name in ("LICENSE", "LICENSE-content"):
        assert (ROOT / name).stat().st_size > 200
    assert Path("LICENSE") in tracked()
