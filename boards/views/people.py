"""What signing up asks for besides e-mail address and password."""

from typing import TYPE_CHECKING

from django import forms

from boards.commands.fields import LineField
from boards.models.fields import NAME_LENGTH

if TYPE_CHECKING:
    from django.http import HttpRequest

    from boards.models import User


class NameForm(forms.Form):
    """The name that others see."""

    name = LineField(
        limit=NAME_LENGTH, label="Name", widget=forms.TextInput(attrs={"autocomplete": "name", "autofocus": True})
    )
    field_order = ("name", "email", "password1")

    def signup(self, request: "HttpRequest", user: "User") -> None:
        """Keep the name. allauth calls this before the first save is complete."""
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
