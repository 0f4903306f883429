"""What a test needs of its machine: it is skipped where that is missing, but never in CI."""

from __future__ import annotations

import os

import pytest


def need(present: object, what: str) -> None:
    """Skip the test where `what` is missing; in CI that is a failure, or nobody would notice."""
    if present:
        return
    if os.environ.get("CI"):
        pytest.fail(f"CI must provide what this test needs: {what}")
    pytest.skip(f"needs {what}")
