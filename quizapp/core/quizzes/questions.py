"""Asking a prompt in a quiz: who judges the answer, and what the judgement is."""

from __future__ import annotations

from math import comb

from quizapp.core.cards import Card, Prompt
from quizapp.core.errors import InvalidInput
from quizapp.core.kinds import KINDS, cloze, output
from quizapp.core.kinds.answers import difference, grade_for, normal, written_answer
from quizapp.core.kinds.block import Given, value_of
from quizapp.core.kinds.wording import plain_words
from quizapp.core.reviews import Verdict

#: A gap that hides more than this is compared by the learner: nobody types it letter by letter.
LONGEST_GAP = 40
MOST_CHARACTERS = 4_000
#: What a learner may say after comparing, and the share it stands for.
MARKS = {"right": 1.0, "partly": 0.5, "wrong": 0.0}


def is_self_marked(card: Card, part: str) -> bool:
    """Whether the learner compares and judges; else the program does."""
    if card.kind == "cloze":
        hidden = cloze.hidden_texts(card.body, int(part))
        return any(len(text) > LONGEST_GAP for text in hidden)
    return not KINDS[card.kind].program_graded


def options_of(card: Card) -> int:
    """How many options are offered to choose from; 0 where the answer is made up freely."""
    return len(card.body) if card.kind == "choice" else 0


def ways_of(card: Card) -> int:
    """In how many ways a guess could choose; 0 where the answer is made up freely.

    The page says how many options to choose, so a guess chooses that many.
    """
    right = sum(option.right for option in card.body) if card.kind == "choice" else 0
    return comb(len(card.body), right) if right else 0


def check(card: Card, part: str, given: Given) -> Verdict:
    """What the program finds of an answer.

    Raises InvalidInput when nothing was given, or something that the form cannot have sent.
    """
    if card.kind in ("typed", "output", "cloze") and not value_of(given, "typed").strip():
        raise InvalidInput("Write an answer, or say that you don’t know.")
    if card.kind == "cloze":
        return _check_gap(card, part, given)
    verdict = KINDS[card.kind].check(card, Prompt(card.id, part), given)
    if verdict is None:
        raise InvalidInput("This question is answered by comparing: show the answer first.")
    return verdict


def _check_gap(card: Card, part: str, given: Given) -> Verdict:
    """A gap is right when the words are; several gaps of one number are asked for once."""
    typed = normal(written_answer(given, output.MOST_CHARACTERS), exact_case=True)
    forms = list(
        dict.fromkeys(_as_typed(text) for text in cloze.hidden_texts(card.body, int(part)))
    )
    if len(forms) > 1:
        forms = [", ".join(forms), " ".join(forms)]
    wanted = {normal(form, exact_case=card.exact_case) for form in forms}
    wanted |= {plain_words(form) for form in forms if not card.exact_case}
    given_forms = {normal(typed, exact_case=card.exact_case)}
    given_forms |= set() if card.exact_case else {plain_words(typed)}
    score = 1.0 if wanted & given_forms else 0.0
    runs = difference(typed, forms[0], exact_case=card.exact_case)
    diff = [[operation, "".join(characters)] for operation, characters in runs]
    return Verdict(score, grade_for(score), typed, {"diff": diff, "closest": forms[0]})


def _as_typed(hidden: str) -> str:
    """What is hidden without the marks of inline code and emphasis around it."""
    return normal(hidden.strip("`*_ "), exact_case=True)
