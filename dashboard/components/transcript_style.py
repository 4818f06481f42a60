"""How transcript text looks, wherever it is shown."""

from __future__ import annotations

from dashboard.components.assets import asset

STYLE = f"<style>{asset('transcript.css')}</style>"
