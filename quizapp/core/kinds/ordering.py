"""Steps to be put in order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from quizapp.core.cards import Card, Face, Markdown, Prompt
from quizapp.core.errors import InvalidInput
from quizapp.core.grades import Grade
from quizapp.core.kinds import plain
from quizapp.core.kinds.answers import grade_for
from quizapp.core.kinds.block import Fault, Given, Line, shortened, value_of
from quizapp.core.kinds.items import Item, items_of, written_item
from quizapp.core.kinds.tokens import out_of_date, shuffled, token_of
from quizapp.core.kinds.wording import plain_words
from quizapp.core.reviews import Verdict

program_graded = True
prompts = plain.prompts

#: A share of steps in place from which an answer that is not right counts as hard.
NEARLY_RIGHT = 0.8
_STEP = re.compile(r"([0-9]{1,3})[.)](?: +(.*))?")
_ADD_STEP = "Write steps as `1. first` and `2. second`."


def parse(lines: Sequence[Line], front: str) -> tuple[tuple[str, ...], list[Fault]]:
    """The steps in their right order."""
    items, faults = items_of(lines, _STEP, _ADD_STEP)
    return tuple(item.text for item in items), faults or _faults_of(items)


def write(body: tuple[str, ...]) -> str:
    return "\n".join(written_item(f"{n}.", step) for n, step in enumerate(body, start=1))


def meaning(body: tuple[str, ...]) -> str:
    """The steps in order."""
    return "\n\n".join(plain_words(step) for step in body)


def face(card: Card, prompt: Prompt) -> Face:
    steps = [{"token": token_of(step), "text": Markdown(step)} for step in card.body]
    return {"question": Markdown(card.front), "steps": steps}


def arrange(face: Face, seed: str, given: Given) -> Face:
    """The steps as the form has them, else shuffled by the seed, never in the right order.

    A form without JavaScript asks for one move at a time: `move` holds `token:up` or
    `token:down`.
    """
    right = [step["token"] for step in face["steps"]]
    if given.get("order"):
        order = _moved(_order_of(right, given), value_of(given, "move"))
    else:
        order = shuffled(right, seed, str)
        if order == right:
            order = [*order[1:], order[0]]
    place = {token: index for index, token in enumerate(order)}
    return {
        **face,
        "steps": sorted(face["steps"], key=lambda step: place[step["token"]]),
    }


def check(card: Card, prompt: Prompt, given: Given) -> Verdict | None:
    """The longest run of steps that stand in the right order, as a share of all."""
    steps = {token_of(step): step for step in card.body}
    right = list(steps)
    order = _order_of(right, given)
    kept = _longest_rising([right.index(token) for token in order])
    score = len(kept) / len(right)
    grade = Grade.HARD if NEARLY_RIGHT <= score < 1 else grade_for(score)
    in_order = [place in kept for place in range(len(order))]
    words = " → ".join(steps[token] for token in order)
    detail = {"given": order, "in_order": in_order, "right": right}
    return Verdict(score, grade, words, detail)


def _order_of(right: Sequence[str], given: Given) -> list[str]:
    order = list(given.get("order", ()))
    if not order:
        raise InvalidInput("Put the steps in order, then check.")
    if sorted(order) != sorted(right):
        raise out_of_date()
    return order


def _moved(order: list[str], move: str) -> list[str]:
    if not move:
        return order
    token, _, direction = move.partition(":")
    if token not in order or direction not in ("up", "down"):
        raise out_of_date()
    old = order.index(token)
    new = min(max(old + (1 if direction == "down" else -1), 0), len(order) - 1)
    order.insert(new, order.pop(old))
    return order


def _longest_rising(places: Sequence[int]) -> frozenset[int]:
    """Where the steps stand that need not be moved: the others can be put between them."""
    # The longest common subsequence with the right order is the longest rising one: patience
    # sorting finds it in n log n, so a card of a thousand steps is no burden.
    piles: list[int] = []
    tops: list[int] = []
    before: list[int | None] = []
    for at, place in enumerate(places):
        pile = bisect_left(piles, place)
        piles[pile : pile + 1] = [place]
        tops[pile : pile + 1] = [at]
        before.append(tops[pile - 1] if pile else None)
    found: list[int] = []
    last: int | None = tops[-1]
    while last is not None:
        found.append(last)
        last = before[last]
    return frozenset(found)


def _faults_of(items: Sequence[Item]) -> list[Fault]:
    if len(items) < 2:
        return [Fault(0, "An order needs at least two steps.", _ADD_STEP)]
    faults = []
    numbers = [int(item.mark) for item in items]
    if numbers != list(range(numbers[0], numbers[0] + len(items))) and len(set(numbers)) > 1:
        written = shortened(", ".join(map(str, numbers)))
        faults.append(
            Fault(
                items[0].line,
                f"The steps are numbered {written}.",
                "Number them 1, 2, 3.",
            )
        )
    faults += [
        Fault(item.line, "A step cannot have an explanation.", "Say it in the why.")
        for item in items
        if item.note
    ]
    first_lines: dict[str, int] = {}
    for item in items:
        earlier = first_lines.setdefault(token_of(item.text), item.line)
        if earlier != item.line:
            faults.append(
                Fault(
                    item.line,
                    f"This step repeats the one on line {earlier}.",
                    "Two equal steps have no order: make them differ, or remove one.",
                )
            )
    return faults
