"""Several servers behind one address: an nginx, which keeps each browser at one of them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from browser import Server
from browser.server import free_port, wait_until_healthy

NO_NGINX = "no nginx: apt-get install nginx-light"
# A person's web socket, uploads and pictures have to be at one process. An address would not do: a
# team is often behind one. Streamlit gives each browser a cookie before it opens the web socket.
_CONFIGURATION = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx-errors.txt;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    client_max_body_size 500m;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    upstream refrain {{
        hash $cookie__streamlit_xsrf consistent;
        {servers}
    }}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://refrain;
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection "upgrade";
            proxy_read_timeout 1d;
            proxy_buffering off;
        }}
    }}
}}
"""


@contextmanager
def behind_nginx(folder: Path, servers: Sequence[Server]) -> Iterator[str]:
    """The address of an nginx before the servers; what it writes is in the folder.

    SystemExit where this machine has none.
    """
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/opt/homebrew/bin")
    if nginx is None:
        raise SystemExit(NO_NGINX)
    port = free_port()
    addresses = [
        server.url.removeprefix("http://").replace("localhost", "127.0.0.1") for server in servers
    ]
    configuration = folder / "nginx.conf"
    configuration.write_text(
        _CONFIGURATION.format(
            folder=folder,
            port=port,
            servers=" ".join(f"server {address};" for address in addresses),
        )
    )
    process = subprocess.Popen([nginx, "-p", folder, "-c", configuration])
    try:
        url = f"http://localhost:{port}"
        wait_until_healthy(url)
        yield url
    finally:
        process.terminate()
        process.wait(10)
