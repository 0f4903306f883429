"""Rule 9: the proof that a card names is there, so that it can be run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quizapp.core.card_fields import near_miss
from quizapp.core.kinds.block import shortened
from quizapp.core.lint.card_view import CardView
from quizapp.core.lint.findings import Collection, Finding, about
from quizapp.core.proof_functions import proofs_in

#: A hostile deck can name many proofs that are not there, by long names, and have many others.
MOST_LIKENED, LONGEST_NAME, MOST_KNOWN = 100, 150, 500

RULES = {"E09b": "A proof that a card names is a function of a file in its topic's proofs folder."}


def findings(collection: Collection) -> Iterator[Finding]:
    """Proofs that are not there, in a deck whose files are known."""
    if collection.files is None:
        return
    reader = _Reader(collection.files)
    for view in collection.views:
        if view.card.proof is not None:
            message, remedy = reader.fault_of(view, view.card.proof)
            if message:
                yield about(view, "E09b", message, remedy, at=f"Proof: {view.card.proof}")


class _Reader:
    """Looks proofs up; each file is read once."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files
        #: The files of each folder, by what a card calls them.
        self._folders: dict[str, set[str]] = {}
        for path in files:
            folder, _, name = path.rpartition("/")
            self._folders.setdefault(folder, set()).add(f"proofs/{name}")
        self._functions: dict[str, set[str] | SyntaxError] = {}
        self._likened = 0

    def fault_of(self, view: CardView, proof: str) -> tuple[str, str]:
        """What is wrong with a card's proof, and what to write; both empty when nothing is."""
        # As the deck is laid out, proofs lie beside the file that holds the card.
        topic = view.card.place.path.rpartition("/")[0]
        file, _, named = proof.partition("::")
        path, folder = f"{topic}/{file}", f"{topic}/proofs"
        shown = shortened(path, LONGEST_NAME)
        if folder not in self._folders:
            message = f"The proof `{shortened(proof, LONGEST_NAME)}` is not there: "
            message += f"the deck has no folder {folder}, or nothing is in it."
            return message, f"Write the proof in {folder}/prove_*.py, or remove the line."
        if path not in self._files:
            beside = self._folders[folder]
            return f"There is no file {shown} that can be read.", self._remedy(file, beside)
        functions = self._functions_of(path)
        if isinstance(functions, SyntaxError):
            message = f"{shown} is no Python, so it holds no proof."
            return message, f"Mend its line {functions.lineno or 1}."
        # What stands in brackets is one of the cases that pytest makes of a function.
        function = named.partition("[")[0]
        if not function:
            remedy = f"Write `Proof: {shortened(file)}::test_name`."
            return "The proof names a file and no function of it.", remedy
        if function not in functions:
            message = f"{shown} has no proof `{shortened(function, LONGEST_NAME)}`."
            return message, self._remedy(function, functions)
        return "", ""

    def _functions_of(self, path: str) -> set[str] | SyntaxError:
        if path not in self._functions:
            try:
                self._functions[path] = set(proofs_in(self._files[path]))
            except SyntaxError as error:
                self._functions[path] = error
        return self._functions[path]

    def _remedy(self, name: str, known: set[str]) -> str:
        self._likened += 1
        is_likened = self._likened <= MOST_LIKENED and len(known) <= MOST_KNOWN
        if is_likened and len(name) <= LONGEST_NAME:
            remedy = near_miss(name, known)
            if remedy.startswith("Did"):
                return remedy
        return "Name one that is there, or write it."
