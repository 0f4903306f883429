"""Proofs of row locks in PostgreSQL: waiting, skipping and deadlock."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import psycopg
from psycopg import errors

THERE = "SELECT count(*) FROM pg_stat_activity WHERE pid = %s"
WAITING = f"{THERE} AND wait_event_type = 'Lock'"


def wait_until(url, question, pid, sessions, otherwise):
    """Come back when so many sessions answer to the question."""
    give_up = time.monotonic() + 10
    with psycopg.connect(url, autocommit=True) as watcher:
        while watcher.execute(question, [pid]).fetchone() != (sessions,):
            assert time.monotonic() < give_up, otherwise
            time.sleep(0.01)


def wait_until_blocked(url, connection):
    """Come back when the session of `connection` waits for a lock."""
    wait_until(url, WAITING, connection.info.backend_pid, 1, "it does not wait for a lock")


def wait_until_ended(url, pid):
    """Come back when the server has ended a session whose client has gone."""
    wait_until(url, THERE, pid, 0, "the session goes on")


def test_for_update_makes_the_second_session_wait(postgres):
    with psycopg.connect(postgres) as setup:
        setup.execute("CREATE TABLE seat (id int PRIMARY KEY, free bool)")
        setup.execute("INSERT INTO seat VALUES (1, true)")
    plain = "SELECT free FROM seat WHERE id = 1"
    with (
        psycopg.connect(postgres) as one,
        psycopg.connect(postgres) as two,
        ThreadPoolExecutor() as threads,
    ):
        # Two plain reads both see a free seat.
        assert one.execute(plain).fetchone() == two.execute(plain).fetchone() == (True,)
        two.rollback()
        assert one.execute(f"{plain} FOR UPDATE").fetchone() == (True,)
        assert two.execute(plain).fetchone() == (True,)  # a plain read does not wait
        second = threads.submit(lambda: two.execute(f"{plain} FOR UPDATE").fetchone())
        wait_until_blocked(postgres, two)
        assert not second.done()
        one.execute("UPDATE seat SET free = false WHERE id = 1")
        one.commit()
        assert second.result(timeout=10) == (False,)


def test_skip_locked_hands_out_different_jobs(postgres):
    take = "SELECT id FROM job WHERE done_at IS NULL ORDER BY id LIMIT 1 FOR UPDATE"
    with psycopg.connect(postgres) as setup:
        setup.execute("CREATE TABLE job (id int PRIMARY KEY, done_at timestamptz)")
        setup.execute("INSERT INTO job SELECT generate_series(1, 5)")
    with ExitStack() as stack:
        workers = [stack.enter_context(psycopg.connect(postgres)) for _ in range(4)]
        threads = stack.enter_context(ThreadPoolExecutor())
        # Without the clause the second worker waits for the first one's row.
        assert workers[0].execute(take).fetchone() == (1,)
        second = threads.submit(lambda: workers[1].execute(take).fetchone())
        wait_until_blocked(postgres, workers[1])
        workers[0].rollback()
        assert second.result(timeout=10) == (1,)
        workers[1].rollback()
        taken = [w.execute(f"{take} SKIP LOCKED").fetchone() for w in workers]
        assert taken == [(1,), (2,), (3,), (4,)]
        # A worker that dies loses its lock: the job is free again, once its session has ended.
        dead = workers[0].info.backend_pid
        workers[0].close()
        wait_until_ended(postgres, dead)
        with psycopg.connect(postgres) as next_worker:
            assert next_worker.execute(f"{take} SKIP LOCKED").fetchone() == (1,)


def transfer(connection, first, second):
    change = "UPDATE account SET cents = cents + 1 WHERE id = %s"
    connection.execute(change, [first])
    yield
    connection.execute(change, [second])
    connection.commit()


def finish(transfers):
    """The SQLSTATE of a transfer that was aborted, or None."""
    try:
        next(transfers, None)
    except errors.DeadlockDetected as failure:
        return failure.sqlstate
    return None


def test_one_order_of_locks_prevents_the_deadlock(postgres):
    with psycopg.connect(postgres) as setup:
        setup.execute("CREATE TABLE account (id int PRIMARY KEY, cents int)")
        setup.execute("INSERT INTO account VALUES (1, 0), (2, 0)")
    with psycopg.connect(postgres) as one, psycopg.connect(postgres) as two:
        for connection in (one, two):
            connection.execute("SET deadlock_timeout = '50ms'")
            connection.commit()
        with ThreadPoolExecutor() as threads:
            there, back = transfer(one, 1, 2), transfer(two, 2, 1)
            next(there)
            next(back)
            outcomes = [job.result() for job in [threads.submit(finish, t) for t in (there, back)]]
            assert sorted(outcomes, key=str) == ["40P01", None]
        one.rollback()
        two.rollback()
        with ThreadPoolExecutor() as threads:
            there, back = transfer(one, 1, 2), transfer(two, 1, 2)
            next(there)
            start = threads.submit(next, back)  # waits at its first row and holds none
            wait_until_blocked(postgres, two)
            assert finish(there) is None
            start.result(timeout=10)
            assert finish(back) is None
