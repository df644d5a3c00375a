"""Choosing how pages look, for whoever is signed in and for visitors."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from boards import appearance
from boards.appearance import Look
from boards.models import Contrast, Theme


class LookForm(forms.Form):
    """Day or night, and how much contrast."""

    theme = forms.ChoiceField(
        choices=Theme.choices, required=False, widget=forms.RadioSelect, label=gettext_lazy("Theme")
    )
    contrast = forms.ChoiceField(
        choices=Contrast.choices, required=False, widget=forms.RadioSelect, label=gettext_lazy("Contrast")
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose_look(request: HttpRequest) -> HttpResponse:
    """Show what was chosen, and take another choice."""
    if request.method != "POST":
        now = appearance.look_of(request)
        return _show(request, LookForm(initial={"theme": now.theme, "contrast": now.contrast}))
    form = LookForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    chosen = Look.read(**form.cleaned_data)
    if request.user.is_authenticated:
        user = request.user
        user.theme, user.contrast = chosen.theme, chosen.contrast
        user.save(update_fields=["theme", "contrast"])
    messages.success(request, gettext("This is how pages look to you from now on."))
    response = redirect("boards:look")
    appearance.remember(response, chosen)
    return response


def _show(request: HttpRequest, form: LookForm, status: int = 200) -> HttpResponse:
    return render(request, "account/look.html", {"form": form}, status=status)
