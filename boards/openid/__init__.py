"""Signing in with an account at an OpenID Connect provider: allauth's, with what the specifications ask for besides.

Nothing here is imported on a server that has no provider, but for ``accounts``.
"""
