"""Proofs for the twelve-factor cards about signals and about parity of databases."""

import signal

import psycopg
import pytest

WORKER = """
import os, signal
for job in ["a", "b", "c"]:
    if job == "b":
        os.kill(os.getpid(), signal.SIGTERM)
    print("done", job, flush=True)
"""


def test_without_a_handler_the_job_is_cut_off(run):
    ran = run("python", WORKER)
    assert (ran.stdout, ran.exit_code) == ("done a\n", -signal.SIGTERM)


def test_postgresql_refuses_both_values(postgres):
    with psycopg.connect(postgres, autocommit=True) as database:
        database.execute("CREATE TABLE bookings (nights INTEGER, code VARCHAR(3))")
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            database.execute("INSERT INTO bookings VALUES ('three', 'ABC')")
        with pytest.raises(psycopg.errors.StringDataRightTruncation):
            database.execute("INSERT INTO bookings VALUES (3, 'ABCDEF')")
