"""The app as the server sees it: pages to Django; sockets through the origin check to their consumer."""

from typing import Any, cast

from channels.routing import ProtocolTypeRouter, URLRouter
from channels.sessions import CookieMiddleware
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.urls import re_path

from board_project.names import by_our_name
from board_project.origins import refuse, same_origin

# First: it loads the models that the consumers import.
pages = get_asgi_application()

from boards.routing import websocket_urlpatterns  # noqa: E402

# Channels raises where no address matches; a stranger's typing error is no event of ours.
routes: list[Any] = [*websocket_urlpatterns, re_path("", cast(Any, refuse))]
# Who has the session is looked up by the consumer, together with what that one may see: in one hop, not three.
sockets: Any = CookieMiddleware(URLRouter(routes))

application = ProtocolTypeRouter(
    {
        "http": by_our_name(pages),
        "websocket": same_origin(sockets, origins=settings.PUBLIC_ORIGINS),
    }
)
