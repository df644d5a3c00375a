"""Secrets that stand in addresses: links for guests and invitations.

A secret is made from its row's id with the server's key, and the row keeps only its digest. So a copy of the database
opens no door, a new key leaves what was sent out valid, and whoever manages a board can be shown an address again.
"""

import hashlib
from base64 import urlsafe_b64encode
from uuid import UUID

from django.utils.crypto import salted_hmac

# Of the 32 bytes of the digest: 192 bits, in 32 characters of an address.
SIZE = 24


def secret_for(purpose: str, pk: UUID) -> str:
    """Return the secret of a row; ``purpose`` (a word of ours) keeps kinds of rows apart."""
    seal = salted_hmac(f"liveboard.{purpose}", pk.bytes, algorithm="sha256").digest()
    return urlsafe_b64encode(seal[:SIZE]).decode()


def digest_of(secret: str) -> str:
    """Return what the database keeps of a secret, and finds its row by: 64 characters."""
    return hashlib.sha256(secret.encode()).hexdigest()
