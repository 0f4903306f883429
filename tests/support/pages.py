"""Pages of the hub for tests: one of a technology with everything in it, and the hub's own."""

from __future__ import annotations

from tests.support.decks import SMALL_DECK

TECHNOLOGY = """---
topics: alpha, beta
---
# Alpha technology

An alpha holds *first* things, see [its page](../topics/alpha/guide.md#first-things).

## Mental model

```diagram flow "How an alpha becomes a beta"
Alpha -> Beta: by waiting
Alpha -> Gamma
Gamma -> Beta
Beta -> Alpha: back again
```

Cards: sky, idempotent

Source: A primary source 1.0, section 1, checked 2026-11

## What breaks without it

```diagram sequence "Who talks to whom"
Client -> Server: GET /
Server -> Server: think
Server -> Client: 200
```

Cards: pick

## Core rules

They are listed below.

Cards: cloze-two

## Worked example

```python run
print("a long line of code that has to be scrolled on a phone", 6 * 7, "and goes on")
```

```output
a long line of code that has to be scrolled on a phone 42 and goes on
```

```python include=topics/alpha/proofs/prove_alpha.py#told
```

Cards: prints

## Common errors

```text
ValueError: invalid literal for int() with base 10: 'x'
```

Cards: fails

## Choose between

| You need | Take | Because |
|---|---|---|
| one thing | `alpha` | it is the first of all the letters in the alphabet of the Greeks |
| another | `beta` | it comes after that |

Cards: full-disk

## Version notes

```diagram stack "What lies on what"
Alpha: the upper layer
Beta
```

## Check yourself

Say it aloud first.

Cards: pick, in-order, prints, cloze-two, list-files

## Sources

Source: A primary source 1.0, section 3, checked 2026-11
"""

PROOF = """def test_it():
    # region: told
    told = [1, 2]
    assert told == [1, 2]
    # endregion
"""

HOME = """# Home of the hub

It has {technologies} pages of technologies and {cards} cards; {nothing} is no figure.

## Key technologies

Two of them:

- [Alpha](../technologies/alpha.md): the *first* of all
- [Omega](../technologies/omega.md): the last

## Roadmap

- Pages of technologies: {technologies} of 1 pages
- Concepts: {concepts} of 6 pages

## Resources

- [Somewhere else](https://example.org/)
"""

GLOSSARY = """# Glossary

## Alpha

The first letter, see [the technology](../technologies/alpha.md#mental-model).

## Beta

The second one, after [alpha](#alpha). Its sources are in [the list](../sources.toml).
"""

#: A page that fits the small deck.
WITH_PAGE = {
    "technologies/alpha.md": TECHNOLOGY,
    "topics/alpha/proofs/prove_alpha.py": PROOF,
}
SMALL_HUB = SMALL_DECK | WITH_PAGE
#: All kinds of pages, for that deck or another one.
HUB_FILES = WITH_PAGE | {"hub/home.md": HOME, "hub/glossary.md": GLOSSARY}
HUB_DECK = SMALL_DECK | HUB_FILES
