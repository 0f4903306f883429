"""Proof for the redirection card: every option is run by Bash."""

import subprocess

JOB = "job() { echo output; echo error >&2; echo output again; }\n"


def run(folder, command):
    done = subprocess.run(
        ["bash", "-c", JOB + command], cwd=folder, check=True,
        capture_output=True, text=True,
    )
    return (folder / "log").read_text(), done.stdout + done.stderr


def test_each_option(tmp_path):
    everything = "output\nerror\noutput again\n"
    # The key: all lines are in the file and nothing is left on the terminal.
    assert run(tmp_path, "job >log 2>&1") == (everything, "")
    # Errors stay on the terminal.
    log, terminal = run(tmp_path, "job 2>&1 >log")
    assert "error" not in log and terminal == "error\n"
    # Two positions in one file: the writers overwrite each other.
    log, terminal = run(tmp_path, "job 1>log 2>log")
    assert terminal == "" and len(log) < len(everything)
    assert log != everything
