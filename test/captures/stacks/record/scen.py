# SPDX-License-Identifier: GPL-2.0-or-later
"""sipp scenarios, put together from steps."""
VIA = "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]\n"
UAC_ID = ("From: <sip:alice@[local_ip]:[local_port]>;tag=a[call_number]p[pid]\nTo: <sip:[service]@[remote_ip]:[remote_port]>%s\n"
          "Call-ID: [call_id]\n")
UAS_ID = "[last_Via:]\n[last_From:]\n[last_To:]%s\n[last_Call-ID:]\n[last_CSeq:]\n"
TAG = ";tag=b[call_number]p[pid]"
ALLOW = "Allow: INVITE, ACK, BYE, CANCEL, UPDATE, OPTIONS\n"
ALLOW_NO_UPDATE = "Allow: INVITE, ACK, BYE, CANCEL, OPTIONS\n"


def sdp(media=None, direction="", port="[rtpstream_audio_port]"):
    """media: None for G.729 of sipp itself, or lines for media.py at port 7000"""
    body = ("v=0\no=- 1 1 IN IP[local_ip_type] [local_ip]\ns=-\nc=IN IP[media_ip_type] [media_ip]\nt=0 0\n")
    if media is None:
        body += "m=audio %s RTP/AVP 18\na=rtpmap:18 G729/8000\n" % port
    else:
        body += media
    if direction:
        body += "a=%s\n" % direction
    return "Content-Type: application/sdp\nContent-Length: [len]\n\n" + body


OPUS = "m=audio 7000 RTP/AVP 96\na=rtpmap:96 opus/48000/2\na=ptime:60\na=rtcp:7001\n"
OPUS_MUX = "m=audio 7000 RTP/AVP 96\na=rtpmap:96 opus/48000/2\na=ptime:60\na=rtcp-mux\n"
OPUS_VIDEO = OPUS + "m=video 7002 RTP/AVP 97\na=rtpmap:97 VP8/90000\na=rtcp:7003\n"
PCMU60 = "m=audio 7000 RTP/AVP 0\na=rtpmap:0 PCMU/8000\na=ptime:60\na=rtcp:7001\n"
GSM = "m=audio [rtpstream_audio_port] RTP/AVP 3\na=rtpmap:3 GSM/8000\n"
PCMU = "m=audio [rtpstream_audio_port] RTP/AVP 0\na=rtpmap:0 PCMU/8000\n"


def send(text, retrans=True):
    if "Content-Length" not in text:
        text += "Content-Length: 0\n\n"
    return "<send%s><![CDATA[\n%s\n]]></send>\n" % (' retrans="500"' if retrans else "", text)


def invite(headers="", body=None, cseq=1, allow=ALLOW, tag="", line="sip:[service]@[remote_ip]:[remote_port]", routes=""):
    return send("INVITE %s SIP/2.0\n" % line + VIA + UAC_ID % tag + routes + "CSeq: %d INVITE\n" % cseq +
                "Contact: <sip:alice@[local_ip]:[local_port];transport=[transport]>\nMax-Forwards: 70\n" + allow + headers + (body or sdp()))


def reinvite(headers="", body=None, cseq=2, allow=ALLOW):
    return invite(headers, body, cseq, allow, "[peer_tag_param]", "[next_url]", "[routes]\n")


def request(method, cseq, headers="", retrans=True, body=""):
    return send("%s [next_url] SIP/2.0\n" % method + VIA + UAC_ID % "[peer_tag_param]" + "[routes]\nCSeq: %d %s\nMax-Forwards: 70\n" % (cseq, method) +
                ("Contact: <sip:alice@[local_ip]:[local_port];transport=[transport]>\n" if method == "UPDATE" else "") + headers + body, retrans)


def ack(cseq=1, failed=False):
    """for a 2xx, or with failed for a final failure"""
    if failed:
        return send("ACK sip:[service]@[remote_ip]:[remote_port] SIP/2.0\n[last_Via:]\n" + UAC_ID % "[peer_tag_param]" + "CSeq: %d ACK\nMax-Forwards: 70\n" % cseq, False)
    return request("ACK", cseq, retrans=False)


def bye(cseq=2, headers=""): return request("BYE", cseq, headers) + recv(200)
def cancel():
    return send("CANCEL sip:[service]@[remote_ip]:[remote_port] SIP/2.0\n[last_Via:]\n" + UAC_ID % "" + "CSeq: 1 CANCEL\nMax-Forwards: 70\n")


def recv(what, optional=False, timeout=0, rrs=True):
    key = "response" if str(what).isdigit() else "request"
    return "<recv %s=\"%s\"%s%s%s/>\n" % (key, what, ' optional="true"' if optional else "", ' timeout="%d"' % timeout if timeout else "",
                                        ' rrs="true"' if rrs else "")


def progress(*codes): return "".join(recv(c, True) for c in (codes or (100, 180, 183)))
def answer(code, reason, headers="", body="", retrans=False, tag=""):
    contact = "Contact: <sip:bob@[local_ip]:[local_port];transport=[transport]>\n" if code < 300 else ""
    return send("SIP/2.0 %d %s\n" % (code, reason) + UAS_ID % tag + ("[last_Record-Route:]\n" if code < 300 else "") + contact + headers + body, retrans)


def ok(): return answer(200, "OK")
def pause(ms): return "<pause milliseconds=\"%d\"/>\n" % ms
def stream(loop=-1, payload=18): return '<nop><action><exec rtp_stream="%s,%d,%d"/></action></nop>\n' % ("tone.ul" if payload == 0 else "tone.g729", loop, payload)
def command(c): return '<nop><action><exec command="%s"/></action></nop>\n' % c
def media(what, name="A"): return command("sh @DIR@/media-%s.sh %s" % (name, what)) + (pause(250) if what == "stop" else "")
def scenario(*steps): return '<?xml version="1.0" encoding="ISO-8859-1"?>\n<scenario name="call">\n' + "".join(steps) + "</scenario>\n"


def uac(talk, headers="", body=None, start=None, stop="", allow=ALLOW, final=200, finish=None):
    """INVITE, 200, ACK, media for talk ms, BYE"""
    return scenario(invite(headers, body, allow=allow), progress(), recv(final), ack(), stream() if start is None else start, pause(talk), stop, finish or bye())


def uas(headers="", body=None, start=None, stop="", ring=500, before="", allow=ALLOW, finish=None, end=200000):
    """180, 200, media until BYE"""
    return scenario(recv("INVITE"), answer(180, "Ringing", tag=TAG), before, pause(ring),
                    answer(200, "OK", allow + headers, body or sdp(), True, TAG), recv("ACK"), stream() if start is None else start,
                    finish or (recv("BYE", timeout=end) + stop + ok()))
