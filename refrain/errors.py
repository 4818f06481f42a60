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


class TableError(RefrainError):
    """A file that cannot be written or read as a table of transcripts, cuts or fragments."""


class BuildError(RefrainError):
    """A build that cannot be made where it was asked for, or not to its end."""


class NotABuildError(RefrainError):
    """A folder that is no build, or one that cannot be opened: not whole, or of another version."""


class MissingExtraError(RefrainError):
    """A package that is not installed, and the extra of refrain that brings it."""

    def __init__(self, package: str, extra: str) -> None:
        """The name of the package as it is imported, and of the extra."""
        self.package = package
        self.extra = extra
        super().__init__(f"{package} is needed and not installed: {self.remedy}")

    @property
    def remedy(self) -> str:
        """What to type."""
        return f"pip install 'refrain[{self.extra}]'"
