# SPDX-License-Identifier: GPL-2.0-or-later
"""RTP, RTCP and SRTCP packets as bytes (RFC 3550, RFC 3711, RFC 2198)."""

import struct

RTCP_SR, RTCP_RR, RTCP_SDES, RTCP_BYE, RTCP_RTPFB, RTCP_PSFB = (
    200, 201, 202, 203, 205, 206)
RED_PT = 97


def rtp(pt, seq, timestamp, ssrc, payload, marker=False, csrcs=(),
        extension=None, padding=0):
    """One RTP packet. extension: the bytes behind its four-octet head."""
    first = 0x80 | len(csrcs) | (0x10 if extension is not None else 0)
    first |= 0x20 if padding else 0
    out = struct.pack("!BBHII", first, (0x80 if marker else 0) | pt,
                      seq & 0xffff, timestamp & 0xffffffff, ssrc)
    out += b"".join(struct.pack("!I", csrc) for csrc in csrcs)
    if extension is not None:
        out += struct.pack("!HH", 0xbede, len(extension) // 4) + extension
    out += payload
    if padding:
        out += bytes(padding - 1) + bytes([padding])
    return out


def clear_payload(pt, length_bytes=60):
    """A payload that a dissector of this payload type finds in order."""
    if pt == 101:       # RFC 4733: digit 5, volume 10, 160 timestamp units
        return struct.pack("!BBH", 5, 10, 160)
    if pt == RED_PT:    # RFC 2198: one earlier block of 38 octets, then 38
        head = struct.pack("!BHBB", 0x80 | 114, (320 << 2), 38, 114)
        return head + bytes([0x55]) * 76
    if pt in (13, 118, 120):    # RFC 3389: one octet of level
        return bytes([0x40])
    return bytes([0x54]) * length_bytes     # for Opus: one frame, RFC 6716 3.1


def sender_report(ssrc, packets=50, octets=8000):
    """SR and SDES with a CNAME, as RFC 3550 6.1 asks."""
    report = struct.pack("!BBHIIIIII", 0x80, RTCP_SR, 6, ssrc, 0xe0000000,
                         0, 160 * packets, packets, octets)
    cname = b"\x01\x06user@a" + bytes(4)     # ends with at least one zero
    return report + struct.pack("!BBHI", 0x81, RTCP_SDES, 4, ssrc) + cname


def receiver_report(ssrc):
    """RR without report blocks: the shortest RTCP packet that says who."""
    return struct.pack("!BBHI", 0x80, RTCP_RR, 1, ssrc)


def feedback(ssrc, media_ssrc, kind=RTCP_PSFB, fmt=1):
    """Reduced-size RTCP (RFC 5506): a feedback message alone."""
    return struct.pack("!BBHII", 0x80 | fmt, kind, 2, ssrc, media_ssrc)


def srtcp(ssrc, random, tag_bytes=10, mki_bytes=0, index=1):
    """SR whose body is ciphertext, E bit and index, MKI, tag (RFC 3711)."""
    clear = struct.pack("!BBHI", 0x80, RTCP_SR, 6, ssrc)
    body = random.randbytes(20)
    trailer = struct.pack("!I", 0x80000000 | index)
    trailer += bytes([1]) * mki_bytes + random.randbytes(tag_bytes)
    return clear + body + trailer
