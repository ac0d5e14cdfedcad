"""An uploaded picture to what visitors get: checked, upright, written again as WebP without metadata, in two widths."""

import hashlib
import io
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from PIL import Image, ImageOps, UnidentifiedImageError

from monitoring.models import Account, Article, Picture
from monitoring.open_face.visiting import forget

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000  # before anything is unpacked: a small file can hold a very large picture
LARGE, SMALL = 1400, 640  # pixels wide
QUALITY = 82
GONE = "verwijderd"


class NotAPicture(Exception):
    """Why the file can't be used, for the editor."""


@dataclass(frozen=True)
class Sized:
    """One picture in two widths, as WebP."""

    large: bytes
    small: bytes
    width: int
    height: int
    small_width: int


def sized(upload: UploadedFile) -> Sized:
    """Raises NotAPicture."""
    if upload.size > MOST_BYTES:
        raise NotAPicture("De afbeelding is groter dan 10 MB. Maak haar eerst kleiner.")
    picture = _opened(upload.read())
    large, small = _narrowed(picture, LARGE), _narrowed(picture, SMALL)
    return Sized(_written(large), _written(small), *large.size, small.width)


def store(pieces: Sized, alt: str, *, by: Account | None) -> Picture:
    """The picture with its description; the same pair twice is stored once."""
    token = hashlib.sha256(pieces.large + alt.encode()).hexdigest()[:32]
    known = {name: getattr(pieces, name) for name in ("large", "small", "width", "height", "small_width")}
    standing = {"removed_on": None, "removed_because": "", "removed_by_name": ""}  # whoever adds it anew means it
    kept = Picture.objects.filter(token=token, removed_on=None).first()
    said = known | standing | {"alt": alt, "added_by": by}
    return kept or Picture.objects.update_or_create(token=token, defaults=said)[0]


class StillInText(Exception):
    """The picture stands in the text of an article; `args` are its titles."""


@transaction.atomic
def remove(picture: Picture, because: str, *, by: Account, on: date) -> None:
    """Erase what is shown, also from earlier versions; only that it was there stays. Raises StillInText."""
    texts = Article.objects.filter(body__contains=picture.token).values_list("title", flat=True)
    if texts:
        raise StillInText(*texts)
    picture.articles.update(picture=None)
    picture.versions.update(picture=None)
    picture.large = picture.small = b""
    picture.alt, picture.removed_on, picture.removed_because, picture.removed_by_name = GONE, on, because, str(by)
    picture.save()
    transaction.on_commit(forget)


def _opened(content: bytes) -> Image.Image:
    try:
        Image.open(io.BytesIO(content), formats=FORMATS).verify()
        picture = Image.open(io.BytesIO(content), formats=FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            raise NotAPicture("De afbeelding heeft meer dan 40 miljoen beeldpunten. Maak haar eerst kleiner.")
        upright = ImageOps.exif_transpose(picture)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        raise NotAPicture("Dit bestand is geen afbeelding die wij kunnen lezen. Gebruik JPEG, PNG of WebP.") from fault
    has_holes = upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info
    return upright.convert("RGBA" if has_holes else "RGB")


def _narrowed(picture: Image.Image, width: int) -> Image.Image:
    """At most so wide; never stretched."""
    if picture.width <= width:
        return picture
    return picture.resize((width, max(1, round(picture.height * width / picture.width))), Image.Resampling.LANCZOS)


def _written(picture: Image.Image) -> bytes:
    """Only pixels are written: where and with what it was taken stays behind."""
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    written = io.BytesIO()
    bare.save(written, "WEBP", quality=QUALITY, method=4)
    return written.getvalue()
