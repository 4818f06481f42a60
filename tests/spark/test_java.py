"""A missing or old Java is named in one line, before Spark is started."""

from __future__ import annotations

from pathlib import Path

import pytest

from refrain.spark import SparkEngine
from refrain.spark.java import JavaError, check_java

pytest.importorskip("pyspark")


def java_that_says(folder: Path, what: str) -> None:
    """What a Java says of itself is on the other output."""
    (folder / "bin").mkdir(exist_ok=True)
    script = folder / "bin" / "java"
    script.write_text(f"#!/bin/sh\ncat >&2 <<'END'\n{what}\nEND\n")
    script.chmod(0o755)


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ('java version "1.8.0_402"', "is Java 8."),
        ('openjdk version "11.0.22" 2024-01-16', "is Java 11."),
        ("bash: cannot execute binary file", "is not a Java that works."),
    ],
)
def test_a_java_that_spark_cannot_run_on_is_named_with_the_remedy(
    says, told, tmp_path, monkeypatch
):
    java_that_says(tmp_path, says)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(JavaError) as error:
        SparkEngine.start("local[1]")
    assert str(error.value) == (
        f"{tmp_path}/bin/java {told} Spark needs Java 17 or newer: install it (Debian and Ubuntu: "
        "apt-get install openjdk-17-jre-headless), and let JAVA_HOME name its folder if there are "
        "several."
    )


@pytest.mark.parametrize("home", [True, False])
def test_a_missing_java_is_named(home, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    if home:
        monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    else:
        monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(JavaError, match=r"^Java was not found\. Spark needs Java 17 or newer"):
        SparkEngine.start("local[1]")


@pytest.mark.parametrize(
    "says",
    [
        'openjdk version "17.0.15" 2025-04-15',
        'Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "21" 2023-09-19',
        'openjdk version "25-ea" 2025-09-16',
    ],
)
def test_a_java_that_is_new_enough_is_taken(says, tmp_path, monkeypatch):
    java_that_says(tmp_path, says)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    check_java()
