"""Proofs for the Git cards: each runs real Git in an empty folder."""

import os
import subprocess
from pathlib import Path


def git(folder: Path, *arguments: str) -> str:
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
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, check=True,
        capture_output=True, text=True,
    )
    return done.stdout.strip()


def commit(folder: Path, name: str) -> str:
    (folder / name).write_text(name)
    git(folder, "add", name)
    git(folder, "commit", "-q", "-m", name)
    return git(folder, "rev-parse", "HEAD")


def split_branches(folder: Path, *, main_moves: bool = True) -> tuple[str, str]:
    """A base commit, one commit on feature and, if asked, one on main."""
    git(folder, "init", "-q", "-b", "main")
    main_tip = commit(folder, "base")
    git(folder, "switch", "-q", "-c", "feature")
    feature_tip = commit(folder, "feature-work")
    git(folder, "switch", "-q", "main")
    if main_moves:
        main_tip = commit(folder, "main-work")
    return main_tip, feature_tip


def test_merge_of_split_branches(tmp_path, options):
    split, unmoved = tmp_path / "split", tmp_path / "unmoved"
    split.mkdir()
    unmoved.mkdir()
    main_tip, feature_tip = split_branches(split)
    git(split, "merge", "-q", "--no-edit", "feature")
    parents = git(split, "show", "-s", "--format=%P", "HEAD").split()
    subjects = git(split, "log", "--format=%s").splitlines()
    truth = {
        "A commit with two parents": parents == [main_tip, feature_tip],
        "A copy of the commit from `feature`": subjects.count("feature-work") > 1,
        "A pointer move without a commit": git(split, "rev-parse", "HEAD")
        in (main_tip, feature_tip),
    }
    assert truth == dict(options)
    # Why no copy: the commit from feature is in the log as it was.
    assert feature_tip in git(split, "log", "--format=%H").splitlines()
    # Why no pointer move: the pointer moves where main has no commits of its own.
    _, feature_tip = split_branches(unmoved, main_moves=False)
    git(unmoved, "merge", "-q", "feature")
    assert git(unmoved, "rev-parse", "main") == feature_tip


def test_rebase_changes_the_hash(tmp_path):
    main_tip, feature_tip = split_branches(tmp_path)
    patch = git(tmp_path, "show", "--format=", feature_tip)
    git(tmp_path, "switch", "-q", "feature")
    git(tmp_path, "rebase", "-q", "main")
    moved = git(tmp_path, "rev-parse", "HEAD")
    assert git(tmp_path, "show", "--format=", moved) == patch
    assert git(tmp_path, "rev-parse", "HEAD^") == main_tip
    assert moved != feature_tip
    # The old commit is still in the repository.
    assert git(tmp_path, "cat-file", "-t", feature_tip) == "commit"


def test_rm_cached_keeps_the_file(tmp_path):
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, "db.sqlite3")
    (tmp_path / ".gitignore").write_text("db.sqlite3\n")
    # An ignore rule alone has no effect on a tracked file.
    assert git(tmp_path, "ls-files") == "db.sqlite3"
    git(tmp_path, "rm", "-q", "--cached", "db.sqlite3")
    assert git(tmp_path, "ls-files") == ""
    assert (tmp_path / "db.sqlite3").exists()
    git(tmp_path, "add", ".gitignore")
    git(tmp_path, "commit", "-q", "-m", "untrack")
    assert git(tmp_path, "status", "--porcelain") == ""
    # The old commit still holds it.
    assert git(tmp_path, "show", "HEAD^:db.sqlite3") == "db.sqlite3"
