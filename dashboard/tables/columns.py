"""What the columns of tables hold, by their names: in the API, and in its description."""

from __future__ import annotations

from typing import Literal, NamedTuple

Type = Literal["string", "integer", "number", "boolean", "integers", "datetime"]


class Column(NamedTuple):
    """What a column holds. Any value may be missing."""

    type: Type
    meaning: str


Columns = dict[str, Column]

COLUMNS: Columns = {
    # -- transcripts, texts and files
    "transcript_id": Column("string", "the id of the transcript: `text` in the Reader's address"),
    "text_id": Column("string", "hash of the text's words: the same texts share it"),
    "source": Column("string", "the file, by its path from what was opened"),
    "line": Column("integer", "line of the source, from 1"),
    "prompt": Column("integer", "which prompt of the source, from 1"),
    "position": Column("integer", "place in the prompt or source, from 1"),
    "role": Column("string", "shot, target or transcript"),
    "topic_from": Column("string", "where the topic is from: label, column, folder …"),
    "topic": Column("string", "the topic; empty or missing where there is none"),
    "title": Column("string", "title, as the format gives it"),
    "speaker": Column("string", "speaker, as the format gives it"),
    "language": Column("string", "language, as the format gives it"),
    "published": Column("string", "date, as the format gives it"),
    "url": Column("string", "the address of the recording"),
    "media": Column("string", "a file of audio or video beside the source"),
    "format": Column("string", "what the source was recognised as"),
    "text": Column("string", "what it says, verbatim"),
    "start": Column("integer", "the first character"),
    "end": Column("integer", "the character after the last"),
    "chars": Column("integer", "characters"),
    "words": Column("integer", "words"),
    "tokens": Column("integer", "tokens; missing unless it was asked for them"),
    "name": Column("string", "a short name, unique in the corpus"),
    "topic_suggested": Column("boolean", "whether the topic is a suggestion"),
    "topic_sure": Column("number", "how sure the suggested topic is, 0 to 1"),
    "label": Column("string", "the topic as loaded, where topics are suggested"),
    "outcome": Column("string", "what became of the file"),
    "detail": Column("string", "what says more of its format"),
    "files": Column("integer", "1, or how many files were left out for one reason"),
    "problems": Column("integer", "problems in it"),
    "message": Column("string", "a sentence for people"),
    # -- findings
    "severity": Column("string", "error, warning or note"),
    "kind": Column("string", "what it is"),
    "subject": Column("string", "what it is about, in a few words"),
    "at": Column("integer", "the character of the text to look at"),
    "seconds": Column("number", "when it is said, from the start of the recording"),
    "recording": Column("string", "address that opens the recording there"),
    "measure": Column("string", "what was counted"),
    "value": Column("number", "the number"),
    "other": Column("string", "what it is compared with"),
    "count": Column("integer", "how many"),
    # -- topics
    "shots": Column("integer", "appearances as a shot"),
    "targets": Column("integer", "appearances as a target"),
    "transcripts": Column("integer", "how many transcripts"),
    "missing": Column("integer", "announced without a text"),
    "texts": Column("integer", "distinct texts"),
    "group": Column("string", "the source or the speaker"),
    "period": Column("datetime", "the first day of the month, quarter or year"),
    "target": Column("string", "the topic of the target"),
    "shot": Column("string", "the topic of the shot"),
    "prompts": Column("integer", "prompts that pair them"),
    "leak": Column("boolean", "whether the target's topic is the shot's, too"),
    "keywords": Column("string", "its words, the weightiest first"),
    "sure": Column("number", "its part of what all topics explain, 0 to 1"),
    "stability": Column("number", "how much is found again with a fifth of the texts left out"),
    "second": Column("string", "the next best topic"),
    "second_sure": Column("number", "that topic's part, 0 to 1"),
    # -- lengths
    "minutes": Column("number", "minutes from the first time to the last"),
    "words_per_minute": Column("number", "words per minute"),
    "silence": Column("number", "seconds in which nobody speaks"),
    "over": Column("integer", "how many more than the budget"),
    "share": Column("number", "a share, 0 to 1"),
    "outlier": Column("string", "long or short"),
    "fence": Column("number", "beyond which it is unusual"),
    "times": Column("number", "its length, as a multiple of the group's median"),
    "shortest": Column("number", "the shortest"),
    "median": Column("number", "the median"),
    "mean": Column("number", "the mean"),
    "longest": Column("number", "the longest"),
    "total": Column("number", "all together"),
    "step": Column("string", "what is removed"),
    "saved": Column("number", "the share of the first step's total that is gone, 0 to 1"),
    # -- what repeats
    "fragment": Column("string", "the id of the fragment: `fragment` in the Passage's address"),
    "places": Column("integer", "how often it occurs"),
    "passage": Column("string", "its text, verbatim"),
    "similarity": Column("number", "the share of words in which two passages agree, 0 to 1"),
    "repeated": Column("integer", "words in repeated stretches"),
    "redundant": Column("integer", "words that an earlier place has"),
    "percent": Column("number", "the share that is repeated, in percent"),
    "uses": Column("integer", "appearances of the text"),
    "first": Column("number", "where the first repeat begins, in percent of the words"),
    "word": Column("integer", "a place in the text, counted in words from 0"),
    # -- keywords and lines
    "spelling": Column("string", "the word as it is most often written"),
    "score": Column("number", "the score"),
    "rest_count": Column("integer", "occurrences elsewhere"),
    "rest_transcripts": Column("integer", "texts elsewhere that have it"),
    "topic_transcripts": Column("integer", "texts of the topic"),
    "statistic": Column("string", "what the score is"),
    "left": Column("string", "what stands before, verbatim"),
    "match": Column("string", "what was found, verbatim"),
    "right": Column("string", "what stands after, verbatim"),
    "nth": Column("integer", "number of the place, from 1"),
    # -- cuts
    "rule": Column("boolean", "whether the rule cuts it"),
    "cut": Column("integer", "words that go"),
    "cuts": Column("integer", "in how many cuts"),
    "joint": Column("string", "what stands in its place"),
}
"""By name, what most tables mean by it; `named` takes what differs in one."""


def named(*names: str, **other: Column) -> Columns:
    """The columns of these names, in this order, some with `other` meanings, and new ones last."""
    return {name: other.get(name) or COLUMNS[name] for name in names} | other
