# SPDX-License-Identifier: GPL-2.0-or-later
"""A sender of RTP: keeps seq and timestamp, says what is expected."""

from .capture import STEP_US, expect_rtp
from .payload_types import BY_PT
from .rtp import clear_payload, rtp
from .wire import udp4


class Sender:
    """RTP of one SSRC on one flow.

    carry(flow, dscp, payload) -> frame puts the packet into its link layer.
    seq starts shortly before the wrap, so that every stream crosses 65535.
    """

    def __init__(self, capture, flow, pt, dscp, ssrc=None, carry=udp4,
                 label=None):
        self.capture, self.flow, self.carry = capture, flow, carry
        self.pt, self.dscp = pt, dscp
        self.ssrc = capture.random.getrandbits(32) if ssrc is None else ssrc
        self.seq = 65533
        self.timestamp = capture.random.getrandbits(32)
        self.label = label or "%s:%d>%s:%d %08x" % (
            flow.src, flow.sport, flow.dst, flow.dport, self.ssrc)
        self.sent = 0
        row = BY_PT.get(pt)
        self.codec = row.codec if row else None
        self.media = row.media if row else None
        self.clock_rate_hz = row.clock_rate_hz if row else 8000

    def packet(self, payload=None, **header):
        """The next RTP packet as bytes."""
        data = clear_payload(self.pt) if payload is None else payload
        out = rtp(self.pt, self.seq, self.timestamp, self.ssrc, data,
                  **header)
        self.seq += 1
        self.timestamp += self.clock_rate_hz * STEP_US // 1_000_000
        return out

    def expected(self, kind, dscp):
        return expect_rtp(kind, stream=self.label, media=self.media,
                          codec=self.codec, dscp=dscp)

    def send(self, count=1, payload=None, dscp=None, kind=None,
             step_us=STEP_US, expected=None, **header):
        """Sends count packets. The first of a stream may be `rtp_soon`."""
        mark = self.dscp if dscp is None else dscp
        for _ in range(count):
            this = kind or ("rtp" if self.sent else "rtp_soon")
            frame = self.carry(self.flow, mark,
                               self.packet(payload, **header))
            self.capture.add(frame, expected or self.expected(this, mark),
                             step_us)
            self.sent += 1
        return self

    def reply(self, **changes):
        """A sender of the other direction of the same flow."""
        settings = dict(pt=self.pt, dscp=self.dscp, carry=self.carry)
        settings.update(changes)
        return Sender(self.capture, self.flow.back(), **settings)
