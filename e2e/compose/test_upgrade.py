"""A new version comes, as docs/deployment.md says: one process after the other, while people work."""

import re

from e2e.compose.browserless import Crowd, ask
from e2e.compose.conftest import Pair, works
from e2e.compose.deployment import WEBS, Deployment
from e2e.compose.engine import docker

SERVICES = ("caddy", *WEBS, "prepare", "postgres", "redis")
STYLE = re.compile(r'/static/css/[^"]+\.css')


def style_of(deployment: Deployment) -> str:
    """Return the name of the first style sheet of the page that a visitor gets now."""
    found = STYLE.search(ask(deployment, "/accounts/login/").body.decode())
    assert found
    return found.group()


def new_version(office: Deployment) -> str:
    """Build an image with another style sheet; return its id."""
    changes = f"FROM {office.project}\nUSER root\nRUN echo 'a{{}}' >>static/css/main.css\nUSER liveboard\n"
    docker("build", "--quiet", "--tag", office.project, "-", given=changes.encode())
    return docker("image", "inspect", "--format", "{{.Id}}", office.project)


def test_a_new_version_comes_while_people_work(pair: Pair, office: Deployment) -> None:
    alice, bob, board = pair
    before, image = style_of(office), new_version(office)
    typed: list[str] = []
    seen = set()
    with Crowd(office) as crowd, office.meanwhile(lambda: office.follow("Upgrades", 1)) as over:
        while not over():
            typed += works(bob, len(typed))
            # Whichever process made the page: its files are there.
            seen.add(style_of(office))
            assert {ask(office, style).status for style in seen} == {200}
    assert crowd.failures == []
    assert crowd.successes
    assert [office.inspect(web, "{{.Image}}") for web in WEBS] == [image, image]
    assert before in seen
    assert style_of(office) != before
    # That was all: nothing is left for another `up` to do.
    containers = [office.container(service) for service in SERVICES]
    office.compose("up", "--detach", "--wait")
    assert [office.container(service) for service in SERVICES] == containers
    for actor in (alice, bob):
        actor.is_live()
        actor.sees_cards("Done", *typed)
        actor.sees_the_truth()
        actor.never_reloaded()
    assert board.times_done("card.create") == len(typed)
