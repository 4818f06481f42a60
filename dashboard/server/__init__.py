"""What the server does with a request that is not Streamlit's own: `app.py` puts it around."""
