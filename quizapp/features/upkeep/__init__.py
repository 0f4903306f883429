"""Upkeep: proving and rebuilding what follows from the log, and printing it."""
