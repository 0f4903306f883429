"""What a person can do: one folder for each, none of which imports another."""
