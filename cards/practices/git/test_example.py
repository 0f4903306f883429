"""What a team needs from a history, tried on the repository that the script makes."""

from pathlib import Path

import pytest

START = """
echo 'status = 500' > views.py
git add views.py
git commit -q -m "Show a conversation"
"""


@pytest.fixture
def history(git_repo):
    script = Path(__file__).with_name("example.sh").read_text(encoding="utf-8")
    made = git_repo(START + script)
    assert made.exit_code == 0, made.last_error
    return git_repo


# region: team
def test_the_limit_can_be_taken_out_and_the_fix_stays(history):
    history("git revert --no-edit $(git log -1 --format=%h -- limiter.py)")
    assert history("cat views.py").stdout == "status = 404\n"


def test_no_commit_holds_the_secret(history):
    assert history("git log --all --format=%s -- .env").stdout == ""


def test_titles_are_short_and_more_than_two_words(history):
    titles = history("git log --no-merges --format=%s").stdout.splitlines()
    assert [title for title in titles if len(title) >= 50 or len(title.split()) < 3] == []


# endregion
