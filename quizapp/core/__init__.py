"""What decides: pure rules over plain values, with the standard library alone."""
