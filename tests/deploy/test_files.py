"""The files in `deploy/` are right as far as this machine can tell: it has no container engine."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tomllib
import zipfile
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from browser.server import free_port, wait_until_healthy
from dashboard.settings import OfferedCorpus, Settings
from tests.builders import ROOT, SAMPLE
from tests.installed import build_wheel

DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text().replace("\\\n", " ")
UNIT = (DEPLOY / "systemd" / "refrain@.service").read_text()


def names(model: type[BaseModel]) -> set[str]:
    """The settings in a part, with their places: `uploads.kept`."""
    found = set()
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            found |= {f"{name}.{inner}" for inner in names(kind)}
        else:
            found.add(name)
    return found


def test_the_example_of_settings_has_every_setting_and_what_counts_without_it():
    text = (DEPLOY / "refrain.toml").read_text()
    assert Settings.model_validate(tomllib.loads(text)).roots
    said = tomllib.loads(re.sub(r"(?m)^# (\w+ = )", r"\1", text))
    flat = {
        f"{part}.{name}" if isinstance(value, dict) else part
        for part, value in said.items()
        for name in (value if isinstance(value, dict) else [""])
    }
    assert flat == names(Settings)
    assert {key for corpus in said["corpora"] for key in corpus} == set(OfferedCorpus.model_fields)
    for example in (("roots",), ("corpora",), ("sign_in", "may_enter")):
        part = said if len(example) == 1 else said[example[0]]
        part.pop(example[-1])
    assert Settings.model_validate(said) == Settings()


def test_the_page_on_deployment_has_every_setting():
    page = (ROOT / "docs" / "deploy.md").read_text()
    assert [name for name in names(Settings) if f"`{name}`" not in page] == []


def ignored(path: str) -> bool:
    """Whether the build of the image does not see a file; the last pattern that fits counts."""
    is_ignored = False
    for line in (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        pattern = line.removeprefix("!")
        parts = Path(path).parts
        above = ["/".join(parts[:n]) for n in range(1, len(parts) + 1)]
        tried = parts if pattern.startswith("**/") else above
        if any(fnmatch(one, pattern.removeprefix("**/")) for one in tried):
            is_ignored = not line.startswith("!")
    return is_ignored


def test_what_the_image_is_built_from_is_enough_for_the_same_wheel(wheel, tmp_path):
    tracked = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    if tracked.returncode:
        pytest.skip("not a checkout of git")
    for name in tracked.stdout.splitlines():
        if not ignored(name) and (ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / name)
    assert not (tmp_path / "tests").exists()
    assert "requirements.txt" in os.listdir(tmp_path)
    folder = tmp_path / "wheel"
    built = build_wheel(folder, source=tmp_path)
    assert zipfile.ZipFile(built).namelist() == zipfile.ZipFile(wheel).namelist()


def test_compose_names_what_is_there_and_gives_the_container_nothing_that_it_does_not_need():
    service = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]["refrain"]
    build = service["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).is_file()
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert [one for one in service["volumes"] if not one.endswith(":ro")] == ["cache:/cache"]


def test_systemd_understands_the_unit(tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze")
    unit = tmp_path / "refrain@1.service"
    # The command is the one thing that is not on this machine.
    unit.write_text(re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", UNIT))
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_unit_runs_what_nginx_expects():
    assert "--server.port 860%i" in UNIT
    assert "--server.baseUrlPath refrain " in UNIT
    nginx = (DEPLOY / "nginx" / "refrain.conf").read_text()
    assert set(re.findall(r"127\.0\.0\.1:(\d+)", nginx)) == {"8601", "8602"}
    assert "location /refrain/ {" in nginx


def image_environment() -> dict[str, str]:
    """What the image sets."""
    (line,) = re.findall(r"(?m)^ENV (.*)$", DOCKERFILE)
    return dict(pair.split("=", 1) for pair in line.split() if not pair.startswith("PATH="))


def instruction(name: str) -> list[str]:
    """The command of the only CMD or HEALTHCHECK of the image."""
    (line,) = re.findall(rf"(?m)^{name}\b[^\[\n]*(\[.*\])$", DOCKERFILE)
    command: list[str] = json.loads(line)
    return command


def test_the_image_runs_where_it_may_write_nothing_but_its_cache_and_tmp(full, tmp_path):
    """The command of the image, from a wheel installed as there, in its environment: on a file
    system that is only read, without capabilities, and asked by the image's own health check."""
    for folder in ("cache", "tmp"):
        (tmp_path / folder).mkdir()
    port = str(free_port())
    environment = image_environment() | {
        "PATH": f"{full.folder / 'bin'}:{os.environ['PATH']}",
        "HOME": "/nonexistent",
        "REFRAIN_CACHE": str(tmp_path / "cache"),
        "REFRAIN_DATA": str(SAMPLE),
        "REFRAIN_OPEN": "1",
        "STREAMLIT_SERVER_PORT": port,
        "TMPDIR": str(tmp_path / "tmp"),
    }
    closed = (
        f"cd {tmp_path} && mount -t tmpfs -o mode=700 none cache && mount -t tmpfs none tmp && "
        "mount -o remount,ro,bind / && ! touch x 2>/dev/null && cd cache && "
        'exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all "$@"'
    )
    unshare = ["unshare", "--mount", "sh", "-c", closed, "sh"]
    if subprocess.run([*unshare, "true"], capture_output=True).returncode:
        pytest.skip("this user may not make a read-only file system")
    log = tmp_path / "log.txt"
    with log.open("w") as out:
        server = subprocess.Popen(
            [*unshare, *instruction("CMD")], env=environment, stdout=out, stderr=out
        )
    try:
        wait_until_healthy(f"http://localhost:{port}/refrain")
        check = [part.replace("8501", port) for part in instruction("HEALTHCHECK")]
        assert subprocess.run(check, env=environment).returncode == 0
    finally:
        server.terminate()
        server.wait(20)
    assert server.returncode == 0, log.read_text()
    assert "Traceback" not in log.read_text()
    assert "Read-only" not in log.read_text()
