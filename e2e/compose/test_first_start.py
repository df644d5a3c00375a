"""What the first `docker compose up` leaves behind: who runs, who can be reached, what is secret, what is served."""

import json
import re

import pytest

from e2e.compose.browserless import ask
from e2e.compose.deployment import WEBS, Deployment
from e2e.compose.engine import docker

RUNNING = ("caddy", *WEBS, "postgres", "redis")
# PostgreSQL's own program drops root by itself, and writes where it likes in its container.
UNPRIVILEGED = ("caddy", *WEBS, "redis")


def test_everything_is_healthy_and_what_runs_once_has_run_once(office: Deployment) -> None:
    assert office.inspect("prepare", "{{.State.Status}} {{.State.ExitCode}} {{.RestartCount}}") == "exited 0 0"
    for service in (*WEBS, "postgres", "redis"):
        assert office.inspect(service, "{{.State.Health.Status}}") == "healthy"
    for path in ("/healthz", "/readyz"):
        assert ask(office, path).status == 200
    for web in WEBS:
        assert office.inspect(web, "{{.Config.Cmd}}") == "[python manage.py serve]"


def test_nobody_signs_up_by_themselves(office: Deployment) -> None:
    page = ask(office, "/accounts/signup/").body.decode()
    assert "Accounts by invitation" in page
    assert "<form" not in page


def test_only_the_proxy_can_be_reached(office: Deployment) -> None:
    published = {each: json.loads(office.inspect(each, "{{json .HostConfig.PortBindings}}")) for each in RUNNING}
    assert [each for each, ports in published.items() if ports] == ["caddy"]
    # The proxy has nothing to say to the database, nor the database to the world.
    for service, networks in (
        ("caddy", {"front"}),
        ("postgres", {"back"}),
        ("redis", {"back"}),
        ("web1", {"front", "back"}),
    ):
        joined = json.loads(office.inspect(service, "{{json .NetworkSettings.Networks}}"))
        assert set(joined) == {f"{office.project}_{name}" for name in networks}
    assert docker("network", "inspect", "--format", "{{.Internal}}", f"{office.project}_back") == "true"


@pytest.mark.parametrize("service", RUNNING)
def test_nothing_runs_as_root_or_can_become_it(service: str, office: Deployment) -> None:
    users = docker("top", office.container(service), "-eo", "pid,uid,args").splitlines()[1:]
    assert users
    assert not [line for line in users if line.split()[1] == "0"]
    assert "no-new-privileges:true" in office.inspect(service, "{{.HostConfig.SecurityOpt}}")
    if service in UNPRIVILEGED:
        assert office.inspect(service, "{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}}") == "true [ALL]"


def secrets_of(deployment: Deployment) -> list[str]:
    password = deployment.runs("web1", "cat", "/secrets/pgpass").split(":")[-1]
    return [password, deployment.runs("web1", "cat", "/data/secret_key")]


def test_secrets_are_nowhere_but_in_their_volumes(office: Deployment) -> None:
    told = office.compose("config") + office.compose("logs")
    told += "".join(docker("inspect", office.container(service)) for service in (*RUNNING, "prepare"))
    for secret in secrets_of(office):
        assert len(secret) >= 50
        assert secret not in told
    assert (
        office.runs("web1", "stat", "--format", "%a %u", "/secrets/pgpass", "/data/secret_key")
        == "600 10001\n600 10001"
    )


def test_the_password_is_needed(office: Deployment) -> None:
    check = "import psycopg; psycopg.connect('postgresql://liveboard:liveboard@postgres/liveboard')"
    with pytest.raises(AssertionError, match="password authentication failed"):
        office.runs("web1", "python", "-c", check)


def test_no_two_deployments_share_a_secret(office: Deployment, internet: Deployment) -> None:
    assert not set(secrets_of(office)) & set(secrets_of(internet))


def test_files_of_pages_come_compressed_and_may_be_kept(office: Deployment) -> None:
    page = ask(office, "/accounts/login/", headers={"Accept-Encoding": "gzip"})
    assert page.headers["content-encoding"] == "gzip"
    found = re.search(r'/static/css/[^"]+\.css', ask(office, "/accounts/login/").body.decode())
    assert found
    style = ask(office, found.group(), headers={"Accept-Encoding": "br, gzip"})
    assert style.headers["content-encoding"] == "br"
    assert style.headers["cache-control"] == "max-age=31536000, public, immutable"
    missing = ask(office, "/static/css/main.0123456789ab.css")
    assert missing.status == 404
    assert "cache-control" not in missing.headers


def test_an_address_whose_port_is_not_published_is_a_sentence(office: Deployment) -> None:
    for url, advice in (
        ("http://192.0.2.1:8080", "set LIVEBOARD_PORT=8080 as well"),
        ("https://board.example.org:8443", "set LIVEBOARD_HTTPS_PORT=8443 as well"),
    ):
        settings = {"LIVEBOARD_URL": url, "LIVEBOARD_PORT": "80", "LIVEBOARD_HTTPS_PORT": "443"}
        options = [word for name, value in settings.items() for word in ("--env", f"{name}={value}")]
        with pytest.raises(AssertionError, match=advice):
            docker("run", "--rm", *options, f"{office.project}-caddy")
