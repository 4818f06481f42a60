"""A module for each format: see `Format` in `refrain.loader.registry` for what it provides."""
