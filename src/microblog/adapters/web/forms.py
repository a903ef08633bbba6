"""Form bodies: urlencoded (WHATWG URL §5.1) and multipart (RFC 7578)."""

from urllib.parse import parse_qsl

from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder, NeedData

from microblog.adapters.web.errors import BadRequest, ContentTooLarge
from microblog.adapters.web.fields import Fields
from microblog.adapters.web.request import Request, UploadedFile

MAX_PARTS = 200
MAX_FIELDS = 10_000
"""Of an urlencoded form; where files are taken, its length alone would allow for millions."""


def read_form(request: Request) -> None:
    """Put ``form`` and ``files`` on the request, read from its body, if that is a form.

    Raises ``BadRequest`` for a form that is broken or not UTF-8 (a lone surrogate is not), ``ContentTooLarge`` for more
    than ``MAX_PARTS`` parts or ``MAX_FIELDS`` fields.
    """
    if not request.body:
        return
    if request.content_type == "application/x-www-form-urlencoded":
        request.form = _urlencoded(request.body)
    elif request.content_type == "multipart/form-data":
        request.form, request.files = _multipart(request.body, request.headers.get("content-type"))


def _urlencoded(body: bytes) -> Fields:
    if body.count(b"&") >= MAX_FIELDS:
        raise ContentTooLarge("too_many_parts")
    try:
        return Fields(tuple(parse_qsl(body.decode("utf-8"), keep_blank_values=True, errors="strict")))
    except ValueError as error:
        raise BadRequest("bad_form") from error


def _multipart(body: bytes, content_type: str) -> tuple[Fields, tuple[UploadedFile, ...]]:
    boundary = parse_options_header(content_type)[1].get("boundary", "").encode()
    if not boundary:
        raise BadRequest("bad_form")
    fields: list[tuple[str, str]] = []
    files: list[UploadedFile] = []
    part: Field | File | None = None
    content = b""
    decoder = MultipartDecoder(boundary, max_parts=MAX_PARTS)
    try:
        decoder.receive_data(body)
        decoder.receive_data(None)
        while not isinstance(event := decoder.next_event(), Epilogue):
            match event:
                case NeedData():
                    raise BadRequest("bad_form")
                case Field() | File():
                    if event.name is None:  # which werkzeug leaves open (RFC 7578 section 4.2 does not)
                        raise BadRequest("bad_form")
                    part, content = event, b""
                case Data():
                    content += event.data
                    if event.more_data:
                        continue
                    if isinstance(part, File):
                        kind = part.headers.get("content-type", "application/octet-stream")
                        files.append(UploadedFile(part.name, part.filename, kind, content))
                    elif part is not None:
                        fields.append((part.name, content.decode("utf-8")))
    except RequestEntityTooLarge as error:
        raise ContentTooLarge("too_many_parts") from error
    except ValueError as error:
        raise BadRequest("bad_form") from error
    return Fields(tuple(fields)), tuple(files)
