"""A session of the running app without a browser: the messages that the page's own script would send and wait for."""

from __future__ import annotations

import asyncio
import http.client
import re
import time
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import FileURLs, UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

_COOKIE = "_streamlit_xsrf"
_NO_LIMIT = None
_ENDS = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
    ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
)
"""How a run ends; a script that asks to be run again ends early, and goes on."""


class Session:
    """One open page. `texts` holds what the last run showed, `widgets` the ids of its fields by kind, and label or key.

    `sent` are all bytes that the server sent since the page was opened; tables stand in them as plain text (Arrow).
    `beats`: the parts of the page that ask to be run again and again, each with its seconds between two runs.
    """

    def __init__(self, socket: ClientConnection, url: str, page: str, query: str, cookies: str = "") -> None:
        self._socket = socket
        self._url = url
        self._page = page
        self._query = query
        self._cookies = cookies
        self._id = ""
        self._states: dict[str, WidgetState] = {}
        self.widgets: dict[tuple[str, str], str] = {}
        self.texts: list[str] = []
        self.sent = b""
        self.beats: dict[str, float] = {}

    @classmethod
    async def open(
        cls,
        url: str,
        page: str = "",
        query: str = "",
        *,
        headers: Mapping[str, str] | None = None,
        host: str | None = None,
    ) -> Session:
        """Connect, with further headers, and run the page once, with the query of its address ("desa=19.06.04.2002").

        `host` is where to connect, whatever `url` names.
        """
        address, port = (host or urlsplit(url).netloc).rsplit(":", 1)
        socket = await connect(
            f"{url.replace('http', 'ws', 1)}/_stcore/stream",
            origin=None,
            max_size=_NO_LIMIT,
            subprotocols=["streamlit"],
            additional_headers=headers,
            host=address,
            port=int(port),
        )  # type: ignore[arg-type, list-item]
        session = cls(socket, url, page, query, (headers or {}).get("Cookie", ""))
        await session.rerun()
        return session

    async def close(self) -> None:
        """Leave the page."""
        await self._socket.close()

    async def rerun(self) -> float:
        """Run the page's script with the fields as they are; seconds until its last message."""
        state = ClientState(page_name=self._page, query_string=self._query)
        state.widget_states.widgets.extend(self._states.values())
        self.texts = []
        self.beats = {}
        return await self._run(state)

    async def beat(self) -> float:
        """Run those parts of the page once, as its script does by the clock; seconds for all."""
        seconds = 0.0
        for fragment in list(self.beats):
            state = ClientState(page_name=self._page, query_string="", fragment_id=fragment, is_auto_rerun=True)
            state.widget_states.widgets.extend(self._states.values())
            seconds += await self._run(state)
        return seconds

    async def _run(self, state: ClientState) -> float:
        began = time.perf_counter()
        await self._send(BackMsg(rerun_script=state))
        async for message in self._messages():
            if message.WhichOneof("type") == "new_session":
                self._id = message.new_session.initialize.session_id
            elif message.WhichOneof("type") == "auto_rerun":
                self.beats[message.auto_rerun.fragment_id] = message.auto_rerun.interval
            elif message.WhichOneof("type") == "delta":
                self._note(message)
            elif message.WhichOneof("type") == "script_finished" and message.script_finished in _ENDS:
                break
        return time.perf_counter() - began

    def choose(self, label: str, values: Iterable[str]) -> None:
        """Choose values in a field for several; they count from the next run."""
        widget = self.widgets["multiselect", label]
        state = WidgetState(id=widget)
        state.string_array_value.data.extend(values)
        self._states[widget] = state

    def write(self, label: str, text: str) -> None:
        """Write into a field for text; it counts from the next run."""
        widget = self.widgets["text_input", label]
        self._states[widget] = WidgetState(id=widget, string_value=text)

    def press(self, label: str) -> None:
        """Press a button; it counts in the next run."""
        widget = self.widgets["button", label]
        self._states[widget] = WidgetState(id=widget, trigger_value=True)

    async def put_file(self, name: str, data: bytes) -> float:
        """Upload a file into the page's first field for files, and run the page; seconds for both."""
        return await self.put_files({name: data})

    async def put_files(self, files: Mapping[str, bytes]) -> float:
        """Upload files together into the page's first field for files, and run the page; seconds for all."""
        widget = next(number for (kind, _), number in self.widgets.items() if kind == "file_uploader")
        began = time.perf_counter()
        state = WidgetState(id=widget)
        for name, data in files.items():
            urls = await self._file_urls(name)
            await asyncio.to_thread(_put, self._url, urls.upload_url, name, data, self._cookies)
            state.file_uploader_state_value.uploaded_file_info.append(
                UploadedFileInfo(file_id=urls.file_id, name=name, size=len(data), file_urls=urls)
            )
        self._states[widget] = state
        await self.rerun()
        return time.perf_counter() - began

    async def announce_file(self, name: str, size: int) -> http.client.HTTPConnection:
        """Begin an upload of which no byte follows; close what it returns."""
        urls = await self._file_urls(name)
        return await asyncio.to_thread(_begin_put, self._url, urls.upload_url, size, self._cookies)

    async def _file_urls(self, name: str) -> FileURLs:
        request = BackMsg()
        request.file_urls_request.request_id = "1"
        request.file_urls_request.session_id = self._id
        request.file_urls_request.file_names.append(name)
        await self._send(request)
        async for message in self._messages():
            if message.WhichOneof("type") == "file_urls_response":
                return message.file_urls_response.file_urls[0]
        raise RuntimeError("no address for a file")

    async def _send(self, message: BackMsg) -> None:
        await self._socket.send(message.SerializeToString())

    async def _messages(self) -> Any:
        async for frame in self._socket:
            self.sent += frame
            message = ForwardMsg()
            message.ParseFromString(frame)
            yield message

    def _note(self, message: ForwardMsg) -> None:
        """Remember the ids of fields, and texts, from one element."""
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind is None:
            return
        part = getattr(element, kind)
        if getattr(part, "id", ""):
            self.widgets[kind, getattr(part, "label", "")] = part.id
            # "$$ID-…-key": of several fields with one label each is found by its key.
            self.widgets[kind, part.id.rpartition("-")[2]] = part.id
        text = getattr(part, "body", "")
        if isinstance(text, str) and text:
            self.texts.append(text)


_BORDER = "bench-border"


def _begin_put(url: str, path: str, length: int, cookies: str) -> http.client.HTTPConnection:
    """An upload of which the server has the headers, and no byte yet."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    connection.request("GET", "/_stcore/health")
    answer = connection.getresponse()
    answer.read()
    found = re.search(rf"{_COOKIE}=([^;]+)", answer.getheader("Set-Cookie") or "")
    token = found[1] if found else ""
    connection.putrequest("PUT", path)
    connection.putheader("Content-Length", str(length))
    connection.putheader("Content-Type", f"multipart/form-data; boundary={_BORDER}")
    connection.putheader("X-Xsrftoken", token.strip('"'))
    connection.putheader("Cookie", "; ".join(filter(None, [f"{_COOKIE}={token}", cookies])))
    connection.endheaders()
    return connection


def _put(url: str, path: str, name: str, data: bytes, cookies: str) -> None:
    head = (
        f'--{_BORDER}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    body = head.encode() + data + f"\r\n--{_BORDER}--\r\n".encode()
    connection = _begin_put(url, path, len(body), cookies)
    try:
        connection.send(body)
        answer = connection.getresponse()
        answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"upload answered {answer.status}")
    finally:
        connection.close()
