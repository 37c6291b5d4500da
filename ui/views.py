"""The gallery: every piece of the vocabulary on one page, while DEBUG is on."""

from datetime import datetime, timedelta

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

PAGES = {
    "": "gallery",
    "queue": "queue",
    "ticket": "ticket",
    "portal": "portal",
    "sign-in": "auth",
    "settings": "settings",
    "public": "public",
}


class SampleForm(forms.Form):
    """One control of each kind."""

    subject = forms.CharField(label="Subject", initial="The lift on the third floor stands still")
    kind = forms.ChoiceField(label="Category", choices=[("", "Choose"), ("lift", "Lift"), ("heating", "Heating")], required=False)
    email = forms.EmailField(label="E-mail", help_text="We answer to this address.", initial="carla@acme")
    description = forms.CharField(label="Description", widget=forms.Textarea, required=False)
    urgency = forms.ChoiceField(
        label="Urgency", widget=forms.RadioSelect, choices=[("n", "Normal"), ("u", "Somebody is in danger")], initial="n"
    )
    copy = forms.BooleanField(label="Send me a copy", help_text="You get the same letter as the customer.", required=False)
    photo = forms.FileField(label="Photo", required=False)


def gallery(request: HttpRequest, page: str = "") -> HttpResponse:
    """GET /ui/ and /ui/<page>/: a specimen, not a feature."""
    if page not in PAGES:
        raise Http404
    form = SampleForm({"subject": "", "email": "carla@", "urgency": "n"} if page == "" else None)
    if "toast" in request.GET:
        messages.success(request, "Saved.", extra_tags="undo:/ui/")
    return render(request, f"ui/{PAGES[page]}.html", {"form": form, "gallery_pages": PAGES, **sample_times()})


def sample_times() -> dict[str, datetime]:
    now = timezone.now()
    past = {"ago_4m": 4, "ago_50m": 50, "ago_3h": 190, "ago_2d": 3000, "ago_9d": 13000}
    coming = {"due_2h": 125, "due_3d": 4400, "due_late": -1600}
    return {name: now - timedelta(minutes=minutes) for name, minutes in past.items()} | {
        name: now + timedelta(minutes=minutes) for name, minutes in coming.items()
    }
