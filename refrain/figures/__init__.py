"""Dataframes to Plotly figures and word-cloud images: one module per page."""

from refrain.extras import needed

with needed("report"):
    import plotly  # noqa: F401  (every module here imports it)
