# SPDX-License-Identifier: GPL-2.0-or-later
"""The module is loaded, and nothing else differs from stock."""

import pytest

from capture import LYNC_FIELDS, PROTOCOLS
from tshark import LYNC, STOCK


def test_the_module_is_a_dissector(tshark):
    assert "\tdissector\t" in tshark.plugins(LYNC)["lync.so"]


def test_the_stock_plugins_are_still_there(tshark):
    ours = tshark.plugins(LYNC)
    stock = tshark.plugins(STOCK)
    assert len(stock) > 5
    assert set(ours) == set(stock) | {"lync.so"}


def test_loading_says_nothing(tshark):
    assert tshark.start(["-G", "plugins"]).stderr == ""


def test_protocol_names(tshark):
    lines = tshark.start(["-G", "protocols"]).stdout.splitlines()
    names = [line.split("\t") for line in lines]
    assert [row[:2] for row in names if row[2:3] == ["lync"]] == [
        ["OCS/Lync/Skype for Business call analysis", "LYNC"]]


def test_fields(tshark):
    lines = tshark.start(["-G", "fields"]).stdout.splitlines()
    types = {line.split("\t")[2]: line.split("\t")[3] for line in lines
             if line.startswith("F\t") and "\tlync." in line}
    assert set(LYNC_FIELDS) <= set(types)
    assert types["lync.stream"] == "FT_UINT32"
    assert types["lync.dscp"] == "FT_UINT8"
    assert types["lync.media"] == types["lync.codec"] == "FT_STRING"


def test_preferences_and_defaults(tshark):
    text = tshark.start(["-G", "currentprefs"]).stdout.splitlines()
    values = dict(line.lstrip("#").split(": ", 1) for line in text
                  if line.lstrip("#").startswith("lync.") and ": " in line)
    assert values["lync.decode_dscp"] == "TRUE"
    assert values["lync.dscp_audio"] == "40"
    assert values["lync.dscp_video"] == "24"


@pytest.mark.parametrize("name", ["codepoints", "sdp-before", "turn-send"])
def test_disabled_it_is_as_if_not_there(generated, name):
    """Analyze > Enabled Protocols: packets are decoded as by stock."""
    capture = generated(name).capture
    disabled = capture.fields(None, (PROTOCOLS,), options=(
        "--disable-protocol", "lync"))
    assert disabled.rows == capture.fields(None, (PROTOCOLS,),
                                           which=STOCK).rows
