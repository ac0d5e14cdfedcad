"""What an upload may put on the disk: nothing from a stranger, and never much more than one delivery holds.

Django reads a multipart body before it checks the login (the CSRF token is in it), so this is decided while reading.
"""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

FILES_AT_ONCE = 4  # a request may carry this many times the largest file
LET_IN = "upload_is_let_in"  # set on the request by a door that has checked its own key


class LimitedUpload(TemporaryFileUploadHandler):
    """Writes a file to the disk up to the limit; what lies beyond is counted, so that it can be refused by its size."""

    written = 0

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        """Refuse a body that is too large before reading any of it; of strangers read a small form at most."""
        if not _is_let_in(self.request) and content_length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return QueryDict(""), MultiValueDict()
        if content_length > FILES_AT_ONCE * settings.UPLOAD_LIMITS["bytes"]:
            raise RequestDataTooBig("Het verzoek is groter dan wat in één keer mag.")
        return None

    def new_file(self, *args, **kwargs) -> None:
        if not _is_let_in(self.request):
            raise StopUpload(connection_reset=True)
        super().new_file(*args, **kwargs)
        self.written = 0

    def receive_data_chunk(self, raw_data, start) -> None:
        if self.written <= settings.UPLOAD_LIMITS["bytes"]:
            super().receive_data_chunk(raw_data, start)
            self.written += len(raw_data)


def let_in(request) -> None:
    """Say that whoever sends this request has shown a key, so that its files may be read."""
    setattr(request, LET_IN, True)


def _is_let_in(request) -> bool:
    user = getattr(request, "user", None)
    return getattr(request, LET_IN, False) or bool(user and user.is_authenticated)
