"""The steps in which near-repeats are found."""
