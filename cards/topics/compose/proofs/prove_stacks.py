"""Proofs for the Compose cards: Compose files as Compose reads them."""

from pathlib import Path

import pytest
from stack_faults import faults

from tools.proofs.checkers import ComposeError

# One stack for several proofs, so that Compose reads it once.
STACK = """
services:
  web:
    image: shop:${DEBUG}
    depends_on: [db]
  waiting-web:
    image: shop:${DEBUG}
    env_file: web.env
    depends_on: {db: {condition: service_healthy}}
  db:
    image: postgres:17
    healthcheck: {test: [CMD-SHELL, "pg_isready -U $$POSTGRES_USER"]}
  other-db:
    image: postgres:17
    healthcheck: {test: [CMD-SHELL, "pg_isready -U $POSTGRES_USER"]}
"""
FILES = {".env": "DEBUG=1\n", "web.env": "DEBUG=2\n"}

WAITING = """
# region: waiting
services:
  web:
    build: .
    depends_on:
      db:
        condition: service_healthy
  db:
    image: postgres:17
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U shop"]
      interval: 5s
# endregion
"""


def text_of(name):
    return Path(__file__).with_name(name).read_text()


@pytest.fixture
def services(compose_config):
    return compose_config(STACK, None, FILES)["services"]


def test_the_short_form_takes_no_notice_of_a_healthcheck(services, compose_config, options):
    condition = services["web"]["depends_on"]["db"]["condition"]
    truth = {
        "Once the `db` container runs": condition == "service_started",
        "Once the `db` healthcheck passes": condition == "service_healthy",
        # Compose has no condition that asks for queries.
        "Once PostgreSQL takes queries": False,
    }
    assert truth == dict(options)
    assert services["waiting-web"]["depends_on"] == {"db": {"condition": "service_healthy"}}

    # region: faults
    before = compose_config(text_of("stack_before.yaml"))
    assert faults(before) == [
        "db: has no named volume for its data",
        "db: is published outside the project",
        "web: waits until db has started, ready or not",
        "web: waits until redis has started, ready or not",
        "web: migrates at each start of each replica",
        "web: DATABASE_URL names localhost",
        "web: REDIS_URL names localhost",
    ]
    after = compose_config(text_of("stack_after.yaml"), {"DB_PASSWORD": "made-up"})
    assert faults(after) == []
    # endregion


def test_the_condition_is_a_known_word(compose_findings, card):
    def findings(condition):
        return compose_findings(WAITING.replace("service_healthy", condition))

    for form in card.body.forms:
        assert findings(form.removeprefix("condition: ")) == []
    assert any("'healthy' is not one of" in one.message for one in findings("healthy"))
    stack = text_of("stack_after.yaml")
    assert compose_findings(stack) == []
    assert compose_findings(stack.replace("service_healthy", "healthy"))


def test_dotenv_fills_placeholders_and_env_file_sets_variables(services):
    assert services["web"]["image"] == "shop:1"
    assert "environment" not in services["web"]
    assert services["waiting-web"]["image"] == "shop:1"
    assert services["waiting-web"]["environment"] == {"DEBUG": "2"}


def test_placeholders_without_a_value(compose_config, options):
    def values(*texts):
        """What each text becomes as a variable of one container."""
        lines = [f"      V{number}: '{text}'\n" for number, text in enumerate(texts)]
        compose = f"services:\n  db:\n    image: a\n    environment:\n{''.join(lines)}"
        found = compose_config(compose, {"EMPTY": "", "GIVEN": "made-up"})["services"]["db"]
        return list(found["environment"].values())

    def read(name):
        return [text.replace("DB_PASSWORD", name) for text, _ in options]

    # The key is the one that stops the start both times, as the lines below show.
    assert [right for _, right in options] == [True, False, False, False]
    required, accepts_empty, default, plain = read("MISSING")
    required_empty, *others_empty = read("EMPTY")
    assert values(*read("GIVEN"), *others_empty, default, plain) == [
        *["made-up"] * 4,
        *["", "not set", ""],
        *["not set", ""],
    ]
    for text in (required, required_empty):
        with pytest.raises(ComposeError, match="Missing mandatory value.*not set"):
            values(text)
    with pytest.raises(ComposeError, match="is not set"):
        values(accepts_empty)
    with pytest.raises(ComposeError, match=r"set it in \.env"):
        compose_config(text_of("stack_after.yaml"))


def test_a_doubled_dollar_reaches_the_container(services):
    def command(service):
        return services[service]["healthcheck"]["test"][1]

    assert command("other-db") == "pg_isready -U "
    assert command("db") == "pg_isready -U $POSTGRES_USER"
