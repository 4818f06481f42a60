"""Someone who has signed in, as Streamlit's cookies say it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from streamlit.auth_util import set_cookie_with_chunks
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME as COOKIE

from dashboard import visitors

SECRET = "a secret of the tests, and of nobody else"
CLAIMS = {
    "is_logged_in": True,
    "iss": "https://provider.example",
    "sub": "anna",
    "email": "Anna@Example.org",
    "name": "Anna",
    "groups": ["editors"],
}


def cookies(**claims: Any) -> dict[str, str]:
    """The cookies of Anna, with these claims, as a browser sends them back."""
    found: dict[str, str] = {}

    def sign(name: str, value: str) -> bytes:
        return create_signed_value(SECRET, name, value)

    def put(name: str, value: str) -> None:
        found[name] = sign(name, value).decode()

    said = {"iat": time.time(), **CLAIMS, **claims}
    set_cookie_with_chunks(put, sign, COOKIE, said, cookie_attr_size=100)
    return found


@contextmanager
def signed_in(**claims: Any) -> Iterator[None]:
    """While it lasts, Anna with these claims is the one who is asking."""
    with visitors.requesting(visitors.of_cookies(cookies(**claims))):
        yield
