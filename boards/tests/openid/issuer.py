"""An OpenID Connect provider of our own, over real HTTP: strict with its client, and able to lie on demand."""

import base64
import contextlib
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET = "liveboard", "a secret of forty characters & a few more"
PATH = "/realms/team"
ROSA = {"sub": "rosa-1", "name": "Rosa Luz", "email": "rosa@example.org", "email_verified": True}
PAGE = """<!doctype html><html lang="en"><title>Provider</title><link rel="icon" href="data:,"><h1>Who are you?</h1>
<form method="post"><button name="answer" value="yes">I am {name}</button>
<button name="answer" value="no">Go back</button></form></html>"""


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Grant:
    """What somebody agreed to at the provider."""

    asked: dict[str, str]
    claims: dict[str, Any]
    access_token: str = ""


class Issuer(ThreadingHTTPServer):
    """The provider. ``person`` is who sits before it; what is in ``lies`` stands in ID tokens instead of the truth."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Desk)
        self.redirect_uri = ""
        self.asked: list[str] = []
        self._grants: dict[str, Grant] = {}
        self.behave()

    def behave(self) -> None:
        """Be an honest provider with a person who has a name and a confirmed address."""
        self.person: dict[str, Any] = dict(ROSA)
        self.lies: dict[str, Any] = {}
        self.key: Any = self._own_key
        self.algorithm = "RS256"
        self.kid: str | None = "one"
        # What only the userinfo endpoint tells, and whom it speaks of.
        self.tells_later: set[str] = set()
        self.userinfo: dict[str, Any] = {}
        self.discovery: dict[str, Any] = {}
        # Answers by path, in place of the right ones: status and body.
        self.answers: dict[str, tuple[int, str]] = {}

    @cached_property
    def _own_key(self) -> rsa.RSAPrivateKey:
        return new_key()

    @property
    def url(self) -> str:
        """The issuer."""
        return f"http://127.0.0.1:{self.server_address[1]}{PATH}"

    @property
    def variables(self) -> dict[str, str]:
        """What the environment of its client says."""
        return {
            "LIVEBOARD_OIDC_URL": self.url,
            "LIVEBOARD_OIDC_CLIENT_ID": CLIENT_ID,
            "LIVEBOARD_OIDC_CLIENT_SECRET": CLIENT_SECRET,
        }

    def grant(self, address: str) -> str:
        """Let the person agree to what an authorization request asks for; return where she is sent."""
        asked = dict(parse_qsl(urlsplit(address).query))
        assert asked["client_id"] == CLIENT_ID and asked["response_type"] == "code"
        assert "openid" in asked["scope"].split() and asked["code_challenge_method"] == "S256"
        assert asked["redirect_uri"] == self.redirect_uri and len(asked["state"]) >= 16 and len(asked["nonce"]) >= 32
        code = secrets.token_urlsafe()
        self._grants[code] = Grant(asked, dict(self.person))
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def refuse(self, address: str) -> str:
        """Let the person go back; return where she is sent."""
        asked = dict(parse_qsl(urlsplit(address).query))
        return f"{asked['redirect_uri']}?{urlencode({'error': 'access_denied', 'state': asked['state']})}"

    def configuration(self) -> dict[str, Any]:
        endpoints = {
            "authorization_endpoint": "authorize",
            "token_endpoint": "token",
            "userinfo_endpoint": "userinfo",
            "jwks_uri": "keys",
        }
        return {
            "issuer": self.url,
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            **{name: f"{self.url}/{path}" for name, path in endpoints.items()},
            **self.discovery,
        }

    def keys(self) -> dict[str, Any]:
        public: dict[str, Any] = jwt.algorithms.RSAAlgorithm.to_jwk(self._own_key.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": "one", "use": "sig", "alg": "RS256"}]}

    def exchange(self, form: dict[str, str]) -> dict[str, Any] | None:
        """Return the tokens for a code, which is good once, for its client and its verifier; None: refused."""
        grant = self._grants.pop(form.get("code", ""), None)
        if grant is None or (form.get("client_id"), form.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
            return None
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if challenge != grant.asked["code_challenge"] or form.get("redirect_uri") != grant.asked["redirect_uri"]:
            return None
        grant.access_token = secrets.token_urlsafe()
        self._grants[grant.access_token] = grant
        return {"access_token": grant.access_token, "token_type": "Bearer", "id_token": self._id_token(grant)}

    def speak_of(self, access_token: str) -> dict[str, Any] | None:
        """Return what the userinfo endpoint says."""
        grant = self._grants.get(access_token)
        return {**grant.claims, **self.userinfo} if grant and grant.access_token == access_token else None

    def _id_token(self, grant: Grant) -> str:
        now = int(time.time())
        claims = {name: value for name, value in grant.claims.items() if name not in self.tells_later}
        claims |= {"iss": self.url, "aud": CLIENT_ID, "iat": now, "exp": now + 300, "nonce": grant.asked["nonce"]}
        claims |= self.lies
        told = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(told, self.key, self.algorithm, headers={"kid": self.kid} if self.kid else None)


class _Desk(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Issuer

    def log_message(self, *args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        path = urlsplit(self.path).path.removeprefix(PATH)
        self.server.asked.append(path)
        if path in self.server.answers:
            self._say(*self.server.answers[path])
        elif path == "/.well-known/openid-configuration":
            self._say(200, json.dumps(self.server.configuration()))
        elif path == "/keys":
            self._say(200, json.dumps(self.server.keys()))
        elif path == "/userinfo":
            found = self.server.speak_of(self.headers.get("Authorization", "").removeprefix("Bearer "))
            self._say(200 if found else 401, json.dumps(found))
        elif path == "/authorize":
            self._say(200, PAGE.format(name=self.server.person.get("name", "somebody")), "text/html")
        else:
            self._say(404, "{}")

    def do_POST(self) -> None:
        path = urlsplit(self.path).path.removeprefix(PATH)
        self.server.asked.append(path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        if path in self.server.answers:
            self._say(*self.server.answers[path])
        elif path == "/authorize":
            answer = self.server.grant if form["answer"] == "yes" else self.server.refuse
            self.send_response(302)
            self.send_header("Location", answer(self.path))
            self.end_headers()
        elif path == "/token":
            tokens = self.server.exchange(form)
            self._say(200 if tokens else 400, json.dumps(tokens or {"error": "invalid_grant"}))
        else:
            self._say(404, "{}")

    def _say(self, status: int, body: str, kind: str = "application/json") -> None:
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", body)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())


@contextlib.contextmanager
def opened() -> Iterator[Issuer]:
    """Give a provider that is open."""
    with Issuer() as issuer:
        threading.Thread(target=issuer.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield issuer
        issuer.shutdown()
