"""The configurations that `server` writes, under the servers that they are for."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import SiteFolder
from tests.servers import BROTLI, caddy, free_port, nginx, program
from zhuanlan.build import load
from zhuanlan.cli import main
from zhuanlan.features.takedown import removal

PREFIXES = {"root": "/", "below": "/leifeng/", "chinese": "/%E9%9B%B7%E9%94%8B/"}
WRITTEN = {**{prefix: prefix for prefix in PREFIXES.values()}, "/%E9%9B%B7%E9%94%8B/": "/雷锋/"}


@pytest.fixture(params=PREFIXES)
def prefix(request: pytest.FixtureRequest) -> str:
    return PREFIXES[request.param]


@pytest.fixture
def built(site: SiteFolder, prefix: str) -> SiteFolder:
    config = (site.root / "config.yaml").read_text("utf-8")
    config = config.replace("https://example.org/", f"http://localhost{WRITTEN[prefix]}")
    config = config.replace("search: false", "search: true\nprecompress: true")
    site.write("config.yaml", config + 'redirects: {"art/2012/3.html": "spring/"}\n')
    site.post("news/planting.md", "种树。" * 400, title="植树", aliases="[old/, old-planting.html]")
    site.post("news/gone.md", title="撤下", aliases="[was/here.html, folder/]")
    options = site.options()
    items = removal.meant_by(load(options), "spring/news/gone.html", {})
    removal.record(options, removal.entries_of(options, items, {}), None)
    site.build()
    return site


def configuration(kind: str, built: SiteFolder, port: int, *more: str) -> str:
    file = built.root / "server.conf"
    asked = ["server", kind, "--root", str(built.root / "output"), "--port", str(port)]
    paths = ["--content", "content", "--config", "config.yaml", "--date", "2013-06-01"]
    before = Path.cwd()
    os.chdir(built.root)
    try:
        assert main([*asked, *paths, "--output", str(file), *more]) == 0
    finally:
        os.chdir(before)
    return file.read_text("utf-8")


Answer = tuple[int, dict[str, str], bytes]


def ask(port: int, path: str, **headers: str) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    given = {"Host": f"localhost:{port}"} | {k.replace("_", "-"): v for k, v in headers.items()}
    connection.request("GET", path, headers=given)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {k.lower(): v for k, v in answer.getheaders()}, body


def holds(port: int, prefix: str, built: SiteFolder) -> None:
    """What readers get for each kind of address."""
    files = built.files()
    status, headers, body = ask(port, prefix)
    assert (status, body) == (200, files["index.html"])
    assert headers["cache-control"] == "no-cache"
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert "wasm" not in headers["content-security-policy"]
    assert headers["content-type"].lower().replace(" ", "") == "text/html;charset=utf-8"
    assert ask(port, f"{prefix}spring/")[2] == files["spring/index.html"]

    page = "spring/news/planting.html"
    for coding in ("gzip", "br"):
        if coding == "br" and not BROTLI.exists():
            continue
        status, headers, body = ask(port, prefix + page, Accept_Encoding=coding)
        ending = {"gzip": ".gz", "br": ".br"}[coding]
        assert (status, headers["content-encoding"]) == (200, coding)
        assert body == files[page + ending], coding
        assert "text/html" in headers["content-type"]
        assert "accept-encoding" in headers["vary"].lower()

    style = next(path for path in files if re.fullmatch(r"assets/style\.[0-9a-f]{10}\.css", path))
    status, headers, _ = ask(port, prefix + style)
    assert status == 200
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "content-security-policy" in headers
    assert ask(port, f"{prefix}assets/colours.css")[1]["cache-control"] == "no-cache"
    fragment = next(path for path in files if path.startswith("pagefind/fragment/"))
    assert "immutable" in ask(port, prefix + fragment)[1]["cache-control"]
    assert ask(port, f"{prefix}pagefind/pagefind.js")[1]["cache-control"] == "no-cache"
    for reader in ("search.html", "pagefind/pagefind-worker.js"):
        policy = ask(port, prefix + reader)[1]["content-security-policy"]
        assert "'wasm-unsafe-eval'" in policy, reader

    for old in ("old/", "old/index.html", "old-planting.html"):
        status, headers, _ = ask(port, prefix + old)
        assert (status, headers["location"]) == (301, f"{prefix}{page}"), old
    assert ask(port, f"{prefix}art/2012/3.html")[1]["location"] == f"{prefix}spring/"
    for gone in ("spring/news/gone.html", "was/here.html", "folder/"):
        status, headers, body = ask(port, prefix + gone)
        assert status == 410, gone
        assert "不再发布" in body.decode()
        assert "content-security-policy" in headers
    for missing in ("nothing.html", "spring/nothing/", ".zhuanlan.json", "spring/.git/config"):
        status, headers, body = ask(port, prefix + missing)
        assert status == 404, missing
        assert body == files["404.html"] or missing.rpartition("/")[2].startswith((".", "config"))
    assert ask(port, f"{prefix}../etc/passwd")[0] in (400, 404)
    if prefix != "/":
        assert ask(port, "/index.html")[0] == 404


@pytest.mark.tools
def test_nginx(built: SiteFolder, prefix: str, tmp_path: Path) -> None:
    port = free_port()
    more = ["--brotli"] if BROTLI.exists() else []
    with nginx(configuration("nginx", built, port, *more), port, tmp_path / "nginx"):
        if prefix != "/":
            assert ask(port, prefix.rstrip("/"))[0] == 301
        holds(port, prefix, built)


@pytest.mark.tools
def test_caddy(built: SiteFolder, prefix: str, tmp_path: Path) -> None:
    port = free_port()
    with caddy(configuration("caddy", built, port), port, tmp_path / "caddy"):
        holds(port, prefix, built)


@pytest.mark.tools
def test_https_and_http2(built: SiteFolder, prefix: str, tmp_path: Path) -> None:
    port, plain = free_port(), free_port()
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    files = ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "cert.pem")]
    openssl = [program("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
    subprocess.run([*openssl, *subject, *files], check=True, capture_output=True)
    given = ["--certificate", str(tmp_path / "cert.pem"), "--key", str(tmp_path / "key.pem")]
    text = configuration("nginx", built, port, *given)
    text = text.replace("listen 80;", f"listen {plain};")
    text = text.replace("listen [::]:80;", f"listen [::]:{plain};")
    curl = [program("curl"), "-s", "--cacert", str(tmp_path / "cert.pem"), "-o", os.devnull]
    shown = ["-w", "%{http_version} %{http_code} %{redirect_url}"]
    with nginx(text, port, tmp_path / "nginx"):
        for host in ("127.0.0.1", "[::1]"):
            to = ["--resolve", f"localhost:{port}:{host}"]
            address = f"https://localhost:{port}{prefix}"
            done = subprocess.run(
                [*curl, *shown, "--http2", *to, address], capture_output=True, text=True, check=True
            )
            assert done.stdout.split()[:2] == ["2", "200"], host
        moved = [*curl, *shown, f"http://localhost:{plain}{prefix}spring/"]
        done = subprocess.run(moved, capture_output=True, text=True, check=True)
        assert done.stdout.split()[1:] == ["301", f"https://localhost{prefix}spring/"]
    assert "Strict-Transport-Security" in text


def test_names_are_no_configuration(site: SiteFolder) -> None:
    """What editors write stays one word of the file."""
    site.write(
        "config.yaml",
        "name: |\n  站\n  include /etc/passwd;\nurl: https://example.org/\nsearch: false\n"
        'redirects: {"a.html": "https://example.com/x?a=$host&b={}"}\n',
    )
    text = configuration("nginx", site, 8080)
    assert "\ninclude" not in text
    assert 'return 301 "https://example.com/x?a=%24host&b=%7B%7D";' in text
    assert shutil.which("nginx") is None or "$host&" not in text


def test_a_server_shows_what_a_target_publishes(site: SiteFolder) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    target = "{kind: dir, path: '../my www', url: 'http://[::1]:8080/leifeng/'}"
    site.write("config.yaml", f"{config}publish: {{targets: {{web: {target}}}}}\n")
    root = f"{site.root}/../my www/current"

    def written(kind: str) -> str:
        before = Path.cwd()
        os.chdir(site.root)
        try:
            assert main(["server", kind, "--output", "server.conf"]) == 0
        finally:
            os.chdir(before)
        return (site.root / "server.conf").read_text("utf-8")

    text = written("nginx")
    assert f'root "{root}";' in text
    assert "listen 8080;" in text
    assert 'location "/leifeng/" {' in text
    assert "http://[::1]:8080 {" in written("caddy")


def test_what_is_refused(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.root)
    with pytest.raises(SystemExit):
        main(["server", "nginx", "--certificate", "a.pem"])
    assert main(["server", "nginx", "--root", "/srv/a$b"]) == 1
