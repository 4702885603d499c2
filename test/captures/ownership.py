# SPDX-License-Identifier: GPL-2.0-or-later
"""Which frames the module may show differently from stock Wireshark.

Stock left the payload undecoded, the frame belongs to a 5-tuple that carries
a media code point somewhere in the capture (RTCP: to a pair of hosts that
does), and it became RTP, RTCP or what RFC 7983 tells apart from them.
"""

from capture import PROTOCOLS, is_rtcp, layers, same_dissectors
from expectation import base, carried
from tshark import STOCK

ADDRESS = ["ip.src", "ip.dst", "ipv6.src", "ipv6.dst"]
PORTS = ["udp.srcport", "udp.dstport"]
CODE_POINTS = ["ip.dsfield.dscp", "ipv6.tclass.dscp"]
MARKS = {"40", "24"}
MEDIA_LAYERS = {"rtp", "rtcp", "stun", "turnchannel", "dtls", "zrtp", "quic"}


def _last(row, fields):
    """The innermost value of each field; a frame may have several headers."""
    return [row[field].split(";")[-1] for field in fields]


def _hosts(row):
    source4, target4, source6, target6 = _last(row, ADDRESS)
    return frozenset([source4 or source6, target4 or target6])


def _tuple(row):
    source4, target4, source6, target6 = _last(row, ADDRESS)
    source, target = _last(row, PORTS)
    return frozenset([(source4 or source6, source),
                      (target4 or target6, target)])


def _headers(capture):
    return capture.fields(None, ADDRESS + PORTS + CODE_POINTS,
                          which=STOCK).rows


def unexpected_changes(capture):
    """Descriptions of frames that changed and must not have."""
    rows, stock = capture.frames().rows, capture.stock().rows
    headers = _headers(capture)
    marked = [row for row in headers.values()
              if MARKS & set(_last(row, CODE_POINTS)) and row["udp.srcport"]]
    tuples, hosts = set(map(_tuple, marked)), set(map(_hosts, marked))

    def allowed(number):
        row, header = rows[number], headers[number]
        new = set(layers(row)[len(base(stock[number])):])
        if not carried(row, stock[number]) or not new & MEDIA_LAYERS:
            return False
        return _tuple(header) in tuples or (
            is_rtcp(row) and _hosts(header) in hosts)

    return ["frame %d: stock %s, with lync %s" %
            (number, stock[number][PROTOCOLS], row[PROTOCOLS])
            for number, row in rows.items()
            if not same_dissectors(row, stock[number])
            and not allowed(number)]
