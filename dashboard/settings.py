"""What whoever runs Refrain has set in `refrain.toml`: what is offered, to whom, and how much.

Every part may be left out; docs/deploy.md has all of them, with an example.
"""

from __future__ import annotations

import os
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from dashboard.rules import EVERYONE, Rule, checked_rule
from refrain.errors import RefrainError
from refrain.loader.asked import existing, is_pattern

VARIABLE = "REFRAIN_SETTINGS"
"""The environment variable that names the file; without it, nothing is set."""


class SettingsError(RefrainError):
    """A file of settings that cannot be used; the message names the place in it and the remedy."""


Rules = tuple[Annotated[Rule, BeforeValidator(checked_rule)], ...]


class _Part(BaseModel):
    """A part of the file: an unknown name in it is an error, as it may be a slip in a rule."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OfferedCorpus(_Part):
    """A corpus to pick: its path may be a pattern, and counts from the folder of the file."""

    name: str = Field(min_length=1, max_length=200)
    path: Path
    description: str = ""
    may_see: Rules = (EVERYONE,)


class SignIn(_Part):
    """Who may enter at all, once they have signed in, and for how long."""

    may_enter: Rules = (EVERYONE,)
    hours: float = Field(default=12.0, gt=0, le=720)
    """After so many, one signs in again."""
    groups_claim: str = "groups"
    """The claim of the identity token that has the groups of a person."""


class UploadLimits(_Part):
    """What visitors may hand over, and how long it stays."""

    allowed: bool = True
    file_mb: int = Field(default=500, ge=1, le=4096)
    total_mb: int = Field(default=1000, ge=1)
    """Of one upload."""
    files: int = Field(default=5_000, ge=1)
    """Of one upload."""
    kept: int = Field(default=20, ge=1)
    """Uploads at a time; the oldest makes room."""
    kept_mb: int = Field(default=2_000, ge=1)
    hours: float = Field(default=24.0, gt=0)


class Cache(_Part):
    """What is kept on disk."""

    gigabytes: float = Field(default=20.0, ge=0)


class RequestLimits(_Part):
    """How much one visitor may ask of the server."""

    head_kb: int = Field(default=32, ge=4)
    """Of a request: its address, cookies and other headers."""
    body_mb: float = Field(default=1.0, gt=0)
    """Of a request that is no upload."""
    api_per_second: float = Field(default=10.0, gt=0)
    api_burst: int = Field(default=50, ge=1)
    """Requests to the API that may come at once."""
    uploads_per_second: float = Field(default=50.0, gt=0)
    """Files, beyond those of one upload."""
    slow_seconds: float = Field(default=30.0, gt=0)
    """After which a body of which nothing comes ends, and from which on it has to come at
    `slow_kb` a second."""
    slow_kb: float = Field(default=4.0, ge=0)


class Settings(_Part):
    """All that is set. Paths are absolute."""

    samples: bool = True
    """Whether the sample corpora are offered, too."""
    roots: tuple[Path, ...] = ()
    """Nothing outside of these folders is opened; without any, nothing is forbidden."""
    corpora: tuple[OfferedCorpus, ...] = ()
    sign_in: SignIn = SignIn()
    uploads: UploadLimits = UploadLimits()
    cache: Cache = Cache()
    limits: RequestLimits = RequestLimits()


def current() -> Settings:
    """The settings of this server; raises SettingsError."""
    named = os.environ.get(VARIABLE)
    return read(Path(named)) if named else Settings()


@lru_cache(maxsize=4)
def read(file: Path) -> Settings:
    """The settings in a file, read once; raises SettingsError."""
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} cannot be read: {error}.") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file} is not TOML: {error}.") from error
    try:
        settings = Settings.model_validate(given)
    except ValidationError as error:
        raise SettingsError(f"{file}: {_first_of(error)}") from error
    return _checked(_absolute(settings, file.parent), file)


def _first_of(error: ValidationError) -> str:
    """The first fault, with its place as a person would write it: `corpora[2].path`."""
    first = error.errors(include_url=False, include_input=False)[0]
    place = "".join(
        f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in first["loc"]
    ).lstrip(".")
    if first["type"] == "extra_forbidden":
        return f"{place} is not known. Check its spelling against docs/deploy.md."
    more = f" ({error.error_count() - 1} more)" if error.error_count() > 1 else ""
    return f"{place}: {first['msg']}.{more}"


def _absolute(settings: Settings, folder: Path) -> Settings:
    def place(path: Path) -> Path:
        return Path(os.path.abspath(folder / path.expanduser()))

    corpora = tuple(
        corpus.model_copy(update={"path": place(corpus.path)}) for corpus in settings.corpora
    )
    roots = tuple(Path(os.path.realpath(place(root))) for root in settings.roots)
    return settings.model_copy(update={"corpora": corpora, "roots": roots})


def _checked(settings: Settings, file: Path) -> Settings:
    for root in settings.roots:
        if not root.is_dir():
            raise SettingsError(f"{file}: roots names {root}, which is no folder. Make it.")
    names: set[str] = set()
    for corpus in settings.corpora:
        if corpus.name in names:
            raise SettingsError(f"{file}: two corpora are called {corpus.name!r}. Rename one.")
        names.add(corpus.name)
        if not is_pattern(corpus.path) and not existing(corpus.path):
            raise SettingsError(f"{file}: {corpus.path} of {corpus.name!r} is not there.")
    return settings
