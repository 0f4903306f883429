"""Proofs for the cards on copies and on running modules."""

import copy
import subprocess
import sys


def test_which_copy_is_deep(options):
    for expression, right in options:
        base = {"db": {"host": "localhost"}, "debug": True}
        copied = eval(expression, {"copy": copy, "base": base})
        assert copied == base, expression
        assert copied is not base, expression
        copied["db"]["host"] = "changed"
        assert base["db"]["host"] == ("localhost" if right else "changed"), expression


def test_a_module_with_a_relative_import_needs_its_package(tmp_path, card):
    package = tmp_path / "shop"
    package.mkdir()
    (package / "db.py").write_text("def load():\n    return 'loaded'\n")
    (package / "cli.py").write_text("from .db import load\nprint(load(), __name__, __package__)\n")

    def start(*arguments):
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)

    as_file = start("shop/cli.py")
    message = "ImportError: attempted relative import with no known parent package"
    assert as_file.stderr.splitlines()[-1] == message
    for form in card.body.forms:
        _, *arguments = form.split()
        assert start(*arguments).stdout == "loaded __main__ shop\n", form
