"""What makes an app of the pages: its manifest, its service worker, and the page for when there is no network."""

import functools
import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from board_project.modules import modules_of

# As the sign-in page is, in light: systems ask for one colour.
GROUND = "#f8f6f3"
ICONS = (
    ("favicon.svg", "any", "image/svg+xml", "any"),
    ("images/mark-192.png", "192x192", "image/png", "any"),
    ("images/mark-512.png", "512x512", "image/png", "any"),
    ("images/mark-maskable-512.png", "512x512", "image/png", "maskable"),
)
# What every page has; the rest is named by the scripts.
FILES = (
    "css/main.css",
    "favicon.svg",
    "fonts/inter-latin-wght-normal.woff2",
    "django_htmx/htmx-4.min.js",
    "django_htmx/ext/hx-ws-4.min.js",
)
SCRIPTS = ("js/board.js", "js/sign-out.js", "js/offline-copies.js", "js/offline-page.js")


@require_GET
@cache_control(max_age=3600, private=True)
def manifest(_request: HttpRequest) -> JsonResponse:
    """Describe the app to the system that installs it (W3C, Web Application Manifest)."""
    home = reverse("boards:home")
    icons = [
        {"src": static(name), "sizes": sizes, "type": kind, "purpose": purpose} for name, sizes, kind, purpose in ICONS
    ]
    return JsonResponse(
        {
            "id": home,
            "name": _("Liveboard"),
            "short_name": _("Liveboard"),
            "description": _("Boards of cards that everybody sees change at once"),
            "start_url": home,
            "scope": home,
            "display": "standalone",
            "theme_color": GROUND,
            "background_color": GROUND,
            "icons": icons,
            "shortcuts": [
                {"name": _("Your boards"), "url": home},
                {"name": _("Your account"), "url": reverse("boards:profile")},
            ],
        },
        content_type="application/manifest+json",
    )


@require_GET
@cache_control(no_cache=True)
def worker(_request: HttpRequest) -> HttpResponse:
    """Return the service worker, at the root, since it may only see to what is below its own address.

    Where copies are switched off it is one that takes itself away: a worker that a browser has stays until it is
    told to go, and "not found" does not tell it.
    """
    script = _worker() if settings.OFFLINE_COPIES else _source("js/offline-none.js")
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@require_GET
@cache_control(no_cache=True)
def offline(request: HttpRequest) -> HttpResponse:
    """Return the page that the worker keeps for when nothing else can be had."""
    return render(request, "offline.html")


@functools.cache
def _worker() -> str:
    """Return the script with what it has to know of this version: another version is another script."""
    modules = dict.fromkeys(name for entry in SCRIPTS for name in modules_of(entry, on_demand=True))
    files = [static(name) for name in (*FILES, *modules)]
    source = _source("js/offline-worker.js")
    version = hashlib.sha256("\n".join([*files, source, render_to_string("offline.html")]).encode()).hexdigest()[:12]
    known = {
        "version": version,
        "files": files,
        "static": settings.STATIC_URL,
        "offline": reverse("boards:offline"),
        "home": reverse("boards:home"),
        "signOut": reverse("account_logout"),
    }
    return f"self.known = {json.dumps(known)};\n{source}"


def _source(name: str) -> str:
    return Path(str(finders.find(name))).read_text(encoding="utf-8")
