"""A page of the dashboard, opened by Streamlit's AppTest, and what it says."""

from __future__ import annotations

from functools import cache

from streamlit.testing.v1 import AppTest

from tests.builders import ROOT

ROUTER = ROOT / "pages" / "router.py"


def open_page(page: str, /, **query: str) -> AppTest:
    # The router, not app.py: on an st.App file AppTest renders nothing, and passes.
    app = AppTest.from_file(str(ROUTER), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    if page != "overview":
        # As a link opens it: the overview, where AppTest begins, is not computed and drawn before.
        app._page_hash = _page_hash(page)
    app.run()
    assert not app.exception, app.exception[0].message
    return app


@cache
def _page_hash(page: str) -> str:
    return _on_the_overview().switch_page(f"{page}/page.py")._page_hash


@cache
def _on_the_overview() -> AppTest:
    """An app that knows its pages: those that the router has named in its first run."""
    return AppTest.from_file(str(ROUTER), default_timeout=60).run()


def words(app: AppTest) -> str:
    """All that the page says, without the sidebar."""
    kinds = ("title", "subheader", "markdown", "caption", "info", "warning", "success", "error")
    return "\n".join(str(element.value) for kind in kinds for element in app.main.get(kind))
