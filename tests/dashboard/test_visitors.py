"""Who asks is who the provider said they are, and nobody else can say so."""

from __future__ import annotations

import json
import time
from hashlib import blake2b

import pytest
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from dashboard import visitors
from dashboard.visitors import ANYONE, of_cookies
from tests.dashboard.signing_in import CLAIMS, COOKIE, SECRET, cookies, signed_in


@pytest.fixture(autouse=True)
def _sign_in(sign_in):
    """There is sign-in."""


def test_the_claims_of_a_signed_cookie_say_who_it_is():
    anna = of_cookies(cookies())
    assert (anna.email, anna.name, anna.groups) == ("anna@example.org", "Anna", {"editors"})
    assert visitors.is_signed_in(anna)
    assert visitors.may_enter(anna)


def test_a_cookie_that_is_long_is_put_together_from_its_parts():
    many = [blake2b(bytes([n]), digest_size=16).hexdigest() for n in range(200)]
    parts = cookies(groups=many)
    assert len(parts) > 1
    assert of_cookies(parts).groups == set(many)
    del parts[f"{COOKIE}_1"]
    assert of_cookies(parts) == ANYONE


def test_a_forged_cut_or_old_cookie_is_nobodys(monkeypatch):
    said = json.dumps(CLAIMS)
    (value,) = cookies().values()
    forged = create_signed_value("x" * 32, COOKIE, said).decode()
    for_another_use = create_signed_value(SECRET, "_streamlit_xsrf", said).decode()
    then = time.time() - 40 * 86_400
    with monkeypatch.context() as patch:
        patch.setattr(time, "time", lambda: then)
        old = create_signed_value(SECRET, COOKIE, said).decode()
    altered = value[:-1] + ("0" if value[-1] != "0" else "1")
    for wrong in (forged, for_another_use, old, altered, value[:40], said, "é", ""):
        assert of_cookies({COOKIE: wrong}) == ANYONE
    assert of_cookies({}) == ANYONE
    assert not visitors.may_enter(ANYONE)


@pytest.mark.parametrize(
    "claims", [{"is_logged_in": False}, {"sub": ""}, {"sub": None}, {"is_logged_in": None}]
)
def test_who_has_not_signed_in_is_nobody(claims):
    assert of_cookies(cookies(**claims)) == ANYONE


@pytest.mark.parametrize(
    ("verified", "email"),
    [(True, "anna@example.org"), ("true", "anna@example.org"), (False, ""), ("false", ""), (0, "")],
)
def test_an_address_that_the_provider_did_not_verify_is_none(verified, email):
    assert of_cookies(cookies(email_verified=verified)).email == email


@pytest.mark.parametrize(
    ("groups", "found"), [("editors", {"editors"}), (["a", "b"], {"a", "b"}), (None, set())]
)
def test_groups_are_a_list_or_one_name(groups, found):
    assert of_cookies(cookies(groups=groups)).groups == found


def test_two_people_of_one_name_at_two_providers_are_two():
    assert of_cookies(cookies()).id != of_cookies(cookies(iss="https://other.example")).id


def test_after_some_hours_one_signs_in_again(set_up):
    set_up("[sign_in]\nhours = 1")
    assert visitors.may_enter(of_cookies(cookies(iat=time.time() - 3_500)))
    for since in (time.time() - 3_700, None, "now", True):
        late = of_cookies(cookies(iat=since))
        assert visitors.is_signed_in(late)
        assert not visitors.may_enter(late)


def test_who_may_enter_is_who_the_rules_let_in(set_up):
    set_up('[sign_in]\nmay_enter = ["group:editors"]')
    assert visitors.may_enter(of_cookies(cookies()))
    assert not visitors.may_enter(of_cookies(cookies(groups=["readers"])))
    with signed_in(groups=["readers"]):
        assert not visitors.may_see(("*",))
    assert visitors.may_see(("@nobody.example",))  # the server itself
