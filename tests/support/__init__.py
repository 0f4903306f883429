"""Builders and clients for tests."""
