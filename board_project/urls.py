"""Addresses of the whole project."""

from django.contrib import admin
from django.urls import include, path

from boards.views import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    path("", include("boards.urls")),
]
