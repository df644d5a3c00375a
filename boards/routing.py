"""Addresses of sockets."""

from django.urls import path

from boards.consumers import BoardConsumer, GuestConsumer

websocket_urlpatterns = [
    path("ws/b/<uuid:board>/", BoardConsumer.as_asgi(), name="socket"),
    path("ws/g/<slug:secret>/", GuestConsumer.as_asgi(), name="guest-socket"),
]
