"""Archives load like the folder that they were made of."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import refrain
from tests.archive_files import ARCHIVES, PACKED, tarred, zipped

SRT = b"1\n00:00:01,000 --> 00:00:02,000\nSo we began.\n"
FILES = {
    "2021/talk-10.txt": b"the tenth talk",
    "2021/talk-9.txt": b"the ninth talk",
    "2022/old.srt": SRT,
    "over.vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\nAnd over.\n",
    "cover.jpg": b"\xff\xd8\xff\xe0",
    "__MACOSX/2021/._talk-9.txt": b"\0\5\26\7",
    "2021/._talk-9.txt": b"\0\5\26\7",
    ".DS_Store": b"\0\0\0\1Bud1",
}


def load(path, content):
    path.write_bytes(content)
    return refrain.load(path)


def kinds(corpus):
    return corpus.problems[["source", "kind"]].to_numpy().tolist()


@pytest.mark.parametrize("ending", ARCHIVES)
def test_what_is_in_an_archive_loads_in_natural_order_and_what_is_hidden_does_not(tmp_path, ending):
    name = f"shows{ending}"
    corpus = load(tmp_path / name, ARCHIVES[ending](FILES))
    sources = corpus.transcripts["source"].tolist()
    in_order = ["2021/talk-9.txt", "2021/talk-10.txt", "2022/old.srt", "over.vtt"]
    assert sources == [f"{name}/{source}" for source in in_order]
    stem = "shows" + ending.partition(".")[0]
    assert corpus.transcripts["topic"].tolist() == ["2021", "2021", "2022", stem]
    assert corpus.transcripts["text"].tolist()[:3] == [
        "the ninth talk",
        "the tenth talk",
        "So we began.",
    ]
    assert kinds(corpus) == [[f"{name}/cover.jpg", "skipped-file"]]
    assert corpus.cues["start"].tolist() == [1.0, 1.0]


@pytest.mark.parametrize("ending", PACKED)
def test_a_file_that_is_packed_alone_is_read_and_stands_in_its_folder(tmp_path, ending):
    (tmp_path / "talks").mkdir()
    path = tmp_path / "talks" / f"talk.srt{ending}"
    corpus = load(path, PACKED[ending](SRT))
    row = corpus.transcripts.iloc[0]
    assert (row["source"], row["topic"]) == (f"{path.name}/talk.srt", "talks")
    assert (row["text"], row["format"], row["title"]) == ("So we began.", "SRT", "talk")
    twice = PACKED[ending](SRT) + PACKED[ending](b"\n2\n00:00:02,000 --> 00:00:03,000\nThen not.\n")
    assert load(path, twice).transcripts["text"].tolist() == ["So we began. Then not."]


def test_archives_are_told_by_their_bytes_in_folders_and_in_archives(tmp_path):
    inner = zipped({"a/b.txt": b"so it began"})
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "no-ending").write_bytes(inner)
    (tmp_path / "folder" / "named.txt").write_bytes(PACKED[".gz"](inner))
    (tmp_path / "folder" / "other.data").write_bytes(b"\1\2\3")
    corpus = load(tmp_path / "folder" / "z.tar", tarred({"deep/in.zip": inner}))
    corpus = refrain.load(tmp_path / "folder")
    assert corpus.transcripts["source"].tolist() == [
        "named.txt/named.txt/a/b.txt",
        "no-ending/a/b.txt",
        "z.tar/deep/in.zip/a/b.txt",
    ]
    assert kinds(corpus) == [["other.data", "skipped-file"]]


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.dictionaries(
        st.tuples(
            st.sampled_from(["", "a/", "a/b/", "ü/"]),
            st.text("abc12 -äß漢", min_size=1, max_size=8),
            st.sampled_from([".txt", ".md", ".srt"]),
        ).map("".join),
        st.text("word \n", min_size=1, max_size=30).map(str.encode),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(sorted(ARCHIVES)),
)
def test_an_archive_of_files_loads_like_the_folder_of_them(tmp_path_factory, files, ending):
    folder = tmp_path_factory.mktemp("made")
    for name, content in files.items():
        (folder / "top" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "top" / name).write_bytes(content)
    unpacked = refrain.load(folder / "top")
    packed = load(folder / f"top{ending}", ARCHIVES[ending](files))
    prefix = f"top{ending}/"
    columns = ["source", "text", "title", "format", "role"]
    rows = packed.transcripts[columns].copy()
    assert rows["source"].str.startswith(prefix).all()
    # What has no name but its ending goes by its source.
    for column in ("source", "title"):
        rows[column] = rows[column].str.removeprefix(prefix)
    assert rows.to_dict("records") == unpacked.transcripts[columns].to_dict("records")
    assert [[source.removeprefix(prefix), kind] for source, kind in kinds(packed)] == kinds(
        unpacked
    )


def test_names_in_zip_files_are_decoded_as_they_were_written(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("Grüße/漢.txt", b"utf-8, and it says so")
        archive.writestr("back~slash.txt", b"from Windows")
        archive.writestr("A_.txt", b"utf-8 of a Mac, which does not say so")
        archive.writestr("B_.txt", b"code page 437")
        archive.writestr("C_.txt", b"another, in a field of its own")
    content = out.getvalue().replace(b"back~slash", b"back\\slash")
    content = content.replace(b"A_.txt", "ü.txt".encode()).replace(b"B_.txt", b"B\x81.txt")
    corpus = load(tmp_path / "n.zip", content)
    assert set(corpus.transcripts["source"].str.removeprefix("n.zip/")) == {
        "Grüße/漢.txt",
        "back/slash.txt",
        "ü.txt",
        "Bü.txt",
        "C_.txt",
    }
    name = zipfile.ZipInfo("x.txt")
    path = "漢.txt".encode()
    field = b"\1" + zlib.crc32(b"x.txt").to_bytes(4, "little") + path
    name.extra = b"\x75\x70" + len(field).to_bytes(2, "little") + field
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, b"so")
    assert load(tmp_path / "f.zip", out.getvalue()).transcripts["source"].tolist() == [
        "f.zip/漢.txt"
    ]


def test_a_zip_file_behind_a_program_or_with_sizes_after_the_files_is_read(tmp_path):
    class Pipe(io.RawIOBase):
        """What zipfile cannot go back in, so that it writes sizes behind the files."""

        def __init__(self):
            self.content = b""

        def writable(self):
            return True

        def write(self, content):
            self.content += bytes(content)
            return len(content)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("one.txt", b"so one " * 50)
        archive.writestr("two.txt", b"so two " * 50)
    corpus = load(tmp_path / "piped.zip", pipe.content)
    assert len(corpus.transcripts) == 2
    assert corpus.problems.empty
    # Without the directory at its end, as a download that was cut off has it.
    cut = pipe.content[: pipe.content.rfind(b"PK\1\2")]
    corpus = load(tmp_path / "cut.zip", cut[: cut.rfind(b"PK\1\2")])
    assert corpus.transcripts["text"].str.len().tolist() == [349, 349]
    assert kinds(corpus) == [["cut.zip", "broken-file"]]


def test_an_archive_gives_no_recording_to_play_but_what_describes_its_captions(tmp_path):
    info = b'{"title": "How it began", "upload_date": "20240506"}'
    files = {"talk.en.srt": SRT, "talk.info.json": info, "talk.mp3": b""}
    corpus = load(tmp_path / "a.zip", zipped(files))
    row = corpus.transcripts.iloc[0]
    assert (row["title"], row["published"]) == ("How it began", "2024-05-06")
    assert corpus.transcripts["media"].isna().all()
    assert corpus.problems.empty


def test_office_documents_are_no_archives_of_transcripts(tmp_path):
    files = {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<w>So.</w>", "a.txt": b"so"}
    corpus = load(tmp_path / "notes", zipped(files))
    assert corpus.transcripts.empty
    assert kinds(corpus) == [["notes", "skipped-file"]]


def test_an_empty_archive_says_so(tmp_path):
    assert kinds(load(tmp_path / "e.zip", zipped({}))) == [["e.zip", "empty-file"]]
    hidden = load(tmp_path / "h.tar", tarred({".hidden.txt": b"so"}))
    assert kinds(hidden) == [["h.tar", "empty-file"]]


def test_a_large_member_is_unpacked_to_a_file_that_is_gone_afterwards(tmp_path, monkeypatch):
    monkeypatch.setattr("refrain.loader.archives.windows.IN_MEMORY", 1_000)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    text = b"so it went on and on " * 1_000
    corpus = load(tmp_path / "a.tgz", PACKED[".gz"](tarred({"a.txt": text, "b.txt": b"so"})))
    assert corpus.transcripts["chars"].tolist() == [len(text) - 1, 2]
    assert list((tmp_path / "temporary").iterdir()) == []
    assert len(load(tmp_path / "a.zip", zipped({"a.txt": text})).transcripts) == 1
    assert list((tmp_path / "temporary").iterdir()) == []


def test_links_and_devices_in_a_tar_file_are_named(tmp_path):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in {"link": "2", "hard": "1", "device": "3", "pipe": "6"}.items():
            member = tarfile.TarInfo(f"{name}.txt")
            member.type, member.linkname = kind.encode(), "/etc/passwd"
            archive.addfile(member)
        member = tarfile.TarInfo("a.txt")
        member.size = 2
        archive.addfile(member, io.BytesIO(b"so"))
    corpus = load(tmp_path / "l.tar", out.getvalue())
    assert corpus.transcripts["text"].tolist() == ["so"]
    assert set(corpus.problems["kind"]) == {"skipped-file"}
    assert len(corpus.problems) == 4
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert kinds(load(tmp_path / "l.zip", out.getvalue())) == [["l.zip/link.txt", "skipped-file"]]
