"""Addresses of single sign-on, on servers that have it. The provider knows the second one."""

from allauth.socialaccount.views import connections
from django.urls import path

from boards.views import openid

urlpatterns = [
    path("login/", openid.begin, name="openid_login"),
    path("callback/", openid.end, name="openid_callback"),
    path("", connections, name="socialaccount_connections"),
]
