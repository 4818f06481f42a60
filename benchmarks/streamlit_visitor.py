"""A person at a Streamlit app without a browser: what a browser sends over the web socket when its
person opens a page, goes to another, moves a slider, chooses a filter or uploads a file, and what
it gets."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from http.cookies import SimpleCookie
from types import TracebackType
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import Request, urlopen
from uuid import uuid4

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ButtonGroup_pb2 import ButtonGroup
from streamlit.proto.Checkbox_pb2 import Checkbox
from streamlit.proto.Common_pb2 import FileURLs, UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.MultiSelect_pb2 import MultiSelect
from streamlit.proto.Selectbox_pb2 import Selectbox
from streamlit.proto.Slider_pb2 import Slider
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

from browser.server import UNVERIFIED

PATIENCE = 120.0
"""Seconds without an end of a run after which it counts as an error."""
SIDEBAR = 1
"""The number of the sidebar, first in the path of what is in it."""
Widget = Slider | MultiSelect | ButtonGroup | Selectbox | Checkbox
WIDGETS = ("slider", "multiselect", "button_group", "selectbox", "checkbox")


class Refused(Exception):
    """The app did not answer as it should; the message says what a person would have seen."""


class Visitor:
    """One tab of a browser: as a context manager it is open.

    `widgets` are what is on the page to set, by their names in the address where they have one;
    `pages` the names of the pages in the menu, with what Streamlit calls them; `page` is the one
    that is open.
    """

    def __init__(self, url: str) -> None:
        """Of the app at that address."""
        self.url = url
        self.widgets: dict[str, Widget] = {}
        self.pages: dict[str, str] = {}
        self.received = 0
        self.cookies: dict[str, str] = {}
        self._session = ""
        self.page = ""
        self._upload_field = ""
        self._upload_place: asyncio.Future[FileURLs]
        self._query: list[tuple[str, str]] = []
        self._states: dict[str, WidgetState] = {}
        self._in_sidebar: set[str] = set()
        self._kept: list[str] = []
        self._runs_again: set[asyncio.Task[None]] = set()
        self._socket: ClientConnection
        self._listening: asyncio.Future[None]
        self._began = False
        self._end: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def __aenter__(self) -> Visitor:
        await self._connect()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stop_running_again()
        self._listening.cancel()
        await self._socket.close()

    async def open(self, query: str = "") -> float:
        """The first page, at a query; the seconds until it was complete."""
        self._query = parse_qsl(query)
        return await self._run()

    async def go(self, page: str) -> float:
        """Another page of the menu; the seconds until it was complete."""
        self.page = self.pages[page]
        self._states = {key: self._states[key] for key in self._in_sidebar}
        return await self._run()

    async def set(self, name: str, *values: str | float) -> float:
        """A widget gets other values; the seconds until the page was complete."""
        widget = self.widgets[name]
        state = WidgetState(id=widget.id)
        if isinstance(widget, Slider):
            state.double_array_value.data.extend(map(float, values))
        else:
            state.string_array_value.data.extend(map(str, values))
        self._states[widget.id] = state
        self._set_query(name, *map(str, values))
        return await self._run()

    async def upload(self, file: str, content: bytes, name: str) -> float:
        """Hand over a file in the first field for one, after which the app picks it in the widget
        of that name; the seconds until the page was complete."""
        start = time.perf_counter()
        self._upload_place = asyncio.get_running_loop().create_future()
        message = BackMsg()
        message.file_urls_request.file_names.append(file)
        message.file_urls_request.session_id = self._session
        message.file_urls_request.request_id = uuid4().hex
        await self._socket.send(message.SerializeToString())
        place = await asyncio.wait_for(self._upload_place, PATIENCE)
        await asyncio.to_thread(_put, self.url + place.upload_url, self.cookies, file, content)
        state = WidgetState(id=self._upload_field)
        state.file_uploader_state_value.uploaded_file_info.append(
            UploadedFileInfo(name=file, size=len(content), file_id=place.file_id, file_urls=place)
        )
        self._states[state.id] = state
        await self._run()
        picked = self._states[self.widgets[name].id].string_value
        self._set_query(name, picked)
        return time.perf_counter() - start

    def _set_query(self, name: str, *values: str) -> None:
        self._query = [pair for pair in self._query if pair[0] != name]
        self._query += [(name, value) for value in values]

    async def come_back(self) -> float:
        """Connect again after the connection was lost, as the page does; the seconds until it was
        complete. What was set has to come from the address: Refused where nobody answers."""
        start = time.perf_counter()
        self._stop_running_again()
        while True:
            try:
                await self._connect()
                self._states = {}
                await self._run()
                return time.perf_counter() - start
            except (OSError, WebSocketException, Refused):
                if time.perf_counter() - start > PATIENCE:
                    raise Refused("nobody answers any more") from None
                # Streamlit's page tries again after half a second, and then after longer.
                await asyncio.sleep(0.5)

    def shows_its_address(self) -> bool:
        """Whether what can be set on the page is as the address says."""
        return all(
            value in _values(self.widgets[name])
            for name, value in self._query
            if name in self.widgets
        )

    async def _connect(self) -> None:
        await asyncio.to_thread(self._ask_for_health)
        here = urlsplit(self.url)
        is_safe = here.scheme == "https"
        token = self.cookies["_streamlit_xsrf"]
        said = [Subprotocol("streamlit"), Subprotocol(token)]
        self._socket = await connect(
            f"{self.url.replace('http', 'ws', 1)}/_stcore/stream",
            origin=f"{here.scheme}://{here.netloc}",  # type: ignore[arg-type]
            additional_headers={"Cookie": _header(self.cookies)},
            subprotocols=[*said, Subprotocol(self._session)] if self._session else said,
            ssl=UNVERIFIED if is_safe else None,
            max_size=None,
            open_timeout=PATIENCE,
            ping_interval=None,
        )
        response = self._socket.response
        self._keep_cookies(response.headers.get_all("Set-Cookie") if response else [])
        self._listening = asyncio.ensure_future(self._listen())

    def _ask_for_health(self) -> None:
        """What a browser asks before it opens the web socket; the answer has cookies."""
        asked = Request(f"{self.url}/_stcore/health", headers={"Cookie": _header(self.cookies)})
        with urlopen(asked, timeout=PATIENCE, context=UNVERIFIED) as answer:
            self._keep_cookies(answer.headers.get_all("Set-Cookie") or [])

    def _keep_cookies(self, said: Sequence[str]) -> None:
        for one in said:
            cookie: SimpleCookie = SimpleCookie(one)
            self.cookies |= {name: morsel.value for name, morsel in cookie.items()}

    async def _run(self) -> float:
        """Ask for a run of the script, and wait for its end."""
        start = time.perf_counter()
        self._began, self._end = False, asyncio.get_running_loop().create_future()
        try:
            await self._send()
            self.widgets = {}
            await asyncio.wait_for(self._end, PATIENCE)
        except WebSocketException as error:
            raise Refused(str(error)) from None
        except TimeoutError:
            raise Refused(f"no answer in {PATIENCE:.0f} s") from None
        on_page = {widget.id for widget in self.widgets.values()}
        self._states = {key: state for key, state in self._states.items() if key in on_page}
        self._in_sidebar &= on_page
        return time.perf_counter() - start

    async def _listen(self) -> None:
        """Take in what the server sends, as long as the page is open."""
        try:
            async for payload in self._socket:
                assert isinstance(payload, bytes)
                self.received += len(payload)
                self._take(ForwardMsg.FromString(payload))
            raise Refused("the connection was closed")
        except (Refused, WebSocketException) as error:
            if not self._end.done():
                self._end.set_exception(Refused(str(error)))

    async def _send(self, fragment: str = "") -> None:
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string = urlencode(self._query)
        rerun.page_script_hash = self.page
        rerun.fragment_id, rerun.is_auto_rerun = fragment, bool(fragment)
        rerun.widget_states.widgets.extend(self._states.values())
        rerun.cached_message_hashes.extend(self._kept)
        rerun.context_info.timezone, rerun.context_info.locale = "UTC", "en-US"
        rerun.context_info.url, rerun.context_info.color_scheme = self.url, "light"
        await self._socket.send(message.SerializeToString())

    def _take(self, message: ForwardMsg) -> None:
        if message.metadata.cacheable and message.hash:
            self._kept.append(message.hash)
        take: dict[str | None, Callable[[ForwardMsg], None]] = {
            "delta": self._take_element,
            "navigation": self._take_menu,
            "new_session": self._take_begin,
            "script_finished": self._take_end,
            "auto_rerun": self._run_again,
            "file_urls_response": self._take_upload_place,
        }
        kind = message.WhichOneof("type")
        if kind in take:
            take[kind](message)

    def _take_begin(self, message: ForwardMsg) -> None:
        self._session = message.new_session.initialize.session_id
        if not message.metadata.run.fragment_ids:
            self._began, self._upload_field = True, ""
            self.page = message.new_session.page_script_hash
            self._stop_running_again()

    def _take_end(self, message: ForwardMsg) -> None:
        """The end of a run; one that had begun before the click is not the one to wait for.

        Streamlit does not tell of the end of a run where a part of the page asks to run again at
        that very moment: then that of the part, which runs after it, stands for both.
        """
        ends = (
            ForwardMsg.FINISHED_SUCCESSFULLY,
            ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
            ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
        )
        if self._began and message.script_finished in ends and not self._end.done():
            self._end.set_result(None)

    def _take_menu(self, message: ForwardMsg) -> None:
        menu = message.navigation
        self.pages = {page.url_pathname: page.page_script_hash for page in menu.app_pages}
        self.page = menu.page_script_hash

    def _take_element(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise Refused(f"{element.exception.type}: {element.exception.message}")
        if kind == "alert" and element.alert.format == Alert.ERROR:
            raise Refused(element.alert.body)
        if kind == "file_uploader":
            self._upload_field = self._upload_field or element.file_uploader.id
        if kind in WIDGETS:
            widget = getattr(element, kind)
            self.widgets[widget.query_param_key or widget.id] = widget
            if widget.set_value or widget.id not in self._states:
                self._states[widget.id] = _state(widget)
            if message.metadata.delta_path[0] == SIDEBAR:
                self._in_sidebar.add(widget.id)

    def _take_upload_place(self, message: ForwardMsg) -> None:
        self._upload_place.set_result(message.file_urls_response.file_urls[0])

    def _run_again(self, message: ForwardMsg) -> None:
        """A part of the page wants to run every so often, as long as the page is looked at."""
        task = asyncio.ensure_future(
            self._run_every(message.auto_rerun.interval, message.auto_rerun.fragment_id)
        )
        self._runs_again.add(task)

    async def _run_every(self, seconds: float, fragment: str) -> None:
        with suppress(WebSocketException):  # whoever listens says so
            while True:
                await asyncio.sleep(seconds)
                await self._send(fragment)

    def _stop_running_again(self) -> None:
        for task in self._runs_again:
            task.cancel()
        self._runs_again.clear()


def _values(widget: Widget) -> list[str]:
    """What a widget shows, as an address has it."""
    state = _state(widget)
    if state.HasField("double_array_value"):
        return [f"{value:g}" for value in state.double_array_value.data]
    return [state.string_value, *state.string_array_value.data]


def _put(url: str, cookies: dict[str, str], name: str, content: bytes) -> None:
    """Send a file as the field `file` of a form."""
    boundary = uuid4().hex
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
    headers = {
        "Content-Type": f"multipart/form-data; boundary={boundary}",
        "Cookie": _header(cookies),
        "X-Xsrftoken": cookies["_streamlit_xsrf"],
    }
    asked = Request(url, body, headers, method="PUT")
    with urlopen(asked, timeout=PATIENCE, context=UNVERIFIED):
        return


def _header(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def _state(widget: Widget) -> WidgetState:
    """What a browser says of a widget that nobody has touched."""
    state = WidgetState(id=widget.id)
    if isinstance(widget, Slider) and widget.type == Slider.SELECT_SLIDER:
        default = [widget.options[int(at)] for at in widget.default]
        state.string_array_value.data.extend(widget.raw_value if widget.set_value else default)
    elif isinstance(widget, Slider):
        state.double_array_value.data.extend(widget.value if widget.set_value else widget.default)
    elif isinstance(widget, Selectbox):
        default = widget.options[widget.default] if widget.HasField("default") else ""
        state.string_value = widget.raw_value if widget.set_value else default
    elif isinstance(widget, Checkbox):
        state.bool_value = widget.value if widget.set_value else widget.default
    else:
        state.string_array_value.data.extend(_chosen(widget))
    return state


def _chosen(widget: MultiSelect | ButtonGroup) -> list[str]:
    if widget.set_value:
        return list(widget.raw_values)
    options = [getattr(option, "content", option) for option in widget.options]
    return [options[at] for at in widget.default]
