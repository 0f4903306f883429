"""Proof for the redirection card: every option is run by Bash."""

JOB = "job() { echo output; echo error >&2; echo output again; }\n"


def test_each_option(run, options):
    everything = "output\nerror\noutput again\n"
    key, errors_first, opened_twice = (text for text, _ in options)

    def log_and_terminal(command):
        terminal, _, log = run("sh", f"({JOB}{command}) 2>&1; echo --; cat log").stdout.partition(
            "--\n"
        )
        return log, terminal

    # The key: all lines are in the file and nothing is left on the terminal.
    assert log_and_terminal(key) == (everything, "")
    # Errors stay on the terminal.
    assert log_and_terminal(errors_first) == ("output\noutput again\n", "error\n")
    # Two positions in one file: the writers overwrite each other.
    log, terminal = log_and_terminal(opened_twice)
    assert terminal == "" and len(log) < len(everything)
