"""What customers have with them."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def photo(name: str = "IMG_2041.jpg") -> SimpleUploadedFile:
    kept = BytesIO()
    Image.new("RGB", (40, 30), "#997755").save(kept, "JPEG")
    return SimpleUploadedFile(name, kept.getvalue(), content_type="image/jpeg")


@pytest.fixture
def a_photo() -> SimpleUploadedFile:
    return photo()
