"""The tables that pages show, each made by one function: the page calls it with what its controls
say, and the API with what the address says. So both have the same rows.
"""
