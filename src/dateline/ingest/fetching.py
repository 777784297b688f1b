"""Fetching what sources publish, as a guest: within their hosts, by their robots.txt, at their pace."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit, urlunsplit

from dateline import __version__
from dateline.errors import SourceError
from dateline.ingest.addresses import Lookup, addresses, looked_up
from dateline.ingest.connecting import Answer, Limits, ask
from dateline.ingest.robots import AGENT, Robots, Rules

_OK, _NOT_MODIFIED = 200, 304
_MOVED = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504, 507})
_LONGEST_WAIT = 7 * 86_400.0  # seconds that a server may ask to be left alone
_PORTS = {"http": 80, "https": 443}
_SAID = f"Mozilla/5.0 (compatible; {AGENT}/{__version__}; reads newswire for research)"


class FetchError(SourceError):
    """An address that could not be fetched.

    Attributes:
        passes: Whether it may be there another time.
        wait: Seconds for which the host asks to be left alone; None where it asks for nothing.
    """

    def __init__(
        self, what: str, *, place: str, mend: str, code: str, passes: bool = False, wait: float | None = None
    ) -> None:
        super().__init__(what, place=place, mend=mend, code=code)
        self.passes, self.wait = passes, wait


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What was told of an address when it was last fetched, for the server to say whether it has changed."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What lies at an address; ``data`` is None where it has not changed.

    ``url`` is where it was found in the end; ``moved`` the address that is to be used from now on, if one was named.
    """

    url: str
    data: bytes | None = field(repr=False)
    kind: str = ""
    charset: str | None = None
    known: Known = field(default_factory=Known)
    moved: str | None = None


class Fetcher:
    """Fetches one address after the other; remembers for each host when it may be asked again, and its robots.txt.

    Args:
        allow_private: Whether hosts may be those of this machine and its own network.
        limits: How much of one answer is taken.
        clock, sleep: Time, in seconds; a test gives its own.
        lookup: From a host to its addresses.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        limits: Limits | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        lookup: Lookup = looked_up,
    ) -> None:
        self._allow_private, self._limits = allow_private, limits or Limits()
        self._clock, self._sleep, self._lookup = clock, sleep, lookup
        self._robots = Robots(clock)
        self._free: dict[str, float] = {}

    def get(
        self, url: str, hosts: Collection[str], *, known: Known | None = None, language: str | None = None
    ) -> Fetched:
        """What lies at an address.

        Args:
            url: The address.
            hosts: The hosts at which it may lie, each with its subdomains; redirects must stay among them.
            known: What was told of it last time.
            language: In which language it is asked for, if the source has several.

        Raises:
            FetchError: It could not be fetched, or may not be.
        """
        headers = _headers(known or Known(), language)
        moved, for_good = None, True
        for _ in range(self._limits.redirects + 1):
            url = _plain(url)
            _bound(url, hosts)
            answer = self._asked(url, headers, self._welcome(url, hosts))
            if answer.status not in _MOVED:
                return self._made(answer, url, moved)
            for_good = for_good and answer.status in _FOR_GOOD
            url = self._next(url, answer)
            moved = url if for_good else moved
        raise FetchError(
            f"is sent on more than {self._limits.redirects} times",
            place=url,
            mend="check the address; the source sends in circles",
            code="fetch.circle",
            passes=True,
        )

    def _asked(self, url: str, headers: dict[str, str], rules: Rules | None = None) -> Answer:
        """One answer, when it is the host's turn."""
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
        self._wait(host, url)
        try:
            pinned = addresses(host, port, allow_private=self._allow_private, lookup=self._lookup)
            answer = ask(url, pinned, headers, self._limits)
        except SourceError as fault:
            passes = fault.code not in {"fetch.private", "fetch.size"}
            raise FetchError(fault.what, place=fault.place, mend=fault.mend, code=fault.code, passes=passes) from fault
        finally:
            self._free[host] = self._clock() + max(self._limits.pause, rules.delay if rules else 0.0)
        if (wait := _asked_for(answer)) is not None:
            self._free[host] = self._clock() + wait
        return answer

    def _wait(self, host: str, url: str) -> None:
        """For the turn of a host, unless that takes too long."""
        wait = self._free.get(host, 0.0) - self._clock()
        if wait > self._limits.patience:
            raise FetchError(
                f"asks to be left alone for {wait:.0f} s more",
                place=url,
                mend="it is fetched in a later round",
                code="fetch.pace",
                passes=True,
                wait=wait,
            )
        if wait > 0:
            self._sleep(wait)

    def _welcome(self, url: str, hosts: Collection[str]) -> Rules:
        """The host's own rules, which let this address be asked for.

        Raises:
            FetchError: They do not.
        """
        parts = urlsplit(url)
        origin = urlunsplit((parts.scheme, parts.netloc, "", "", ""))
        rules = self._robots.known(origin) or self._robots.keep(origin, self._robots_txt(origin, hosts))
        if not rules.allows(url):
            raise FetchError(
                "may not be fetched by programs: so says the robots.txt of its host",
                place=url,
                mend="ask the source for leave, or for another way to its articles",
                code="fetch.robots",
            )
        return rules

    def _robots_txt(self, origin: str, hosts: Collection[str]) -> Answer | None:
        """A host's robots.txt; None where it lies where it is not followed.

        Raises:
            FetchError: It could not be had: by the RFC nothing may be asked for until it can.
        """
        url = f"{origin}/robots.txt"
        for _ in range(self._limits.redirects + 1):
            answer = self._asked(url, _headers(Known(), None))
            if answer.status in _BUSY:
                raise _status(answer, url)
            if answer.status not in _MOVED:
                return answer
            try:
                url = _plain(self._next(url, answer))
                _bound(url, hosts)
            except FetchError:
                return None
        return None

    def _next(self, url: str, answer: Answer) -> str:
        """Where an answer sends to."""
        location = answer.headers.get("location", "")
        try:
            target = urljoin(url, location)
            parts = urlsplit(target)
            sound = bool(location) and parts.scheme in _PORTS and bool(parts.hostname) and parts.port != 0
        except ValueError:
            sound = False
        if not sound or (url.startswith("https:") and parts.scheme == "http"):
            raise FetchError(
                f'is sent on to "{location[:200]}", where it is not followed',
                place=url,
                mend="check the address in a browser, and list the one that it ends at",
                code="fetch.redirect",
            )
        return target

    def _made(self, answer: Answer, url: str, moved: str | None) -> Fetched:
        known = Known(etag=answer.headers.get("etag"), modified=answer.headers.get("last-modified"))
        if answer.status == _NOT_MODIFIED:
            return Fetched(url=url, data=None, known=known, moved=moved)
        if answer.status == _OK:
            kind, charset = _kind(answer.headers.get("content-type", ""))
            return Fetched(url=url, data=answer.data, kind=kind, charset=charset, known=known, moved=moved)
        raise _status(answer, url)


def _status(answer: Answer, url: str) -> FetchError:
    """What a server will not give, and whether it may another time."""
    busy = answer.status in _BUSY
    return FetchError(
        f"answers {answer.status}",
        place=url,
        mend="it is tried again, later each time" if busy else "check the address in a browser",
        code="fetch.status",
        passes=busy,
        wait=_asked_for(answer),
    )


def _headers(known: Known, language: str | None) -> dict[str, str]:
    said = {
        "User-Agent": _SAID,
        "Accept": "application/rss+xml, application/atom+xml, text/html, application/xml;q=0.9, */*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
        "Accept-Language": f"{language}, *;q=0.1" if language else None,
        "If-None-Match": known.etag,
        "If-Modified-Since": known.modified,
        "Connection": "close",
    }
    return {name: value for name, value in said.items() if value and value.isprintable() and value.isascii()}


def _plain(url: str) -> str:
    """An address as it may be asked for: its host in ASCII, its path percent-encoded, nothing behind a #.

    Raises:
        FetchError: It is none.
    """
    from urllib3.util import parse_url  # noqa: PLC0415

    try:
        found = parse_url(url)
        sound = found.scheme in _PORTS and bool(found.host) and not found.auth
    except (ValueError, UnicodeError):  # urllib3's own faults of addresses are ValueErrors
        sound = False
    if not sound:
        raise FetchError(
            "is no address that can be fetched",
            place=url[:200],
            mend="write it as https://host/path",
            code="fetch.address",
        )
    return found._replace(fragment=None).url


def _bound(url: str, hosts: Collection[str]) -> None:
    """Stay among the hosts of the source."""
    host = (urlsplit(url).hostname or "").lower()
    if not any(host == one or host.endswith(f".{one}") for one in hosts):
        raise FetchError(
            f"lies at {host}, which is no host of this source",
            place=url,
            mend=f"if you trust it, allow it in the file of sources: hosts: [{host.removeprefix('www.')}]",
            code="fetch.bounds",
        )


def _asked_for(answer: Answer) -> float | None:
    """How long a server that will not answer now asks to be left alone: Retry-After, in seconds or as a date."""
    said = answer.headers.get("retry-after", "").strip()
    if answer.status not in _BUSY or not said:
        return None
    if said.isascii() and said.isdigit():
        return min(float(said[:9]), _LONGEST_WAIT)
    try:
        wait = (parsedate_to_datetime(said).astimezone(UTC) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(wait, 0.0), _LONGEST_WAIT)


def _kind(content_type: str) -> tuple[str, str | None]:
    """What an answer says that it is, and in which characters."""
    said = Message()
    said["content-type"] = content_type
    return said.get_content_type(), said.get_content_charset()
