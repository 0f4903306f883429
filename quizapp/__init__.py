"""Nexus: spaced repetition for people who learn backend engineering."""

__version__ = "0.1.0"
