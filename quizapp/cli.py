"""The `quizapp` command.  Each command is loaded when it is used, so that help comes at once."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from typing import Any

import click

from quizapp import __version__
from quizapp.config import SettingError, Settings
from quizapp.core.errors import DatabaseUnavailable, QuizappError

#: Where each command lives: with the feature that it belongs to.
COMMANDS = {
    "run": ("quizapp.server:run", "Serve the app on this machine."),
    "deck": ("quizapp.features.cards.commands:deck", "Check, number and load the deck's cards."),
    "schedule": (
        "quizapp.features.schedule.commands:schedule",
        "Show what a scheduler makes of a row of grades.",
    ),
    "gift": (
        "quizapp.features.quiz.commands:gift",
        "Carry choice and typed cards to and from the GIFT format.",
    ),
    "doctor": (
        "quizapp.features.upkeep.commands:doctor",
        "Prove that every memory equals the replay of its log.",
    ),
    "replay": (
        "quizapp.features.upkeep.commands:rebuild",
        "Build all memories anew from the review log.",
    ),
    "log": ("quizapp.features.upkeep.commands:log", "Print the review log."),
}


class LazyGroup(click.Group):
    """A group that knows its commands' help without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name][0].split(":")
        # Hardly anything that loading makes is garbage; looking for it takes a tenth of a second.
        gc.disable()
        try:
            command: click.Command = getattr(import_module(module), name)
        finally:
            gc.enable()
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def quizapp() -> None:
    """Nexus: spaced repetition for people who learn backend engineering.

    Start with `quizapp run`, then open the address that it prints.
    """


def open_app() -> Any:
    """The application, for commands that need its database."""
    from quizapp.app import create_app

    return create_app()


def main() -> None:
    """Run the command; a mistake of the surroundings is one sentence and exit code 2."""
    try:
        quizapp(prog_name="quizapp", obj=open_app)
    except DatabaseUnavailable as error:
        place = Settings.from_environment().database_place
        click.echo(f"quizapp: {error} The database is {place} (QUIZAPP_DATABASE_URL).", err=True)
        sys.exit(2)
    except (SettingError, QuizappError) as error:
        click.echo(f"quizapp: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        # Whoever read our output has enough of it.
        sys.stderr.close()
        sys.exit(1)
