# SPDX-License-Identifier: GPL-2.0-or-later
"""What else runs on media ports: STUN, TURN, DTLS, ZRTP, QUIC, SIP."""

import struct
import zlib

MAGIC_COOKIE = 0x2112a442
BINDING_REQUEST, BINDING_SUCCESS = 0x0001, 0x0101
SEND_INDICATION, DATA_INDICATION = 0x0016, 0x0017
MS_SEND_REQUEST, MS_DATA_INDICATION = 0x0004, 0x0115    # [MS-TURN]
MS_DESTINATION, MS_MAGIC_COOKIE = 0x0011, b"\0\x0f\0\x04\x72\xc6\x4b\xc6"
PEER_ADDRESS, DATA_ATTRIBUTE, SOFTWARE = 0x0012, 0x0013, 0x8022
DTLS_HANDSHAKE, DTLS_APPLICATION_DATA = 22, 23
CRC32C_POLYNOMIAL = 0x82f63b78


def attribute(kind, value):
    padding = b"\0" * (-len(value) % 4)
    return struct.pack("!HH", kind, len(value)) + value + padding


def stun(random, kind=BINDING_REQUEST, attributes=None):
    """RFC 8489: header with magic cookie, attributes, FINGERPRINT."""
    body = attribute(SOFTWARE, b"test") if attributes is None else attributes
    head = struct.pack("!HHI", kind, len(body) + 8, MAGIC_COOKIE)
    message = head + random.randbytes(12) + body
    fingerprint = zlib.crc32(message) ^ 0x5354554e
    return message + attribute(0x8028, struct.pack("!I", fingerprint))


def stun_with_id(message, transaction):
    """The same message with 16 octets of cookie and transaction id."""
    message = message[:4] + transaction + message[20:-8]
    fingerprint = zlib.crc32(message) ^ 0x5354554e
    return message + attribute(0x8028, struct.pack("!I", fingerprint))


def turn_indication(random, inner, kind=SEND_INDICATION):
    """RFC 8656 10: peer address (192.0.2.9:40000, xored) and data."""
    peer = struct.pack("!BBHI", 0, 1, 40000 ^ (MAGIC_COOKIE >> 16),
                       0xc0000209 ^ MAGIC_COOKIE)
    return stun(random, kind, attribute(PEER_ADDRESS, peer) +
                attribute(DATA_ATTRIBUTE, inner))


def ms_turn(random, inner, kind=MS_SEND_REQUEST):
    """[MS-TURN]: no cookie of RFC 8489, MAGIC-COOKIE first, the peer's address
    (192.0.2.9:40000) as it is, and the data without padding."""
    peer = MS_DESTINATION if kind == MS_SEND_REQUEST else PEER_ADDRESS
    body = (MS_MAGIC_COOKIE + struct.pack("!HHBBHI", peer, 8, 0, 1, 40000,
                                          0xc0000209) +
            struct.pack("!HH", DATA_ATTRIBUTE, len(inner)) + inner)
    return struct.pack("!HH", kind, len(body)) + random.randbytes(16) + body


def channel_data(inner, channel=0x4001):
    """RFC 8656 12.4; over UDP the padding is left out."""
    return struct.pack("!HH", channel, len(inner)) + inner


def ms_multiplex(inner):
    """[MS-TURN]: 0xFF10, length with the session id, session id, packet."""
    return (struct.pack("!HHQ", 0xff10, 8 + len(inner), 0x1122334455667788) +
            inner)


def dtls(random, content=DTLS_APPLICATION_DATA, length_bytes=64):
    """One DTLS 1.2 record (RFC 6347 4.1)."""
    return (struct.pack("!BHHHIH", content, 0xfefd, 1, 0,
                        random.getrandbits(16), length_bytes) +
            random.randbytes(length_bytes))


def dtls_client_hello(random):
    """RFC 6347 4.2: a ClientHello with one cipher suite."""
    body = struct.pack("!H", 0xfefd) + random.randbytes(32)
    body += b"\0\0" + struct.pack("!HH", 2, 0xc02b) + b"\x01\0"
    head = struct.pack("!B", 1) + len(body).to_bytes(3, "big")
    head += struct.pack("!H", 0) + bytes(3) + len(body).to_bytes(3, "big")
    return struct.pack("!BHHHIH", DTLS_HANDSHAKE, 0xfefd, 0, 0, 0,
                       len(head + body)) + head + body


def crc32c(data):
    """Bitwise CRC-32C, as ZRTP's trailer has it (RFC 6189 5)."""
    crc = 0xffffffff
    for octet in data:
        crc ^= octet
        for _ in range(8):
            crc = (crc >> 1) ^ (CRC32C_POLYNOMIAL if crc & 1 else 0)
    return crc ^ 0xffffffff


def zrtp(random):
    """RFC 6189: a HelloACK message."""
    message = struct.pack("!HH8s", 0x505a, 3, b"HelloACK")
    packet = struct.pack("!BBH4sI", 0x10, 0, 1, b"ZRTP",
                         random.getrandbits(32)) + message
    return packet + struct.pack("<I", crc32c(packet))


def quic_long(random, length_bytes=1200):
    """RFC 9000 17.2: an Initial of version 1, first octet 192-207."""
    head = struct.pack("!BIB", 0xc0 | random.randrange(4), 1, 8)
    head += random.randbytes(8) + b"\0\0"
    rest = length_bytes - len(head) - 2
    return head + struct.pack("!H", 0x4000 | rest) + random.randbytes(rest)


def quic_short(random, length_bytes=60):
    """RFC 9000 17.3: first octet 64-127."""
    return (bytes([0x40 | random.randrange(64)]) +
            random.randbytes(length_bytes))


def sip_options(random, host="192.0.2.1"):
    return ("OPTIONS sip:b@198.51.100.2 SIP/2.0\r\n"
            "Via: SIP/2.0/UDP %s:5060;branch=z9hG4bK%08x\r\n"
            "Max-Forwards: 70\r\n"
            "From: <sip:alice@%s>;tag=%08x\r\nTo: <sip:bob@198.51.100.2>\r\n"
            "Call-ID: %08x@%s\r\nCSeq: %d OPTIONS\r\n"
            "Content-Length: 0\r\n\r\n" %
            (host, random.getrandbits(32), host, random.getrandbits(32),
             random.getrandbits(32), host, random.randrange(1, 9999))
            ).encode()
