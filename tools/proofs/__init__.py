"""Running what the deck claims: the programs of cards, and the proofs in `proofs/` folders."""
