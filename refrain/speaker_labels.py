"""Where a text says who speaks: labels such as `**Ann Lee:**` at the start of a line.

A label is one of these, at the start of a line or behind the time mark that begins it:

- a numbered speaker, as recognisers write them: `SPEAKER_00:`, `Speaker 1:`, `[SPEAKER_00]`;
- in bold or brackets, up to 60 characters: `**Ann Lee:**`, `**Ann Lee**:`, `[Ann Lee]:`;
- behind the arrows of closed captions: `>> Ann Lee:`;
- plain: `Ann Lee:`, before a white space;
- with a time, alone on a line, as programs for meetings write it: `Ann Lee  0:04`.

A name is up to four words with a capital letter, or of a script without capitals. What stands in
bold, in brackets or behind arrows is a speaker if it is a name or begins two lines; in bold or
brackets also where another label of that form begins two. Plain and timed ones are names, and need
evidence: one that begins two lines, or, of plain ones, that the text has the name in another form,
or that two that differ begin half of its lines at least. A plain one with a word that the text also
has in lower case is none, unless it begins three lines or more: a speaker may be called Will. In no
form is there a speaker in words that head a remark (HEADINGS): `**Note:**`, `Example:`, `Pro tip:`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from refrain.time_marks import CLOCK, Span, time_marks

# The first letter is looked at first: most lines begin with another.
_NUMBERED = (
    r"(?i:(?=[slihofptmгс说說講話話화])(?:speakers?|spk|spkr|sprecher(?:in)?|locuteur|locutrice|intervenante?|hablante|orador|"
    r"falante|parlante|spreker|talare|mówca|говорящий|спикер|说话人|說話人|講者|話者|화자))"
    r"[ _-]*(?:\d{1,3}|[A-Z])\b"
)
_COLON = "[:：]"
_NEEDED = (":", "：", "[")
"""Every label has one of these."""
# Each begins with the line end before it, which is quick to look for.
_FORMS = rf"""
        (?:\*\*|__)(?P<bold>[^*\r\n:]{{1,60}}?)(?::(?:\*\*|__)|(?:\*\*|__):)
      | (?:>>+[ \t]*)?\[?(?P<numbered>{_NUMBERED})(?:\][ \t]*{_COLON}?|[ \t]*{_COLON})
      | \[(?P<brackets>[^\[\]\r\n:]{{1,60}})\][ \t]*{_COLON}
      | (?:>>+|&gt;&gt;)[ \t]*(?P<arrows>[^\s:>][^\r\n:>]{{0,59}}){_COLON}
      | (?P<plain>[^\W\d_][^\r\n:：*>\[\]"“”!?;]{{0,48}}+){_COLON}(?=\s|\Z|(?<=：))
"""
_TIMED = rf"(?P<timed>[^\W\d_][^\r\n:：*>\[\]\"“”!?;]{{0,48}}?)[ \t]{{1,20}}{CLOCK}[ \t]*(?=\n|\Z)"
_LABEL = re.compile(rf"\n[ \t]*(?:{_FORMS}|{_TIMED})", re.VERBOSE)
_UNTIMED_LABEL = re.compile(rf"\n[ \t]*(?:{_FORMS})", re.VERBOSE)
_TIME_AT_END = re.compile(r":\d\d[\d:.,]{0,13}[ \t]*(?:\n|\Z)")
"""What each line has at its end that is a label with a time: quick to look for."""
_MOST_WORDS = 4
_LONGEST_WITHOUT_CAPITALS = 10
_RECURS = 3
_IN_NAMES = (
    "al and bin da das de del della den der di dos du e el ibn la le ten ter und van von y zu"
)
_PARTICLES = frozenset(_IN_NAMES.split())
_WORD = re.compile(r"[^\W\d_]+")
_LINE = re.compile(r"[^\r\n]*\S")
_IN_PARENTHESES = re.compile(r"\([^()]*\)")
_HEADINGS = """
advice answer answers background bonus caution caveat chapter conclusion correction credits date
definition description disclaimer disclosure duration episode example examples exercise fact
finally first fourth hint important introduction language lesson link links next note notes part
postscript problem question questions reason recap related reminder result second section
solution source sources spoiler step subject summary takeaway takeaways third tip tips title
topic topics update url warning

achtung anmerkung antwort beispiel beispiele erstens fazit frage hinweis kapitel quelle schritt
thema titel wichtig zusammenfassung zweitens

chapitre conseil exemple exemples étape remarque réponse résumé titre

advertencia capítulo ejemplo ejemplos importante nota notas paso pregunta resumen respuesta tema
título

avviso capitolo domanda esempio passo riassunto risposta titolo

exemplo pergunta resposta resumo

belangrijk samenvatting voorbeeld vraag

внимание важно вопрос вывод глава итог ответ пример примечание

注 注意 例 例如 备注 備註 提示 总结 總結 結論 结论 问题 問題 質問 回答 答え 補足
"""
HEADINGS = frozenset(_HEADINGS.split())
"""Words that head a remark, in lower case."""


class Label(NamedTuple):
    """A label: where it begins and ends (characters), and the name in it."""

    start: int
    end: int
    name: str


def labels(text: str, times: Sequence[Span] | None = None) -> list[Label]:
    r"""The speakers' labels of a text, in order; `times` are its time marks, where they are known.

    >>> [label.name for label in labels("**Ann Lee:** So.\n**Note:** [00:43]\n>> Bo: Yes!")]
    ['Ann Lee', 'Bo']
    >>> [label.name for label in labels("Ann: So.\nExample: this.\nBo: Yes!\nAnn: Oh.")]
    ['Ann', 'Bo', 'Ann']
    """
    if not any(mark in text for mark in _NEEDED):
        return []
    times = time_marks(text) if times is None else times
    lines = "\n" + blanked(text, times, " ").replace("\r", "\n")
    # A match begins with the line end before a label, and a character was put before the text.
    label = _LABEL if _TIME_AT_END.search(lines) else _UNTIMED_LABEL
    candidates = [
        ((match.lastgroup or "", match[match.lastindex or 0].strip()), *match.span())
        for match in label.finditer(lines)
    ]
    speakers = _speakers(text, Counter(candidate for candidate, _, _ in candidates))
    return [
        Label(start, end - 1, candidate[1])
        for candidate, start, end in candidates
        if candidate in speakers
    ]


def unspoken(times: Iterable[Span], labels: Iterable[Label]) -> list[Span]:
    """The time marks and labels of a text together, in order: what nobody says."""
    return sorted([*times, *((label.start, label.end) for label in labels)])


def blanked(text: str, places: Iterable[Span], blank: str) -> str:
    """A text with another character for each that is in one of the places, which are sorted.

    They may overlap, as a label does that begins with its line's time mark.
    """
    pieces, cursor = [], 0
    for start, end in places:
        if end > cursor:
            pieces.append(text[cursor:start])
            pieces.append(blank * (end - (start if start > cursor else cursor)))
            cursor = end
    return "".join([*pieces, text[cursor:]]) if pieces else text


@lru_cache(maxsize=10_000)
def _is_heading(name: str) -> bool:
    return any(word.casefold() in HEADINGS for word in _WORD.findall(name))


def _is_name(name: str) -> bool:
    """Whether words look like a name: short, and with capital letters where the script has them.

    >>> _is_name("Ann van der Lee (host)"), _is_name("And then she said"), _is_name("主持人")
    (True, False, True)
    """
    words = _without_role(name).split()
    if not 0 < len([word for word in words if word not in _PARTICLES]) <= _MOST_WORDS:
        return False
    if not name.isascii() and name.lower() == name.upper():
        return len(name) <= _LONGEST_WITHOUT_CAPITALS
    return words[0][0].isupper() and all(
        word in _PARTICLES or not word[0].islower() for word in words
    )


def _without_role(name: str) -> str:
    return _IN_PARENTHESES.sub("", name)


def _speakers(text: str, lines: Counter[tuple[str, str]]) -> set[tuple[str, str]]:
    """Which candidates (form of label, name) are a speaker's, from how many lines begin with each.

    They are as the docstring of the module has it.
    """
    candidates = {candidate for candidate in lines if not _is_heading(candidate[1])}
    names = {(form, name) for form, name in candidates if _is_name(name)}
    recurring = {candidate for candidate in candidates if lines[candidate] > 1}
    speakers = {candidate for candidate in candidates if candidate[0] == "numbered"}
    for form in ("bold", "brackets"):
        recurs = form in dict(recurring)
        speakers |= {one for one in (candidates if recurs else names) if one[0] == form}
    speakers |= {one for one in names | recurring if one[0] == "arrows"}
    if "timed" in dict(recurring & names):
        speakers |= {one for one in names if one[0] == "timed"}
    plain = Counter({name: lines[form, name] for form, name in names if form == "plain"})
    elsewhere = {name for _, name in speakers}
    return speakers | {("plain", name) for name in _with_evidence(text, plain, elsewhere)}


def _with_evidence(text: str, lines: Counter[str], elsewhere: set[str]) -> set[str]:
    """Which names before a colon are a speaker's, from how many lines begin with each, and the
    speakers that the text names in another form."""
    if not lines:
        return set()
    rare = [name for name, times in lines.items() if times < _RECURS]
    words = {name: _WORD.findall(_without_role(name).lower()) for name in rare}
    sought = {word for of_name in words.values() for word in of_name if word.islower()}
    in_lower_case = (sought - _PARTICLES).intersection(_WORD.findall(text) if sought else ())
    likely = {name for name in lines if in_lower_case.isdisjoint(words.get(name, ()))}
    if any(lines[name] > 1 for name in likely):
        return likely
    in_dialogue = len(likely) > 1 and 2 * len(likely) >= len(_LINE.findall(text))
    return likely if in_dialogue else likely & elsewhere
