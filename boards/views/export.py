"""The download of everything that this server knows of oneself."""

from collections.abc import AsyncIterator
from tempfile import TemporaryFile
from typing import cast

from allauth.account.decorators import reauthentication_required
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import close_old_connections
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from boards import limits
from boards.export import archive
from boards.models import User


class Download(FileResponse):
    """A file that is sent piece by piece; Django's own reads all of it first where the server is asynchronous."""

    block_size = 64 * 1024

    async def __aiter__(self) -> AsyncIterator[bytes]:
        # Whoever reads slowly keeps no connection from others.
        await sync_to_async(close_old_connections)()
        pieces = iter(self)
        while piece := await sync_to_async(lambda: next(pieces, b""))():
            yield piece


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
@reauthentication_required
def export(request: HttpRequest) -> HttpResponseBase:
    """Say what the archive holds, and make it."""
    user = cast(User, request.user)
    if request.method == "GET":
        return _page(request)
    if not limits.exports.spend(user.pk):
        return _page(request, too_often=True)
    # Whole before the first byte is sent, so that a failure is a page and not half a file. Beside the data, since the
    # system's own folder may be memory; it has no name there, and goes when it is closed.
    file = TemporaryFile(dir=settings.DATA_DIR)  # noqa: SIM115
    try:
        archive.write(user, file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return Download(file, as_attachment=True, filename=f"liveboard-{timezone.now():%Y-%m-%d}.zip")


def _page(request: HttpRequest, *, too_often: bool = False) -> HttpResponse:
    return render(request, "account/export.html", {"too_often": too_often}, status=429 if too_often else 200)
