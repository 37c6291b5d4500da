"""What Acme signs or seals, Globex can neither read nor use."""

import base64

import pytest
from django.core.signing import BadSignature, SignatureExpired

from tenants.secrets import SealBroken, seal, unseal
from tenants.signing import sign, unsign

pytestmark = pytest.mark.django_db


def test_a_signed_value_comes_back(acme):
    assert unsign(sign({"ticket": 42}, purpose="link"), purpose="link") == {"ticket": 42}


def test_what_acme_signed_globex_refuses(acme, globex):
    token = sign(42, purpose="link")

    with globex, pytest.raises(BadSignature):
        unsign(token, purpose="link")


def test_what_was_signed_for_one_purpose_is_refused_for_another(acme):
    with pytest.raises(BadSignature):
        unsign(sign(42, purpose="link"), purpose="reset")


def test_an_old_signature_is_refused(acme):
    with pytest.raises(SignatureExpired):
        unsign(sign(42, purpose="link"), purpose="link", max_age=-1)


def test_a_sealed_secret_is_opened_in_its_place_and_is_not_to_be_seen(acme):
    sealed = seal("hunter2", place="mailbox.password:7")

    assert unseal(sealed, place="mailbox.password:7") == "hunter2"
    assert b"hunter2" not in base64.b64decode(sealed)
    assert seal("hunter2", place="mailbox.password:7") != sealed


def test_a_secret_moved_to_another_row_stays_shut(acme):
    with pytest.raises(SealBroken):
        unseal(seal("hunter2", place="mailbox.password:7"), place="mailbox.password:8")


def test_a_secret_carried_to_another_workspace_stays_shut(acme, globex):
    sealed = seal("hunter2", place="mailbox.password:7")

    with globex, pytest.raises(SealBroken):
        unseal(sealed, place="mailbox.password:7")


def test_an_altered_secret_stays_shut(acme):
    raw = bytearray(base64.b64decode(seal("hunter2", place="x")))
    raw[-1] ^= 1

    with pytest.raises(SealBroken):
        unseal(base64.b64encode(bytes(raw)).decode(), place="x")


def test_keys_can_be_rotated(acme, settings):
    old = settings.FIELD_KEYS[0]
    sealed = seal("hunter2", place="x")

    settings.FIELD_KEYS = [b"n" * 32, old]
    assert unseal(sealed, place="x") == "hunter2"
    again = seal("hunter2", place="x")

    settings.FIELD_KEYS = [b"n" * 32]
    assert unseal(again, place="x") == "hunter2"
    with pytest.raises(SealBroken):
        unseal(sealed, place="x")
