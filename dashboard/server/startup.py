"""What is looked at before the server listens: a mistake in what is set ends it with a sentence."""

from __future__ import annotations

import logging
import os
import sys
from importlib.metadata import version
from typing import Any

import streamlit as st
from streamlit import config
from streamlit.auth_util import get_signing_secret

from dashboard import corpora, events, provider, settings, visitors
from dashboard.rules import EVERYONE
from dashboard.server import addresses
from dashboard.server.addresses import is_loopback
from refrain import stored_folder
from refrain.errors import RefrainError

OPEN = "REFRAIN_OPEN"
"""The environment variable that, set to 1, lets anyone in who reaches this server."""
_SHORTEST, _CHARACTERS = 32, 8
"""Characters that a secret has at least, and of how many different ones it is made."""


def secrets() -> dict[str, Any] | None:
    """The secrets of the environment, once all that is set is found to be usable.

    Ends the process with a sentence where it is not, or where anyone on the network could open the
    transcripts without it having been said that they may.
    """
    try:
        set_up = settings.current()
        found = provider.secrets()
    except RefrainError as error:
        sys.exit(f"refrain: {error}")
    if not found and not visitors.sign_in_is_on() and not _is_open():
        sys.exit(
            f"refrain: whoever reaches {_address() or 'this machine'} could read the transcripts. "
            "Set up sign-in (docs/deploy.md), listen at localhost alone, or say --open if all of "
            "them may."
        )
    config.set_option("server.maxUploadSize", set_up.uploads.file_mb)
    os.environ.setdefault(stored_folder.LIMIT, str(set_up.cache.gigabytes))
    return found


def say() -> None:
    """Write what this server is, where, and for whom, and what is likely a mistake in that."""
    events.event("started", who=events.SERVER, **_facts())
    for warning in _warnings():
        events.event(warning, who=events.SERVER, level=logging.WARNING)


def _facts() -> dict[str, Any]:
    set_up = settings.current()
    return {
        "version": version("refrain"),
        "listens_at": f"{_address()}:{st.get_option('server.port')}{addresses.base()}/",
        "sign_in": "on" if visitors.sign_in_is_on() else "off",
        "corpora": len(corpora.offered()),
        "settings": os.environ.get(settings.VARIABLE, "none"),
        "roots": [str(root) for root in set_up.roots] or "none: links may lead anywhere",
        "cache": str(stored_folder.named_folder() or "none"),
        "uploads": "on" if set_up.uploads.allowed else "off",
    }


def _warnings() -> list[str]:
    """What works, and is likely a mistake."""
    said = []
    if not visitors.sign_in_is_on():
        hidden = [one.name for one in settings.current().corpora if EVERYONE not in one.may_see]
        if hidden:
            names = ", ".join(map(repr, hidden))
            said.append(f"Nobody can see {names}: may_see names people, and sign-in is off.")
        if not is_loopback(_address()):
            said.append("Whoever reaches this server can read all transcripts: sign-in is off.")
    elif len(set(get_signing_secret())) < _CHARACTERS or len(get_signing_secret()) < _SHORTEST:
        said.append(
            "The cookie_secret is easy to guess, and whoever does can sign in as anyone: make "
            "another with openssl rand -hex 32."
        )
    if visitors.sign_in_is_on() and EVERYONE in settings.current().sign_in.may_enter:
        said.append(
            "Everyone whom the provider knows may enter: say who may in sign_in.may_enter, unless "
            "these are your own people."
        )
    return said


def _is_open() -> bool:
    return os.environ.get(OPEN) == "1" or is_loopback(_address())


def _address() -> str:
    return st.get_option("server.address") or ""
