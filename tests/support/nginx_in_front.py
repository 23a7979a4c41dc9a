"""nginx as docs/hosting/nginx.conf has it, on loopback, with a certificate of its own."""

from __future__ import annotations

import contextlib
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

SHIPPED = Path(__file__).parents[2] / "docs" / "hosting" / "nginx.conf"
MAIN = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    {bodies}
    include {folder}/site.conf;
}}
"""
BODIES = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def find_nginx() -> str | None:
    """Where the program is, also where only an administrator looks for it."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def configuration(folder: Path, port: int, plain_port: int, workshops: Mapping[str, int]) -> Path:
    """The shipped file with our ports, folders and certificate; returns the main file that includes it."""
    site = SHIPPED.read_text("utf-8")
    names = [line.split()[0] for line in site.splitlines() if "127.0.0.1:81" in line]
    assert names == list(workshops)
    ours = {
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "listen 80 ": f"listen 127.0.0.1:{plain_port} ",
        "/etc/ssl/certs/eksempelby.pem": f"{folder}/cert.pem",
        "/etc/ssl/private/eksempelby.key": f"{folder}/key.pem",
        "/var/log/nginx/error.log": f"{folder}/error.log",
        **{f"127.0.0.1:{8141 + n}": f"127.0.0.1:{used}" for n, used in enumerate(workshops.values())},
    }
    for shipped, own in ours.items():
        assert site.count(shipped) == 1, shipped
        site = site.replace(shipped, own)
    (folder / "site.conf").write_text(site, encoding="utf-8")
    bodies = "\n    ".join(f"{name}_temp_path {folder}/{name};" for name in BODIES)
    main = folder / "nginx.conf"
    main.write_text(MAIN.format(folder=folder, bodies=bodies), encoding="utf-8")
    return main


def make_certificate(folder: Path) -> None:
    """A certificate that nobody trusts."""
    subject = ["-subj", "/CN=eksempelby.dk", "-keyout", f"{folder}/key.pem", "-out", f"{folder}/cert.pem"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
    subprocess.run(command, check=True, capture_output=True)


@contextlib.contextmanager
def nginx_in_front(folder: Path, port: int, plain_port: int, workshops: Mapping[str, int]) -> Iterator[None]:
    """nginx that listens on `port` for the names in `workshops`, which have those ports."""
    make_certificate(folder)
    main = configuration(folder, port, plain_port, workshops)
    command = [find_nginx(), "-p", str(folder), "-e", f"{folder}/error.log", "-c", str(main)]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    with subprocess.Popen(command, stderr=subprocess.PIPE) as nginx:
        try:
            _wait_until_open(port, nginx)
            yield
        finally:
            nginx.send_signal(signal.SIGTERM)


def _wait_until_open(port: int, nginx: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        assert nginx.poll() is None, nginx.stderr.read().decode()
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.5):
            return
        time.sleep(0.02)
    raise AssertionError("nginx does not listen")
