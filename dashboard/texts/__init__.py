"""Transcript text as HTML, always escaped: in full with its repeats, beside another, or cut."""
