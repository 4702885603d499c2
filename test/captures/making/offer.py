# SPDX-License-Identifier: GPL-2.0-or-later
"""SDP of the corpus' calls: audio, held, moved, encrypted, or T.38."""

from typing import NamedTuple, Tuple

CRYPTO = ("a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:"
          "d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj|2^31\r\n")
NAMES = {0: "PCMU/8000", 3: "GSM/8000", 8: "PCMA/8000", 18: "G729/8000",
         13: "CN/8000", 101: "telephone-event/8000", 97: "RED/8000",
         114: "x-msrta/16000", 115: "x-msrta/8000", 100: "VP8/90000"}


class Media(NamedTuple):
    """What the two sides of a leg agree on."""

    pt: int = 8
    ports: Tuple[int, int] = (0, 0)         # of side 0 and 1
    rtcp: bool = True
    mux: bool = False
    srtp: bool = False
    dscp: Tuple[int, int] = (0, 0)
    rtcp_dscp: Tuple[int, int] = (0, 0)
    kind: str = "audio"
    crypto: bool = False                    # under RTP/AVP: best effort


def _session(party, version, session_id):
    kind = "IP6" if ":" in party.media else "IP4"
    name = "session" if party.agent.mediation else "call"
    band = "b=CT:1000\r\n" if party.agent.mediation else ""
    return ("v=0\r\no=- %d %d IN %s %s\r\ns=%s\r\nc=IN %s %s\r\n%st=0 0\r\n"
            % (session_id, version, kind, party.media, name, kind,
               party.media, band))


def _audio(media, port, offered):
    """The m= line and its attributes; an answer names one codec."""
    types = [media.pt] + [pt for pt in (0, 8, 18, 115) if
                          offered and pt != media.pt] + [13, 101]
    lines = "m=%s %d RTP/%s %s\r\n" % (
        media.kind, port, "SAVP" if media.srtp else "AVP", " ".join(map(str, types)))
    if not media.rtcp:
        lines += "b=RS:0\r\nb=RR:0\r\n"
    elif media.mux:
        lines += "a=rtcp-mux\r\n"
    else:
        lines += "a=rtcp:%d\r\n" % (port + 1)
    if media.srtp or media.crypto:
        lines += CRYPTO
    lines += "".join("a=rtpmap:%d %s\r\n" % (pt, NAMES[pt]) for pt in types)
    return lines + "a=fmtp:101 0-16\r\n"


def audio(party, media, side, version=1, direction="sendrecv",
          offered=True):
    """An offer, or an answer with `offered` false."""
    label = "a=label:Audio\r\n" if party.agent.mediation else ""
    return (_session(party, version, 20 + side) +
            _audio(media, media.ports[side], offered) + label +
            "a=ptime:20\r\na=%s\r\n" % direction)


def fax(party, media, side, version):
    """ITU-T T.38 Annex D, on the port that audio had."""
    return (_session(party, version, 20 + side) +
            "m=image %d udptl t38\r\na=T38FaxVersion:0\r\n"
            "a=T38MaxBitRate:14400\r\na=T38FaxRateManagement:transferredTCF"
            "\r\na=T38FaxMaxBuffer:512\r\na=T38FaxMaxDatagram:200\r\n"
            "a=T38FaxUdpEC:t38UDPRedundancy\r\n" % media.ports[side])
