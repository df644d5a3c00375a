"""Pictures of people: the form that takes one, and the door that shows it to those who are signed in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from boards import limits, pictures
from boards.models import User

ACCEPT = "image/jpeg,image/png,image/webp,image/gif"
YEAR = 365 * 24 * 3600


class PictureForm(forms.Form):
    """A file that becomes somebody's picture."""

    picture = forms.FileField(
        label=_("Your picture"),
        help_text=format_lazy(
            _("JPEG, PNG, WebP or GIF, up to {n} MB. The middle of it is shown."), n=pictures.MAX_BYTES // 1024**2
        ),
        error_messages={"required": _("Choose a file first."), "empty": pictures.NO_PICTURE},
        widget=forms.FileInput(
            attrs={"accept": ACCEPT, "data-limit": pictures.MAX_BYTES, "data-too-large": pictures.TOO_LARGE}
        ),
    )

    def __init__(self, user: User, *args: Any) -> None:
        super().__init__(*args)
        self._user = user

    def clean_picture(self) -> bytes:
        """Return the picture as it will be kept."""
        upload: UploadedFile[bytes] = self.cleaned_data["picture"]
        if (upload.size or 0) > pictures.MAX_BYTES:
            raise ValidationError(pictures.TOO_LARGE)
        if not limits.pictures.spend(self._user.pk):
            raise ValidationError(_("These were many pictures in a short time. Wait a minute, then try again."))
        return pictures.square(upload)


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """Show a picture to whoever is signed in and knows its name, which cannot be guessed."""
    found = pictures.read(name) if request.user.is_authenticated else None
    if found is None:
        raise Http404
    # A name never gets another picture. Django adds "nosniff"; no other site may embed it.
    headers = {
        "Cache-Control": f"private, max-age={YEAR}, immutable",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Content-Disposition": 'inline; filename="picture.webp"',
    }
    return HttpResponse(found, content_type="image/webp", headers=headers)
