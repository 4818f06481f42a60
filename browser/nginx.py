"""An nginx before two servers of the dashboard, configured as `deploy/nginx/refrain.conf` says.

Only what is different on each machine is replaced: ports, certificate, and the name of the host.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from browser.server import ROOT, Server, free_port, wait_until_healthy

NO_NGINX = "no nginx: apt-get install nginx-light"
BASE = "/refrain"
"""Where the configuration has the dashboard."""
CONFIGURATION = ROOT / "deploy" / "nginx" / "refrain.conf"
_PORTS = (8601, 8602)
_AROUND = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx-errors.txt;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/refrain.conf;
}}
"""


def find_nginx() -> str | None:
    """The path of this machine's nginx, or None."""
    return shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/opt/homebrew/bin")


@contextmanager
def behind_nginx(folder: Path, servers: Sequence[Server]) -> Iterator[str]:
    """The address of an nginx before two servers below BASE; what it writes is in the folder.

    SystemExit where this machine has none. Its certificate is its own: nobody else vouches for it.
    """
    nginx = find_nginx()
    if nginx is None:
        raise SystemExit(NO_NGINX)
    _make_certificate(folder)
    port = free_port()
    (folder / "refrain.conf").write_text(_adapted(folder, port, [one.port for one in servers]))
    # As root it would work as somebody who may not write into the folder.
    user = "user root;" if os.name == "posix" and os.getuid() == 0 else ""
    configuration = folder / "nginx.conf"
    configuration.write_text(_AROUND.format(folder=folder, user=user))
    process = subprocess.Popen([nginx, "-p", folder, "-c", configuration])
    try:
        url = f"https://localhost:{port}{BASE}"
        wait_until_healthy(url)
        yield url
    finally:
        process.terminate()
        process.wait(10)


def _adapted(folder: Path, port: int, ports: Sequence[int]) -> str:
    text = CONFIGURATION.read_text()
    for number, real_port in zip(_PORTS, ports, strict=True):
        text = text.replace(f":{number}", f":{real_port}")
    text = re.sub(r"^ *listen \[::\].*\n", "", text, flags=re.MULTILINE)
    replaced = {
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ": f"listen 127.0.0.1:{port} ",
        "refrain.example.org": "localhost",
        "/etc/ssl/certs/refrain.pem": f"{folder}/certificate.pem",
        "/etc/ssl/private/refrain.key": f"{folder}/key.pem",
    }
    for written, real in replaced.items():
        assert written in text, written
        text = text.replace(written, real)
    return text


def _make_certificate(folder: Path) -> None:
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            *key,
            *subject,
            "-keyout",
            "key.pem",
            "-out",
            "certificate.pem",
        ],
        cwd=folder,
        check=True,
        capture_output=True,
    )
