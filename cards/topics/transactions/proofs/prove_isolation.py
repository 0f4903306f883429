"""Proofs of what two sessions see of each other at PostgreSQL's isolation levels."""

import psycopg
import pytest
from psycopg import IsolationLevel, errors


def session(url, level=IsolationLevel.READ_COMMITTED):
    connection = psycopg.connect(url)
    connection.isolation_level = level
    return connection


def with_stock(url, number):
    with session(url) as setup:
        setup.execute("CREATE TABLE item (id int PRIMARY KEY, stock int)")
        setup.execute("INSERT INTO item VALUES (1, %s)", [number])


def stock(connection):
    return connection.execute("SELECT stock FROM item").fetchone()[0]


def test_two_reads_differ_in_read_committed(postgres):
    with_stock(postgres, 10)
    with session(postgres) as reader, session(postgres) as other:
        assert reader.execute("SHOW transaction_isolation").fetchone() == ("read committed",)
        first = stock(reader)
        other.execute("UPDATE item SET stock = 7")
        between = stock(reader)  # not committed yet, so not seen
        other.commit()
        assert (first, between, stock(reader)) == (10, 10, 7)


def test_an_update_of_a_changed_row_fails_in_repeatable_read(postgres, options):
    with_stock(postgres, 10)
    level = IsolationLevel.REPEATABLE_READ
    with session(postgres, level) as late, session(postgres) as other:
        assert stock(late) == 10
        other.execute("UPDATE item SET stock = 7")
        other.commit()
        assert stock(late) == 10
        try:
            late.execute("UPDATE item SET stock = stock - 1")
            outcome = stock(late)
        except errors.SerializationFailure as failure:
            outcome = failure.sqlstate
        truth = {
            "It fails with SQLSTATE 40001": outcome == "40001",
            "It builds on the committed value": outcome == 6,
            "It overwrites the later commit": outcome == 9,
        }
        assert truth == dict(options)
        late.rollback()
        assert stock(other) == 7
    # The wrong option that builds on the committed value describes the default level.
    with session(postgres) as late, session(postgres) as other:
        assert stock(late) == 7
        other.execute("UPDATE item SET stock = 5")
        other.commit()
        late.execute("UPDATE item SET stock = stock - 1")
        assert stock(late) == 4


def sign_off_both(url, level):
    """Two sessions count the doctors on call and sign off one each: the SQLSTATE, if any."""
    count = "SELECT count(*) FROM doctor WHERE on_call"
    sign_off = "UPDATE doctor SET on_call = false WHERE id = %s"
    with session(url, level) as one, session(url, level) as two:
        for number, connection in enumerate((one, two), start=1):
            assert connection.execute(count).fetchone() == (2,)
            connection.execute(sign_off, [number])
        try:
            one.commit()
            two.commit()
        except errors.SerializationFailure as failure:
            return failure.sqlstate
    return None


def test_write_skew_at_each_level(postgres, options):
    left = {}
    for level, right in options:
        with session(postgres) as setup:
            setup.execute("DROP TABLE IF EXISTS doctor")
            setup.execute("CREATE TABLE doctor (id int PRIMARY KEY, on_call bool)")
            setup.execute("INSERT INTO doctor VALUES (1, true), (2, true)")
        refused = sign_off_both(postgres, IsolationLevel[level.replace(" ", "_")])
        assert refused == ("40001" if right else None), level
        with session(postgres) as check:
            query = "SELECT count(*) FROM doctor WHERE on_call"
            left[level] = check.execute(query).fetchone()[0]
    assert left == {"SERIALIZABLE": 1, "REPEATABLE READ": 0, "READ COMMITTED": 0}


def test_the_whole_transaction_is_repeated(postgres):
    with_stock(postgres, 10)
    level = IsolationLevel.REPEATABLE_READ
    with session(postgres, level) as late, session(postgres) as other:
        wanted = stock(late) - 1
        other.execute("UPDATE item SET stock = 7")
        other.commit()
        with pytest.raises(errors.SerializationFailure):
            late.execute("UPDATE item SET stock = %s", [wanted])
        # The statement alone is refused.
        with pytest.raises(errors.InFailedSqlTransaction) as failure:
            late.execute("UPDATE item SET stock = %s", [wanted])
        assert failure.value.sqlstate == "25P02"
        # From the first read on: another value is decided, and it is stored.
        late.rollback()
        wanted = stock(late) - 1
        late.execute("UPDATE item SET stock = %s", [wanted])
        late.commit()
        assert (wanted, stock(other)) == (6, 6)
