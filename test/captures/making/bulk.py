# SPDX-License-Identifier: GPL-2.0-or-later
"""Long captures of plain audio streams, written without building objects.

For measurements: N packets on 100 streams or more, payload types 114, 111
and 0, 160 octets every 20 ms, DSCP 40, no signalling. A million packets take
some seconds.
"""

import struct

from .capture import ETHERNET_LINK, START_US
from .payload_types import BY_PT
from .wire import ETHERNET, Flow, ip4_header

STREAMS = 100
TYPES = (114, 111, 0)
PAYLOAD = bytes([0x55]) * 160
PACKET_US = 20_000
FIRST_PORT = 30000
RECORD = struct.Struct("<IIII")
RTP_HEAD = struct.Struct("!BBHII")
IP_LENGTH = 20 + 8 + 12 + len(PAYLOAD)


def stream_ports():
    """The destination ports, for Decode As."""
    return range(FIRST_PORT, FIRST_PORT + 2 * STREAMS, 2)


class _Stream:
    """What stays the same in the packets of one stream."""

    def __init__(self, number, dscp):
        group, host = divmod(number, STREAMS)
        high, low = divmod(group, 256)
        flow = Flow("10.%d.%d.%d" % (1 + 2 * high, low, host + 1),
                    "10.%d.%d.%d" % (2 + 2 * high, low, host + 1),
                    20000 + 2 * host, FIRST_PORT + 2 * host)
        head = ip4_header(flow, IP_LENGTH, dscp)
        self.before_id = ETHERNET + b"\x08\x00" + head[:4]
        self.before_sum = head[6:10]
        self.behind = head[12:] + struct.pack(
            "!HHHH", flow.sport, flow.dport, IP_LENGTH - 20, 0)
        self.sum = ~struct.unpack("!H", head[10:12])[0] & 0xffff
        self.pt = TYPES[number % len(TYPES)]
        self.step = BY_PT[self.pt].clock_rate_hz * PACKET_US // 1_000_000
        self.ssrc = 0x10000000 + number

    def frame(self, index):
        ip_id = (index + 1) & 0xffff
        total = self.sum + ip_id
        total = (total & 0xffff) + (total >> 16)
        return b"".join((
            self.before_id, struct.pack("!H", ip_id), self.before_sum,
            struct.pack("!H", ~total & 0xffff), self.behind,
            RTP_HEAD.pack(0x80, self.pt, index & 0xffff,
                          index * self.step & 0xffffffff, self.ssrc),
            PAYLOAD))


def write_bulk(path, packets, dscp=40, n_streams=STREAMS):
    """Writes `packets` frames, the streams in turn, to a pcap file. At most
    3 000 000 streams."""
    streams = [_Stream(number, dscp) for number in range(n_streams)]
    step_us = min(150, PACKET_US / n_streams)
    with open(path, "wb") as out:
        out.write(struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 262144,
                              ETHERNET_LINK))
        for number in range(packets):
            index, stream = divmod(number, n_streams)
            time_us = START_US + index * PACKET_US + int(stream * step_us)
            frame = streams[stream].frame(index)
            out.write(RECORD.pack(time_us // 1_000_000, time_us % 1_000_000,
                                  len(frame), len(frame)))
            out.write(frame)
