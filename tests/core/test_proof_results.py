"""A result counts for as long as the card and its proof are those that were run."""

from __future__ import annotations

from dataclasses import replace

from quizapp.core.cards import Card, Deck
from quizapp.core.kinds.fences import written_fence
from quizapp.core.pages import parse_page
from quizapp.core.proof_results import (
    Claim,
    Result,
    claims_of_cards,
    claims_of_page,
    hash_of_proof,
    parse_results,
    proved,
    proved_cards,
    write_results,
)
from tests.support.cards import read_card

FILES = {
    "topics/alpha/proofs/prove_it.py": "def test_it(): pass",
    "topics/alpha/proofs/prove_more.py": "def test_more(): pass",
    "topics/alpha/proofs/data.csv": "1,2",
}
PROVED = "topics/alpha/proofs/prove_it.py"


def card_with_proof() -> Card:
    card = read_card("#proved", "Because it is.")
    place = replace(card.place, path="topics/alpha/cards.md")
    return replace(card, proof="proofs/prove_it.py::test_it", place=place)


def program_card() -> Card:
    code = written_fence("python run", "print(1)")
    return read_card("#prints .output", f"{code}\n{written_fence('output', '1')}")


def lock_of(claims: dict[str, Claim]) -> str:
    return write_results(
        {
            name: Result(claim.content, claim.proof, "python", "2026-11", "Python 3.11.7")
            for name, claim in claims.items()
        }
    )


def test_results_are_read_as_they_were_written_in_order_of_their_ids() -> None:
    hashes = ("0123456789abcdef", "-")
    results = {
        "sql-null": Result(*hashes, "sqlite", "2026-11", "Python 3.11.7, SQLite 3.40.1"),
        "hub/home.md#:1": Result("f" * 16, "0" * 16, "python", "2026-10", "Python 3.11.7"),
    }
    text = write_results(results)
    assert text == (
        "hub/home.md#:1 ffffffffffffffff 0000000000000000 python 2026-10 Python 3.11.7\n"
        "sql-null 0123456789abcdef - sqlite 2026-11 Python 3.11.7, SQLite 3.40.1\n"
    )
    assert parse_results(text) == (results, [])


def test_a_line_that_is_no_result_or_comes_twice_is_told_with_its_remedy() -> None:
    line = "sql-null 0123456789abcdef - sqlite 2026-11 Python 3.11.7"
    results, problems = parse_results(f"{line}\nsql-join yes\n{line}\n")
    assert list(results) == ["sql-null"]
    assert [(one.path, one.line) for one in problems] == [("proofs.lock", 2), ("proofs.lock", 3)]
    assert "`make proofs`" in problems[0].remedy


def test_cards_claim_what_their_proofs_and_programs_show_and_others_nothing() -> None:
    deck = [card_with_proof(), program_card(), read_card("#plain", "A word.")]
    claims = claims_of_cards(deck, FILES)
    assert {name: claim.path for name, claim in claims.items()} == {
        "proved": f"{PROVED}::test_it",
        "prints": "",
    }
    assert claims_of_cards(deck, {}).keys() == {"prints"}


def test_a_card_is_proved_until_its_text_or_its_proof_changes() -> None:
    card = card_with_proof()
    deck = Deck((), (card, program_card()))
    lock = lock_of(claims_of_cards(deck.cards, FILES))
    assert proved_cards(lock, deck, FILES) == {
        "proved": "Python 3.11.7",
        "prints": "Python 3.11.7",
    }
    assert proved_cards("", deck, FILES) == {}
    reworded = Deck((), (replace(card, text=f"{card.text} indeed"),))
    assert proved_cards(lock, reworded, FILES) == {}
    mended = {**FILES, PROVED: "def test_it(): assert True"}
    assert proved_cards(lock, deck, mended).keys() == {"prints"}


def test_a_proof_is_its_file_and_what_lies_beside_it_but_no_other_proof() -> None:
    before = hash_of_proof(PROVED, FILES)
    other = {**FILES, "topics/alpha/proofs/prove_more.py": "def test_more(): assert 1"}
    assert hash_of_proof(PROVED, other) == before
    assert hash_of_proof(PROVED, {**FILES, "topics/alpha/proofs/data.csv": "1,3"}) != before


PAGE = f"""# Home

```python run
print(1)
```
```output
1
```

## First

```python include={PROVED}
```

## Second

```text
tree
```
```sql run
SELECT 1
```
```output
1
```
```python include=topics/alpha/proofs/none.py
```
"""


def test_code_on_a_page_is_proved_until_it_or_its_file_changes() -> None:
    def claims(text: str, files: dict[str, str]) -> dict[str, Claim]:
        return claims_of_page(parse_page(text, "hub/home.md")[0], files)

    now = claims(PAGE, FILES)
    assert list(now) == ["hub/home.md#:1", "hub/home.md#first:1", "hub/home.md#second:1"]
    lock = lock_of(now)
    assert proved(lock, now).keys() == now.keys()
    assert proved(lock, claims(PAGE.replace("SELECT 1", "SELECT 01"), FILES)).keys() == {
        "hub/home.md#:1",
        "hub/home.md#first:1",
    }
    changed = {**FILES, PROVED: "def test_it(): assert True"}
    assert "hub/home.md#first:1" not in proved(lock, claims(PAGE, changed))
