"""Which address phones are given, and what is said where that is doubtful."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from prompts.language.words import load_words
from sessions.rules.meeting.creation import NewWorkshop
from workshop.channel.network_options import NetworkOptions
from workshop.cli.main import run_command
from workshop.doctor import network
from workshop.facilitating.acts.anytime.access import ACTS
from workshop.facilitating.telling.command_warnings import warning_sentence
from workshop.hosting.open_sessions import create_session, opened
from workshop.hosting.phone_server import ServedWorkshop
from workshop.machine import addresses
from workshop.machine.addresses import Address, Doubt, choose, rank
from workshop.machine.wsl_and_containers import Surroundings, found_by

REAL = (
    "Realtek PCIe GbE Family Controller",
    "Realtek USB GbE Family Controller",
    "Realtek 8822CE Wireless LAN 802.11ac PCI-E NIC",
    "Intel(R) Wi-Fi 6 AX201 160MHz",
    "Intel(R) Ethernet Connection (7) I219-LM",
    "Intel(R) 82579LM Gigabit Network Connection",
    "Intel(R) Centrino(R) Advanced-N 6205",
    "Broadcom 802.11ac Network Adapter",
    "Broadcom NetXtreme Gigabit Ethernet",
    "Killer E2400 Gigabit Ethernet Controller",
    "ASIX AX88179 USB 3.0 to Gigabit Ethernet Adapter",
    "Qualcomm(R) FastConnect(TM) 7800",
    "MediaTek MT7921 Wireless LAN Card",
    "Marvell Yukon 88E8056",
    "TP-LINK Archer T3U Plus",
    "Lenovo USB Ethernet",
    "Thunderbolt(TM) Networking",
    "RZ616 Wi-Fi 6E 160MHz",
    "wlp3s0",
    "enp0s31f6",
    "en0",
    "An adapter nobody has heard of",
)
UNREAL = (
    "VirtualBox Host-Only Ethernet Adapter",
    "VMware Virtual Ethernet Adapter for VMnet8",
    "Hyper-V Virtual Ethernet Adapter",
    "PANGP Virtual Ethernet Adapter Secure",
    "Fortinet SSL VPN Virtual Ethernet Adapter",
    "Cisco AnyConnect Virtual Miniport Adapter",
    "Juniper Networks Virtual Adapter",
    "SonicWALL NetExtender Adapter",
    "TAP-Windows Adapter V9",
    "WireGuard Tunnel",
    "Zscaler Network Adapter 1.0.2.0",
    "Sierra Wireless EM7455 Qualcomm Snapdragon X7 LTE-A",
    "Bluetooth Device (Personal Area Network)",
    "Microsoft Wi-Fi Direct Virtual Adapter",
    "Windscribe",
    "Private Internet Access Network Adapter",
    "Microsoft IP-HTTPS Platform Adapter",
    "PulseSecure",
    "Remote NDIS based Internet Sharing Device",
    "Apple Mobile Device Ethernet",
    "usb0",
    "nerdctl0",
    "waydroid0",
    "utun3",
    "bridge100",
    "docker0",
    "wwan0",
)
LAN = Address("192.168.1.14", "Realtek PCIe GbE Family Controller")
WIFI = Address("10.20.0.5", "Intel(R) Wi-Fi 6 AX201 160MHz")
COMPUTER = Surroundings.COMPUTER


@pytest.mark.parametrize("real", REAL)
def test_a_real_card_goes_before_everything_virtual_and_every_vpn(real: str) -> None:
    # The virtual ones have the nicer address.
    virtual = tuple(Address(f"192.168.{number}.1", name) for number, name in enumerate(UNREAL))
    choice = choose(rank((*virtual, Address("10.240.3.7", real))), COMPUTER)
    assert (choice.ip, choice.doubt) == ("10.240.3.7", None)


@pytest.mark.parametrize("unreal", UNREAL)
def test_what_no_phone_is_on_is_chosen_last_and_with_doubt(unreal: str) -> None:
    choice = choose(rank((Address("127.0.0.1", "lo"), Address("10.0.0.1", unreal))), COMPUTER)
    assert (choice.ip, choice.doubt) == ("10.0.0.1", Doubt.TUNNEL)


def test_the_laptop_s_own_hotspot_is_where_phones_are() -> None:
    for name, ip in (
        ("Microsoft Wi-Fi Direct Virtual Adapter #2", "192.168.137.1"),
        ("bridge100", "192.168.2.1"),
    ):
        choice = choose(rank((WIFI, LAN, Address(ip, name))), COMPUTER)
        assert (choice.ip, choice.doubt) == (ip, None)


def test_two_networks_are_a_doubt_and_two_cards_on_one_are_none() -> None:
    choice = choose(rank((LAN, WIFI)), COMPUTER)
    assert (choice.ip, choice.doubt, choice.others) == (WIFI.ip, Doubt.SEVERAL, (LAN,))
    beside = Address("10.20.3.9", LAN.interface, 16)
    assert choose(rank((beside, Address(WIFI.ip, WIFI.interface, 16))), COMPUTER).doubt is None


def test_no_network_and_a_public_address_are_doubts() -> None:
    assert choose((), COMPUTER).doubt is Doubt.NO_NETWORK
    assert choose((Address("169.254.3.4", "en0"),), COMPUTER).doubt is Doubt.NO_NETWORK
    assert choose((Address("8.8.8.8", "en0"),), COMPUTER).doubt is Doubt.PUBLIC


def test_linux_within_windows_and_containers_are_recognised(tmp_path: Path) -> None:
    release, file = tmp_path / "osrelease", tmp_path / "file"
    assert found_by({}, release, (file,)) is COMPUTER
    release.write_text("6.1.0-13-amd64\n")
    assert found_by({}, release, (file,)) is COMPUTER
    release.write_text("5.15.133.1-microsoft-standard-WSL2\n")
    assert found_by({}, release, (file,)) is Surroundings.WSL
    assert found_by({"container": "podman"}, release, (file,)) is Surroundings.CONTAINER
    file.touch()
    assert found_by({}, release, (file,)) is Surroundings.CONTAINER
    assert choose((LAN,), Surroundings.WSL).doubt is Doubt.WSL
    assert choose((LAN,), Surroundings.CONTAINER).doubt is Doubt.CONTAINER


def said_at_the_start(tmp_path: Path, found: tuple[Address, ...], bind: str | None = None) -> list[str]:
    with opened(create_session(tmp_path, NewWorkshop("Lederdag"))) as session:
        served = ServedWorkshop(session, NetworkOptions(bind), look=lambda: rank(found))
        return [warning_sentence(load_words(), remark) for remark in served.remarks()]


def test_when_unsure_the_facilitator_is_told_the_choice_and_the_keys(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(addresses, "surroundings", lambda: COMPUTER)
    (sentence,) = said_at_the_start(tmp_path, (LAN, WIFI))
    assert str(WIFI) in sentence
    assert str(LAN) in sentence
    (act,) = (act for act in ACTS if act.name == "code.address")
    assert f"q og så {act.keys[0].title()} (linje for linje: q, {act.typed})" in sentence
    assert said_at_the_start(tmp_path, (WIFI,)) == []
    assert said_at_the_start(tmp_path, (LAN, WIFI), LAN.ip) == [], "somebody has chosen"


@pytest.mark.parametrize("language", ["da", "en", "nb"])
@pytest.mark.parametrize("doubt", Doubt)
def test_every_doubt_has_a_sentence_at_the_start_and_in_the_doctor(language: str, doubt: Doubt) -> None:
    words = load_words(language)
    for key in (f"warned.{doubt.value}", f"doctor.{doubt.value}"):
        said = words(key, address=str(WIFI), others=str(LAN))
        assert str(WIFI) in said or key == "warned.no-network"


@pytest.mark.parametrize(
    ("found", "around", "said"),
    [
        ((LAN, WIFI), COMPUTER, str(LAN)),
        ((LAN,), Surroundings.WSL, "WSL"),
        ((LAN,), Surroundings.CONTAINER, "container"),
        ((Address("10.8.0.2", "tun0"),), COMPUTER, "VPN"),
    ],
)
def test_the_doctor_has_the_same_doubts(found, around, said, monkeypatch, capsys, tmp_path) -> None:
    monkeypatch.setenv("WORKSHOP_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(network, "list_addresses", lambda: rank(found))
    monkeypatch.setattr(network, "surroundings", lambda: around)
    run_command(["doctor", "--json"])
    rows = [row for row in json.loads(capsys.readouterr().out) if row["key"] == "address"]
    assert [row["fine"] for row in rows] == [False, *[True] * (len(found) - 1)]
    assert said in rows[0]["text"]
