"""How people call the columns of transcripts, in some languages: the likeliest name first."""

from __future__ import annotations

import re
import unicodedata

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NUMBERED = re.compile(r" \(\d{1,6}\)\Z")
_APART = re.compile(r"[\W_]+")

_TEXT = """
transcript transcription transcript_text transcription_text full_transcript full_text
text texts content contents body captions caption subtitles subtitle sentence sentences
utterance utterances paragraph speech article document passage lyrics message raw_text
clean_text cleaned_text text_clean raw_transcript clean_transcript raw_content
page_content post comment transkript transkription inhalt volltext texte contenu
transcription_texte phrase texto transcripcion transcripción transcricao transcrição
contenido conteúdo conteudo testo trascrizione contenuto tekst treść transkrypcja metin
döküm innehåll szöveg текст транскрипт транскрипция расшифровка содержание 文本 正文
内容 文字 字幕 转录 轉錄 文字稿 逐字稿 テキスト 本文 書き起こし 文字起こし 텍스트 본문
내용 자막 نص النص المحتوى متن पाठ टेक्स्ट טקסט תמליל
"""
TEXT = tuple(_TEXT.split())
_TOPIC = """
topic topics category categories theme label labels class subject genre section domain
channel channel_name channel_title show show_name show_title podcast podcast_name
podcast_title series playlist playlist_title course program programme tag tags keyword
keywords thema kategorie rubrik fach sujet catégorie categorie thème tema categoría
categoria materia argomento onderwerp temat kategoria konu kategori тема категория 主题
主題 分类 分類 类别 類別 标签 话题 トピック カテゴリ カテゴリー 주제 카테고리 분류 موضوع
الموضوع فئة विषय श्रेणी נושא
"""
TOPIC = tuple(_TOPIC.split())
ALWAYS_TOPIC = frozenset(
    ("topic", "category", "thema", "kategorie", "tema", "тема", "主题", "विषय")
)
"""Those that are topics even where nearly every row has another."""
_TITLE = """
title headline heading episode_title video_title talk_title name episode_name titel
überschrift titre título titulo titolo tytuł başlık название заголовок 标题 標題 题目
タイトル 題名 제목 عنوان العنوان शीर्षक כותרת
"""
TITLE = tuple(_TITLE.split())
_IDENTIFIER = """
episode episode_number episode_id video_id youtube_id talk_id audio_id recording_id
transcript_id document_id doc_id id uid uuid key file file_name filename path audio_path
slug
"""
IDENTIFIER = tuple(_IDENTIFIER.split())
"""What stands for a title where there is none."""
_SPEAKER = """
speaker speakers speaker_name speaker_label speaker_id host hosts presenter narrator
author authors sprecher sprecherin orador hablante locuteur intervenant говорящий спикер
说话人 说话者 发言人 話者 화자 المتحدث वक्ता
"""
SPEAKER = tuple(_SPEAKER.split())
LANGUAGE = (
    "language",
    "lang",
    "locale",
    "language_code",
    "lang_code",
    "sprache",
    "langue",
    "idioma",
)
_PUBLISHED = """
published published_at publish_date published_date publication_date pub_date pubdate
upload_date uploaded_at release_date air_date date recorded_at datum fecha data дата
日期 日付 날짜 year
"""
PUBLISHED = tuple(_PUBLISHED.split())
_URL = """
url video_url webpage_url youtube_url episode_url page_url link href address permalink
source_url audio_url
"""
URL = tuple(_URL.split())
YOUTUBE = ("youtube_id", "yt_id", "video_id", "videoid", "id")
START = (
    "start",
    "start_time",
    "start_seconds",
    "start_sec",
    "start_ms",
    "begin",
    "begin_time",
    "offset",
    "start_timestamp",
    "from",
)
END = ("end", "end_time", "end_seconds", "end_sec", "end_ms", "stop", "end_timestamp", "to")
DURATION = ("duration", "dur", "duration_ms")
_GROUP = """
video_id youtube_id yt_id videoid episode_id recording_id audio_id talk_id transcript_id
document_id session_id conversation_id meeting_id episode file_name filename file path
audio_path source_file source url video_url title episode_title video_title
"""
GROUP = tuple(_GROUP.split())
"""What says which recording a timed piece is of."""


def key(name: str) -> str:
    """How a name is compared: in small letters, its words parted by `_`.

    >>> key("Transcript Text"), key("fullText"), key("TEXT"), key(" page-content ")
    ('transcript_text', 'full_text', 'text', 'page_content')
    """
    plain = _NUMBERED.sub("", unicodedata.normalize("NFKC", name[:200]))
    return _APART.sub("_", _CAMEL.sub("_", plain)).strip("_").casefold()


def named(names: list[str], wanted: tuple[str, ...]) -> list[str]:
    """The columns that are called one of the wanted names, the likeliest first."""
    keys = {name: key(name) for name in names}
    rank = {key(name): n for n, name in enumerate(wanted)}
    found = [name for name in names if keys[name] in rank]
    return sorted(found, key=lambda name: rank[keys[name]])


def like(names: list[str], wanted: tuple[str, ...]) -> list[str]:
    """The columns that have a wanted name as the first or last word of theirs."""
    found = []
    for name in names:
        words = key(name).split("_")
        if len(words) > 1 and (words[0] in wanted or words[-1] in wanted):
            found.append(name)
    return found
