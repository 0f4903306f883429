"""Proofs for the Git cards about shared branches: each runs real Git in an empty folder."""

from functools import cache

# Ada and Bob share the branch `topic`; Ada has rebased her copy of it.
SHARED_BRANCH = """
git init -q --bare server.git -b main
git clone -q server.git ada 2> clone.log
cd ada
git switch -q -c main
echo base > base; git add base; git commit -q -m base
git push -q -u origin main
git switch -q -c topic
echo work > work; git add work; git commit -q -m work
git push -q -u origin topic
git switch -q main
echo more > more; git add more; git commit -q -m more
git switch -q topic
git rebase -q main
"""

BOB_PUSHES = """
git clone -q -b topic ../server.git ../bob
(cd ../bob && echo bob > bob && git add bob && git commit -q -m "by bob" && git push -q)
"""

SERVER_LOG = "\ngit --git-dir=../server.git log --format=%s topic\n"


@cache
def push(run, command, before=""):
    """The exit code of a push, its message, and what the branch has on the server then."""
    lines = f"{command} > push.log 2>&1; echo $?; cat push.log; echo --{SERVER_LOG}"
    done = run("sh", f"{SHARED_BRANCH}{before}{lines}").stdout
    told, _, log = done.partition("--\n")
    code, _, message = told.partition("\n")
    return int(code), message, log.split()


def test_pushes_of_a_rebased_branch(run, options):
    replaced = ["work", "more", "base"]
    for command, right in options:
        # It replaces the branch, and it is refused when Bob has pushed: in short, it fits.
        fits = push(run, command)[2] == replaced and push(run, command, BOB_PUSHES)[0] == 1
        assert fits is right, command
    lease, force, plain, unverified = (command for command, _ in options)
    assert "stale info" in push(run, lease, BOB_PUSHES)[1]
    # Force takes no notice of the other commit, which drops out of the branch.
    assert push(run, force, BOB_PUSHES)[2] == replaced
    for command in (plain, unverified):
        code, message, _ = push(run, command)
        assert code == 1 and "non-fast-forward" in message


def test_a_squashed_branch_is_not_merged(run):
    done = run(
        "sh",
        f"{SHARED_BRANCH}"
        "git push -q --force-with-lease; git switch -q main\n"
        "git merge -q --squash topic > squash.log; git commit -q -m 'work, squashed'\n"
        "git push -q; git push -q origin --delete topic; git fetch -q --prune\n"
        "git diff --stat main topic\n"
        "git branch -d topic 2>&1 | head -1; git branch -q -D topic && git branch",
    )
    assert done.stdout.splitlines() == ["error: The branch 'topic' is not fully merged.", "* main"]


def bisect(run, script):
    """Nine commits, of which the first is good, and the script decides about the rest."""
    return run(
        "sh",
        "git init -q -b main\n"
        "for n in 1 2 3 4 5 6 7 8 9; do\n"
        "  echo $n > number; git add number; git commit -q -m \"number $n\"\n"
        "done\n"
        f"cat > ../check.sh <<'END'\n{script}\nEND\n"
        "git bisect start HEAD HEAD~8 > bisect.log\n"
        "git bisect run bash ../check.sh > bisect.log 2>&1\n"
        "git log -1 --format=%s refs/bisect/bad",
    ).stdout.strip()


def test_bisect_skips_what_cannot_be_tested(run, card):
    (code, *_) = card.body.forms
    seventh_breaks = "[ $(cat number) -lt 7 ]"
    fifth_is_not_built = "[ $(cat number) != 5 ] || exit"
    assert bisect(run, seventh_breaks) == "number 7"
    # With another code the commit in the middle counts as bad, and the search ends there.
    assert bisect(run, f"{fifth_is_not_built} 1; {seventh_breaks}") == "number 5"
    assert bisect(run, f"{fifth_is_not_built} {code}; {seventh_breaks}") == "number 7"
