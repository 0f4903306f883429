"""Proofs for the rest cards on actions as resources and on breaking changes."""

from flask import Flask


def test_a_cancellation_put_twice_is_one_cancellation():
    app = Flask("orders")
    refunds, cancellations = [], {}

    @app.post("/cancelOrder")
    def cancel():
        refunds.append("order 7")
        return "", 204

    @app.put("/orders/<order>/cancellation")
    def replace_cancellation(order):
        created = order not in cancellations
        cancellations[order] = {"by": "customer"}
        return "", 201 if created else 204

    client = app.test_client()
    for _ in range(2):
        client.post("/cancelOrder?id=7")
    assert len(refunds) == 2

    answers = [client.put("/orders/7/cancellation").status_code for _ in range(2)]
    assert answers == [201, 204]
    assert cancellations == {"7": {"by": "customer"}}


def total(orders):
    """A client that adds up prices and ignores fields that it does not know."""
    return sum(order["price"] for order in orders)


def listing(page_size=2):
    """The request that knows no page size gets what it got before."""
    return [{"price": 5}, {"price": 7}, {"price": 9}][:page_size]


#: What the client receives after the change that holds these words.
AFTER = {
    "into a text": [{"price": "5"}, {"price": "7"}],
    "delivery date": [
        {"price": 5, "delivery": "2026-11-23"},
        {"price": 7, "delivery": "2026-11-24"},
    ],
    "page size": listing(),
}


def test_each_option_for_a_change_that_breaks_clients(options):
    assert total([{"price": 5}, {"price": 7}]) == 12
    for option, right in options:
        [orders] = [orders for words, orders in AFTER.items() if words in option]
        try:
            works = total(orders) == 12
        except TypeError:
            works = False
        assert works is not right, option
