"""What is looked at before the server listens: a mistake in what is set ends it with a sentence."""

from __future__ import annotations

import ipaddress
import os
import sys
from typing import Any

import streamlit as st

from dashboard import provider, settings, visitors
from refrain import stored_folder
from refrain.errors import RefrainError

OPEN = "REFRAIN_OPEN"
"""The environment variable that, set to 1, lets anyone in who reaches this server."""


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
    os.environ.setdefault(stored_folder.LIMIT, str(set_up.cache.gigabytes))
    return found


def _is_open() -> bool:
    return os.environ.get(OPEN) == "1" or _is_loopback(_address())


def _address() -> str:
    return st.get_option("server.address") or ""


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address.lower() == "localhost"
