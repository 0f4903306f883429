"""Proofs of rules that a PostgreSQL schema keeps, or lets through."""

from datetime import datetime, timezone

import psycopg
import pytest


@pytest.fixture
def db(postgres):
    with psycopg.connect(postgres, autocommit=True) as connection:
        yield connection


def refused(db, statement):
    """The SQLSTATE with which the statement is refused, or None."""
    try:
        db.execute(statement)
    except psycopg.Error as error:
        return error.sqlstate
    return None


def has(db, extension):
    query = "SELECT 1 FROM pg_available_extensions WHERE name = %s"
    return db.execute(query, [extension]).fetchone() is not None


NO_OVERLAP = """
-- region: no-overlap
CREATE EXTENSION btree_gist;
CREATE TABLE booking (
  room integer NOT NULL,
  during daterange NOT NULL,
  EXCLUDE USING gist (room WITH =, during WITH &&)
);
-- endregion
"""


def test_no_two_stays_overlap_in_a_room(db):
    statements = NO_OVERLAP
    if not has(db, "btree_gist"):
        # Without it, GiST has no operators for numbers; a range of one number has them.
        statements = statements.replace("CREATE EXTENSION btree_gist;", "")
        assert refused(db, statements) == "42704"
        statements = statements.replace("(room WITH", "(int4range(room, room, '[]') WITH")
    db.execute(statements)
    insert = "INSERT INTO booking VALUES ({}, '[2026-03-{:02}, 2026-03-{:02})')"
    assert refused(db, insert.format(1, 1, 5)) is None
    assert refused(db, insert.format(1, 4, 8)) == "23P01"
    assert refused(db, insert.format(2, 4, 8)) is None  # another room
    assert refused(db, insert.format(1, 5, 8)) is None  # from the day on which the first ends


def test_a_foreign_key_brings_no_index(postgres):
    with psycopg.connect(postgres) as db:
        db.execute("CREATE TABLE host (id int PRIMARY KEY)")
        db.execute("CREATE TABLE listing (id int PRIMARY KEY, host_id int REFERENCES host)")
        db.execute("INSERT INTO host SELECT generate_series(1, 20)")
        db.execute("INSERT INTO listing SELECT n, 1 FROM generate_series(1, 5000) AS n")
        indexes = db.execute("SELECT indexname FROM pg_indexes WHERE tablename = 'listing'")
        assert indexes.fetchall() == [("listing_pkey",)]
    scans = "SELECT seq_tup_read, idx_scan FROM pg_stat_xact_user_tables WHERE relname = 'listing'"
    with psycopg.connect(postgres) as db:
        db.execute("DELETE FROM host WHERE id = 7")
        assert db.execute(scans).fetchone() == (5000, 0)  # the whole table, for no row at all
    with psycopg.connect(postgres, autocommit=True) as db:
        db.execute("CREATE INDEX ON listing (host_id)")
        db.execute("ANALYZE listing")
    with psycopg.connect(postgres) as db:
        db.execute("DELETE FROM host WHERE id = 8")
        assert db.execute(scans).fetchone() == (0, 1)


def test_a_referenced_address_cannot_change(db):
    db.execute("CREATE TABLE guest (email text PRIMARY KEY)")
    db.execute("CREATE TABLE booking (guest text REFERENCES guest)")
    db.execute("INSERT INTO guest VALUES ('a@example.org')")
    db.execute("INSERT INTO booking VALUES ('a@example.org')")
    assert refused(db, "UPDATE guest SET email = 'b@example.org'") == "23503"
    db.execute("DROP TABLE booking, guest")
    db.execute("CREATE TABLE guest (id int PRIMARY KEY, email text UNIQUE)")
    db.execute("CREATE TABLE booking (guest_id int REFERENCES guest)")
    db.execute("INSERT INTO guest VALUES (1, 'a@example.org'), (2, 'c@example.org')")
    db.execute("INSERT INTO booking VALUES (1)")
    assert refused(db, "UPDATE guest SET email = 'b@example.org' WHERE id = 1") is None
    assert refused(db, "UPDATE guest SET email = 'c@example.org' WHERE id = 1") == "23505"


def test_each_index_for_live_addresses(db, options):
    register = "INSERT INTO account VALUES ('a@example.org')"
    outcomes = {}
    for index, _ in options:
        db.execute("DROP TABLE IF EXISTS account")
        db.execute("CREATE TABLE account (email text NOT NULL, deleted_at timestamptz)")
        db.execute(index)
        db.execute(register)
        second_while_live = refused(db, register)
        db.execute("DELETE FROM account")
        db.execute(register)
        db.execute("UPDATE account SET deleted_at = now()")
        outcomes[index.partition("account ")[2]] = (second_while_live, refused(db, register))
    assert outcomes == {
        "(email) WHERE deleted_at IS NULL": ("23505", None),
        "(email, deleted_at)": (None, None),
        "(email)": ("23505", "23505"),
        "(email) WHERE deleted_at IS NOT NULL": (None, None),
    }
    fitting = [index for index, right in options if right]
    assert [index.partition("account ")[2] for index in fitting] == [
        "(email) WHERE deleted_at IS NULL"
    ]


def test_timestamptz_keeps_the_moment_and_drops_the_zone(db):
    db.execute("CREATE TABLE event (at timestamptz)")
    db.execute("INSERT INTO event VALUES ('2026-03-01 10:00+02')")
    shown = {}
    for zone in ("UTC", "Asia/Tokyo"):
        db.execute(f"SET TIME ZONE '{zone}'")
        (shown[zone],) = db.execute("SELECT at::text FROM event").fetchone()
    assert shown == {"UTC": "2026-03-01 08:00:00+00", "Asia/Tokyo": "2026-03-01 17:00:00+09"}
    (moment,) = db.execute("SELECT at FROM event").fetchone()
    assert moment == datetime(2026, 3, 1, 8, tzinfo=timezone.utc)


OLD_CODE = "INSERT INTO booking (guest) VALUES ('old')"
NEW_CODE = "INSERT INTO booking (guest, currency) VALUES ('new', 'EGP')"
BACKFILL = "UPDATE booking SET currency = 'EGP' WHERE currency IS NULL"
SET_NOT_NULL = "ALTER TABLE booking ALTER currency SET NOT NULL"


def test_required_column_in_four_steps(db):
    def begin():
        db.execute("DROP TABLE IF EXISTS booking")
        db.execute("CREATE TABLE booking (guest text)")
        db.execute(OLD_CODE)

    begin()
    # In one step it is refused, as the old rows have no value.
    assert refused(db, "ALTER TABLE booking ADD currency text NOT NULL") == "23502"
    # region: required-column
    db.execute("ALTER TABLE booking ADD currency text")
    assert refused(db, OLD_CODE) is None  # old code still runs while the release rolls out
    assert refused(db, NEW_CODE) is None
    db.execute(BACKFILL)
    assert refused(db, SET_NOT_NULL) is None
    assert refused(db, NEW_CODE) is None
    assert refused(db, OLD_CODE) == "23502"
    # endregion

    begin()
    db.execute("ALTER TABLE booking ADD currency text")
    db.execute(BACKFILL)  # before the deploy
    db.execute(OLD_CODE)
    assert refused(db, SET_NOT_NULL) == "23502"
