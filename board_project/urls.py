"""Addresses of the whole project."""

from allauth.account.views import password_set
from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.i18n import set_language

from boards.views import factors, health, leaving, sessions, sign_up, styleguide

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    # Instead of allauth's own.
    path("accounts/signup/", sign_up.sign_up, name="account_signup"),
    re_path(r"^accounts/confirm-email/(?P<key>[-:\w]+)/$", sign_up.confirm_email, name="account_confirm_email"),
    path("accounts/logout/", sessions.sign_out, name="account_logout"),
    path("accounts/password/change/", sessions.change_password, name="account_change_password"),
    path("accounts/delete/", leaving.delete_account, name="delete-account"),
    path("accounts/deleted/", leaving.deleted, name="deleted-account"),
    path("accounts/sessions/", sessions.list_sessions, name="sessions"),
    path("accounts/sessions/end/", sessions.end_sessions, name="end-sessions"),
    path("accounts/password/set/", sessions.change_password, {"page": password_set}, name="account_set_password"),
    *([path("accounts/openid/", include("boards.openid.urls"))] if settings.OPENID else []),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/totp/qr.svg", factors.qr, name="mfa_totp_qr"),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("admin/", admin.site.urls),
    path("language/", set_language, name="set_language"),
    path("styleguide/", styleguide.themes, name="styleguide"),
    path("styleguide/<slug:name>/", styleguide.sheet, name="styleguide-sheet"),
    path("", include("boards.urls")),
]
