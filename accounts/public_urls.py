"""Addresses of the public host."""

from django.urls import path

from accounts.views import finding, foundings, landing, languages, sign_up

urlpatterns = [
    path("", landing.landing, name="landing"),
    path("sign-up/", sign_up.sign_up, name="sign_up"),
    path("sign-up/name/", sign_up.name, name="sign_up_name"),
    path("workspaces/<str:key>/", foundings.show, name="founding"),
    path("workspaces/<str:key>/tries/", foundings.again, name="founding_tries"),
    path("find/", finding.find, name="find_workspace"),
    path("language/", languages.choose, name="set_language"),
]
