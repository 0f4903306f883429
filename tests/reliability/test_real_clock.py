"""R11: the machine's own clock is set back and forward, and nothing is lost or counted twice.

Elsewhere tests hand the app a clock of their own.  Here libfaketime stands between the server's
processes and the system.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.support.needs import need
from tests.support.posting import Poster, minted
from tests.support.served import Served, run_command

#: What the machine takes for the time at each start, in UTC.  The last is right again.
JUMPS = (
    "2026-06-01 12:00:00",
    "2026-06-01 11:00:00",
    "2026-05-31 11:00:00",
    "2016-06-01 12:00:00",
    "2036-06-01 12:00:00",
    "2026-06-02 12:00:00",
)
PAGES = ("/", "/cards", "/roadmap", "/stats", "/review/why/sky")


def _library() -> str:
    found = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
    need(found, "libfaketime (Debian's package faketime)")
    return str(found[0])


def test_no_jump_of_the_clock_loses_or_doubles_an_answer(
    make_served: Callable[..., Served], tmp_path: Path
) -> None:
    library, given = _library(), []
    for seen, jump in enumerate(JUMPS):
        server = make_served(
            tmp_path / "one" / "data", TZ="UTC", LD_PRELOAD=library, FAKETIME=f"@{jump}"
        )
        server.start()
        with Poster(server.port) as person:
            person.sign_in()
            given.append(minted())
            assert person.answer("sky", given[-1], seen) == 303
            assert person.answer("sky", given[-1], seen) == 303
            assert [person.get(page) for page in PAGES] == [200] * len(PAGES), jump
        assert server.stop() == 0
    environment = server.environment
    printed = run_command(["log", "--json"], environment).stdout
    log = [json.loads(line) for line in printed.splitlines()]
    assert [one["answer_id"] for one in log] == given
    assert [one["seq"] for one in log] == sorted(one["seq"] for one in log)
    # An hour or a day back is the same study day; what follows years forward is believed again.
    first = date(2026, 6, 1).toordinal()
    assert [one["study_day"] for one in log][:3] == [first] * 3
    assert log[-1]["study_day"] == first + 1
    assert all(one["seconds"] is None or one["seconds"] >= 0 for one in log)
    done = run_command(["doctor"], environment)
    assert done.returncode == 0, done.stdout + done.stderr
    with sqlite3.connect(Path(environment["QUIZAPP_DATA"]) / "quizapp.db") as connection:
        intervals = connection.execute("SELECT interval_days FROM memories").fetchall()
        counted = connection.execute("SELECT sum(answers) FROM day_totals").fetchone()
    connection.close()
    assert intervals
    assert all(days >= 0 for (days,) in intervals)
    assert counted == (len(JUMPS),)
