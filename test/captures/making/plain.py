# SPDX-License-Identifier: GPL-2.0-or-later
"""Streams on plain Ethernet, IPv4 and UDP."""

from .capture import STEP_US, Capture
from .payload_types import AUDIO, BY_PT, VIDEO
from .stream import Sender
from .wire import flow_number, udp4

AUDIO_DSCP, VIDEO_DSCP = 40, 24


def every_type(name, what, rows, dscp):
    capture = Capture(name, what)
    for number, row in enumerate(rows):
        Sender(capture, flow_number(number), row.pt, dscp).send(5)
    return capture


def pt_audio_dscp40():
    return every_type("pt-audio-dscp40", "each audio payload type at DSCP 40",
                      AUDIO, AUDIO_DSCP)


def pt_video_dscp24():
    return every_type("pt-video-dscp24", "each video payload type at DSCP 24",
                      VIDEO, VIDEO_DSCP)


def pt_other_class():
    """The payload type says what the media is, not the code point."""
    capture = Capture("pt-other-class", "audio at DSCP 24, video at DSCP 40")
    Sender(capture, flow_number(0), 111, VIDEO_DSCP).send(5)
    Sender(capture, flow_number(1), 0, VIDEO_DSCP).send(5)
    Sender(capture, flow_number(2), 121, AUDIO_DSCP).send(5)
    return capture


def pt_ciphertext():
    """SRTP: header in the clear, payload and tag look random (RFC 3711)."""
    capture = Capture("pt-ciphertext",
                      "every payload type with an SRTP-like payload")
    for number, row in enumerate(AUDIO + VIDEO):
        dscp = VIDEO_DSCP if row in VIDEO else AUDIO_DSCP
        sender = Sender(capture, flow_number(number), row.pt, dscp)
        for _ in range(20):
            length = capture.random.randrange(20, 200)
            sender.send(1, payload=capture.random.randbytes(length))
    return capture


def jitter():
    """Frames arrive 4 ms early and late in turn, so |D| is 4 ms each time.

    J(n) = 4 ms * (1 - (15/16)^n) by RFC 3550 6.4.1: 3.911 after the 59
    differences of 60 packets. A clock rate that is wrong by a factor of two
    gives |D| of 10 ms and more.
    """
    capture = Capture("jitter", "60 packets a payload type, |D| = 4 ms")
    for number, row in enumerate(AUDIO + VIDEO):
        dscp = VIDEO_DSCP if row in VIDEO else AUDIO_DSCP
        sender = Sender(capture, flow_number(number), row.pt, dscp)
        for index in range(60):
            early = -4000 if index % 2 else 4000
            sender.send(1, step_us=STEP_US + early)
        capture.notes["0x%08X" % sender.ssrc] = row.pt
    return capture


def rtp_shapes():
    """CSRC list, extension, padding and marker are all still RTP."""
    capture = Capture("rtp-shapes", "CSRCs, extension, padding, marker")
    sender = Sender(capture, flow_number(0), 114, AUDIO_DSCP).send(2)
    sender.send(1, marker=True).send(1, csrcs=(1, 2, 3))
    sender.send(1, extension=b"\x10\xff\0\0" * 2)
    sender.send(1, padding=4).send(1, csrcs=(7,), extension=b"", padding=1)
    sender.send(1, payload=b"")
    return capture


def unmarked_after():
    """Once a 5-tuple is known, unmarked packets are the same stream."""
    capture = Capture("unmarked-after", "marked, then DSCP 0 and 46")
    sender = Sender(capture, flow_number(0), 114, AUDIO_DSCP).send(4)
    sender.send(4, dscp=0).send(2, dscp=46).send(2)
    return capture


def unmarked(capture, sender, n=1):
    """N packets of DSCP 0 that stay as they were."""
    for _ in range(n):
        capture.add(udp4(sender.flow, 0, sender.packet()))


def unmarked_before():
    """What came before the mark stays as it was, in every mode."""
    capture = Capture("unmarked-before", "four at DSCP 0, then DSCP 40")
    sender = Sender(capture, flow_number(0), 114, AUDIO_DSCP)
    unmarked(capture, sender, 4)
    sender.send(6)
    return capture


def other_direction():
    capture = Capture("other-direction", "the way back is not marked")
    sender = Sender(capture, flow_number(0), 114, AUDIO_DSCP).send(3)
    back = sender.reply(dscp=0)
    for _ in range(5):
        back.send(1)
        sender.send(1)
    return capture


def other_flow():
    """An unmarked flow between the same hosts stays as it was."""
    capture = Capture("other-flow", "unmarked RTP beside a marked stream")
    sender = Sender(capture, flow_number(0), 114, AUDIO_DSCP).send(3)
    other = Sender(capture, sender.flow._replace(sport=40000, dport=40002),
                   114, 0)
    for _ in range(5):
        unmarked(capture, other)
        sender.send(1)
    return capture


def two_ssrcs():
    """lync.stream counts 5-tuples and SSRCs."""
    capture = Capture("two-ssrcs", "two SSRCs on one flow, one on two flows")
    first = Sender(capture, flow_number(0), 114, AUDIO_DSCP, ssrc=1111)
    second = Sender(capture, flow_number(0), 114, AUDIO_DSCP, ssrc=2222)
    third = Sender(capture, flow_number(1), 114, AUDIO_DSCP, ssrc=1111)
    for _ in range(5):
        for sender in (first, second, third):
            sender.send(1)
    return capture


def pt_change():
    """Silence in a Lync stream: CN and digits under the same SSRC."""
    capture = Capture("pt-change", "x-msrta, CN on 118, RED, events; one SSRC")
    sender = Sender(capture, flow_number(0), 114, AUDIO_DSCP).send(3)
    for pt in (118, 97, 101, 114):
        sender.pt = pt
        sender.codec = BY_PT[pt].codec
        sender.send(2, payload=None)
    return capture


def codepoints():
    """DSCP 46 and 34 are media only when the preference says so."""
    capture = Capture("codepoints", "streams at DSCP 0, 34, 40 and 46")
    for number, dscp in enumerate((0, 34, 40, 46)):
        sender = Sender(capture, flow_number(number), 114, dscp)
        if dscp == AUDIO_DSCP:
            sender.send(5)
            continue
        for _ in range(5):
            capture.add(udp4(sender.flow, dscp, sender.packet()))
    return capture


def ecn():
    """The two ECN bits beside the code point say nothing about media."""
    capture = Capture("ecn", "DSCP 40 with ECT(0) and CE; DSCP 0 with CE")

    def with_ecn(bits):
        def carry(flow, dscp, payload):
            frame = bytearray(udp4(flow, dscp, payload))
            frame[15] |= bits
            frame[24:26] = b"\0\0"
            return bytes(frame)
        return carry

    for number, bits in enumerate((2, 3)):
        Sender(capture, flow_number(number), 114, AUDIO_DSCP,
               carry=with_ecn(bits)).send(4)
    plain = Sender(capture, flow_number(3), 114, 0)
    for _ in range(4):
        capture.add(with_ecn(3)(plain.flow, 0, plain.packet()))
    return capture


CASES = [pt_audio_dscp40, pt_video_dscp24, pt_other_class, pt_ciphertext,
         jitter, rtp_shapes, unmarked_after, unmarked_before, other_direction,
         other_flow, two_ssrcs, pt_change, codepoints, ecn]
