"""What a person can set, call or write is named in the documents, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from quizapp.cli import COMMANDS, quizapp
from quizapp.config import KNOWN
from quizapp.core.kinds import KINDS

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)


def _subcommands() -> list[str]:
    found = []
    for name in COMMANDS:
        command = quizapp.get_command(click.Context(quizapp), name)
        found.append(name)
        if isinstance(command, click.Group):
            found += [f"{name} {sub}" for sub in command.commands]
    return found


@pytest.mark.parametrize("setting", [one.name for one in KNOWN])
def test_it_documents_every_setting(setting: str) -> None:
    assert f"`{setting}`" in TEXT


def test_it_documents_no_setting_that_is_not_there() -> None:
    assert set(re.findall(r"\bQUIZAPP_[A-Z_]+\b", TEXT)) <= {one.name for one in KNOWN}


@pytest.mark.parametrize("command", _subcommands())
def test_it_documents_every_command(command: str) -> None:
    assert re.search(rf"`quizapp {command}\b", TEXT) or f"\nquizapp {command}" in TEXT


def test_it_documents_no_command_that_is_not_there() -> None:
    named = set(re.findall(r"(?:`|^)quizapp ([a-z][a-z-]*)\b", TEXT, re.MULTILINE))
    assert named
    assert named <= set(COMMANDS), named - set(COMMANDS)


@pytest.mark.parametrize("kind", KINDS)
def test_it_documents_every_kind_of_card(kind: str) -> None:
    assert re.search(rf"`\.?{kind}`", TEXT)


@pytest.mark.parametrize("command", _subcommands())
def test_it_helps_with_every_command(command: str) -> None:
    done = CliRunner().invoke(quizapp, [*command.split(), "--help"])
    assert done.exit_code == 0
    assert len(done.output) > 80


def test_it_lists_each_command_with_a_line_of_meaning() -> None:
    help_text = CliRunner().invoke(quizapp, ["--help"]).output
    for name, (_, meaning) in COMMANDS.items():
        assert re.search(rf"^\s+{name}\s+{re.escape(meaning.split()[0])}", help_text, re.MULTILINE)


def test_it_gives_each_setting_a_default_and_a_meaning() -> None:
    for one in KNOWN:
        assert one.default
        assert one.meaning.endswith(".")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_it_links_to_files_that_are_there(path: Path) -> None:
    text = re.sub(r"```.*?```|`[^`]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s#]+)(?:#[^)]*)?\)", text):
        if "://" not in target and not target.startswith("mailto:"):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_it_keeps_the_readme_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 60
