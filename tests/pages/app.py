"""A page of the dashboard, opened by Streamlit's AppTest, and what it says."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.builders import ROOT

ROUTER = ROOT / "pages" / "router.py"


def open_page(page: str, /, **query: str) -> AppTest:
    # The router, not app.py: on an st.App file AppTest renders nothing, and passes.
    app = AppTest.from_file(str(ROUTER), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    if page != "overview":
        app.switch_page(f"{page}/page.py").run()
    assert not app.exception, app.exception[0].message
    return app


def words(app: AppTest) -> str:
    """All that the page says, without the sidebar."""
    kinds = ("title", "subheader", "markdown", "caption", "info", "warning", "success", "error")
    return "\n".join(str(element.value) for kind in kinds for element in app.main.get(kind))
