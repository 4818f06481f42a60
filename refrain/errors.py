"""The errors refrain raises on purpose. Each message can be acted on by the person who reads it."""


class RefrainError(Exception):
    """Base of what refrain raises on purpose: a sentence on what is wrong and what to do."""


class UnreadableError(RefrainError):
    """A path that cannot be opened: not there, not allowed, or nothing in it to read."""


class SchemaError(RefrainError):
    """A dataframe that is not the transcripts (or problems) table the rest of refrain relies on."""


class TooLargeError(RefrainError):
    """A table that would not fit into memory."""


class TokenizerError(RefrainError):
    """A tokenizer that cannot be used: unknown, unreadable, or not one."""
