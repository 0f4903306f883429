"""Reading the deck's folder, and saving a card into it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_IMODE

import pytest

from quizapp.core.deck_changes import replace_card
from quizapp.core.errors import EditConflict, InvalidInput, NotWritable
from quizapp.storage import card_file
from quizapp.storage.deck_folder import read_deck, stamp, write_card_block
from tests.support.decks import SMALL_DECK, write_deck

ALPHA = "topics/alpha/cards.md"
BETA = "topics/beta/cards.md"
TAIL = "\n> Because of its cause.\n\nSource: A book, chapter 2\n"


def card(braces: str) -> str:
    return f"## Is it so? {{{braces}}}\nYes.\n{TAIL}"


def wrong_in(root: Path) -> list[str]:
    return [f"{one.path}:{one.line}: {one.message}" for one in read_deck(root).problems]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_deck(tmp_path / "cards", SMALL_DECK)


def add(root: Path, text: str, path: str = "topics/alpha/more.md", topic: str = "alpha") -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(f"---\ntopic: {topic}\n---\n{text}", encoding="utf-8", newline="")


def test_it_reads_topics_pages_and_cards(root: Path) -> None:
    found = read_deck(root)
    assert found.problems == ()
    assert [topic.id for topic in found.deck.topics] == ["alpha", "beta"]
    assert [guide.topic for guide in found.guides] == ["alpha", "beta"]
    assert [one.id for one in found.deck.cards][:2] == ["sky", "idempotent"]
    assert len(found.deck.cards) == 9
    assert {one.path for one in found.stamps} == set(SMALL_DECK)


def test_it_gives_cards_in_the_order_of_the_roadmap(root: Path) -> None:
    roadmap = SMALL_DECK["roadmap.toml"].strip().split("\n\n")
    (root / "roadmap.toml").write_text("\n\n".join(reversed(roadmap)), encoding="utf-8")
    assert [one.topic for one in read_deck(root).deck.cards] == ["beta"] * 5 + ["alpha"] * 4


def test_it_names_both_places_of_a_duplicate_id(root: Path) -> None:
    add(root, card("#sky"))
    assert wrong_in(root) == [f"topics/alpha/more.md:4: The id `sky` is that of {ALPHA}:4 already."]
    assert sum(one.id == "sky" for one in read_deck(root).deck.cards) == 1


def test_it_leaves_out_a_card_of_an_unknown_topic(root: Path) -> None:
    add(root, card("#one"), topic="alhpa")
    found = read_deck(root)
    assert [one.message for one in found.problems] == [
        "The topic `alhpa` of `one` is not in the roadmap."
    ]
    assert found.problems[0].remedy == "Did you mean `alpha`?"
    assert "one" not in [one.id for one in found.deck.cards]


def test_it_reports_a_card_in_the_folder_of_another_topic(root: Path) -> None:
    add(root, card("#one"), topic="beta")
    assert "is in the folder `alpha`" in wrong_in(root)[0]


@pytest.mark.parametrize(
    ("braces", "wrong"),
    [
        ("#one needs=nowhere", "`one` needs `nowhere`, which is no card and no topic."),
        ("#one contrast=nowhere", "`one` contrasts with `nowhere`, which is no card."),
        ("#one contrast=sky", "`one` contrasts with `sky`, but not the other way round."),
    ],
)
def test_it_reports_names_of_what_is_not_there(root: Path, braces: str, wrong: str) -> None:
    add(root, card(braces))
    assert wrong_in(root) == [f"topics/alpha/more.md:4: {wrong}"]
    assert "one" in [one.id for one in read_deck(root).deck.cards]


def test_it_accepts_needs_and_twins_that_are_there(root: Path) -> None:
    add(root, card("#one contrast=two needs=beta,sky"))
    add(root, card("#two contrast=one"), "topics/beta/more.md", "beta")
    assert wrong_in(root) == []


def test_it_reports_a_source_that_names_no_section(root: Path) -> None:
    add(root, card("#one") + "Source: [First](guide.md#frist-things)\n")
    place, page = "topics/alpha/more.md:4", "topics/alpha/guide.md"
    wrong = f"{place}: `one` names the section #frist-things, which {page} has not."
    assert wrong_in(root) == [wrong]
    assert read_deck(root).problems[0].remedy == "Did you mean `first-things`?"


def test_it_follows_links_to_the_pages_of_other_topics(root: Path) -> None:
    add(root, card("#one") + "Source: [A](../beta/guide.md#first-things)\n")
    assert wrong_in(root) == []
    add(root, card("#one") + "Source: [A](../gamma/guide.md#first-things)\n")
    assert "names the page ../gamma/guide.md" in wrong_in(root)[0]


def test_it_keeps_the_other_cards_of_a_deck_with_a_bad_one(root: Path) -> None:
    add(root, f"## No id\nYes.\n{TAIL}\n{card('#one')}")
    assert wrong_in(root) == ["topics/alpha/more.md:4: The card has no id."]
    assert len(read_deck(root).deck.cards) == 10


def test_it_names_the_line_of_bytes_that_are_no_text(root: Path) -> None:
    (root / "topics/alpha/more.md").write_bytes(b"---\ntopic: alpha\n\xff\xfe")
    assert wrong_in(root) == [
        "topics/alpha/more.md:3: This line is not UTF-8: it holds the byte 0xff."
    ]


def test_it_reports_a_file_that_it_may_not_read(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Root may read everything, so the refusal is played rather than made with a mode.
    whole = Path.read_bytes

    def refusing(path: Path) -> bytes:
        if path.name == "cards.md" and path.parent.name == "alpha":
            raise PermissionError(13, "Permission denied")
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", refusing)
    assert wrong_in(root) == [f"{ALPHA}:1: It cannot be read (Permission denied)."]
    assert len(read_deck(root).deck.cards) == 5


def test_it_refuses_a_file_that_is_far_too_big(root: Path) -> None:
    with (root / "topics/alpha/more.md").open("wb") as file:
        file.truncate(9_000_000)
    assert wrong_in(root) == ["topics/alpha/more.md:1: The file has 9000000 bytes."]


def test_it_refuses_links_out_of_the_folder(root: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("secret")
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / "topics/alpha/more.md").symlink_to(secret)
    (root / "topics/gamma").symlink_to(outside)
    (root / "topics/alpha/same.md").symlink_to(root / "topics/alpha/same.md")
    wrong = wrong_in(root)
    leads_out = "This link leads out of the deck's folder and is not followed."
    assert f"topics/alpha/more.md:1: {leads_out}" in wrong
    assert f"topics/gamma:1: {leads_out}" in wrong
    assert any(one.startswith("topics/alpha/same.md:1: It cannot be read") for one in wrong)
    assert len(read_deck(root).deck.cards) == 9


def test_it_follows_links_within_the_folder(root: Path) -> None:
    (root / "shared.md").write_text(f"---\ntopic: alpha\n---\n{card('#one')}")
    (root / "topics/alpha/more.md").symlink_to(root / "shared.md")
    assert wrong_in(root) == []
    assert "one" in [one.id for one in read_deck(root).deck.cards]


def test_it_never_waits_for_a_pipe(root: Path) -> None:
    os.mkfifo(root / "topics/alpha/more.md")
    assert wrong_in(root) == ["topics/alpha/more.md:1: This is no plain file."]


def test_it_skips_what_is_no_card_file(root: Path) -> None:
    for path in ("topics/alpha/notes.txt", "topics/alpha/proofs/a.md", "topics/alpha/.x.md.tmp.md"):
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text("anything")
    (root / "topics/README.md").write_text("anything")
    assert wrong_in(root) == []


def test_it_reports_a_folder_that_it_may_not_list(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Path.iterdir

    def refusing(path: Path) -> Iterator[Path]:
        if path.name == "alpha":
            raise PermissionError(13, "Permission denied")
        return whole(path)

    monkeypatch.setattr(Path, "iterdir", refusing)
    assert wrong_in(root) == ["topics/alpha:1: It cannot be read (Permission denied)."]
    assert len(read_deck(root).deck.cards) == 5


def test_it_reports_a_file_in_place_of_the_topics(tmp_path: Path) -> None:
    write_deck(tmp_path, {"roadmap.toml": SMALL_DECK["roadmap.toml"], "topics": "text"})
    assert wrong_in(tmp_path) == ["topics:1: This is no folder."]


def test_it_reports_a_link_to_nothing(root: Path) -> None:
    (root / "topics/alpha/more.md").symlink_to(root / "nothing.md")
    assert wrong_in(root) == [
        "topics/alpha/more.md:1: It cannot be read (No such file or directory)."
    ]


def test_it_reports_a_roadmap_that_is_no_text(root: Path) -> None:
    (root / "roadmap.toml").write_bytes(b"\xff")
    assert wrong_in(root) == ["roadmap.toml:1: This line is not UTF-8: it holds the byte 0xff."]
    assert len(read_deck(root).deck.cards) == 9


def test_it_makes_topics_of_folders_when_there_is_no_roadmap(root: Path) -> None:
    (root / "roadmap.toml").unlink()
    found = read_deck(root)
    assert wrong_in(root) == ["roadmap.toml:1: The deck has no roadmap."]
    assert [topic.id for topic in found.deck.topics] == ["alpha", "beta"]
    assert len(found.deck.cards) == 9


def test_it_reads_a_folder_that_is_empty_or_missing(tmp_path: Path) -> None:
    for root in (tmp_path, tmp_path / "missing"):
        assert wrong_in(root) == ["roadmap.toml:1: The deck has no roadmap."]
        assert stamp(root) == stamp(root)


def test_it_notices_every_change_of_a_file(root: Path) -> None:
    seen = {stamp(root)}
    (root / ALPHA).write_text("x")
    seen.add(stamp(root))
    add(root, card("#one"))
    seen.add(stamp(root))
    os.utime(root / BETA, ns=(1, 1))
    seen.add(stamp(root))
    (root / BETA).unlink()
    seen.add(stamp(root))
    assert len(seen) == 5
    (root / "topics/alpha/notes.txt").write_text("x")
    assert stamp(root) in seen


NEW = f"## Which colour has the sky by night? {{#sky level=1}}\nBlack.\n{TAIL}"


def hash_of_sky(root: Path) -> str:
    return next(one.content_hash for one in read_deck(root).deck.cards if one.id == "sky")


def test_it_saves_a_card_and_leaves_every_other_byte(root: Path) -> None:
    before = (root / ALPHA).read_bytes()
    old = next(one for one in read_deck(root).deck.cards if one.id == "sky")
    (root / ALPHA).chmod(0o640)
    write_card_block(root, ALPHA, "sky", old.content_hash, NEW)
    expected = before.replace(old.text.encode(), NEW.strip().encode())
    assert (root / ALPHA).read_bytes() == expected
    assert S_IMODE((root / ALPHA).stat().st_mode) == 0o640
    assert sorted(one.name for one in (root / ALPHA).parent.iterdir()) == ["cards.md", "guide.md"]


def test_it_refuses_to_save_over_another_change(root: Path) -> None:
    seen = hash_of_sky(root)
    write_card_block(root, ALPHA, "sky", seen, NEW)
    with pytest.raises(EditConflict, match="Someone changed this card"):
        write_card_block(root, ALPHA, "sky", seen, NEW)


def test_it_saves_when_only_another_card_changed(root: Path) -> None:
    seen = hash_of_sky(root)
    (root / ALPHA).write_text((root / ALPHA).read_text().replace("same effect", "one effect"))
    write_card_block(root, ALPHA, "sky", seen, NEW)
    assert "one effect" in (root / ALPHA).read_text()
    assert "Black." in (root / ALPHA).read_text()


def test_it_refuses_to_save_a_card_that_is_gone(root: Path) -> None:
    seen = hash_of_sky(root)
    (root / ALPHA).write_text("---\ntopic: alpha\n---\n")
    with pytest.raises(EditConflict, match="no longer in"):
        write_card_block(root, ALPHA, "sky", seen, NEW)
    (root / ALPHA).unlink()
    with pytest.raises(EditConflict, match="no longer there"):
        write_card_block(root, ALPHA, "sky", seen, NEW)


def test_it_refuses_to_save_into_a_file_that_is_no_text(root: Path) -> None:
    (root / ALPHA).write_bytes(b"\xff")
    with pytest.raises(NotWritable, match="cannot be read"):
        write_card_block(root, ALPHA, "sky", "0", NEW)


def test_it_refuses_to_save_over_a_change_of_this_very_moment(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = hash_of_sky(root)

    def meanwhile(text: str, card_id: str, block: str) -> str:
        (root / ALPHA).write_text("other")
        return replace_card(text, card_id, block)

    monkeypatch.setattr(card_file, "replace_card", meanwhile)
    with pytest.raises(EditConflict, match="changed at this moment"):
        write_card_block(root, ALPHA, "sky", seen, NEW)
    assert (root / ALPHA).read_text() == "other"
    assert len(list((root / ALPHA).parent.iterdir())) == 2


def test_it_refuses_to_save_a_read_only_file(root: Path) -> None:
    (root / ALPHA).chmod(0o444)
    with pytest.raises(NotWritable, match="read-only"):
        write_card_block(root, ALPHA, "sky", hash_of_sky(root), NEW)


def test_it_leaves_the_file_alone_when_the_disk_is_full(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (root / ALPHA).read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritable, match="No space left on device"):
        write_card_block(root, ALPHA, "sky", hash_of_sky(root), NEW)
    assert (root / ALPHA).read_bytes() == before
    assert len(list((root / ALPHA).parent.iterdir())) == 2


@pytest.mark.parametrize("path", ["../secret.md", "topics/alpha/link.md", "roadmap.toml"])
def test_it_saves_no_file_but_those_of_the_deck(root: Path, tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.md").write_text("x")
    (root / "topics/alpha/link.md").symlink_to(tmp_path / "secret.md")
    with pytest.raises(NotWritable, match="is not a file of the deck's folder"):
        write_card_block(root, path, "sky", "0", NEW)


@pytest.mark.parametrize(
    ("block", "sentence"),
    [
        (NEW.replace("#sky", "#moon"), "Keep the id `#sky`"),
        (NEW.replace("> Because", "Because"), "Line 1: The card has no why."),
        (f"{NEW}\n{NEW.replace('#sky', '#moon')}", "Write one card"),
        ("", "Write one card"),
    ],
)
def test_it_saves_nothing_but_the_card_that_was_edited(
    root: Path, block: str, sentence: str
) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        write_card_block(root, ALPHA, "sky", hash_of_sky(root), block)
