# SPDX-License-Identifier: GPL-2.0-or-later
"""Long captures of plain TCP connections, written without building objects.

For measurements: N segments on CONNECTIONS connections that stay open, two with
100 octets of TLS data for each bare acknowledgement.
"""

import struct

from .bulk import RECORD
from .capture import ETHERNET_LINK, START_US
from .wire import ETHERNET, Flow, ip4_header

CONNECTIONS = 100
DATA = b"\x17\x03\x03\x00\x64" + bytes([0x55]) * 100
STEP_US = 20_000
IP_PROTO_TCP = 6
ACK, PSH_ACK = 0x10, 0x18
FIRST_PORT = 30000


class _Connection:
    def __init__(self, number, port):
        ends = ("10.1.%d.%d" % divmod(number, 250),
                "10.2.%d.%d" % divmod(number, 250))
        self.flows = (Flow(*ends, FIRST_PORT + number % 30000, port),
                      Flow(*ends[::-1], port, FIRST_PORT + number % 30000))
        self.next = [1000, 5000]

    def frame(self, index):
        side = index % 2
        data = b"" if index % 3 == 2 else DATA
        flow = self.flows[side]
        head = bytearray(ip4_header(flow, 40 + len(data), 0))
        head[9] = IP_PROTO_TCP
        head[10:12] = bytes(2)
        total = sum(struct.unpack("!10H", head))
        total = (total & 0xffff) + (total >> 16)
        head[10:12] = struct.pack("!H", ~total & 0xffff)
        tcp = struct.pack("!HHIIBBHHH", flow.sport, flow.dport,
                          self.next[side], self.next[1 - side], 0x50,
                          PSH_ACK if data else ACK, 8000, 0, 0)
        self.next[side] += len(data)
        return b"".join((ETHERNET, b"\x08\x00", head, tcp, data))


def write_bulk_tcp(path, segments, ports, connections=CONNECTIONS):
    """Writes `segments` frames, the connections in turn, to a pcap file; the
    connections use the ports in turn."""
    made = [_Connection(number, ports[number % len(ports)])
            for number in range(connections)]
    with open(path, "wb") as out:
        out.write(struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 262144,
                              ETHERNET_LINK))
        for number in range(segments):
            index, connection = divmod(number, connections)
            time_us = START_US + index * STEP_US + connection * 150
            frame = made[connection].frame(index)
            out.write(RECORD.pack(time_us // 1_000_000, time_us % 1_000_000,
                                  len(frame), len(frame)))
            out.write(frame)
