"""The lines between two `---` with which a file of the deck begins."""

from __future__ import annotations

from dataclasses import dataclass, field

from quizapp.core.kinds.block import Fault

_MOST_LINES = 50


@dataclass(slots=True)
class FrontMatter:
    """Each key with its line and value, and the number of the first line after it."""

    values: dict[str, tuple[int, str]] = field(default_factory=dict)
    first_line: int = 1
    faults: list[Fault] = field(default_factory=list)


def read_front_matter(text: str) -> FrontMatter:
    """The front matter of a file; a file may have none."""
    matter = FrontMatter()
    # Only so much of the file is looked at as front matter can take up.
    lines = text.removeprefix("\ufeff").split("\n", _MOST_LINES + 2)[: _MOST_LINES + 2]
    if lines[0].strip() != "---":
        return matter
    for number, raw in enumerate(lines[1:], start=2):
        line = raw.strip()
        if line == "---":
            matter.first_line = number + 1
            return matter
        if line.startswith("#"):
            break
        if line:
            _read_value(matter, number, line)
    remedy = "End it with a line `---` above the first card."
    return FrontMatter(matter.values, 2, [Fault(1, "The front matter is not closed.", remedy)])


def _read_value(matter: FrontMatter, number: int, line: str) -> None:
    key, colon, value = line.partition(":")
    key, value = key.strip(), value.strip()
    if not colon or not value:
        remedy = "Write lines such as `topic: http`."
        matter.faults.append(Fault(number, "This line is no `key: value`.", remedy))
    elif key in matter.values:
        earlier = matter.values[key][0]
        message = f"This repeats the key of line {earlier}."
        matter.faults.append(Fault(number, message, "Keep one of them."))
    else:
        matter.values[key] = (number, value)
