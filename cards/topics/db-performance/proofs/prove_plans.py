"""Proofs that read the plans, files and messages of PostgreSQL."""

from pathlib import Path

import psycopg
import pytest
from psycopg import IsolationLevel


@pytest.fixture
def db(postgres):
    with psycopg.connect(postgres, autocommit=True) as connection:
        yield connection


def nodes(plan):
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


def plan_of(db, query):
    """The nodes of the plan, without running the query."""
    ((explained,),) = db.execute(f"EXPLAIN (FORMAT JSON) {query}").fetchall()
    return list(nodes(explained[0]["Plan"]))


def test_explain_analyze_runs_the_statement(db):
    db.execute("CREATE TABLE item (id int)")
    db.execute("INSERT INTO item VALUES (1)")
    count = "SELECT count(*) FROM item"
    db.execute("EXPLAIN DELETE FROM item")
    assert db.execute(count).fetchone() == (1,)
    db.execute("BEGIN")
    db.execute("EXPLAIN ANALYZE DELETE FROM item")
    assert db.execute(count).fetchone() == (0,)
    db.execute("ROLLBACK")
    assert db.execute(count).fetchone() == (1,)


def part(name):
    """The statements of one region of slow_page.sql."""
    script = Path(__file__).with_name("slow_page.sql").read_text()
    return script.partition(f"-- region: {name}\n")[2].partition("-- endregion")[0]


def test_an_index_turns_the_scan_into_a_lookup(db):
    db.execute(part("rows"))

    def measure():
        query = f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {part('page')}"
        ((explained,),) = db.execute(query).fetchall()
        plan = explained[0]["Plan"]
        return plan, plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]

    before, pages_before = measure()
    assert (before["Node Type"], before["Rows Removed by Filter"]) == ("Seq Scan", 149850)
    assert pages_before == 956
    db.execute(part("index"))
    # region: budget
    plan, pages = measure()
    assert plan["Node Type"] != "Seq Scan"
    assert "Rows Removed by Filter" not in plan
    assert pages <= 160
    # endregion
    assert plan["Node Type"] in ("Index Scan", "Bitmap Heap Scan")
    assert before["Actual Rows"] == plan["Actual Rows"] == 150
    assert pages == 153


def test_analyze_after_a_load_changes_the_join(db):
    db.execute("CREATE TABLE room (id int PRIMARY KEY, name text)")
    db.execute("INSERT INTO room SELECT n, 'room' FROM generate_series(1, 5000) AS n")
    db.execute("CREATE TABLE booking (room_id int, day int) WITH (autovacuum_enabled = off)")
    db.execute("INSERT INTO booking SELECT n % 5000 + 1, n FROM generate_series(1, 20000) AS n")
    db.execute("ANALYZE room, booking")
    db.execute("INSERT INTO booking SELECT n % 5000 + 1, 99999 FROM generate_series(1, 20000) AS n")
    report = "SELECT * FROM booking JOIN room ON room.id = room_id WHERE day = 99999"

    def estimate_and_join():
        plan = plan_of(db, report)
        join = next(n["Node Type"] for n in plan if "Join Type" in n)
        scan = next(n for n in plan if n.get("Relation Name") == "booking")
        return scan["Plan Rows"], join

    rows, join = estimate_and_join()
    assert rows < 10
    assert join == "Nested Loop"
    db.execute("ANALYZE booking")
    rows, join = estimate_and_join()
    assert 15_000 < rows < 25_000
    assert join == "Hash Join"


def test_which_filters_prune(db, options):
    db.execute("CREATE TABLE sale (sold_at timestamp) PARTITION BY RANGE (sold_at)")
    months = ("2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01")
    for number, (start, end) in enumerate(zip(months, months[1:]), start=1):
        bounds = f"FROM ('{start}') TO ('{end}')"
        db.execute(f"CREATE TABLE sale_{number} PARTITION OF sale FOR VALUES {bounds}")
        db.execute(f"INSERT INTO sale VALUES ('{start}')")
    for condition, right in options:
        query = f"SELECT * FROM sale WHERE {condition}"
        assert len(db.execute(query).fetchall()) == 1, condition  # each finds the sale of March
        read = [n["Relation Name"] for n in plan_of(db, query) if "Relation Name" in n]
        every = ["sale_1", "sale_2", "sale_3", "sale_4"]
        assert sorted(read) == (["sale_3"] if right else every), condition


def grown(db):
    """How many times its size a table has after ten rounds of updates, each with a VACUUM."""
    size = "SELECT pg_relation_size('stock')"
    (before,) = db.execute(size).fetchone()
    for _ in range(10):
        db.execute("UPDATE stock SET number = number + 1")
        db.execute("VACUUM stock")
    (after,) = db.execute(size).fetchone()
    return after / before


def test_an_open_snapshot_makes_a_table_grow(postgres, db):
    for table_is_read in (False, True):
        db.execute("DROP TABLE IF EXISTS stock")
        db.execute("CREATE TABLE stock (id int, number int)")
        db.execute("INSERT INTO stock SELECT n, 0 FROM generate_series(1, 1000) AS n")
        if not table_is_read:
            assert grown(db) <= 3
            continue
        with psycopg.connect(postgres) as report:
            report.isolation_level = IsolationLevel.REPEATABLE_READ
            report.execute("SELECT count(*) FROM stock")
            assert grown(db) > 8


def test_slow_statements_are_logged(db):
    name = "log_min_duration_statement"
    query = "SELECT boot_val, unit FROM pg_settings WHERE name = %s"
    assert db.execute(query, [name]).fetchone() == ("-1", "ms")
    logged = []
    db.add_notice_handler(lambda notice: logged.append(notice.message_primary))
    db.execute("SET client_min_messages = log")  # send the log's lines to this session too
    db.execute(f"SET {name} = 200")
    db.execute("SELECT 1")
    assert logged == []
    db.execute("SELECT pg_sleep(0.25)")
    assert len(logged) == 1
    assert logged[0].startswith("duration: ")
    assert "pg_sleep(0.25)" in logged[0]


def test_a_keyset_page_reads_its_rows_alone(db):
    db.execute("CREATE TABLE event (id int PRIMARY KEY)")
    db.execute("INSERT INTO event SELECT generate_series(1, 100020)")
    db.execute("ANALYZE event")

    def rows_read(query):
        ((explained,),) = db.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {query}").fetchall()
        return max(n["Actual Rows"] for n in nodes(explained[0]["Plan"]))

    assert rows_read("SELECT id FROM event ORDER BY id LIMIT 20 OFFSET 100000") == 100020
    assert rows_read("SELECT id FROM event WHERE id > 100000 ORDER BY id LIMIT 20") == 20
