"""The tests; `support` holds what they are written with."""
