"""A question in the heading, an answer in prose below it."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.core.cards import Card, Face, Markdown, Prompt
from quizapp.core.kinds import plain
from quizapp.core.kinds.block import Fault, Line, text_of
from quizapp.core.kinds.wording import plain_words

program_graded = False
prompts = plain.prompts
arrange = plain.arrange
check = plain.check


def parse(lines: Sequence[Line], front: str) -> tuple[str, list[Fault]]:
    """The answer's Markdown."""
    answer = text_of(lines)
    return answer, [] if answer.strip() else [plain.empty_answer()]


def write(body: str) -> str:
    return body


def meaning(body: str) -> str:
    """The answer's words and code: punctuation, case and emphasis may change freely."""
    return plain_words(body)


def face(card: Card, prompt: Prompt) -> Face:
    return {"question": Markdown(card.front), "answer": Markdown(card.body)}
