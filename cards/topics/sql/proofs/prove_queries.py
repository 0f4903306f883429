"""Proofs for the SQL cards whose claim needs PostgreSQL, or more than one program."""

import psycopg
import pytest
from psycopg import errors


def test_each_stage_knows_the_names_of_earlier_ones(postgres):
    with psycopg.connect(postgres, autocommit=True) as db:
        db.execute("CREATE TABLE sale (city text, amount int)")
        db.execute("INSERT INTO sale VALUES ('Cairo', 1), ('Cairo', 2), ('Giza', 9), ('Luxor', 5)")
        query = """
            SELECT city, sum(amount) * 10 AS tenfold FROM sale
            WHERE amount > 1 GROUP BY city HAVING sum(amount) > 2
            ORDER BY tenfold DESC
            """
        # WHERE took one sale of Cairo, HAVING then the city; the limit cuts the sorted rows.
        assert db.execute(query).fetchall() == [("Giza", 90), ("Luxor", 50)]
        assert db.execute(f"{query} LIMIT 1").fetchall() == [("Giza", 90)]
        too_early = {
            "SELECT city FROM sale WHERE sum(amount) > 2 GROUP BY city": errors.GroupingError,
            "SELECT amount * 10 AS tenfold FROM sale WHERE tenfold > 5": errors.UndefinedColumn,
            "SELECT city, sum(amount) AS total FROM sale GROUP BY city HAVING total > 2": (
                errors.UndefinedColumn
            ),
        }
        for query, error in too_early.items():
            with pytest.raises(error):
                db.execute(query)


def test_what_each_expression_gives_without_a_match(postgres, options):
    with psycopg.connect(postgres) as db:
        db.execute("CREATE TABLE guest (id int PRIMARY KEY)")
        db.execute("CREATE TABLE booking (id int, guest_id int)")
        db.execute("INSERT INTO guest VALUES (1), (2)")
        db.execute("INSERT INTO booking VALUES (40, 1), (50, 1)")
        given = {
            text: db.execute(
                f"SELECT {text} FROM guest g LEFT JOIN booking b ON b.guest_id = g.id"
                " GROUP BY g.id ORDER BY g.id"
            ).fetchall()
            for text, _ in options
        }
    assert given == {
        "count(b.id)": [(2,), (0,)],
        "count(*)": [(2,), (1,)],
        "count(g.id)": [(2,), (1,)],
        "sum(b.id)": [(90,), (None,)],
    }
    assert [text for text, right in options if right] == ["count(b.id)"]


def test_max_id_is_the_row_of_anybody(postgres):
    with psycopg.connect(postgres, autocommit=True) as db:
        db.execute("CREATE TABLE orders (id int GENERATED ALWAYS AS IDENTITY, buyer text)")
    insert = "INSERT INTO orders (buyer) VALUES (%s) RETURNING id"
    with (
        psycopg.connect(postgres, autocommit=True) as amal,
        psycopg.connect(postgres, autocommit=True) as badr,
    ):
        own = amal.execute(insert, ["Amal"]).fetchone()
        of_badr = badr.execute(insert, ["Badr"]).fetchone()
        assert amal.execute("SELECT max(id) FROM orders").fetchone() == of_badr != own
        assert amal.execute("SELECT buyer FROM orders WHERE id = %s", own).fetchone() == ("Amal",)
        # UPDATE returns the value after the change, DELETE the content that is gone.
        change = "UPDATE orders SET buyer = 'Amal S.' WHERE id = %s RETURNING buyer"
        assert amal.execute(change, own).fetchone() == ("Amal S.",)
        delete = "DELETE FROM orders WHERE id = %s RETURNING buyer"
        assert amal.execute(delete, own).fetchone() == ("Amal S.",)
