"""Proofs for the Python cards whose claim can be run."""

import functools
from decimal import Decimal


def test_generator_gives_nothing_on_a_second_pass():
    def rows():
        yield 1
        yield 2

    stream = rows()
    assert list(stream) == [1, 2]
    passes = 0
    for _ in stream:
        passes += 1
    assert passes == 0


def test_wraps_keeps_name_and_docstring():
    def bare(func):
        def wrapper():
            return func()

        return wrapper

    def polite(func):
        @functools.wraps(func)
        def wrapper():
            return func()

        return wrapper

    def view():
        """List the orders."""

    assert bare(view).__name__ == "wrapper"
    assert bare(view).__doc__ is None
    assert polite(view).__name__ == "view"
    assert polite(view).__doc__ == "List the orders."
    assert polite(view).__wrapped__ is view


class Manager:
    def __init__(self, events, exit_value=None):
        self.events = events
        self.exit_value = exit_value

    def __enter__(self):
        self.events.append("enter")
        return "conn"

    def __exit__(self, kind, error, trace):
        self.events.append(("exit", kind))
        return self.exit_value


def test_with_statement_order():
    events = []

    def open_db():
        events.append("evaluate")
        return Manager(events)

    class Target:
        def __setattr__(self, name, value):
            events.append(("bind", value))

    target = Target()
    try:
        with open_db() as target.conn:
            events.append("body")
            raise KeyError("x")
    except KeyError:
        events.append("re-raised")
    assert events == [
        "evaluate",
        "enter",
        ("bind", "conn"),
        "body",
        ("exit", KeyError),
        "re-raised",
    ]


def test_exit_returning_true_swallows_the_error(options):
    def block(events, exit_value):
        with Manager(events, exit_value):
            events.append("body")
            raise KeyError("x")
        events.append("after")

    events, handed = [], None
    try:
        handed = block(events, True)
    except KeyError:
        events.append("error")
    truth = {
        "Execution goes on after the `with` block": events[-1] == "after",
        "The KeyError travels on out of the `with` block": events[-1] == "error",
        "The body is run a second time from its first line": events.count("body") > 1,
        "The `with` block hands True to the caller": handed is True,
    }
    assert truth == dict(options)
    assert events == ["enter", "body", ("exit", KeyError), "after"]

    # Another value lets the error travel on.
    travelled_on = False
    try:
        block([], None)
    except KeyError:
        travelled_on = True
    assert travelled_on


def test_decimal_keeps_the_error_of_a_float():
    # region: decimal
    tenth = 0.1
    assert Decimal(tenth) != Decimal("0.1")
    assert Decimal(tenth) == Decimal.from_float(tenth)
    assert float(Decimal(tenth)) == tenth
    assert Decimal(tenth) > Decimal("0.1")
    assert Decimal("0.1") + Decimal("0.2") == Decimal("0.3")
    assert 0.1 + 0.2 != 0.3
    # endregion
