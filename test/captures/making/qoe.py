# SPDX-License-Identifier: GPL-2.0-or-later
"""Quality reports: [MS-QoE] in SERVICE, RFC 6035 in PUBLISH."""

CALL_ID, FROM_TAG, TO_TAG = "q1@lab.example", "aa11", "bb22"
V2, V3, V4 = ("ms-rtcp-metrics.v%d" % version for version in (2, 3, 4))


def element(name, text="", **attributes):
    head = "".join(' %s="%s"' % pair for pair in attributes.items())
    return "<%s%s>%s</%s>" % (name, head, text, name)


def leaves(**values):
    return "".join(element(name, str(value))
                   for name, value in values.items() if value is not None)


def address(name, end):
    return element(name, leaves(IPAddr=end[0], Port=end[1], Inside="true"))


def inbound(ssrc, packets, loss, jitter_ms=7, codec="x-msrta", more=""):
    return element("InboundStream", element("Network", (
        element("Jitter", leaves(InterArrival=jitter_ms)) +
        element("PacketLoss", leaves(LossRate=loss)) +
        element("Utilization", leaves(Packets=packets)) + more)) +
        element("Payload", element("Audio", leaves(
            PayloadDescription=codec))), Id=ssrc)


def outbound(ssrc, packets, round_trip_ms=42):
    return element("OutboundStream", element("Network", (
        element("Delay", leaves(RoundTrip=round_trip_ms)) +
        element("Utilization", leaves(Packets=packets)))), Id=ssrc)


def line(label, local, remote, streams, ice="DIRECT", flags=0):
    return element("MediaLine", element("Description", (
        element("Connectivity", leaves(Ice=ice, IceWarningFlags=flags)) +
        leaves(Security="None", Offerer="true", Transport="UDP") +
        address("LocalAddr", local) + address("RemoteAddr", remote))) +
        streams, Label=label)


def report(lines, call_id=CALL_ID, from_tag=FROM_TAG, to_tag=TO_TAG,
           more=""):
    """As Lync 2010 writes it."""
    dialog = element("DialogInfo", leaves(
        FromURI="sip:bob@lab.example", ToURI="sip:alice@lab.example",
        Caller="false", LocalUserAgent="UCCAPI/4.0.0.0 OC/4.0.0.0") + more,
        CallId=call_id, FromTag=from_tag, ToTag=to_tag,
        Start="2024-05-01T10:00:00.0000Z", End="2024-05-01T10:01:00.0000Z")
    return ('<VQReportEvent xmlns="ms-rtcp-metrics" xmlns:v2="%s" xmlns:v3="%s"'
            ' xmlns:v4="%s" v2:SchemaVersion="2.0">' % (V2, V3, V4) +
            element("VQSessionReport", element("Endpoint", Name="PC1") +
                    dialog + lines, SessionId="%s;from-tag=%s;to-tag=%s" % (
                        call_id, from_tag, to_tag)) + "</VQReportEvent>")


def message(body, media_type="application/vq-rtcpxr+xml", method="SERVICE",
            number=1):
    """One that carries BODY, octets."""
    return ("%s sip:pool01.lab.example@lab.example;gruu;opaque=srvr:QoS:1"
            " SIP/2.0\r\nVia: SIP/2.0/TCP 192.0.2.10:50001;branch=z9hG4bKq%d\r\n"
            "From: <sip:bobby@lab.example>;tag=s%d\r\n"
            "To: <sip:pool01@lab.example>\r\nCall-ID: service%d@lab.example\r\n"
            "CSeq: 1 %s\r\nMax-Forwards: 70\r\n%sContent-Type: %s\r\n"
            "Content-Length: %d\r\n\r\n" % (
                method, number, number, number, method,
                "Event: vq-rtcpxr\r\n" if media_type.endswith("rtcpxr") else "",
                media_type, len(body))).encode() + body
