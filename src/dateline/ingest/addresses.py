"""Which addresses of the network may be gone to: a feed must not lead Dateline to the machines beside it."""

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from dateline.errors import SourceError

Address = IPv4Address | IPv6Address
Lookup = Callable[[str, int], list[str]]

_NAT64 = ip_network("64:ff9b::/96")
_V4_BITS = 0xFFFFFFFF


def looked_up(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system tells them, each once.

    Raises:
        OSError: It has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(where[0]) for *_, where in found))


def addresses(host: str, port: int, *, allow_private: bool, lookup: Lookup = looked_up) -> list[str]:
    """The addresses of a host to connect to; it is looked up this once, so that it cannot change its mind afterwards.

    Raises:
        SourceError: The host is not known, or one of its addresses is not of the public network.
    """
    try:
        found = lookup(host, port)
    except (OSError, UnicodeError) as fault:
        raise SourceError(
            "there is no such host",
            place=host,
            mend="check the name, and whether this machine is on the network",
            code="fetch.host",
        ) from fault
    private = [one for one in found if not is_public(one)]
    if private and not allow_private:
        raise SourceError(
            f"leads to {private[0]}, which is not on the public network",
            place=host,
            mend="if the source is on your own network, allow it: --allow-private",
            code="fetch.private",
        )
    return found


def is_public(address: str) -> bool:
    """Whether an address is one of the public network: not of this machine, this network, or kept for other ends."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast for one in (found, *_within(found)))


def _within(address: Address) -> tuple[Address, ...]:
    """The addresses of version 4 that one of version 6 stands for."""
    if isinstance(address, IPv4Address):
        return ()
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    if address.sixtofour is not None:
        return (address.sixtofour,)
    if address in _NAT64:
        return (IPv4Address(int(address) & _V4_BITS),)
    return address.teredo or ()
