"""Addresses of sockets."""

from django.urls import path

from boards.consumers import BoardConsumer

websocket_urlpatterns = [path("ws/b/<uuid:board>/", BoardConsumer.as_asgi(), name="socket")]
