# SPDX-License-Identifier: GPL-2.0-or-later
"""The calls in which something goes wrong with media, and some more of all kinds."""
import os, signal, subprocess
from time import sleep
import scen as s
from record import call
from lab import RTP, RTCP
from calls import A_TO_P, ECHO, TIMER, TONE, VIA_P, ast_pair, bs_pair, gst_pair, kamailio, lin_pair, media_script, wait
from faulty import BOTH, DROP, LOSS, MT, ONE_PORT, ast_callee, ast_caller, no_ack, until_bye


# =============================================================== RTCP is absent
RA = ["lync.rtcp_absent"]


@call("rtcp-absent-caller", "normal", "baresip", "baresip calls baresip; an nft rule drops the caller's RTCP all along; the caller hangs up after 40 s", "caller's user", RA, rtcp="callee")
def _(new):
    def made(*a, **k):
        x = new(*a, **k); x.nft("A", RTCP + " drop"); return x
    bs_pair(made, 40)


@call("rtcp-absent-callee", "normal", "baresip, Asterisk", "baresip calls Asterisk (echo); an nft rule drops the callee's RTCP all along; the caller hangs up after 38 s", "caller's user", RA, rtcp="caller")
def _(new):
    L = ast_callee(new, ""); L.nft("B", RTCP + " drop"); L.baresip("A", "alice"); L.cap("A"); L.bs("A", "dial", "sip:1000@" + L.host("B")); sleep(38); L.bs("A", "hangup"); sleep(1.5)


@call("rtcp-absent-gst", "normal", "sipp, GStreamer", "sipp signals, GStreamer is the media; the callee's has no RTCP; the caller hangs up after 38 s", "caller's user", RA, rtcp="caller")
def _(new): gst_pair(new, 38, b=dict(rtcp=0))


@call("rtcp-absent-linphone", "normal", "linphone", "linphonec calls linphonec (Opus); an nft rule drops the callee's RTCP all along; the callee hangs up after 38 s", "callee's user", RA, rtcp="caller")
def _(new):
    def made(*a, **k):
        x = new(*a, **k); x.nft("B", RTCP + " drop"); return x
    lin_pair(made, 38, a=dict(), b=dict(), hangup="B")


@call("rtcp-stops", "normal", "baresip", "baresip calls baresip; after 15 s an nft rule drops the caller's RTCP for good; the caller hangs up after 50 s", "caller's user", RA, rtcp={"caller": "until 15 s", "callee": True})
def _(new):
    def during(L): sleep(15); L.nft("A", RTCP + " drop"); sleep(35)
    bs_pair(new, 0, during=during)


@call("rtcp-stops-returns", "normal", "baresip", "baresip calls baresip; from 6 s to 42 s an nft rule drops the callee's RTCP; the callee hangs up after 52 s", "callee's user", RA + ["lync.rtcp_resumed"],
      rtcp={"caller": True, "callee": "not from 6 s to 42 s"})
def _(new):
    def during(L): sleep(6); L.nft("B", RTCP + " drop"); sleep(36); L.nft_off("B"); sleep(10)
    bs_pair(new, 0, during=during, hangup="B")


# =============================================================== one way, silence
@call("one-way-short", "normal", "baresip", "baresip calls baresip; an nft rule drops all RTP and RTCP of the caller; the callee hangs up after 18 s", "callee's user", healthy=False, rtcp="callee",
      note="one way all along, too short for any limit")
def _(new):
    def made(*a, **k):
        x = new(*a, **k); x.nft("A", BOTH); return x
    bs_pair(made, 18, hangup="B", cap="B")


@call("one-way-long", "normal", "baresip", "baresip calls baresip; an nft rule drops all RTP and RTCP of the caller all along; the caller hangs up after 42 s; captured at the callee", "caller's user", ["lync.media_timeout"], rtcp="callee")
def _(new):
    def made(*a, **k):
        x = new(*a, **k); x.nft("A", BOTH); return x
    bs_pair(made, 42, cap="B")


@call("silence-returns", "normal", "baresip", """baresip calls baresip; from 10 s to 48 s an nft rule at the caller drops its RTP and RTCP before they leave, its sequence numbers and clock go on;
      the caller hangs up after 60 s; captured at the callee""", "caller's user", LOSS, healthy=False, rtcp={"caller": "not from 10 s to 48 s", "callee": True},
      note="38 s of the caller's RTP are missing on the wire (its numbers advanced meanwhile, the callee's receiver reports say that it lost them): lost before the capture, not silent")
def _(new):
    def during(L): sleep(10); L.nft("A", BOTH); sleep(38); L.nft_off("A"); sleep(12)
    bs_pair(new, 0, during=during, cap="B")


@call("rtp-stops-rtcp-lives", "normal", "baresip, Asterisk", """baresip calls Asterisk (rtp_timeout=30, echo); after 8 s an nft rule at the caller drops its RTP alone, its RTCP goes on, which is enough for
      Asterisk's timer; the caller hangs up after 52 s; captured at Asterisk""", "caller's user", ["lync.loss"], healthy=False,
      note="no lync.media_timeout: RTCP came all the time; the sender reports count packets that never came")
def _(new):
    L = ast_callee(new); L.baresip("A", "alice"); L.cap("B")
    L.bs("A", "dial", "sip:1000@" + L.host("B")); sleep(8); L.nft("A", RTP + " drop"); sleep(44); L.bs("A", "hangup"); sleep(1.5)


@call("frozen-returns", "normal", "baresip", """baresip calls baresip; the caller's process is frozen (SIGSTOP) from 10 s to 46 s and then goes on; the callee hangs up after 58 s""", "callee's user", ["lync.media_timeout"],
      rtcp={"caller": "not from 10 s to 46 s", "callee": True}, note="when it goes on, it sends the packets of the 36 s in one burst; none is lost")
def _(new):
    L = new(); L.baresip("B", "bob"); a = L.baresip("A", "alice"); L.cap("B")
    L.bs("A", "dial", "sip:bob@" + L.host("B")); sleep(10); os.killpg(a.pid, signal.SIGSTOP); sleep(36); os.killpg(a.pid, signal.SIGCONT); sleep(12); L.bs("B", "hangup"); sleep(1.5)


# =============================================================== duplicates and loss, counted
D = ["lync.dup_burst"]


@call("dup-sender-gst", "normal", "sipp, GStreamer", "sipp signals; the caller's GStreamer sends every RTP packet twice (multiudpsink send-duplicates=true); the caller hangs up after 12 s", "caller's user", D)
def _(new): gst_pair(new, 12, a=dict(dup=1))


@call("dup-network-nft", "normal", "baresip", "baresip calls baresip; from 5 s on an nft rule doubles the RTP packets of the caller (dup to) for 6 s; the caller hangs up after 20 s; captured at the callee", "caller's user", D)
def _(new):
    def during(L):
        sleep(5)
        text = "table ip lab {\n chain c {\n type filter hook output priority -150; policy accept;\n %s dup to %s device \"e0\"\n }\n}\n" % (RTP, L.v4("B"))
        subprocess.run(["ip", "netns", "exec", L.ns("A"), "nft", "-f", "-"], input=text, text=True, check=True)
        sleep(6); L.do("A", "nft", "delete", "table", "ip", "lab"); sleep(9)
    bs_pair(new, 0, during=during, cap="B")


@call("dup-network-bridge", "normal", "baresip", "baresip calls baresip over bridge.py, which sends the 100th to 119th RTP packet of the caller twice; captured on both sides; the caller hangs up after 20 s", "caller's user", D,
      files={"caller": {"findings_true": [], "healthy": True, "note": "captured before the bridge: no repeat is in it"}, "callee": {}})
def _(new):
    bs_pair(new, 20, bridge="11 AB rtpdup=100-119", caps=(("A", "-caller"), ("B", "-callee")))


@call("dup-network-mirred", "normal", "baresip", "baresip calls baresip; tc mirred in the switch's host doubles RTP packets of the caller whose sequence number ends in 0x10 to 0x1f of each 256; captured at the callee; the caller hangs up after 20 s", "caller's user", D)
def _(new):
    L = new(); L.baresip("B", "bob"); L.baresip("A", "alice")
    L.do("M", "tc", "qdisc", "add", "dev", "mA", "clsact")
    L.do("M", "tc", "filter", "add", "dev", "mA", "ingress", "pref", "1", "protocol", "ip", "u32", "match", "ip", "protocol", "17", "0xff", "match", "u16", "0x8000", "0xc000", "at", "28",
         "match", "u16", "0x0010", "0x00f0", "at", "30", "match", "u8", "0x60", "0x7f", "at", "29", "action", "mirred", "egress", "mirror", "dev", "mB")
    L.cap("B"); L.bs("A", "dial", "sip:bob@" + L.host("B")); sleep(22); L.bs("A", "hangup"); sleep(1.5)


ONE_SIDE = ("loss-1", "late-10", "loss-20")
for _name, _acts, _way, _words, _find in (
        ("loss-1", "loss=0.01", "AB", "loses 1 % of the caller's RTP", ()), ("loss-5-both", "loss=0.05", "both", "loses 5 % of the RTP of both", LOSS),
        ("loss-20", "loss=0.2", "AB", "loses 20 % of the caller's RTP", LOSS), ("late-10", "late=0.1", "AB", "holds back 10 % of the caller's RTP for 50 ms", ()),
        ("loss-hole", "hole=150-349", "BA", "loses the 150th to 349th RTP packet of the callee (12 s)", LOSS)):
    call("bridge-" + _name, "normal", "baresip", "baresip calls baresip (Opus, 60 ms) over bridge.py, which %s; captured %s; the caller hangs up after 30 s" % (_words, "at the callee" if _name in ONE_SIDE else "on both sides"), "caller's user", _find, healthy=not _find,
         files={"callee": {}} if _name in ONE_SIDE else {"caller": {}, "callee": {}},
         note="loss is told as the bridge counted it; on the sender's side of the bridge the lost packets are in the capture, on the other they are not")(
        lambda new, n=_name, a=_acts, w=_way: bs_pair(new, 30, bridge="7 %s %s" % (w, a), caps=(("B", "-callee"),) if n in ONE_SIDE else (("A", "-caller"), ("B", "-callee"))) and None)


@call("bridge-slow", "normal", "baresip", "baresip calls baresip (Opus, 60 ms) over bridge.py, which holds RTP and RTCP of both back for 40 ms, 10 ms more or less, and loses 3 % of the RTP of both; captured at the callee; the caller hangs up after 40 s", "caller's user", healthy=True)
def _(new): bs_pair(new, 40, bridge="23 both delay=40:vary=10:loss=0.03", cap="B")


@call("bridge-rtcp-loss", "normal", "sipp, GStreamer", "sipp signals, GStreamer is the media, bridge.py loses 60 % of the RTCP of both sides and 2 % of RTP; captured at the callee; the caller hangs up after 35 s", "caller's user", healthy=True)
def _(new): gst_pair(new, 35, bridge="5 both loss=0.02:rtcploss=0.6", cap="B")


# =============================================================== the capture ends
@call("ends-up", "capture-ended", "baresip", "baresip calls baresip; the capture is stopped after 25 s of an intact call", "the capture")
def _(new):
    L = bs_pair(new, 25, hangup=None); L.cap_stop(); L.bs("A", "hangup"); sleep(1)


@call("ends-up-timer", "capture-ended", "linphone", "linphonec calls linphonec with a timer of 90 s, refreshed by UPDATE; the capture is stopped after 55 s", "the capture")
def _(new):
    L, a, b = lin_pair(new, 55, a=dict(se=90, refresher=2), b=dict(se=90, refresher=2), hangup=None); L.cap_stop()


@call("ends-ringing", "capture-ended", "baresip", "baresip calls baresip, which rings; the capture is stopped after 6 s", "the capture", rtcp="none")
def _(new):
    L = bs_pair(new, 6, b=dict(answer="manual"), hangup=None); L.cap_stop()


# =============================================================== more of both, behind a proxy, over TCP and TLS
@call("mt-kamailio", "media-timeout", "baresip, Kamailio, Asterisk", """baresip calls Asterisk (rtp_timeout=30, echo) through a record-routing Kamailio, media direct; after 7 s an nft rule at the caller drops its RTP and RTCP;
      Asterisk hangs up about 30 s later; captured at Asterisk""", "callee's media timer", MT, rtcp={"caller": "until the drop", "callee": True})
def _(new):
    L = new("ABP"); kamailio(L); L.asterisk("B", {"peer": ("P", DROP)}, ECHO, codec="opus:60"); L.ast_ready(); L.baresip("A", "alice", acct=VIA_P(L)); L.cap("B")
    L.bs("A", "dial", "sip:1000@" + L.host("B")); sleep(7); L.nft("A", BOTH); until_bye(L)


@call("mt-tcp", "media-timeout", "baresip, Asterisk", """baresip calls Asterisk (rtp_timeout=30, echo) over TCP; after 6 s an nft rule at the caller drops its RTP and RTCP, the TCP connection stays; Asterisk hangs up about 30 s later; captured at the caller,
      from which nothing more leaves""", "callee's media timer", MT, rtcp={"caller": "until the drop", "callee": True})
def _(new):
    L = new(); L.asterisk("B", {"peer": ("A", DROP)}, ECHO, codec="opus:60", bind="tcp"); L.ast_ready(); L.baresip("A", "alice", uri=";transport=tcp"); L.cap("A")
    L.bs("A", "dial", "sip:1000@%s;transport=tcp" % L.host("B")); sleep(6); L.nft("A", BOTH); until_bye(L)


@call("se-kamailio", "session-expired", "Asterisk, Kamailio, sipp, GStreamer", """Asterisk (timer 90 s) calls sipp through Kamailio; sipp answers refresher=uas and never refreshes; media (Opus, 60 ms) direct; Asterisk hangs up at 60 s; captured at Asterisk""",
      "caller's session timer", ["lync.session.bye_no_refresh"])
def _(new):
    L = new("ABP"); kamailio(L)
    L.asterisk("A", {"peer": ("B", A_TO_P(L, TIMER))}, ECHO, codec="opus:60", rtp=ONE_PORT); L.ast_ready()
    media_script(L, "B", "A", "opus", "B", rport=12000, pt=107)
    L.sipp("B", s.uas(headers="Supported: timer\nRequire: timer\nSession-Expires: 90;refresher=uas\n[last_Record-Route:]\n", body=s.sdp(s.OPUS.replace("96", "107")), start=s.media("start", "B"), stop=s.media("stop", "B")).replace("[last_Record-Route:]\nContact", "Contact"))
    L.cap("A"); L.rx("A", "channel originate PJSIP/1000@peer application Echo"); sleep(3); until_bye(L, "A", 80)


@call("update-repeated", "normal", "Asterisk", """Asterisk calls Asterisk (timer 90 s, GSM of 120 ms), the caller refreshes by UPDATE at 45 s; from 43 s to 47 s the switch drops SIP from the callee, so that the UPDATE
      is sent again until its answer comes; the caller hangs up after 55 s""", "caller's user", healthy=True)
def _(new):
    def during(L): sleep(43); L.l2drop("B", "udp dport 5060 drop"); sleep(4); L.l2drop_off(); sleep(8)
    ast_pair(new, 0, TIMER, TIMER, during=during)


@call("asterisk-tls", "normal", "Asterisk", "Asterisk calls Asterisk with SIP over TLS (signalling cannot be read), RTP in the clear (GSM, 120 ms) with RTCP; the caller hangs up after 24 s", "caller's user",
      note="no SIP is readable: no call and no verdict can be had from the capture")
def _(new): ast_pair(new, 24, bind="tls")


@call("linphone-kamailio-asterisk", "normal", "linphone, Kamailio, Asterisk", """linphonec calls Asterisk (timer 90 s on both) through Kamailio, media direct; refreshed by UPDATE at 45 s; Opus, 60 ms; captured at the caller; the caller hangs up after 54 s""", "caller's user")
def _(new):
    L = new("ABP"); kamailio(L)
    L.asterisk("B", {"peer": ("P", "timers=yes timers_min_se=90 timers_sess_expires=90")}, ECHO, codec="opus:60"); L.ast_ready()
    a = L.linphone("A", "alice", se=90, refresher=2, proxy="<sip:%s;lr>" % L.v4("P")); L.cap("A")
    L.lp(a, "call sip:1000@" + L.host("B")); sleep(52.5); L.lp(a, "terminate"); sleep(2)


@call("bridge-mixed", "normal", "sipp, GStreamer", "sipp signals, GStreamer is the media (Opus, 60 ms), bridge.py loses 7 % of the RTP of both sides, sends 6 % of the rest twice and 5 % 50 ms later; captured on both sides; the caller hangs up after 35 s",
      "caller's user", LOSS, healthy=False, files={"caller": {}, "callee": {}}, note="loss is told as the bridge counted it; a packet that came twice or late is not lost")
def _(new): gst_pair(new, 35, bridge="19 both loss=0.07:dup=0.06:late=0.05", caps=(("A", "-caller"), ("B", "-callee")))


@call("twins-lost", "normal", "sipp, GStreamer", "sipp signals audio (Opus, DSCP 40) and video (VP8, 25 pictures a second, DSCP 24); from 6 s to 24 s the caller's GStreamer sends each packet of video twice, and bridge.py loses what comes twice, both copies; captured on both sides; the caller hangs up after 30 s",
      "caller's user", LOSS, healthy=False, files={"caller": {"findings_true": D + LOSS}, "callee": {}},
      note="the callee's capture holds no duplicate: what was sent twice is missing there altogether")
def _(new):
    gst_pair(new, 30, body=s.OPUS_VIDEO, bridge="3 AB twins=8", a=dict(video=7002, fps=25, vdup="6-24", dscp=40, vdscp=24), b=dict(video=7002, dscp=40, vdscp=24), caps=(("A", "-caller"), ("B", "-callee")))
