"""Each test starts the app once, with the environment of one deploy."""

import runpy
from pathlib import Path

import pytest

STAGING = {
    "SECRET_KEY": "key-of-staging",
    "DATABASE_URL": "postgres://db.staging/app",
}


@pytest.fixture
def start(monkeypatch):
    def with_environment(variables):
        for name in ("SECRET_KEY", "DATABASE_URL", "DEBUG", "STAGE"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(Path(__file__).with_name("example.py")))

    return with_environment


# region: deploys
def test_a_new_deploy_needs_no_change_of_the_code(start):
    settings = start(STAGING)
    assert settings["DATABASE_URL"] == "postgres://db.staging/app"


def test_a_deploy_without_its_secret_does_not_start(start):
    with pytest.raises(KeyError, match="SECRET_KEY"):
        start({"DATABASE_URL": STAGING["DATABASE_URL"]})


def test_debug_can_be_switched_off(start):
    assert start(STAGING | {"DEBUG": "False"})["DEBUG"] is False


# endregion


def test_a_misspelt_switch_stops_the_start(start):
    with pytest.raises(ValueError, match="DEBUG must be one of"):
        start(STAGING | {"DEBUG": "maybe"})
