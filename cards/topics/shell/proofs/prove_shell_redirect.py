"""Proof for the redirection card: every option is run by Bash."""

JOB = "job() { echo output; echo error >&2; echo output again; }\n"


def test_each_option(run, options):
    everything = "output\nerror\noutput again\n"

    def log_and_terminal(command):
        terminal, _, log = run("sh", f"({JOB}{command}) 2>&1; echo --; cat log").stdout.partition(
            "--\n"
        )
        return log, terminal

    found = {text: log_and_terminal(text) for text, _ in options}
    # With the key all lines are in the file and nothing is left on the terminal.
    for text, right in options:
        assert (found[text] == (everything, "")) is right, text
    errors_first, opened_twice = (found[text] for text, right in options if not right)
    # Errors stay on the terminal.
    assert errors_first == ("output\noutput again\n", "error\n")
    # Two positions in one file: the writers overwrite each other.
    log, terminal = opened_twice
    assert terminal == "" and len(log) < len(everything)
