"""Whom a request comes from: the word of as many proxies as we trust, and nobody else's."""

import ipaddress

from twisted.web.http_headers import Headers

FORWARDED_FOR = "X-Forwarded-For"
FORWARDED_PROTO = "X-Forwarded-Proto"
# What a client could claim about its own address, or about ours (Daphne takes the last one at its word).
_CLAIMS = (b"x-forwarded", b"forwarded", b"x-real-ip", b"daphne-root-path")


def settle(headers: Headers, *, hops: int) -> str | None:
    """Leave in ``headers`` one address and one scheme that ``hops`` trusted proxies vouch for; return the address.

    Every proxy adds the peer it sees at the right end, so what lies further left than ``hops`` is anybody's invention.
    Without trusted proxies, or with a value that is no address, nothing is left.
    """
    addresses, schemes = _values(headers, FORWARDED_FOR), _values(headers, FORWARDED_PROTO)
    for name, _ in list(headers.getAllRawHeaders()):
        if name.lower().startswith(_CLAIMS):
            headers.removeHeader(name)
    if not hops:
        return None
    if schemes:
        scheme = "https" if schemes[-hops:][0].lower() == "https" else "http"
        headers.setRawHeaders(FORWARDED_PROTO, [scheme])
    address = _address(addresses[-hops:][0]) if addresses else None
    if address:
        headers.setRawHeaders(FORWARDED_FOR, [address])
    return address


def _values(headers: Headers, name: str) -> list[str]:
    raw = headers.getRawHeaders(name.encode()) or []
    return [value.strip() for value in b",".join(raw).decode("latin-1").split(",") if value.strip()]


def _address(value: str) -> str | None:
    # Some proxies add the port: 203.0.113.7:5123, [2001:db8::1]:5123.
    if value.startswith("["):
        value = value[1:].partition("]")[0]
    elif value.count(":") == 1:
        value = value.partition(":")[0]
    try:
        return str(ipaddress.ip_address(value))
    except ValueError:
        return None
