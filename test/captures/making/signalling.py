# SPDX-License-Identifier: GPL-2.0-or-later
"""SIP and SDP that announce a stream before or after it runs."""

from .capture import FREE, SAME, Capture, expect_rtp
from .plain import AUDIO_DSCP
from .stream import Sender
from .wire import Flow, flow_number, udp4

SIP = Flow("192.0.2.1", "198.51.100.2", 5060, 5060)
MEDIA = Flow("192.0.2.1", "198.51.100.2", 20000, 30000)
OPUS_114 = "a=rtpmap:114 opus/48000/2\r\n"


def sdp(host, port, lines, media="m=audio %d RTP/AVP 114\r\n"):
    return ("v=0\r\no=- 1 1 IN IP4 %s\r\ns=-\r\nc=IN IP4 %s\r\nt=0 0\r\n" %
            (host, host) + media % port + lines)


def message(start, body, sender, cseq=1):
    host = SIP.src if sender == "caller" else SIP.dst
    return ("%s\r\nVia: SIP/2.0/UDP %s:5060;branch=z9hG4bKone\r\n"
            "From: <sip:alice@%s>;tag=a\r\nTo: <sip:bobby@%s>%s\r\n"
            "Call-ID: one@example.com\r\nCSeq: %d INVITE\r\n"
            "Contact: <sip:user@%s>\r\nContent-Type: application/sdp\r\n"
            "Content-Length: %d\r\n\r\n%s" %
            (start, SIP.src, SIP.src, SIP.dst,
             ";tag=b" if start.startswith("SIP") else "", cseq, host,
             len(body), body)).encode()


def call(capture, lines, **more):
    """INVITE with an offer and 200 with the answer; both unmarked."""
    offer = sdp(MEDIA.src, MEDIA.sport, lines, **more)
    answer = sdp(MEDIA.dst, MEDIA.dport, lines, **more)
    invite = message("INVITE sip:bobby@%s SIP/2.0" % SIP.dst, offer, "caller")
    capture.add(udp4(SIP, 0, invite))
    capture.add(udp4(SIP.back(), 0,
                     message("SIP/2.0 200 OK", answer, "callee")))


def named(sender, codec, kind="rtp"):
    """Expectation for a stream whose name comes from SDP."""
    return expect_rtp(kind, stream=sender.label, media="audio", codec=codec,
                      dscp=sender.dscp)


def sdp_before():
    """PT 114 is opus because SDP said so, though the table has x-msrta."""
    capture = Capture("sdp-before", "SDP names PT 114 opus, then DSCP 40")
    call(capture, OPUS_114)
    for flow in (MEDIA, MEDIA.back()):
        sender = Sender(capture, flow, 114, AUDIO_DSCP)
        sender.send(5, expected=named(sender, "opus"))
    return capture


def sdp_unmarked():
    capture = Capture("sdp-unmarked", "a declared stream without any mark")
    call(capture, OPUS_114)
    sender = Sender(capture, MEDIA, 114, 0)
    sender.send(5, expected=named(sender, "opus"))
    return capture


def sdp_after():
    """The names change when SDP arrives; what was shown before stays."""
    capture = Capture("sdp-after", "DSCP 40, then SDP names PT 114 opus")
    sender = Sender(capture, MEDIA, 114, AUDIO_DSCP).send(5)
    call(capture, OPUS_114)
    sender.send(5, expected=named(sender, "opus"))
    return capture


def sdp_other_type():
    """Declared stream, a payload type that SDP does not name."""
    capture = Capture("sdp-other-type", "SDP names PT 0 only, PT 114 follows")
    call(capture, "a=rtpmap:0 PCMU/8000\r\n",
         media="m=audio %d RTP/AVP 0\r\n")
    sender = Sender(capture, MEDIA, 0, AUDIO_DSCP)
    sender.send(5, expected=named(sender, None))
    sender.pt = 114
    sender.send(5, expected=expect_rtp(stream=sender.label, dscp=AUDIO_DSCP))
    return capture


def sdp_srtp():
    """Declared as SRTP: stock's SRTP view stays."""
    capture = Capture("sdp-srtp", "RTP/SAVP with a=crypto, PT 114, DSCP 40")
    call(capture, "a=rtpmap:114 x-msrta/16000\r\na=crypto:1 "
         "AES_CM_128_HMAC_SHA1_80 inline:"
         "d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj|2^31\r\n",
         media="m=audio %d RTP/SAVP 114\r\n")
    sender = Sender(capture, MEDIA, 114, AUDIO_DSCP)
    for _ in range(5):
        capture.add(udp4(MEDIA, AUDIO_DSCP, sender.packet(
            capture.random.randbytes(70))), SAME)
    return capture


def sdp_t38():
    """UDPTL of a declared fax: its seq from 0x8000 on looks like RTP."""
    capture = Capture("sdp-t38", "T.38 by SDP at DSCP 40")
    call(capture, "a=T38FaxVersion:0\r\na=T38FaxUdpEC:t38UDPRedundancy\r\n",
         media="m=image %d udptl t38\r\n")
    for number in range(6):
        packet = (0x8000 + number).to_bytes(2, "big")
        # one octet "no signal", then three earlier ones (T.38 Annex A)
        packet += bytes.fromhex("0100" "0003" "010001000100")
        capture.add(udp4(MEDIA, AUDIO_DSCP, packet))
    return capture


def decode_as():
    """A stream for the -d option; what is expected depends on it."""
    capture = Capture("decode-as", "PT 114 at DSCP 40 to port 30000 and 30002")
    for number in range(2):
        flow = flow_number(0)._replace(dport=30000 + 2 * number)
        sender = Sender(capture, flow, 114, AUDIO_DSCP)
        sender.send(10, expected=FREE)
    return capture


CASES = [sdp_before, sdp_unmarked, sdp_after, sdp_other_type, sdp_srtp,
         sdp_t38, decode_as]
