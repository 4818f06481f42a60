"""Page setup, the corpus picker and filters, navigation. Runs before every page."""

import streamlit as st

from dashboard import navigation, selection

st.set_page_config(page_title="Refrain", page_icon="pages/static/icon.svg", layout="wide")
st.html(
    "<style>@media (max-width: 1000px) {[data-testid=stColumn] {min-width: 100%;}}"
    "[data-testid=stMarkdownContainer] blockquote {margin: 0 0 .25rem .6rem;}</style>"
)
st.logo("pages/static/refrain.svg", size="large")
page = st.navigation(
    [
        st.Page(
            "overview/page.py",
            url_path="overview",
            title="Overview",
            icon=":material/home:",
            default=True,
        ),
        st.Page("topics/page.py", url_path="topics", title="Topics", icon=":material/category:"),
        st.Page(
            "lengths/page.py", url_path="lengths", title="Lengths", icon=":material/straighten:"
        ),
        st.Page(
            "fragments/page.py", url_path="fragments", title="Fragments", icon=":material/repeat:"
        ),
        st.Page("keywords/page.py", url_path="keywords", title="Keywords", icon=":material/key:"),
        st.Page("search/page.py", url_path="search", title="Search", icon=":material/search:"),
        st.Page("clean/page.py", url_path="clean", title="Clean up", icon=":material/content_cut:"),
        st.Page("reader/page.py", url_path="reader", title="Reader", icon=":material/menu_book:"),
        st.Page("passage/page.py", url_path="passage", title="Passage", visibility="hidden"),
        st.Page("pair/page.py", url_path="pair", title="Side by side", visibility="hidden"),
    ],
    position="top",
)
chosen = selection.choose()
navigation.one_step_each()
if chosen is None:
    st.title("Refrain", anchor=False)
    st.markdown("Pick a corpus in the sidebar, or upload a transcript file, to see what is in it.")
else:
    st.session_state["selection"] = chosen
    page.run()
