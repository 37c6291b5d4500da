"""allauth's second factors, named and sealed by workspace."""

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter

from tenants.secrets import seal, unseal

PLACE = "mfa.secret"


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    def encrypt(self, text: str) -> str:
        return seal(text, place=PLACE)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, place=PLACE)

    def get_totp_issuer(self) -> str:
        return str(context.request.tenant.name)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys belong to one host: one of the desk's opens no portal."""
        return {"id": context.request.get_host().rsplit(":", 1)[0], "name": str(context.request.tenant.name)}
