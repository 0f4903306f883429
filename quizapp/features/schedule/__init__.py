"""What each scheduler makes of a run of grades, on the command line."""
