# SPDX-License-Identifier: GPL-2.0-or-later
"""test/fuzz/captures: what it changes, and what it takes for a finding."""

import pathlib
import random
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "test/fuzz"), str(ROOT / "test/captures")]

from mutation import judge, sources, ways                   # noqa: E402
from mutation.packets import (ETHERNET, UPPER_PDU, Packet, on_link, pcap,
                              pcapng, payload_of, with_payload)  # noqa: E402

RECORDING = "recorded/baresip.pcap"
ALLOCATED = "    #0 0x1 in __interceptor_malloc asan_malloc_linux.cpp:69\n"
GLIB = "    #1 0x2 in g_malloc (/lib/libglib-2.0.so.0+0x5a658)\n"
OURS = "    #2 0x3 in take_sip epan-dissectors/gate/frame_gate.c:49\n"
STRIPPED = "    #2 0x3  (/tmp/x/plugins-both/4.0/epan/hangup.so+0x1234)\n"
DISSECTOR = "    #2 0x4 in call_dissector_with_data (/lib/libwireshark.so+1)\n"
WIRESHARK = "    #2 0x4  (/lib/libwireshark.so.16+0x2344a50)\n"


def leak(*frames, kind="Direct"):
    return ("=1==ERROR: LeakSanitizer: detected memory leaks\n\n" + kind +
            " leak of 64 byte(s) in 1 object(s) allocated from:\n" +
            "".join(frames) + "\nSUMMARY: AddressSanitizer: 64 byte(s)\n")


@pytest.mark.parametrize("text, count", [
    (leak(ALLOCATED, GLIB, OURS), 1),
    (leak(ALLOCATED, GLIB, STRIPPED), 1),
    (leak(ALLOCATED, GLIB, WIRESHARK, OURS), 1),    # asked for by us
    (leak(ALLOCATED, GLIB, DISSECTOR, OURS), 0),    # of a dissector we called
    (leak(ALLOCATED, GLIB, WIRESHARK), 0),
    (leak(ALLOCATED, GLIB, OURS, kind="Indirect"), 0)])
def test_whose_leak_it_is(text, count):
    assert len(judge.our_leaks(text)) == count


@pytest.mark.parametrize("line, found", [
    ("==1==ERROR: AddressSanitizer: heap-buffer-overflow on address", 1),
    ("a.c:1:2: runtime error: shift exponent 57 is too large", 1),
    ("(process:1): GLib-CRITICAL **: g_hash_table_lookup: assertion", 1),
    ("** (sharkd:1) 14:13:21.343661 [GLib CRITICAL] -- x: assertion", 1),
    ("** (sharkd:1) 14:13:21.343661 [Epan WARNING] -- Dissector bug, protocol "
     "exported_pdu, in packet 90: x.c:170: failed assertion \"(0)\"", 0),
    ("[Dissector bug, protocol LYNC: x.c:1: failed assertion]", 1),
    ("[Malformed Packet: HANGUP]", 1),
    ("[Malformed Packet: SIP]", 0),
    ("sharkd: The file \"x\" appears to have been cut short", 0)])
def test_what_a_line_shows(line, found):
    assert len(judge.findings(line)) == found


def test_the_same_seed_changes_the_same():
    whole = sources.packets(RECORDING)
    first, again, other = (ways.mutate(random.Random(seed), whole, whole)
                           for seed in (1, 1, 2))
    assert first == again != other


@pytest.mark.parametrize("way", ways.WAYS)
def test_each_way_gives_packets(way):
    whole = sources.packets(RECORDING)[:60]
    for seed in range(5):
        assert way(random.Random(seed), whole, whole)


def read(path, *fields):
    asked = [word for field in fields for word in ("-e", field)]
    return subprocess.run(
        ["tshark", "-n", "-r", path, "-T", "fields", *asked], check=True,
        text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ).stdout.splitlines()


def test_a_changed_payload_is_read_whole(tmp_path):
    """tshark, which reads the lengths, finds the new payload."""
    packet = next(packet for packet in sources.packets(RECORDING)
                  if b"INVITE" in payload_of(packet))
    (tmp_path / "a").write_bytes(pcap([with_payload(packet, b"\x00\xab\xcd")]))
    assert read(tmp_path / "a", "udp.payload", "udp.length") == ["00abcd\t11"]


def test_link_types(tmp_path):
    """SIP stays SIP on every link type; times are the same in each file."""
    packet = next(packet for packet in sources.packets(RECORDING)
                  if b"INVITE" in payload_of(packet))
    mixed = [on_link(packet, *link) for link in ways.LINKS]
    assert {one.link for one in mixed} >= {ETHERNET, UPPER_PDU}
    (tmp_path / "mixed").write_bytes(pcapng(mixed))
    (tmp_path / "plain").write_bytes(pcap([packet]))
    fields = ("sip.Method", "sip.Call-ID", "frame.time_epoch")
    assert read(tmp_path / "mixed", *fields) == (
        read(tmp_path / "plain", *fields) * len(mixed))


def test_a_far_time(tmp_path):
    packet = Packet(2 ** 40 * 10 ** 9, ETHERNET, 60, bytes(60))
    (tmp_path / "far").write_bytes(pcapng([packet], 0))
    assert read(tmp_path / "far", "frame.time_epoch") == [
        "%d.000000000" % 2 ** 40]
