# SPDX-License-Identifier: GPL-2.0-or-later
"""SRTP and SRTCP as a sender makes them: RFC 3711, RFC 6188, RFC 7714.

An implementation of its own, on Python's cryptography (OpenSSL), to hold the
module's against.
"""

import base64
import hashlib
import hmac
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

# Name: octets of the key, of the salt, of the tag of RTP, of RTCP.
SUITES = {
    "AES_CM_128_HMAC_SHA1_80": (16, 14, 10, 10),
    "AES_CM_128_HMAC_SHA1_32": (16, 14, 4, 10),
    "AES_192_CM_HMAC_SHA1_80": (24, 14, 10, 10),
    "AES_192_CM_HMAC_SHA1_32": (24, 14, 4, 10),
    "AES_256_CM_HMAC_SHA1_80": (32, 14, 10, 10),
    "AES_256_CM_HMAC_SHA1_32": (32, 14, 4, 10),
    "AEAD_AES_128_GCM": (16, 12, 16, 16),
    "AEAD_AES_256_GCM": (32, 12, 16, 16),
}
RTP_LABELS, RTCP_LABELS = (0, 1, 2), (3, 4, 5)
E_BIT = 1 << 31


def header_bytes(packet):
    """RTP's header with CSRCs and extension, which are not encrypted."""
    size = 12 + 4 * (packet[0] & 15)
    if packet[0] & 0x10:
        size += 4 + 4 * struct.unpack_from("!H", packet, size + 2)[0]
    return size


def _counter_mode(key, counter, data):
    return Cipher(algorithms.AES(key), modes.CTR(counter)).encryptor().update(
        data)


class Key:
    """A master key of one crypto line, and how a sender uses it."""

    def __init__(self, random, suite="AES_CM_128_HMAC_SHA1_80", mki=None,
                 attribute="crypto", tag=1):
        self.suite, self.mki, self.attribute, self.tag = (suite, mki,
                                                          attribute, tag)
        key, salt, self.rtp_tag, self.rtcp_tag = SUITES[suite]
        self.octets = random.randbytes(key + salt)
        self.gcm = suite.startswith("AEAD")
        self.key_bytes = key
        self.rtp = [self._derive(label) for label in RTP_LABELS]
        self.rtcp = [self._derive(label) for label in RTCP_LABELS]
        self.trailer = b"" if mki is None else mki

    def _derive(self, label):
        """RFC 3711 4.3: x = label XOR salt, both aligned to the right in 112
        bits; RFC 7714 11: a salt of 96 bits has 16 zero bits behind it."""
        master, salt = (self.octets[:self.key_bytes],
                        self.octets[self.key_bytes:].ljust(14, b"\0"))
        x = int.from_bytes(salt, "big") ^ (label << 48)
        return _counter_mode(master, (x << 16).to_bytes(16, "big"), bytes(32))

    @property
    def base64(self):
        return base64.b64encode(self.octets).decode()

    def line(self):
        """Its line in SDP."""
        role = "client " if self.attribute == "cryptoscale" else ""
        mki = "" if self.mki is None else "|%d:%d" % (
            int.from_bytes(self.mki, "big"), len(self.mki))
        return "a=%s:%d %s%s inline:%s|2^31%s\r\n" % (
            self.attribute, self.tag, role, self.suite, self.base64, mki)

    def _iv(self, salt, ssrc, index):
        if self.gcm:
            number = ssrc << 48 | index
            return (int.from_bytes(salt[:12], "big") ^ number).to_bytes(12,
                                                                       "big")
        number = ssrc << 64 | index << 16
        return (int.from_bytes(salt[:14], "big") << 16 ^ number).to_bytes(
            16, "big")

    def seal(self, packet, roc=0):
        """The RTP packet as it is sent."""
        key, auth, salt = self.rtp
        cut = header_bytes(packet)
        head, payload = packet[:cut], packet[cut:]
        seq, ssrc = struct.unpack("!2xH4xI", head[:12])
        iv = self._iv(salt, ssrc, roc << 16 | seq)
        if self.gcm:
            return head + AESGCM(key[:self.key_bytes]).encrypt(
                iv, payload, head) + self.trailer
        sent = head + _counter_mode(key[:self.key_bytes], iv, payload)
        tag = hmac.new(auth[:20], sent + struct.pack("!I", roc),
                       hashlib.sha1).digest()
        return sent + self.trailer + tag[:self.rtp_tag]

    def seal_rtcp(self, packet, index, encrypted=True, tag_bytes=None):
        """The RTCP compound as it is sent."""
        key, auth, salt = self.rtcp
        head, rest = packet[:8], packet[8:]
        ssrc, = struct.unpack_from("!I", packet, 4)
        word = struct.pack("!I", index | (E_BIT if encrypted else 0))
        iv = self._iv(salt, ssrc, index)
        if self.gcm:
            aes = AESGCM(key[:self.key_bytes])
            if encrypted:
                return head + aes.encrypt(iv, rest,
                                          head + word) + word + self.trailer
            return packet + aes.encrypt(iv, b"",
                                        packet + word) + word + self.trailer
        if encrypted:
            rest = _counter_mode(key[:self.key_bytes], iv, rest)
        tag = hmac.new(auth[:20], head + rest + word, hashlib.sha1).digest()
        return head + rest + word + self.trailer + tag[:tag_bytes or
                                                       self.rtcp_tag]
