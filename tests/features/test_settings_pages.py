"""The settings page: each choice kept, each wrong one named with what is allowed."""

from __future__ import annotations

import pytest
from flask import Flask

from quizapp.storage.database import reading
from quizapp.storage.learners import Preferences
from quizapp.storage.learners import learner as stored_learner
from tests.support.client import CheckingClient
from tests.support.dump import dump
from tests.support.journey import Journey, Page, words_of
from tests.support.moments import Clock

CHANGED = {
    "minutes_per_day": "42",
    "new_per_day": "0",
    "rollover_hour": "6",
    "zone": "Asia/Kathmandu",
    "scheduler": "fsrs",
    "retention": "0.85",
    "grade_scale": "6",
    "theme": "dark",
}
WRONG = {
    "minutes_per_day": ["0", "601", "-1", "ten", "", "1.5", "1" * 400],
    "new_per_day": ["-1", "1001", "x", ""],
    "rollover_hour": ["-1", "24", "four", ""],
    "zone": ["", "Mars/Olympus", "berlin", "../etc/passwd", "UTC ", "a" * 5000],
    "scheduler": ["", "sm5", "SM2", "random"],
    "retention": ["0.69", "0.98", "nan", "inf", "", "90%", "-0.9"],
    "grade_scale": ["", "5", "four"],
    "theme": ["", "pink", "Dark"],
}


@pytest.fixture
def learner(client: CheckingClient) -> Journey:
    return Journey(client)


def _kept(app: Flask) -> Preferences:
    with app.app_context(), reading() as connection:
        return stored_learner(connection).preferences


def _form(page: Page) -> dict[str, str]:
    return page.form("/settings").to_dict()


def test_it_shows_what_is_chosen(learner: Journey) -> None:
    fields = _form(learner.get("/settings"))
    fields.pop("csrf_token", None)
    assert fields == {
        "minutes_per_day": "15",
        "new_per_day": "10",
        "rollover_hour": "4",
        "zone": "UTC",
        "scheduler": "sm2",
        "retention": "0.9",
        "grade_scale": "4",
        "theme": "system",
        "shortcuts": "1",
    }


def test_it_keeps_every_choice_and_says_so(app: Flask, learner: Journey) -> None:
    page = learner.get("/settings")
    assert not page.all("p", role="status")
    fields = _form(page) | CHANGED
    del fields["shortcuts"]
    page = learner.post("/settings", fields)
    assert page.words("p", role="status") == "Saved."
    shown = _form(page)
    assert {name: shown[name] for name in CHANGED} == CHANGED
    assert "shortcuts" not in shown
    kept = _kept(app)
    assert (kept.zone, kept.scheduler, kept.retention) == ("Asia/Kathmandu", "fsrs", 0.85)
    assert (kept.grade_scale, kept.shortcuts, kept.theme) == (6, False, "dark")


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in WRONG.items() for value in values]
)
def test_it_names_the_choice_that_cannot_be_kept(
    name: str, value: str, app: Flask, learner: Journey
) -> None:
    before = dump(app)
    page = learner.post("/settings", _form(learner.get("/settings")) | {name: value})
    assert page.status == 422
    assert "Nothing was saved yet: 1 of the choices" in page.words("p", role="alert")
    (field,) = [one for one in page.tree.iter() if one.get("id") == name]
    assert field.get("aria-invalid") == "true"
    assert f"{name}-error" in (field.get("aria-describedby") or "").split()
    assert len(page.words("p", id=f"{name}-error")) > 15
    assert dump(app) == before


def test_it_names_all_wrong_choices_at_once_and_keeps_the_rest_of_the_form(
    app: Flask, learner: Journey
) -> None:
    fields = _form(learner.get("/settings")) | {"new_per_day": "33", "theme": "dark"}
    wrong = {
        name: values[1] for name, values in WRONG.items() if name not in ("theme", "new_per_day")
    }
    page = learner.post("/settings", fields | wrong)
    assert page.status == 422
    assert len(page.by_class("field__error")) == len(wrong)
    shown = _form(page)
    assert (shown["new_per_day"], shown["theme"]) == ("33", "dark")
    assert shown["minutes_per_day"] == wrong["minutes_per_day"]
    assert _kept(app) == Preferences()


def test_it_survives_a_form_with_nothing_in_it(app: Flask, learner: Journey) -> None:
    page = learner.post("/settings", {"nothing": "at all"})
    assert page.status == 422
    assert len(page.by_class("field__error")) == len(WRONG)
    assert _kept(app) == Preferences()


def test_it_offers_names_that_a_wrong_zone_may_have_meant(learner: Journey) -> None:
    fields = _form(learner.get("/settings"))
    page = learner.post("/settings", fields | {"zone": "berlin"})
    assert "Europe/Berlin" in page.words("p", id="zone-error")


def test_it_gives_every_field_a_label_and_a_hint(learner: Journey) -> None:
    page = learner.get("/settings")
    ids = {one.get("id") for one in page.tree.iter()}
    for name in CHANGED:
        assert page.all("label", _for=name), name
        assert f"{name}-hint" in ids


def test_it_takes_the_zone_that_the_browser_suggests(app: Flask, learner: Journey) -> None:
    page = learner.send(learner.get("/"), "/settings/zone", zone="America/St_Johns")
    assert page.response.request.path == "/"
    assert _kept(app).zone == "America/St_Johns"


@pytest.mark.parametrize("zone", ["", "Nowhere/Here", "javascript:alert(1)", "a" * 100_000])
def test_it_refuses_a_zone_that_no_browser_has(zone: str, app: Flask, learner: Journey) -> None:
    assert learner.send(learner.get("/"), "/settings/zone", zone=zone).status == 422
    assert _kept(app).zone == "UTC"


@pytest.mark.parametrize(
    ("theme", "shown"), [("dark", "dark"), ("light", "light"), ("system", None)]
)
def test_it_wears_the_chosen_theme(theme: str, shown: str | None, learner: Journey) -> None:
    fields = _form(learner.get("/settings")) | {"theme": theme}
    learner.post("/settings", fields)
    for path in ("/", "/hub", "/nothing-here"):
        assert learner.get(path).all("html")[0].get("data-theme") == shown, path


def test_it_switches_the_shortcuts_off(learner: Journey) -> None:
    fields = _form(learner.get("/settings"))
    assert learner.get("/").all("html")[0].get("data-shortcuts") is None
    del fields["shortcuts"]
    learner.post("/settings", fields)
    assert learner.get("/").all("html")[0].get("data-shortcuts") == "off"


def test_it_asks_for_six_grades_when_they_are_chosen(learner: Journey) -> None:
    learner.post("/settings", _form(learner.get("/settings")) | {"grade_scale": "6"})
    shown = learner.reveal(learner.start())
    assert shown.grades == ["0", "1", "2", "3", "4", "5"]
    names = [words_of(one) for one in shown.by_class("grade__name")]
    assert names[0] == "No idea at all"
    refused = learner.send(shown, "/review/answers", grade="6")
    assert refused.status == 422
    assert "The grade is ‘6’; it must be a whole number from 0 to 5." in refused.text
    assert learner.grade(shown, "5").prompt_id != shown.prompt_id


def test_it_plans_every_card_anew_for_another_scheduler(learner: Journey, clock: Clock) -> None:
    page = learner.start(more="20")
    while page.prompt_id:
        page = learner.grade(page, "easy")
    before = _forecast(learner)
    learner.post("/settings", _form(learner.get("/settings")) | {"scheduler": "fsrs"})
    changed = _forecast(learner)
    assert changed != before
    learner.post("/settings", _form(learner.get("/settings")) | {"scheduler": "sm2"})
    assert _forecast(learner) == before


def _forecast(learner: Journey) -> list[str]:
    (panel,) = learner.get("/").all("section", aria_labelledby="forecast")
    return [words_of(one) for one in panel.iter("td")]


def test_it_can_be_sent_as_it_is(app: Flask, learner: Journey) -> None:
    page = learner.get("/settings")
    before = _kept(app)
    assert learner.post("/settings", page.form("/settings")).status == 200
    assert _kept(app) == before


@pytest.mark.parametrize(
    "name", ["new_per_day", "minutes_per_day", "rollover_hour", "retention", "scheduler", "theme"]
)
def test_a_refusal_names_the_field_by_its_label(learner: Journey, name: str) -> None:
    page = learner.get("/settings")
    label = page.words("label", for_=name)
    refused = learner.post("/settings", _form(page) | {name: "1001"})
    assert refused.status == 422
    assert refused.words("p", id=f"{name}-error").startswith(f"{label} is ‘1001’; it must be ")
