"""The addresses of a server that has single sign-on."""

from django.urls import include, path

from board_project import urls

urlpatterns = [path("accounts/openid/", include("boards.openid.urls")), *urls.urlpatterns]
