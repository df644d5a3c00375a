"""What signing up asks for besides e-mail address and password, and what somebody decides on her own looks later."""

from typing import cast
from zoneinfo import available_timezones

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from boards.commands.fields import LineField
from boards.models import User
from boards.models.fields import NAME_LENGTH

# In the order of the classes ``colour-0`` … ``colour-7``.
COLOURS = ("Red", "Orange", "Yellow", "Green", "Teal", "Blue", "Violet", "Pink")

# Names in the database of zones that no browser knows.
NO_ZONES = {"Factory", "localtime"}


class NameForm(forms.Form):
    """The name that others see."""

    name = LineField(
        limit=NAME_LENGTH, label="Name", widget=forms.TextInput(attrs={"autocomplete": "name", "autofocus": True})
    )
    field_order = ("name", "email", "password1")

    def signup(self, request: HttpRequest, user: User) -> None:
        """Keep the name. allauth calls this before the first save is complete."""
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """How others see somebody, and how she sees the pages."""

    name = LineField(limit=NAME_LENGTH, label="Name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    colour = forms.TypedChoiceField(
        coerce=int, choices=list(enumerate(COLOURS)), label="Colour of your initials, rings and signs"
    )
    time_zone = forms.ChoiceField(
        choices=[("", "As this browser"), *((zone, zone) for zone in sorted(available_timezones() - NO_ZONES))],
        required=False,
        label="Time zone",
    )

    class Meta:
        model = User
        fields = ("name", "colour", "theme", "time_zone")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change one's own profile."""
    user = User.objects.get(pk=cast(User, request.user).pk)
    form = ProfileForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        user.save(update_fields=list(form.cleaned_data))
        messages.success(request, "Your profile was saved.")
        return redirect("boards:profile")
    return render(request, "account/profile.html", {"form": form}, status=422 if form.errors else 200)
