"""The site's application, for Daphne."""

import os

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.core.asgi import get_asgi_application
from django.urls import re_path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.subjects.site.settings")
django_asgi_app = get_asgi_application()

from bench.subjects.site import consumers  # noqa: E402 -- models need the settings first

websocket_urlpatterns = [
    re_path(r"ws/sync/(?P<room_name>\w+)/$", consumers.ChatConsumer.as_asgi()),
    re_path(r"ws/async/(?P<room_name>\w+)/$", consumers.AsyncChatConsumer.as_asgi()),
    re_path(r"ws/editing/(?P<room_name>\w+)/$", consumers.EditingConsumer.as_asgi()),
]
application = ProtocolTypeRouter(
    {
        "http": django_asgi_app,
        "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(websocket_urlpatterns))),
    }
)
