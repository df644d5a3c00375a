"""What signing up asks for besides e-mail address and password, and what somebody decides on her own looks later."""

from typing import cast
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from boards import languages, pictures
from boards.commands.fields import LineField
from boards.models import User
from boards.models.fields import NAME_LENGTH
from boards.views.pictures import PictureForm

# In the order of the classes ``colour-0`` … ``colour-7``.
COLOURS = (_("Red"), _("Orange"), _("Yellow"), _("Green"), _("Teal"), _("Blue"), _("Violet"), _("Pink"))

# Names in the database of zones that no browser knows.
NO_ZONES = {"Factory", "localtime"}


class NameForm(forms.Form):
    """The name that others see."""

    name = LineField(
        limit=NAME_LENGTH, label=_("Name"), widget=forms.TextInput(attrs={"autocomplete": "name", "autofocus": True})
    )
    field_order = ("name", "email", "password1")

    def signup(self, request: HttpRequest, user: User) -> None:
        """Keep the name and a language that was chosen. allauth calls this before the first save is complete."""
        user.name = self.cleaned_data["name"]
        user.language = languages.chosen_in(request)
        user.save(update_fields=["name", "language"])


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """How others see somebody, and how she sees the pages."""

    name = LineField(limit=NAME_LENGTH, label=_("Name"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    colour = forms.TypedChoiceField(
        coerce=int, choices=list(enumerate(COLOURS)), label=_("Colour of your initials, rings and signs")
    )
    time_zone = forms.ChoiceField(
        choices=[("", _("As this browser")), *((zone, zone) for zone in sorted(available_timezones() - NO_ZONES))],
        required=False,
        label=_("Time zone"),
    )

    language = forms.ChoiceField(
        choices=[("", _("As this browser")), *settings.LANGUAGES], required=False, label=_("Language")
    )

    class Meta:
        model = User
        fields = ("name", "colour", "language", "time_zone")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change one's own profile."""
    user = _saved(request)
    form = ProfileForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        user.save(update_fields=list(form.cleaned_data))
        languages.speak(request, user)
        messages.success(request, gettext("Your profile was saved."))
        return redirect("boards:profile")
    return _show(request, form, PictureForm(user))


@login_required
@require_POST
def choose_picture(request: HttpRequest) -> HttpResponse:
    """Take a picture of oneself, in place of what was there."""
    user = _saved(request)
    form = PictureForm(user, request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, ProfileForm(instance=user), form)
    pictures.give(user, form.cleaned_data["picture"])
    messages.success(request, gettext("Your picture was saved."))
    return redirect("boards:profile")


@login_required
@require_POST
def remove_picture(request: HttpRequest) -> HttpResponse:
    """Go back to the initials."""
    pictures.take(_saved(request))
    messages.success(request, gettext("Your picture was removed."))
    return redirect("boards:profile")


def _saved(request: HttpRequest) -> User:
    # Apart from the user of the page, whose head goes on with what is saved.
    return User.objects.get(pk=cast(User, request.user).pk)


def _show(request: HttpRequest, form: ProfileForm, picture_form: PictureForm) -> HttpResponse:
    context = {"form": form, "picture_form": picture_form}
    status = 422 if form.errors or picture_form.errors else 200
    return render(request, "account/profile.html", context, status=status)
