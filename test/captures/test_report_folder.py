# SPDX-License-Identifier: GPL-2.0-or-later
"""LYNC_REPORTS: what sharkd writes of each capture that it has read."""

import json
import os
import shutil

import pytest

from reports import REPORTS, report
from sharkd import ask_sharkd
from tshark import BOTH, NOBODY

SERVICES = "hangup,services"
# Each is loaded after another one, of which nothing may be left.
PAIRS = [("recorded/gst-audio-video.pcap", "stacks/noack-asterisk-pair.pcap"),
         ("stacks/noack-asterisk-pair.pcap", "hangups/iscsi-idle.pcap"),
         ("hangups/iscsi-idle.pcap", "recorded/dup-sender-conn.pcap")]


@pytest.fixture
def folder(tshark):
    """A folder with an empty file for each report that is wanted."""
    made = tshark.folder / "reports"
    made.mkdir()
    for path in [made / name for name in REPORTS + (SERVICES,)] + [made]:
        if path != made:
            path.write_text("")
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)
    yield made
    shutil.rmtree(made)


def loaded(tshark, root, before, path, folder):
    if ask_sharkd(tshark, tshark.readable(root / before),
                  [("load", {"file": str(tshark.readable(root / path))})],
                  which=BOTH, LYNC_REPORTS=str(folder)) is None:
        pytest.skip("no sharkd")


@pytest.mark.parametrize("before,path", PAIRS)
def test_same_as_tshark(tshark, folder, request, before, path):
    root = request.path.parent
    loaded(tshark, root, before, path, folder)
    readable = tshark.readable(root / path)
    assert (folder / "lync,json").read_bytes() == report(
        tshark, readable, "lync,json")
    text = b"".join((folder / name).read_bytes() for name in REPORTS[:3])
    assert text == report(tshark, readable, "lync,findings", [
        "-z", "lync,streams", "-z", "lync,calls"])
    printed = tshark.start(["-q", "-r", readable, "-z", SERVICES], BOTH).stdout
    assert (folder / SERVICES).read_text() == printed


def test_only_what_is_asked_for(tshark, folder, request):
    (folder / "lync,calls").unlink()
    loaded(tshark, request.path.parent, *PAIRS[0], folder)
    assert not (folder / "lync,calls").exists()
    assert (folder / "lync,streams").stat().st_size > 0


def test_full_disk_ends_it(tshark, folder, request):
    (folder / "lync,json").unlink()
    (folder / "lync,json").symlink_to("/dev/full")
    with pytest.raises(AssertionError, match="cannot write all of"):
        loaded(tshark, request.path.parent, *PAIRS[0], folder)


def test_what_is_given_up_is_said(tshark, request):
    """The capture has 6 016 frames of one call: -M 5000 closes it once, -M 2000
    three times, -M 7000 never."""
    path = tshark.readable(request.path.parent /
                           "recorded/sipp-asterisk-missed-refresh.pcap")

    def read(*options):
        return json.loads(report(tshark, path, "lync,json", list(options)))
    whole = read()
    nothing = {"frames": 0, "legs": 0, "streams": 0, "findings": 0}
    for again in (whole, read("-2"), read("-M", "7000")):
        assert again["capture"]["complete"]
        assert again["capture"]["given_up"] == nothing
    once = read("-M", "5000")["capture"]
    assert not once["complete"]
    assert once["given_up"] == {
        "frames": 5000, "legs": len(whole["calls"]),
        "streams": len(whole["streams"]), "findings": sum(
            (one["frame"] or 9999) <= 5000 for one in whole["findings"])}
    thrice = read("-M", "2000")["capture"]
    assert thrice["given_up"]["frames"] == 6000 and not thrice["complete"]
