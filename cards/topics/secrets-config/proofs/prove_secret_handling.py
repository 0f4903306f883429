"""Proofs for the cards about secrets and configuration."""

import os
import subprocess
import sys


def git(folder, *arguments):
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Proof",
        "GIT_AUTHOR_EMAIL": "proof@example.org",
        "GIT_COMMITTER_NAME": "Proof",
        "GIT_COMMITTER_EMAIL": "proof@example.org",
    }
    return subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, check=True,
        capture_output=True, text=True,
    ).stdout


def test_deleted_secret_is_still_in_history(tmp_path):
    origin = tmp_path / "origin"
    origin.mkdir()
    git(origin, "init", "-q", "-b", "main")
    settings = origin / "settings.py"
    settings.write_text('SECRET_KEY = "made-up-value"\n')
    git(origin, "add", ".")
    git(origin, "commit", "-q", "-m", "first")
    settings.write_text("DEBUG = False\n")
    git(origin, "commit", "-q", "-a", "-m", "delete the secret")
    git(tmp_path, "clone", "-q", str(origin), "copy")
    copy = tmp_path / "copy"
    assert "made-up-value" not in (copy / "settings.py").read_text()
    assert "made-up-value" in git(copy, "show", "HEAD^:settings.py")


def run_without_the_variable(expression):
    environment = {k: v for k, v in os.environ.items() if k != "KEY"}
    return subprocess.run(
        [sys.executable, "-c", f"import os; print({expression})"],
        env=environment, capture_output=True, text=True,
    )


def test_missing_variable():
    # region: missing
    strict = run_without_the_variable('os.environ["KEY"]')
    assert strict.returncode != 0
    assert strict.stderr.strip().splitlines()[-1] == "KeyError: 'KEY'"
    lenient = run_without_the_variable('os.environ.get("KEY", "dev")')
    assert lenient.returncode == 0 and lenient.stdout == "dev\n"
    # endregion
