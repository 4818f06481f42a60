"""The pictures of repetition, each with its table: a module per picture, which shows it."""
