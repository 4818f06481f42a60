"""Page setup, the corpus picker and filters, navigation. Runs before every page."""

import streamlit as st

from dashboard import selection, ways

st.set_page_config(page_title="Refrain", page_icon="pages/static/icon.svg", layout="wide")
st.html(
    "<style>@media (max-width: 1000px) {[data-testid=stColumn] {min-width: 100%;}}"
    "[data-testid=stMarkdownContainer] blockquote {margin: 0 0 .25rem .6rem;}</style>"
)
st.logo("pages/static/refrain.svg", size="large")
page = st.navigation(
    [
        st.Page("overview.py", title="Overview", icon=":material/home:", default=True),
        st.Page("topics.py", title="Topics", icon=":material/category:"),
        st.Page("lengths.py", title="Lengths", icon=":material/straighten:"),
        st.Page("fragments.py", title="Fragments", icon=":material/repeat:"),
        st.Page("keywords.py", title="Keywords", icon=":material/key:"),
        st.Page("search.py", title="Search", icon=":material/search:"),
        st.Page("clean.py", title="Clean up", icon=":material/content_cut:"),
        st.Page("reader.py", title="Reader", icon=":material/menu_book:"),
        st.Page("passage.py", title="Passage", visibility="hidden"),
        st.Page("pair.py", title="Side by side", visibility="hidden"),
    ],
    position="top",
)
chosen = selection.choose()
ways.one_step_each()
if chosen is None:
    st.title("Refrain", anchor=False)
    st.markdown("Pick a corpus in the sidebar, or upload a transcript file, to see what is in it.")
else:
    st.session_state["selection"] = chosen
    page.run()
