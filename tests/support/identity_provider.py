"""An identity provider for the tests: OpenID Connect on a port of this machine, as small as a provider can be.

It asks nobody for a password: whoever comes is the person that `claims` describe.
"""

from __future__ import annotations

import base64
import hashlib
import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import urlencode, urlsplit

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.support.serving import free_port

CLIENT_ID, CLIENT_SECRET = "dasbor", "rahasia kantor"
SARI = {"sub": "77", "email": "Sari@beltim.go.id", "email_verified": True}


@dataclass
class IdentityProvider:
    """Whom it vouches for next (`claims` of the ID token), and what is wrong with it.

    `asks`: it shows a page of its own, which leads back by a press.
    """

    port: int
    host: str = "127.0.0.1"
    asks: bool = False
    claims: dict[str, Any] = field(default_factory=lambda: dict(SARI))
    is_down: bool = False
    signs_with: RSAKey | None = None
    refuses: bool = False
    asked: list[str] = field(default_factory=list)
    _key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}))
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def metadata_url(self) -> str:
        return f"{self.url}/.well-known/openid-configuration"

    def follow(self, address: str) -> str:
        """Where a browser is sent on to from an address of the provider."""
        parts = urlsplit(address)
        assert parts.netloc == f"127.0.0.1:{self.port}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", f"{parts.path}?{parts.query}")
            location = connection.getresponse().headers["location"]
            assert location is not None
            return str(location)
        finally:
            connection.close()

    def app(self) -> Starlette:
        return Starlette(routes=[
            Route("/.well-known/openid-configuration", self._metadata),
            Route("/masuk", self._authorize),
            Route("/token", self._token, methods=["POST"]),
            Route("/kunci", self._keys),
            Route("/keluar", self._end),
        ])  # fmt: skip

    async def _metadata(self, _request: Request) -> Response:
        self.asked.append("metadata")
        if self.is_down:
            return Response("<h1>Bad gateway</h1>", 502, media_type="text/html")
        return JSONResponse({
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/masuk",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/kunci",
            "end_session_endpoint": f"{self.url}/keluar",
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        })  # fmt: skip

    async def _authorize(self, request: Request) -> Response:
        query = dict(request.query_params)
        assert (query["client_id"], query["response_type"]) == (CLIENT_ID, "code")
        assert query["code_challenge_method"] == "S256" and query["nonce"] and query["state"]
        if self.refuses:
            told = {"error": "access_denied", "state": query["state"]}
        else:
            code = f"kode-{len(self._codes)}"
            self._codes[code] = query
            told = {"code": code, "state": query["state"]}
        back = f"{query['redirect_uri']}?{urlencode(told)}"
        if self.asks:
            return HTMLResponse(f'<h1>Penyedia akun kantor</h1><a href="{escape(back)}">Ini saya</a>')
        return RedirectResponse(back, 302)

    async def _token(self, request: Request) -> Response:
        self.asked.append("token")
        if self.is_down:
            return Response(status_code=503)
        async with request.form() as form:
            fields = {name: str(value) for name, value in form.items()}
        basic = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET.replace(' ', '%20')}".encode()).decode()
        plain = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        asked = self._codes.pop(fields["code"], None)
        digest = hashlib.sha256(fields.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        is_right = (
            request.headers.get("authorization") in (f"Basic {basic}", f"Basic {plain}")
            and asked is not None
            and asked["redirect_uri"] == fields.get("redirect_uri")
            and asked["code_challenge"] == challenge
        )
        if not is_right or asked is None:
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT_ID, "iat": now, "exp": now + 60, "nonce": asked["nonce"]} | self.claims
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.signs_with or self._key)
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "id_token": signed})

    async def _keys(self, _request: Request) -> Response:
        return JSONResponse({"keys": [self._key.as_dict(private=False)]})

    async def _end(self, request: Request) -> Response:
        self.asked.append("keluar")
        assert request.query_params["client_id"] == CLIENT_ID
        return RedirectResponse(request.query_params["post_logout_redirect_uri"], 302)


@contextmanager
def serve_identities() -> Iterator[IdentityProvider]:
    """A provider that listens until the block ends."""
    found = IdentityProvider(free_port())
    server = uvicorn.Server(uvicorn.Config(found.app(), host="127.0.0.1", port=found.port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        yield found
    finally:
        server.should_exit = True
        thread.join(10)
