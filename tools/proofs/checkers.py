"""What offline checkers find in Dockerfiles, Compose files, workflows and manifests."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import kubernetes_validate
import yaml

from tools.proofs.running import Limits, Ran, run_command

#: The release of Kubernetes whose schemas manifests are held to.
KUBERNETES = "1.33"
_LIMITS = Limits(seconds=30, cpu_seconds=30)


class Finding(NamedTuple):
    """One fault: the rule it breaks (`DL3007`, `unpinned-uses`, `schema`), where, and why.

    `place` is `line 3`, or for a schema the path of the key, such as `$.jobs.test`.
    """

    rule: str
    place: str
    message: str


class ComposeError(Exception):
    """A Compose file that is refused; it reads as Compose says it."""


def hadolint(text: str) -> list[Finding]:
    """What hadolint finds in a Dockerfile, hints of style included."""
    ran = _run([tool("hadolint"), "--no-color", "-f", "json", "Dockerfile"], {"Dockerfile": text})
    return [
        Finding(found["code"], f"line {found['line']}", found["message"])
        for found in json.loads(ran.stdout)
    ]


def workflow_findings(text: str) -> list[Finding]:
    """What the schema of GitHub workflows and zizmor (offline) find in a workflow."""
    found = _schema_findings("vendor.github-workflows", text)
    if any(finding.rule == "syntax" for finding in found):
        return found
    command = [tool("zizmor"), "--offline", "--no-progress", "--format", "json", "file.yaml"]
    ran = _run(command, {"file.yaml": text})
    for audit in json.loads(ran.stdout or "[]"):
        places = [one for one in audit["locations"] if one["symbolic"]["kind"] == "Primary"]
        line = places[0]["concrete"]["location"]["start_point"]["row"] + 1
        message = f"{audit['desc']}: {places[0]['symbolic']['annotation']}"
        found.append(Finding(audit["ident"], f"line {line}", message))
    return found


def kubernetes_findings(text: str) -> list[Finding]:
    """What the schemas of Kubernetes find in manifests; unknown keys count."""
    found = []
    for manifest in yaml.safe_load_all(text):
        try:
            kubernetes_validate.validate(manifest, KUBERNETES, strict=True)
        except kubernetes_validate.ValidationError as error:
            path = ".".join(["$", *map(str, error.path)])
            found.append(Finding("schema", path, error.message))
    return found


def compose_findings(text: str) -> list[Finding]:
    """What the schema of the present Compose Specification finds in a Compose file."""
    return _schema_findings("vendor.compose-spec", text)


def compose_config(
    text: str,
    environment: Mapping[str, str] | None = None,
    files: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The Compose file as Compose reads it: variables filled in, env files merged.

    `environment` is that of the shell; `files` (such as `.env`) stand beside the Compose file.
    """
    written = {"compose.yaml": text, **(files or {})}
    ran = _run(["docker-compose", "-f", "compose.yaml", "config"], written, environment)
    if ran.exit_code:
        raise ComposeError(ran.last_error)
    # It is printed such that Compose could read it again, in which a dollar sign is written twice.
    config: dict[str, Any] = yaml.safe_load(ran.stdout.replace("$$", "$"))
    return config


def tool(name: str) -> str:
    """The path of a program that pip installed beside this Python, else its name."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.exists() else name


def is_there(name: str) -> bool:
    """Whether a program can be run."""
    return shutil.which(tool(name)) is not None


def _schema_findings(schema: str, text: str) -> list[Finding]:
    command = [tool("check-jsonschema"), "--builtin-schema", schema, "-o", "json", "file.yaml"]
    ran = _run(command, {"file.yaml": text})
    report = json.loads(ran.stdout)
    found = [Finding("syntax", "$", str(error)) for error in report.get("parse_errors", ())]
    for error in report.get("errors", ()):
        # Where alternatives failed, the closest of them tells what is wrong.
        told = error.get("best_deep_match", error)
        found.append(Finding("schema", told["path"], told["message"]))
    return found


def _run(
    command: Sequence[str],
    files: Mapping[str, str],
    environment: Mapping[str, str] | None = None,
) -> Ran:
    return _run_once(tuple(command), tuple(files.items()), tuple((environment or {}).items()))


@cache
def _run_once(
    command: tuple[str, ...],
    files: tuple[tuple[str, str], ...],
    variables: tuple[tuple[str, str], ...],
) -> Ran:
    """Run a checker in a folder with these files; the same question has the same answer."""
    with TemporaryDirectory(prefix="proof-") as name:
        folder = Path(name)
        for path, text in files:
            (folder / "files" / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / "files" / path).write_text(text, encoding="utf-8")
        inside = ["env", "-C", str(folder / "files"), *command]
        return run_command(inside, folder, _LIMITS, dict(variables))
