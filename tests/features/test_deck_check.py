"""`quizapp deck check` and `confirm`: what is wrong with a deck, and who has read it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizapp.core import proof_results
from quizapp.features.cards import commands
from quizapp.features.cards.commands import deck
from quizapp.storage.deck_folder import read_deck
from tests.support.decks import SMALL_DECK, write_deck
from tests.support.linting import GUIDE, MANUAL, SOUND, SOURCES, card

CARDS = "topics/alpha/cards.md"
ROADMAP = '[[topic]]\nid = "alpha"\ntitle = "Alpha"\n'
SOUND_DECK = {
    "roadmap.toml": ROADMAP,
    "sources.toml": SOURCES,
    "topics/alpha/guide.md": f"{GUIDE}\n{MANUAL}\n",
    CARDS: "---\ntopic: alpha\n---\n" + "\n".join((*SOUND, card())),
}


def run(*arguments: object) -> Result:
    def refuse() -> None:
        raise AssertionError("the database was opened")

    return CliRunner().invoke(deck, [str(one) for one in arguments], obj=refuse)


def check(folder: Path, *arguments: str) -> Result:
    return run("check", "--month", "2026-11", "--cards", folder, *arguments)


@pytest.fixture
def sound_deck(tmp_path: Path) -> Path:
    return write_deck(tmp_path / "sound", SOUND_DECK)


def changed(folder: Path, name: str, old: str, new: str) -> Path:
    """The deck with a text of one of its files replaced."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_it_says_that_a_deck_is_in_order(sound_deck: Path) -> None:
    result = check(sound_deck)
    assert result.stdout.splitlines() == [
        "topic  cards  why  proved  sourced  sections  kinds",
        "alpha      3  67%      0%     100%    1 of 1  basic 3",
        "all        3  67%      0%     100%    1 of 1  basic 3",
        "",
        "3 cards, 3 prompts, 1 topic: no problems.",
    ]
    assert result.exit_code == 0


def test_it_prints_every_problem_with_its_place_and_remedy(sound_deck: Path) -> None:
    changed(sound_deck, CARDS, "{#one}", "{#one levle=1}")
    changed(sound_deck, CARDS, " {#sound-1}", "")
    result = check(sound_deck)
    lines = result.stdout.splitlines()
    assert f"{CARDS}:20: There is no field `levle`. Did you mean `level`?" in lines
    assert any(line.startswith(f"{CARDS}:4: The card has no id.") for line in lines)
    assert lines[-1] == "1 card, 1 prompt, 1 topic: 2 problems."
    assert result.exit_code == 1


def test_an_error_has_a_number_and_ends_with_one(sound_deck: Path) -> None:
    result = check(changed(sound_deck, CARDS, "Manual 2, chapter 3", "Manual 4, chapter 3"))
    errors = [line for line in result.stdout.splitlines() if " E07d " in line]
    assert len(errors) == 3
    assert errors[0].startswith(f"{CARDS}:10: E07d The source is cited with version `4`")
    assert result.stdout.endswith("1 topic: 3 errors.\n")
    assert result.exit_code == 1


def test_a_proof_that_a_card_names_has_to_be_in_the_decks_folder(sound_deck: Path) -> None:
    proof = "Proof: proofs/prove_it.py::test_it"
    changed(sound_deck, CARDS, MANUAL, f"{MANUAL}\n{proof}")
    assert check(sound_deck).stdout.count(" E09b The proof ") == 3
    code = {"topics/alpha/proofs/prove_it.py": "def test_it(): assert True\n"}
    assert check(write_deck(sound_deck, code)).exit_code == 0


def test_a_card_counts_as_proved_while_its_result_stands(sound_deck: Path) -> None:
    proof = "Proof: proofs/prove_it.py::test_it"
    changed(sound_deck, CARDS, MANUAL, f"{MANUAL}\n{proof}")
    code = {"topics/alpha/proofs/prove_it.py": "def test_it(): assert True\n"}
    assert proved_in(write_deck(sound_deck, code)) == 0, "nobody has run it yet"
    found = read_deck(sound_deck)
    results = {
        name: proof_results.Result(claim.content, claim.proof, "python", "2026-11", "Python 3.11.7")
        for name, claim in proof_results.claims_of_cards(found.deck.cards, found.files).items()
    }
    write_deck(sound_deck, {"proofs.lock": proof_results.write_results(results)})
    assert proved_in(sound_deck) == 3
    changed(sound_deck, CARDS, "It needs the lock", "It wants the lock")
    assert proved_in(sound_deck) == 2, "a card changed after its proof was run"
    changed(sound_deck, "topics/alpha/proofs/prove_it.py", "True", "1 == 1")
    assert proved_in(sound_deck) == 0, "the proof changed after it was run"


def proved_in(folder: Path) -> int:
    proved: int = json.loads(check(folder, "--json").stdout)["all"]["proved"]
    return proved


def test_the_sources_of_a_topics_page_are_held_to_the_rules_of_others(sound_deck: Path) -> None:
    guide = "topics/alpha/guide.md"
    changed(sound_deck, guide, "Manual 2, chapter 3, ", "Manuel 2, chapter 3, ")
    assert f"{guide}:7: E07c `Manuel 2` is not in" in check(sound_deck).stdout
    write_deck(sound_deck, {guide: GUIDE})
    assert f"{guide}:3: E07j The section “First” cites no source." in check(sound_deck).stdout


def test_an_address_on_a_page_has_to_be_listed(sound_deck: Path) -> None:
    home = "# Home\n\n## One\n\n[Me](https://github.com/somebody)\n"
    result = check(write_deck(sound_deck, {"hub/home.md": home}))
    assert "hub/home.md:5: E07i `https://github.com/somebody` is not in" in result.stdout
    link = '\n[[link]]\nname = "Me"\naddress = "https://github.com/somebody"\n'
    assert check(write_deck(sound_deck, {"sources.toml": SOURCES + link})).exit_code == 0
    check_page = changed(sound_deck, "topics/alpha/guide.md", "a table.", "a table, see https://.")
    assert "topics/alpha/guide.md:5: E07h `https://` has" in check(check_page).stdout


def test_a_warning_leaves_the_deck_in_order(sound_deck: Path) -> None:
    result = run("check", "--month", "2027-11", "--cards", sound_deck)
    assert result.stdout.count(" W07g ") == 4
    assert result.stdout.endswith("1 topic: 4 warnings.\n")
    assert result.exit_code == 0


def test_the_month_is_that_of_today_in_utc(
    sound_deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    last_second = datetime(2026, 9, 30, 23, 59, 59, tzinfo=UTC).timestamp() * 1000
    monkeypatch.setattr(commands, "wall_clock", lambda: int(last_second))
    assert run("check", "--cards", sound_deck).stdout.count(" E07e ") == 4
    monkeypatch.setattr(commands, "wall_clock", lambda: int(last_second) + 1000)
    assert run("check", "--cards", sound_deck).exit_code == 0


def test_a_broken_registry_is_a_problem_and_no_crash(sound_deck: Path) -> None:
    result = check(changed(sound_deck, "sources.toml", "[[source]]", "[[source"))
    assert "sources.toml:2: The registry of sources is not valid TOML" in result.stdout
    assert result.stdout.endswith("1 topic: 1 problem.\n")


def test_it_prints_the_same_for_programs(sound_deck: Path) -> None:
    report = json.loads(check(changed(sound_deck, CARDS, "{#one}", "{#ONE}"), "--json").stdout)
    assert [(one["path"], one["line"]) for one in report["problems"]] == [(CARDS, 20)]
    assert report["findings"] == []
    assert report["topics"]["alpha"]["kinds"] == report["all"]["kinds"] == {"basic": 2}


def test_it_checks_the_deck_of_the_settings(
    sound_deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_CARDS", str(sound_deck))
    assert "3 cards" in run("check").stdout


def test_it_refuses_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert run("check", "--cards", tmp_path / "nowhere").exit_code == 2


def test_it_confirms_all_cards_and_asks_again_when_a_section_changes(sound_deck: Path) -> None:
    assert run("confirm", "--cards", sound_deck, "--all").stdout == "3 cards confirmed.\n"
    lock = (sound_deck / "cards.lock").read_text(encoding="utf-8")
    assert [line.split()[0] for line in lock.splitlines()] == ["one", "sound-1", "sound-2"]
    assert check(sound_deck).stdout.endswith("no problems.\n")
    changed(sound_deck, "topics/alpha/guide.md", "share a table", "share a page")
    assert check(sound_deck).stdout.count(" W20b ") == 3
    assert run("confirm", "--cards", sound_deck, "one").stdout == "1 card confirmed.\n"
    assert check(sound_deck).stdout.count(" W20b ") == 2


def test_it_drops_confirmations_of_cards_that_are_gone(sound_deck: Path) -> None:
    run("confirm", "--cards", sound_deck, "--all")
    changed(sound_deck, CARDS, "{#one}", "{#renamed}")
    assert check(sound_deck).stdout.count(" W20d ") == 1
    said = run("confirm", "--cards", sound_deck, "renamed").stdout
    assert said == "1 card confirmed, 1 card no longer there left out.\n"
    assert "one " not in (sound_deck / "cards.lock").read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [(), ("--all", "one")])
def test_it_asks_which_cards_are_meant(sound_deck: Path, arguments: tuple[str, ...]) -> None:
    assert run("confirm", "--cards", sound_deck, *arguments).exit_code == 2
    assert not (sound_deck / "cards.lock").exists()


def test_it_confirms_nothing_when_an_id_is_unknown(sound_deck: Path) -> None:
    result = run("confirm", "--cards", sound_deck, "one", "nobody")
    assert "No card has the id nobody." in str(result.exception)
    assert not (sound_deck / "cards.lock").exists()


def test_findings_keep_no_card_from_being_read(tmp_path: Path) -> None:
    result = check(write_deck(tmp_path / "small", SMALL_DECK))
    assert "9 cards" in result.stdout.splitlines()[-1]
