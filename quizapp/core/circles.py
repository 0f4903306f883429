"""Circles of needs: names that need each other, so that none of them can come first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

#: A circle of more names is told by its first ones.
MOST_NAMED = 12


def circles(needs: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Every group of names that lead back to each other, and every name that needs itself.

    Members and groups come in the order of `needs`; a need that is no key leads nowhere.
    """
    place = {name: number for number, name in enumerate(needs)}
    found = [
        sorted(group, key=place.__getitem__)
        for group in _groups(needs)
        if len(group) > 1 or group[0] in needs[group[0]]
    ]
    return sorted(found, key=lambda group: place[group[0]])


def in_words(circle: Sequence[str], needs: Mapping[str, Sequence[str]]) -> str:
    """The members: as the path that they make, or as a list where there are several ways round."""
    if len(circle) > MOST_NAMED:
        return f"{', '.join(circle[:MOST_NAMED])} and {len(circle) - MOST_NAMED:,} more"
    inside = {
        name: [need for need in dict.fromkeys(needs[name]) if need in circle] for name in circle
    }
    if any(len(ways) > 1 for ways in inside.values()):
        return ", ".join(circle)
    path = [circle[0]]
    while len(path) <= len(circle):
        path.append(inside[path[-1]][0])
    return " → ".join(path)


def _groups(needs: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """All names, each with those that it leads to and that lead back to it (Tarjan's algorithm).

    Without recursion: a chain of needs may be as long as the deck.
    """
    met: dict[str, int] = {}
    #: The earliest name still open that can be reached from a name.
    earliest: dict[str, int] = {}
    open_names: dict[str, None] = {}
    for start in needs:
        waiting = [] if start in met else [(start, iter(needs[start]))]
        while waiting:
            name, rest = waiting[-1]
            if name not in met:
                met[name] = earliest[name] = len(met)
                open_names[name] = None
            need = next((one for one in rest if one in needs and one not in met), None)
            if need is not None:
                waiting.append((need, iter(needs[need])))
                continue
            waiting.pop()
            earliest[name] = min(earliest[one] for one in (name, *needs[name]) if one in open_names)
            if earliest[name] == met[name]:
                group = []
                while name in open_names:
                    group.append(open_names.popitem()[0])
                yield group
