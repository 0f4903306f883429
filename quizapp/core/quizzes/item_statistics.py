"""How questions behave: what quiz answers say of the item rather than of the learner.

Classical item analysis on first answers: facility (mean score), discrimination (correlation of
the item with the rest of its quiz, Ebel 1954), how often each option is picked, median time.
Each version of a card is counted by itself, because a changed option is another question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

ENOUGH_ATTEMPTS = 30
HARDEST, EASIEST = 0.20, 0.95
LEAST_DISCRIMINATION = 0.20
DEAD_OPTION = 0.05
#: The share of attempts with the best rest scores in which a wrong option may not beat the key.
TOP_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Attempt:
    """One first answer: score and share of the rest of its quiz (None without a rest), both from
    0 to 1, seconds, the tokens of the chosen options, and the answer in plain words."""

    prompt_id: str
    content_hash: str
    score: float
    seconds: float
    rest: float | None
    chosen: tuple[str, ...] = ()
    options: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """The figures of one version of an item; None where the attempts do not vary or are too few.

    `pick_rates` and `picked` say of each option that was chosen how often, and its text; `key`
    holds the tokens of the right ones, empty where nobody got this version right.
    """

    prompt_id: str
    content_hash: str
    attempts: int
    facility: float | None = None
    discrimination: float | None = None
    median_seconds: float | None = None
    pick_rates: Mapping[str, float] | None = None
    flags: tuple[str, ...] = ()
    picked: Mapping[str, str] | None = None
    key: tuple[str, ...] = ()

    @property
    def is_enough(self) -> bool:
        return self.attempts >= ENOUGH_ATTEMPTS


def figures(attempts: Iterable[Attempt]) -> list[ItemFigures]:
    """The figures of every version of every item, in the order of their ids."""
    grouped: dict[tuple[str, str], list[Attempt]] = {}
    for one in attempts:
        grouped.setdefault((one.prompt_id, one.content_hash), []).append(one)
    return [
        _figures(prompt_id, content_hash, some)
        for (prompt_id, content_hash), some in sorted(grouped.items())
    ]


def _figures(prompt_id: str, content_hash: str, attempts: list[Attempt]) -> ItemFigures:
    number = len(attempts)
    if number < ENOUGH_ATTEMPTS:
        return ItemFigures(prompt_id, content_hash, number)
    facility = sum(one.score for one in attempts) / number
    pairs = [(one.score, one.rest) for one in attempts if one.rest is not None]
    discrimination = correlation(pairs) if len(pairs) >= ENOUGH_ATTEMPTS else None
    rates = _pick_rates(attempts)
    key = _key(attempts)
    return ItemFigures(
        prompt_id,
        content_hash,
        number,
        facility,
        discrimination,
        median(one.seconds for one in attempts),
        rates,
        tuple(_flags(attempts, facility, discrimination, rates, key)),
        _picked(attempts),
        key,
    )


def _key(attempts: Sequence[Attempt]) -> tuple[str, ...]:
    """What was chosen where it was right: a version tells its own key, however the card is now."""
    return next((tuple(sorted(one.chosen)) for one in attempts if one.score >= 1), ())


def _picked(attempts: Sequence[Attempt]) -> dict[str, str]:
    """Option token → its text, as far as the answers tell them apart."""
    found: dict[str, str] = {}
    for one in attempts:
        words = [one.words] if len(one.chosen) == 1 else one.words.split("; ")
        if len(words) == len(one.chosen):
            found |= dict(zip(one.chosen, words, strict=True))
    return found


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Pearson's correlation, from -1 to 1; None when either side does not vary."""
    number = len(pairs)
    if number < 2:
        return None
    mean_x = sum(x for x, _ in pairs) / number
    mean_y = sum(y for _, y in pairs) / number
    spread_x = sum((x - mean_x) ** 2 for x, _ in pairs)
    spread_y = sum((y - mean_y) ** 2 for _, y in pairs)
    if spread_x < 1e-12 or spread_y < 1e-12:
        return None
    together = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    return max(-1.0, min(1.0, together / (sqrt(spread_x) * sqrt(spread_y))))


def _pick_rates(attempts: Sequence[Attempt]) -> dict[str, float]:
    """Option token → share of attempts that chose it; "I don't know" chooses none."""
    picks = Counter(token for one in attempts for token in one.chosen)
    return {token: count / len(attempts) for token, count in sorted(picks.items())}


def _flags(
    attempts: Sequence[Attempt],
    facility: float,
    discrimination: float | None,
    rates: Mapping[str, float],
    key: Sequence[str],
) -> Iterable[str]:
    if facility < HARDEST:
        yield "too hard"
    if facility > EASIEST:
        yield "too easy"
    if discrimination is not None and discrimination < LEAST_DISCRIMINATION:
        yield "does not discriminate"
    options = max(one.options for one in attempts)
    alive = sum(rate >= DEAD_OPTION for rate in rates.values())
    if alive < options:
        yield "dead option"
    if key and _is_key_beaten(attempts, key):
        yield "suspect key"


def _is_key_beaten(attempts: Sequence[Attempt], key: Sequence[str]) -> bool:
    """Whether those who do best elsewhere choose a wrong option more often than a right one."""
    ranked = sorted(
        (one for one in attempts if one.rest is not None), key=lambda one: -(one.rest or 0.0)
    )
    best = ranked[: max(1, round(TOP_SHARE * len(ranked)))]
    picks = Counter(token for one in best for token in one.chosen)
    wrong = max((count for token, count in picks.items() if token not in key), default=0)
    return wrong > min((picks[token] for token in key), default=0)
