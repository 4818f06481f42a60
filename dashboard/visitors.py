"""Who is asking: on a page, or with a request for data.

Without sign-in, everybody is the same visitor, who has no address and is in no group. What is done
for nobody in particular, such as the start of the server, is done by the server, who may all.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import streamlit as st
from streamlit.auth_util import get_cookie_with_chunks, get_secrets_auth_section, get_signing_secret
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from dashboard import settings
from dashboard.rules import Rule, Visitor, allow

ANYONE = Visitor("")
"""Whoever has not signed in."""
_requesting: ContextVar[Visitor | None] = ContextVar("requesting", default=None)
"""Who a request is from, while it is answered; None where there is none."""


def sign_in_is_on() -> bool:
    """Whether there is a provider to sign in at."""
    return bool(get_secrets_auth_section())


def current() -> Visitor | None:
    """Who is asking; None for the server itself."""
    if get_script_run_ctx(suppress_warning=True) is not None:
        return _of_claims(st.user.to_dict())
    return _requesting.get()


def of_cookies(cookies: Mapping[str, str]) -> Visitor:
    """Who a request with these cookies is from: Streamlit signs them when someone signs in."""

    def signed(name: str) -> bytes | None:
        value = cookies.get(name, "").encode("latin-1", "replace")
        return decode_signed_value(get_signing_secret(), name, value) if value else None

    if not sign_in_is_on():
        return ANYONE
    said = get_cookie_with_chunks(signed, USER_COOKIE_NAME)
    try:
        claims = json.loads(said) if said else {}
    except ValueError:
        return ANYONE
    return _of_claims(claims)


@contextmanager
def requesting(visitor: Visitor) -> Iterator[None]:
    """While it lasts, they are the one who is asking."""
    token = _requesting.set(visitor)
    try:
        yield
    finally:
        _requesting.reset(token)


def is_signed_in(visitor: Visitor) -> bool:
    """Whether they have signed in, however long ago."""
    return bool(visitor.id)


def has_expired(visitor: Visitor) -> bool:
    """Whether it is so long since they signed in that they have to do it again."""
    return time.time() - visitor.since > settings.current().sign_in.hours * 3600


def may_enter(visitor: Visitor | None) -> bool:
    """Whether they see anything at all."""
    if visitor is None or not sign_in_is_on():
        return True
    return (
        is_signed_in(visitor)
        and not has_expired(visitor)
        and allow(settings.current().sign_in.may_enter, visitor)
    )


def may_upload() -> bool:
    """Whether who is asking may hand anything over."""
    return settings.current().uploads.allowed and may_enter(current())


def may_see(rules: tuple[Rule, ...]) -> bool:
    """Whether who is asking may enter, and these rules let them."""
    visitor = current()
    return visitor is None or (may_enter(visitor) and allow(rules, visitor))


def _of_claims(claims: Mapping[str, Any]) -> Visitor:
    """Who the claims of an identity token are about (OpenID Connect Core 1.0, section 5.1)."""
    subject = claims.get("sub")
    if not claims.get("is_logged_in") or not subject:
        return ANYONE
    # An address that the provider did not verify may be anyone's.
    verified = claims.get("email_verified", True) in (True, "true")
    groups = claims.get(settings.current().sign_in.groups_claim) or ()
    return Visitor(
        id=json.dumps([claims.get("iss"), subject]),
        email=str(claims.get("email") or "").lower() if verified else "",
        name=str(claims.get("name") or claims.get("email") or subject),
        groups=frozenset([groups] if isinstance(groups, str) else map(str, groups)),
        since=_seconds(claims.get("iat")),
    )


def _seconds(value: Any) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0
