"""Names in addresses: made from a company's name, and free ones near a taken one."""

import re
import unicodedata

from tenants.models import Tenant
from tenants.models.tenant import RESERVED

LONGEST = 40
LEGAL_FORMS = r"\b(gmbh|mbh|ag|kg|ohg|gbr|se|ug|e\.?k|e\.?v|ltd|inc|llc|co|und|and|haftungsbeschränkt)\b\.?"
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def slug_of(company: str) -> str:
    """`Müller & Söhne GmbH` becomes `mueller-soehne`; empty where nothing fits into an address."""
    words = re.sub(LEGAL_FORMS, " ", company.lower())
    plain = unicodedata.normalize("NFKD", words.translate(UMLAUTS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).lstrip("-0123456789")[: LONGEST - 4].strip("-")


def is_free(slug: str) -> bool:
    return not is_reserved(slug) and not Tenant.objects.filter(schema_name=slug).exists()


def is_reserved(slug: str) -> bool:
    return slug in RESERVED or slug.startswith("pg")


def free_names(wish: str) -> list[str]:
    """Up to three free names like the wished one, the wished one first if it is free."""
    near = [wish, f"{wish}-service", f"{wish}-desk", *(f"{wish}-{number}" for number in range(2, 10))]
    possible = [name for name in near if len(name) <= LONGEST and not is_reserved(name)]
    taken = set(Tenant.objects.filter(schema_name__in=possible).values_list("schema_name", flat=True))
    return [name for name in possible if name not in taken][:3] if wish else []
