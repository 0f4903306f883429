"""Decks for tests: a folder of files, and a small deck with every kind in it."""

from __future__ import annotations

from pathlib import Path

ROADMAP = """
[[topic]]
id = "alpha"
title = "Alpha topic"
group = "technologies"

[[topic]]
id = "beta"
title = "Beta topic"
group = "concepts"
needs = ["alpha"]
"""

GUIDE = """# About it

## First things

Some words about the first things.

## Second things

Some words about the second things.
"""

_TAIL = """
> The reason why this is so, in some more words than the answer has.

Source: [First things](guide.md#first-things)
Source: A primary source 1.0, section 2, checked 2026-11
"""

ALPHA = f"""---
topic: alpha
---
## Which colour has the sky? {{#sky level=1}}
Blue.
{_TAIL}
## Idempotent {{#idempotent .both}}
Repeating it has the same effect.
{_TAIL}
## Writes {{#cloze-two .cloze}}
A ==first=={{1}} thing and a ==second=={{2}} thing.
{_TAIL}
## Which one is right? {{#pick .choice}}

- [x] The key
- [ ] The first wrong one
  > It is wrong. (misconception: one)
- [ ] The second wrong one
  > It is wrong as well. (misconception: two)
{_TAIL}
"""

BETA = f"""---
topic: beta
---
## Which command lists files? {{#list-files .typed}}
= ls
= /bin/ls
{_TAIL}
## In which order? {{#in-order .order}}
1. Wake up
2. Get up
3. Go out
{_TAIL}
## What does it print? {{#prints .output}}
```python run
print(1 + 1)
```
```output
2
```
{_TAIL}
## Why does it fail? {{#fails .fix}}
```python broken
int("x")
```
```error
ValueError: invalid literal for int() with base 10: 'x'
```
```python fixed
int("1")
```
{_TAIL}
## The disk is full at night. What do you look at first? {{#full-disk .scenario}}
At the size of the log files.
{_TAIL}
""".replace("first-things", "second-things", 3)

SMALL_DECK = {
    "roadmap.toml": ROADMAP,
    "topics/alpha/guide.md": GUIDE,
    "topics/alpha/cards.md": ALPHA,
    "topics/beta/guide.md": GUIDE,
    "topics/beta/cards.md": BETA,
}


def write_deck(folder: Path, files: dict[str, str]) -> Path:
    """Write the files below a folder and return it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def basic_card(number: int) -> str:
    """A plain card that differs from others by its number."""
    return f"## Question number {number}? {{#card-{number}}}\nAnswer number {number}.\n{_TAIL}"


def big_deck(folder: Path, number: int) -> Path:
    """A deck of one topic with many plain cards, a thousand in a file."""
    files = dict(SMALL_DECK)
    del files["topics/alpha/cards.md"]
    for start in range(0, number, 1000):
        cards = (basic_card(n) for n in range(start, min(number, start + 1000)))
        text = "---\ntopic: alpha\n---\n" + "\n".join(cards)
        files[f"topics/alpha/cards-{start // 1000 + 1}.md"] = text
    return write_deck(folder, files)
