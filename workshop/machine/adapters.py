"""What kind of network adapter a name belongs to.

Linux and macOS name interfaces (`wlp3s0`, `en0`), Windows by the driver's description (“Realtek PCIe GbE
Family Controller”). Both are matched by the words that makers of cards, VPNs and virtual machines use.
"""

from __future__ import annotations

import re
from enum import IntEnum


class Adapter(IntEnum):
    """The kind of an adapter, the most reachable for a phone in the room first."""

    HOTSPOT = 0
    """The wireless network that this computer itself has made."""
    WIRELESS = 1
    WIRED = 2
    UNKNOWN = 3
    MOBILE = 4
    """A modem, or a phone shared by its cable: nobody in the room is on its network."""
    VIRTUAL = 5
    """Of virtual machines and containers."""
    TUNNEL = 6
    """Of a VPN."""

    @property
    def is_real(self) -> bool:
        """Whether phones in the room may be on its network."""
        return self <= Adapter.UNKNOWN


def _pattern(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts), re.IGNORECASE)


_HOTSPOT = _pattern(r"wi-?fi direct", r"hosted network", r"mobile hotspot", r"^ap\d")
_TUNNEL = _pattern(
    r"^(tun|tap|wg|utun|ppp|ipsec|gif|stf|zt|feth|tailscale|cscotun|vti|gre|sit|ip6tnl)\d*\b",
    r"^(gpd|nordlynx|proton|mullvad|warp|vpn|zt|nebula|headscale|outline)",
    r"vpn|tunnel|\btap[- ]|wintun|wireguard|data channel offload|wan miniport|isatap|teredo|6to4",
    r"tailscale|zerotier|hamachi|radmin|nordlynx|proton|mullvad|cloudflare|warp\b|softether|netbird|twingate",
    r"pangp|palo ?alto|globalprotect|\bforti|anyconnect|cisco (secure|systems)|juniper|pulse secure|ivanti",
    r"sonicwall|netextender|check ?point|zscaler|netskope|\bf5\b|big-?ip|citrix|array networks|sophos",
    r"watchguard|barracuda|kerio|stormshield|aruba via|appgate|openconnect|\bgenua?\b|ncp secure",
    r"pulsesecure|netmotion|absolute secure|ip-?https|strongswan|^xfrm|f-secure|perimeter 81|harmony sase",
    r"private internet access|^pia\b|windscribe|surfshark|secureline|hotspot shield|tunnelbear|cyberghost",
    r"sing-box|\bclash\b|nekoray|cloudconnexa|bitdefender|cato networks|netfree|hide\.me",
)
_VIRTUAL = _pattern(
    r"^(docker|br-|bridge\d|virbr|vbox|vmnet|vmenet|veth|vnet|lxc|lxd|incus|podman|cni|cali|flannel|kube)",
    r"^(nerdctl|lima\d|colima|multipass|anbox|waydroid|ovs|vnic\d|hassio|azv|crc$|xapi|tailnat)",
    r"^(dummy|ifb|awdl|llw|anpi|bnep|pan\d|nlmon|macvtap|mpqemubr)",
    r"virtual|vethernet|hyper-v|vmware|vbox|parallels|\bwsl\b|docker|container|loopback|npcap|bluetooth|xen",
)
_MOBILE = _pattern(
    r"^(wwan|rmnet|wwp|usb\d)",
    r"wwan|mobile broadband|\blte\b|\b[45]g\b(?!hz)|fibocom|sierra|snapdragon|modem",
    r"remote ndis|rndis|internet sharing|apple mobile device|usbncm|\biphone",  # a phone shared by its cable
)
_WIRELESS = _pattern(
    r"^(wl|ath\d|ra\d)",
    r"wi-?fi|wireless|wlan|802\.11|airport|trådløs|trådlös|centrino|advanced-n|dual band|tri-band",
    r"\barcher\b|\bdwa-?\d|\bawus|\bpce-a|\busb-a[cx]\d|\brz\d{3}\b|\brtl8(8[12]|85)",
    r"killer.*\bax?\d|\bax2\d\d\b|\bbe2\d\d\b|mediatek|fastconnect|ralink|atheros.*\b(ar9|qca[69])",
)
_WIRED = _pattern(
    r"^(en|eth|em\d|lan)",
    r"ethernet|\bg(iga)?bit|\bgbe\b|gigabit|[125](\.5)?gbe|10/100|\blan\b|pcie?\b|82\d{3}|\bi2[12]\d",
    r"realtek|broadcom|netxtreme|asix|killer|marvell|yukon|aquantia|aqtion|displaylink",
    r"network connection|thunderbolt|smsc|mellanox|connectx|solarflare|\bjme?\d|via rhine",
)

_RULES = (
    (_HOTSPOT, Adapter.HOTSPOT),
    (_TUNNEL, Adapter.TUNNEL),
    (_VIRTUAL, Adapter.VIRTUAL),
    (_MOBILE, Adapter.MOBILE),
    (_WIRELESS, Adapter.WIRELESS),
    (_WIRED, Adapter.WIRED),
)


def adapter_of(name: str) -> Adapter:
    """The kind of the adapter with this name; what is said of a tunnel outweighs what is said of a card."""
    return next((kind for pattern, kind in _RULES if pattern.search(name)), Adapter.UNKNOWN)
