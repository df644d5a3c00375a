"""How to work with boards, told to whoever does."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
@login_required
def guide(request: HttpRequest) -> HttpResponse:
    """Explain the product, with the same list of keys as everywhere."""
    return render(request, "boards/help.html")
