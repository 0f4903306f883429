"""Proofs get what they ask for, each test its own, and are stopped when they take too much."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.needs import need
from tests.support.postgres import PostgresServer
from tools.proofs.pytest_process import run_tests
from tools.proofs.running import Limits

#: Names end with how the test is to end.
SERVERS = """
import pytest

@pytest.mark.parametrize("time", [1, 2])
def test_postgres_is_empty_passed(postgres, time):
    import psycopg
    with psycopg.connect(postgres) as connection:
        connection.execute("CREATE TABLE once (id int)")

@pytest.mark.parametrize("time", [1, 2])
def test_redis_is_empty_passed(redis_url, time):
    import redis
    with redis.Redis.from_url(redis_url) as client:
        assert client.get("once") is None
        client.set("once", "1")
        client.config_set("maxmemory", "1mb")

@pytest.mark.parametrize("time", [1, 2])
def test_a_repository_is_empty_passed(git_repo, time):
    assert git_repo("git log").exit_code == 128
    git_repo("echo once > file; git add file; git commit -qm once")
    assert git_repo("git log --format=%s; git branch").stdout == "once\\n* main\\n"
    assert git_repo("git switch other").last_error == "fatal: invalid reference: other"

def test_django_has_settings_and_an_empty_database_on_both_passed(django_project, postgres):
    for database in ("sqlite", "postgresql"):
        url = postgres if database == "postgresql" else None
        apps = ["django.contrib.contenttypes"]
        project = django_project(url, INSTALLED_APPS=apps, LANGUAGE_CODE="fr")
        project.migrate()
        from django.conf import settings
        from django.contrib.contenttypes.models import ContentType
        from django.db import connection
        assert (connection.vendor, settings.LANGUAGE_CODE) == (database, "fr")
        assert ContentType.objects.filter(app_label="once").count() == 0
        ContentType.objects.create(app_label="once", model="a")

def test_django_is_clean_again_passed(django_project):
    from django.db import models
    django_project(INSTALLED_APPS=[__name__])
    class Book(models.Model):
        class Meta:
            app_label = __name__
    from django.conf import settings
    assert settings.LANGUAGE_CODE == "en-us"
    django_project().create_tables(Book)
    assert Book.objects.count() == 0

def test_a_wrong_claim_failed(run):
    assert run("python", "print(1)").stdout == "2\\n"

def test_a_missing_tool_skipped(monkeypatch, request):
    monkeypatch.setenv("PATH", "/nowhere")
    request.getfixturevalue("redis_url")
"""

CHECKERS = """
def test_hadolint_tells_faults_passed(hadolint):
    assert hadolint("FROM scratch\\nCOPY a /a\\n") == []
    assert [found[:2] for found in hadolint("FROM a:latest\\n")] == [("DL3007", "line 1")]

COMPOSE = "services:\\n  web:\\n    image: app:${TAG:?no tag}\\n    environment:\\n      A: $$B\\n"

def test_compose_reads_and_tells_faults_passed(compose_config, compose_findings):
    import pytest
    from tools.proofs.checkers import ComposeError
    web = compose_config(COMPOSE, {"TAG": "3"})["services"]["web"]
    assert web == {"image": "app:3", "environment": {"A": "$B"}}
    assert compose_config(COMPOSE, files={".env": "TAG=4"})["services"]["web"]["image"] == "app:4"
    with pytest.raises(ComposeError, match="no tag"):
        compose_config(COMPOSE)
    assert compose_findings(COMPOSE) == []
    (found,) = compose_findings("services:\\n  web:\\n    imag: app\\n")
    assert (found.rule, found.place) == ("schema", "$.services.web") and "'imag'" in found.message

WORKFLOW = (
    "on: push\\npermissions: {}\\n"
    "jobs:\\n  a:\\n    runs-on: x\\n    steps:\\n      - run: make\\n"
)

def test_a_workflow_has_told_faults_passed(workflow_findings):
    assert workflow_findings(WORKFLOW) == []
    (found,) = workflow_findings(WORKFLOW.replace("run: make", "uses: a/b@v1"))
    assert found.rule == "unpinned-uses"
    assert [found.rule for found in workflow_findings(WORKFLOW + "    strateg: 1\\n")] == ["schema"]
    assert [found.rule for found in workflow_findings("on: [")] == ["syntax"]

MANIFEST = "apiVersion: v1\\nkind: ConfigMap\\nmetadata: {name: a}\\ndata: {A: %s}\\n"

def test_a_manifest_has_told_faults_passed(kubernetes_findings):
    assert kubernetes_findings(MANIFEST % "'1'") == []
    (found,) = kubernetes_findings(f"{MANIFEST % 'a'}---\\n{MANIFEST % 1}")
    assert found.place == "$.data.A" and "1 is not of type 'string'" in found.message

def test_a_wrong_manifest_failed(kubernetes_findings):
    assert kubernetes_findings(MANIFEST % 1) == []
"""

IMAGES = """
def test_an_image_tells_its_config_passed(build):
    image = build("FROM base\\nENV A=b\\nRUN ls /bin/busybox > /seen\\nCOPY x /x\\n"
                  "ENTRYPOINT [\\"echo\\"]\\nCMD [\\"$A\\"]\\n", {"x": "y"})
    assert (image.root / "x").read_text() == "y"
    assert (image.root / "seen").read_text() == "/bin/busybox\\n"
    assert image.environment["A"] == "b"
    assert (image.arguments(), image.arguments("c")) == (["echo", "$A"], ["echo", "c"])
    assert len(image.layers) == 2 and "COPY" in image.history[-3]

def test_a_build_that_fails_failed(build):
    build("FROM scratch\\nCOPY busybox /bin/sh\\nRUN exit 3\\n")
"""


def check_ends(file: Path, server: PostgresServer) -> None:
    """Run a planted file and compare how its tests end with how their names end."""
    outcomes = run_tests(file, server.url.render_as_string(hide_password=False))
    # What this machine lacks is told by the deck's own proofs; here it skips, or fails in CI.
    lacking = [one for one in outcomes if one.state == "skipped" and "skipped" not in one.name]
    need(not lacking, "; ".join(one.reason for one in lacking))
    assert outcomes
    assert [one for one in outcomes if not one.name.endswith(one.state)] == []


@pytest.mark.postgres
def test_each_test_has_servers_of_its_own_also_when_two_runs_go_on_at_once(
    tmp_path: Path, postgres: PostgresServer
) -> None:
    file = tmp_path / "prove_servers.py"
    file.write_text(SERVERS)
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda _: check_ends(file, postgres), range(2)))


@pytest.mark.postgres
@pytest.mark.parametrize("code", [CHECKERS, IMAGES], ids=["checkers", "images"])
def test_checkers_and_builds_tell_good_from_bad(
    tmp_path: Path, postgres: PostgresServer, code: str
) -> None:
    file = tmp_path / "prove_tools.py"
    file.write_text(code)
    check_ends(file, postgres)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import time\ndef test_it(): time.sleep(60)", "Stopped after 2 seconds."),
        ("def test_it(): bytearray(1100 * 1024 * 1024)", "MemoryError"),
    ],
    ids=["time", "memory"],
)
def test_a_proof_that_takes_too_much_is_stopped_and_fails(
    tmp_path: Path, code: str, reason: str
) -> None:
    file = tmp_path / "prove_hungry.py"
    file.write_text(code)
    (outcome,) = run_tests(file, limits=Limits(seconds=2 if "sleep" in code else 30))
    assert outcome.state == "failed"
    assert reason in outcome.reason
