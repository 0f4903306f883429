"""The rules on choices: nothing but knowledge leads to the key."""

from __future__ import annotations

from quizapp.core.lint import Collection, lint
from tests.support.linting import Example, card, check, collection, each, of_cards

KEY = "It waits for the lock"
WRONG = ("It reads the old row", "It fails with an error")
QUESTION = "Alpha: what does a second reader do?"
SECOND = "Beta: when must the first writer give way?"


def option(text: str, misconception: str | None = "locks are shared") -> str:
    named = "" if misconception is None else f" (misconception: {misconception})"
    return f"- [ ] {text}\n  > There is one lock.{named}"


def choice(
    *wrong: str,
    key: str = KEY,
    keys: tuple[str, ...] = (),
    heading: str = QUESTION,
    card_id: str = "one",
    is_proved: bool = False,
) -> str:
    """A choice with these wrong options; those that are no list item yet become one."""
    items = [f"- [x] {one}" for one in keys or (key,)]
    items += [one if one.startswith("- [") else option(one) for one in wrong or WRONG]
    text = card(heading, f"#{card_id} .choice", "\n".join(items))
    return f"{text.rstrip()}\nProof: proofs/a.py::test_b\n" if is_proved else text


EXAMPLES: dict[str, Example] = {
    "E14a": of_cards(choice("It reads the old row"), choice(*WRONG, "It counts the queue")),
    "E14b": Example(
        collection(
            choice(key="It waits for the lock of rows"),
            choice(key="It gives way to the next reader", heading=SECOND, card_id="two"),
        ),
        collection(
            choice(key="It waits for the lock of rows"),
            choice(key="It gives way at once", heading=SECOND, card_id="two"),
        ),
    ),
    "E14c": of_cards(
        choice(WRONG[0], option(WRONG[1], misconception=None)),
        choice(WRONG[0], option(WRONG[1], misconception="locks fail at once")),
    ),
    "E14d": of_cards(
        choice(WRONG[0], f"It reads `{'x' * 29}`"), choice(WRONG[0], f"It reads `{'x' * 26}`")
    ),
    "E14e": of_cards(
        choice(WRONG[0], "It always reads rows"),
        choice(WRONG[0], "It always reads rows", key="It only waits for rows"),
    ),
    "E14f": of_cards(choice(WRONG[0], "None of the above"), choice(WRONG[0], "None of it is read")),
    "E14g": of_cards(
        choice(WRONG[0], "It *reads* the old row"), choice(WRONG[0], "It reads the new_row")
    ),
    "W14h": of_cards(
        choice(key="It waits for a lock."), choice(WRONG[0], "It fails at once.", key=KEY + ".")
    ),
    "W14i": of_cards(
        choice(heading="Alpha: what lock does it wait for, as it waits so long?"),
        choice(WRONG[0], "It waits for a lock"),
    ),
    "W14j": of_cards(
        choice("1 row", "30 rows", key="20 rows"),
        choice("1 row", "30 rows", key="0 rows"),
    ),
    "E14k": of_cards(
        choice("`lock(1)`", "`lock(2)`", key="`lock(0)`"),
        choice("`lock(1)`", "`lock(2)`", key="`lock(0)`", is_proved=True),
    ),
    "W14l": Example(
        collection(
            choice(keys=("It waits for a lock", "It stands in line")),
            choice(
                keys=("It ends its own work", "It asks once again"), heading=SECOND, card_id="two"
            ),
        ),
        collection(
            choice(keys=("It waits for a lock", "It stands in line")),
            choice(key="It ends its own work", heading=SECOND, card_id="two"),
        ),
    ),
    "W18c": of_cards(
        choice(heading="Alpha: which of these does a reader not do?"),
        choice(heading="Alpha: which of these does a reader NOT do?"),
    ),
    "W18d": Example(
        collection(
            choice(heading="Alpha: which of these does a second reader NOT do?"),
            choice(
                key="It ends its own work",
                heading="Beta: which act of a writer is NOT safe there?",
                card_id="two",
            ),
        ),
        collection(choice(heading="Alpha: which of these does a second reader NOT do?")),
    ),
}


@each(EXAMPLES)
def test_a_breach_is_found_by_its_rule_alone_and_its_neighbour_by_none(
    rule: str, breaks: Collection, keeps: Collection
) -> None:
    check(rule, breaks, keeps)


def test_requests_and_numbers_are_nothing_to_run() -> None:
    requests = choice("`PUT /rows/1`", "`GET /rows/2`", key="`PUT /rows/2`")
    numbers = choice("`404`", "`409`", key="`400`", heading=SECOND, card_id="two")
    assert lint(collection(requests, numbers)) == []
