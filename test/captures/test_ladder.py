# SPDX-License-Identifier: GPL-2.0-or-later
"""The SIP messages of calls in the JSON report, against stock tshark's."""
import pathlib

import pytest

from reports import document
from tshark import STOCK

STACKS = pathlib.Path(__file__).resolve().parent / "stacks"
FIELDS = ("frame.number", "frame.time_relative", "_ws.col.Source",
          "_ws.col.Destination", "udp.port", "sip.Method", "sip.Status-Code",
          "sip.CSeq.method", "sdp.version")


def stock_messages(tshark, path):
    """Of all calls: what stock tshark reads in each SIP frame."""
    options = [word for field in FIELDS for word in ("-e", field)]
    rows = tshark.start(["-n", "-r", str(path), "-Y", "sip.CSeq.method and not "
                         "sip.CSeq.method in {REGISTER, OPTIONS, SUBSCRIBE}",
                         "-T", "fields", *options], STOCK).stdout
    found = []
    for row in rows.splitlines():
        frame, time, source, destination, ports, method, status, cseq, sdp = \
            row.split("\t")
        ports = ports.split(",")
        found.append((int(frame), float(time), f"{source}:{ports[0]}",
                      f"{destination}:{ports[1]}",
                      method or f"{status} {cseq}", sdp != ""))
    return found


@pytest.mark.parametrize("name", [
    "kamailio-408", "mt-b2bua", "linphone-timer-update", "asterisk-488"])
def test_messages(tshark, name):
    """Proxies, B2BUAs (two legs), retransmissions, refreshes, refusals."""
    path = STACKS / (name + ".pcap")
    calls = document(tshark, path)["calls"]
    found = [tuple(message.values()) for call in calls
             for message in call["sip"]]
    stock = stock_messages(tshark, path)
    assert len(stock) > 3 and sorted(found) == stock
    for call in calls:
        frames = [message["frame"] for message in call["sip"]]
        assert frames == sorted(frames) and call["sip.left_out"] == 0
