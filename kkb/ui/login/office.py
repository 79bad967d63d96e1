"""Who the office's identity provider says somebody is (OpenID Connect), where an administrator has named one.

Named in `[auth]` of `.streamlit/secrets.toml`, with the words of Streamlit's own `st.login`, which is not used: see
docs/keputusan.md. Authlib, which that uses too, makes and checks state, nonce and PKCE, and the signature, issuer,
audience and age of the answer. It is imported when the first person comes this way.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response

from kkb.access import is_loopback
from kkb.store.office import clean_address

log = logging.getLogger(__name__)

START_PATH, BACK_PATH = "/masuk_kantor", "/oauth2callback"
PATHS = (START_PATH, BACK_PATH)
"""Where one goes to the provider from, and where it sends one back to (the path that Streamlit has for it)."""

DOWN = "Layanan akun kantor sedang tidak dapat dihubungi. Coba lagi nanti, atau masuk dengan nama akun dan sandi."
STALE = "Langkah masuk ini sudah dipakai atau terlalu lama terbuka. Mulai lagi dari tombol Masuk dengan akun kantor."
REFUSED = "Layanan akun kantor tidak mengizinkan masuk, atau Anda membatalkannya. Coba lagi, atau pakai sandi."
UNVERIFIED = (
    "Layanan akun kantor tidak menyatakan alamat surel Anda sudah diperiksa, jadi belum dapat dipakai untuk masuk. "
    "Minta pengelola akun kantor memeriksanya, atau masuk dengan nama akun dan sandi."
)

_SILENT = "penyedia tidak menjawab"
_NEEDED = ("client_id", "client_secret", "server_metadata_url", "redirect_uri")
_LIST = "requirements-oidc.txt"
_SECONDS = 10.0
# Of Entra, which has no email_verified: the owner of the domain is known.
_VERIFIED_CLAIMS = ("email_verified", "xms_edov")
_YES = (True, "true", "1")


@dataclass(frozen=True, slots=True)
class Provider:
    """What the administrator wrote of the identity provider."""

    client_id: str
    client_secret: str = field(repr=False)
    server_metadata_url: str
    redirect_uri: str

    @property
    def start_address(self) -> str:
        """Where to begin: at the host that one comes back to, for only there the browser shows what it was given."""
        return urljoin(self.redirect_uri, START_PATH[1:])


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, as the provider knows them: `identitas` is the SHA-256 of issuer and subject, `surel` is verified."""

    identitas: str
    surel: str


class NotLetIn(Exception):
    """The provider vouches for nobody. `message` is an Indonesian sentence, `why` a word or two for the trail."""

    def __init__(self, message: str, why: str) -> None:
        super().__init__(why)
        self.message, self.why = message, why


@lru_cache(maxsize=1)
def provider() -> Provider | None:
    """The identity provider; None where none is named, or what is written of it is of no use (the log says why)."""
    if not st.secrets.load_if_toml_exists() or "auth" not in st.secrets:
        return None
    section = st.secrets["auth"]
    told = section if isinstance(section, Mapping) else {}
    found = {name: str(told.get(name, "")).strip() for name in _NEEDED}
    problem = _problem(found)
    if problem:
        log.error("no login by the office's accounts: %s", problem)
        return None
    return Provider(**found)


def _problem(found: Mapping[str, str]) -> str:
    missing = [name for name, value in found.items() if not value]
    if missing:
        return f"[auth] in secrets.toml has no {', '.join(missing)}"
    for name in ("server_metadata_url", "redirect_uri"):
        if not _is_safe(found[name]):
            return f"{name} must begin with https://"
    if not urlsplit(found["redirect_uri"]).path.endswith(BACK_PATH):
        return f"redirect_uri must end with {BACK_PATH}"
    if find_spec("authlib") is None or find_spec("httpx2") is None:
        return f"the packages of {_LIST} are not installed"
    return ""


def _is_safe(address: str) -> bool:
    """Whether nobody on the way can read or change what is sent there."""
    parts = urlsplit(address)
    if parts.scheme != "http":
        return parts.scheme == "https" and bool(parts.hostname)
    try:
        return parts.hostname == "localhost" or is_loopback(parts.hostname or "")
    except ValueError:
        return False


@lru_cache(maxsize=1)
def _client(named: Provider) -> Any:
    """Authlib's client; it keeps what the provider publishes of itself."""
    from authlib.integrations.starlette_client import OAuth

    registry = OAuth()
    registry.register(
        "kantor",
        client_id=named.client_id,
        client_secret=named.client_secret,
        server_metadata_url=named.server_metadata_url,
        # On a computer of several people the provider asks which of them it is.
        authorize_params={"prompt": "select_account"},
        client_kwargs={"scope": "openid email", "code_challenge_method": "S256", "timeout": _SECONDS},
    )
    return registry.create_client("kantor")


async def _published(named: Provider) -> Mapping[str, Any]:
    """What the provider publishes of itself, asked for once. Raises NotLetIn."""
    try:
        known: Mapping[str, Any] = await _client(named).load_server_metadata()
    except Exception as error:
        # Whatever another server answers: a refused connection, a page of its proxy, JSON of another kind.
        log.warning("the identity provider cannot be asked: %s", type(error).__name__)
        raise NotLetIn(DOWN, _SILENT) from error
    return known


async def send_there(named: Provider, request: Request) -> Response:
    """The redirect to the provider; what must come back is noted in `request.session`. Raises NotLetIn."""
    await _published(named)
    try:
        answer: Response = await _client(named).authorize_redirect(request, named.redirect_uri)
    except RuntimeError as error:
        log.warning("the identity provider names no address to log in at")
        raise NotLetIn(DOWN, _SILENT) from error
    return answer


async def read_answer(named: Provider, request: Request) -> Person:
    """Who came back from the provider, by what was noted in `request.session` and is used up. Raises NotLetIn."""
    import httpx2
    from authlib.integrations.base_client.errors import MismatchingStateError, OAuthError

    if not request.session:
        raise NotLetIn(STALE, "langkah masuk tidak cocok")
    known = await _published(named)
    try:
        options = {"iss": {"essential": True, "values": [known["issuer"]]}, "aud": {"values": [named.client_id]}}
        token = await _client(named).authorize_access_token(request, claims_options=options)
        claims = token["userinfo"]
        told = json.dumps([claims["iss"], claims["sub"]])
    except MismatchingStateError as error:
        raise NotLetIn(STALE, "langkah masuk tidak cocok") from error
    except (httpx2.HTTPError, OSError) as error:
        log.warning("the identity provider does not answer: %s", type(error).__name__)
        raise NotLetIn(DOWN, _SILENT) from error
    except OAuthError as error:
        log.warning("the identity provider refuses")
        raise NotLetIn(REFUSED, "ditolak penyedia") from error
    except Exception as error:
        # A signature, issuer, audience or age that does not hold, or no answer of this kind at all.
        log.warning("the identity provider's answer is not believed: %s", type(error).__name__)
        raise NotLetIn(REFUSED, "jawaban penyedia tidak sah") from error
    surel = clean_address(str(claims.get("email", "")))
    if not surel or not any(claims.get(name) in _YES for name in _VERIFIED_CLAIMS):
        raise NotLetIn(UNVERIFIED, "surel belum diperiksa penyedia")
    return Person(hashlib.sha256(told.encode()).hexdigest(), surel)


async def end_address(named: Provider) -> str:
    """Where the provider ends its own session; "" where it has no such address or does not answer."""
    try:
        known = await _published(named)
    except NotLetIn:
        return ""
    end = known.get("end_session_endpoint")
    told = urlencode({"client_id": named.client_id, "post_logout_redirect_uri": named.redirect_uri})
    return f"{end}{'&' if '?' in end else '?'}{told}" if isinstance(end, str) and _is_safe(end) else ""
