"""Language tags in the names of files: `en`, `de-DE`, `zh_Hans`, as captions have them.

What a stated language means is the question of `refrain.language`, which has the tables of all; a
name is asked only whether its last part is a tag at all, and not a word.
"""

from __future__ import annotations

import re

_TWO = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de
dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id
ie ig ii ik in io is it iu iw ja ji jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln
lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl
ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk
tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
# Those that captions have, but for months and English words (mar, may, per, tam, wel).
_THREE = """
afr alb amh ara arm aze baq bel ben bos bul bur cat ceb ces chi cmn cze dan deu dut ell eng est eus
fas fil fin fra fre geo ger gre guj hau haw heb hin hrv hun hye ice ind isl ita jpn kan kat kaz khm
kor kur lao lav lit ltz mac mal mkd mlg mlt mon mri msa mya nep nld nno nob nor pan pol por pus ron
rum rus sin slk slo slv som spa sqi srp swa swe tel tgl tha tur ukr urd uzb vie yid yor yue zho zul
"""
_CODES = frozenset(_TWO.split()) | frozenset(_THREE.split())
_TAG = re.compile(
    r"(?P<code>[A-Za-z]{2,3})(?:[-_](?P<script>[A-Za-z]{4}))?(?:[-_](?P<region>[A-Za-z]{2}|\d{3}))?"
    # What YouTube adds: the original of several, a track's id, the language it was translated from.
    r"(?:[-_](?:orig|oxendict|[A-Za-z]{2}|[A-Za-z0-9_-]{11}))?"
)
# Languages that are no country: behind another language, what it was translated from.
_NO_REGIONS = "cs da el en fa ha he hi iw ja jv ko nb nn ta te uk ur xh yi yo zh zu"
_NO_REGION = frozenset(_NO_REGIONS.split())
_SCRIPTS = "arab armn beng cyrl deva geor grek guru hans hant hebr jpan kore latn"
_SCRIPT = frozenset(_SCRIPTS.split())


def tag(name: str) -> str | None:
    """A language tag as it is usually written; None where it is none.

    >>> tag("zh_hans"), tag("de-DE"), tag("en-orig"), tag("PT-br"), tag("es-419"), tag("eng")
    ('zh-Hans', 'de-DE', 'en', 'pt-BR', 'es-419', 'eng')
    >>> tag("zh-Hans-en"), tag("en-eEY6OEpapPo"), tag("de-en")
    ('zh-Hans', 'en', 'de')
    >>> tag("notes"), tag("v2"), tag("xx"), tag("en-draft")
    (None, None, None, None)
    """
    match = _TAG.fullmatch(name)
    if match is None or match["code"].lower() not in _CODES:
        return None
    script, region = match["script"] or "", match["region"] or ""
    if script and script.lower() not in _SCRIPT:
        return match["code"].lower() if script.lower() == "orig" else None
    if region.lower() in _NO_REGION:
        region = ""
    parts = (match["code"].lower(), script.title(), region.upper())
    return "-".join(part for part in parts if part)
