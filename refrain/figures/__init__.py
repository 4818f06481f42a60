"""Dataframes to Plotly figures and word-cloud images: one module per page."""
