# SPDX-License-Identifier: GPL-2.0-or-later
"""Puts the SIP messages of one leg on UDP, or on one TCP connection."""

from .frame import TCP, Port, Route

FIN, SYN, PUSH, ACK = 0x01, 0x02, 0x08, 0x10
JOIN_US = 3000          # messages this close may share a segment
SPLIT_SHARE, ACK_US = 0.15, 400
MAX_UDP_BYTES = 1472    # RFC 3261 18.1.1 would have TCP beyond that
SIP_DSCP = 24
# On port 5068 stock Wireshark knows SIP over TCP by its first line alone, in
# each first segment anew.
FIRST_PART_BYTES = 160


def over_udp(random, ports, messages):
    """messages: (time_us, side, bytes), sides 0 and 1 at `ports`."""
    routes = [Route(ports[0], ports[1], SIP_DSCP),
              Route(ports[1], ports[0], SIP_DSCP)]
    ip_id = [random.randrange(1, 30000) for _ in ports]
    for time_us, side, text in sorted(messages, key=lambda m: m[0]):
        assert len(text) <= MAX_UDP_BYTES, text
        ip_id[side] += 1
        yield time_us, routes[side].udp(text, ip_id[side])


class Connection:
    """A TCP connection that side 0 opens from a port of its own."""

    def __init__(self, random, ports):
        self.random = random
        client = Port(ports[0].address, random.randrange(49152, 65000))
        ends = (client, ports[1])
        self.routes = [Route(ends[0], ends[1], SIP_DSCP, TCP),
                       Route(ends[1], ends[0], SIP_DSCP, TCP)]
        self.seq = [random.getrandbits(31) for _ in ends]
        self.ip_id = [random.randrange(1, 30000) for _ in ends]
        self.frames = []

    def segment(self, time_us, side, flags, payload=b""):
        self.ip_id[side] += 1
        self.frames.append((time_us, self.routes[side].tcp(
            flags, self.seq[side] & 0xffffffff,
            self.seq[1 - side] & 0xffffffff if flags & ACK else 0,
            payload, self.ip_id[side])))
        self.seq[side] += len(payload) + (1 if flags & (SYN | FIN) else 0)

    def open(self, time_us):
        self.segment(time_us - 3000, 0, SYN)
        self.segment(time_us - 2000, 1, SYN | ACK)
        self.segment(time_us - 1000, 0, ACK)

    def send(self, time_us, side, data):
        """In one segment, or cut in two anywhere; then an ACK."""
        parts = [data]
        if self.random.random() < SPLIT_SHARE or len(data) > 1460:
            where = self.random.randrange(
                max(FIRST_PART_BYTES, len(data) - 1460),
                min(len(data), 1460))
            parts = [data[:where], data[where:]]
        for number, part in enumerate(parts):
            self.segment(time_us + 20 * number, side, PUSH | ACK, part)
        self.segment(time_us + ACK_US, 1 - side, ACK)


def _joined(random, messages):
    """Neighbours of one side, close in time, now and then as one."""
    out = []
    for time_us, side, text in sorted(messages, key=lambda m: m[0]):
        if (out and out[-1][1] == side and time_us - out[-1][0] < JOIN_US
                and random.random() < 0.7):
            text = out.pop()[2] + text
        out.append((time_us, side, text))
    return out


def over_tcp(random, ports, messages):
    connection = Connection(random, ports)
    joined = _joined(random, messages)
    connection.open(joined[0][0])
    last_us = 0
    for time_us, side, text in joined:
        last_us = max(time_us, last_us + 2 * ACK_US)
        connection.send(last_us, side, text)
    return connection.frames
