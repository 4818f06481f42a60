"""The provider that people sign in at, where the environment names it instead of `secrets.toml`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from dashboard.settings import SettingsError

URL = "REFRAIN_URL"
"""Where people open the dashboard, such as https://refrain.example.org/team."""
METADATA = "REFRAIN_OIDC_METADATA"
"""The address of the provider's .well-known/openid-configuration."""
CLIENT_ID = "REFRAIN_OIDC_CLIENT_ID"
CLIENT_SECRET = "REFRAIN_OIDC_CLIENT_SECRET"  # nosec B105
COOKIE_SECRET = "REFRAIN_COOKIE_SECRET"  # nosec B105
"""Signs who someone is: the same for all processes of one dashboard, and known to nobody else."""
SCOPE = "REFRAIN_OIDC_SCOPE"
"""What is asked of the provider; some want `groups` named in it."""
_NEEDED = (URL, METADATA, CLIENT_ID, CLIENT_SECRET, COOKIE_SECRET)
_SHORTEST = 32


def secrets(environment: Mapping[str, str] = os.environ) -> dict[str, Any] | None:
    """What `secrets.toml` would say, or None where the environment names no provider.

    Raises SettingsError where it says a part of it, or where the secret is easy to guess.
    """
    if not environment.get(METADATA):
        return None
    missing = [name for name in _NEEDED if not environment.get(name)]
    if missing:
        raise SettingsError(f"{METADATA} is set, and {', '.join(missing)} not: set them, too.")
    if len(environment[COOKIE_SECRET]) < _SHORTEST:
        raise SettingsError(
            f"{COOKIE_SECRET} is too short to be safe: make one with openssl rand -hex 32."
        )
    return {
        "auth": {
            "redirect_uri": f"{environment[URL].rstrip('/')}/oauth2callback",
            "cookie_secret": environment[COOKIE_SECRET],
            "client_id": environment[CLIENT_ID],
            "client_secret": environment[CLIENT_SECRET],
            "server_metadata_url": environment[METADATA],
            "client_kwargs": {"scope": environment.get(SCOPE, "openid email profile")},
        }
    }
