# SPDX-License-Identifier: GPL-2.0-or-later
"""The calls. Each label says what is set up below, and comes from nowhere else."""
from time import sleep
import scen as s
from lab import HERE
from pairs import A_TO_P, ECHO, TIMER, TONE, VIA_P, bs_pair, gst_pair, kamailio, media_script, wait
from record import CALLS, call  # noqa: record.py reads CALLS


# --------------------------------------------------------------- test calls of the plain kind
@call("baresip-opus", "normal", "baresip", "baresip calls baresip, Opus in packets of 60 ms, RTCP both ways; the caller hangs up after 20 s", "caller's user")
def _(new):
    L = new()
    L.baresip("B", "bob"); L.baresip("A", "alice")
    L.cap("A")
    L.bs("A", "dial", "sip:bob@" + L.host("B")); sleep(20)
    L.bs("A", "hangup"); sleep(1.5)


@call("linphone-opus", "normal", "linphone", "linphonec calls linphonec without session timer, Opus, RTCP both ways; the caller hangs up after 30 s", "caller's user")
def _(new):
    L = new()
    b = L.linphone("B", "bob", auto=True); a = L.linphone("A", "alice")
    L.cap("A")
    L.lp(a, "call sip:bob@" + L.host("B")); sleep(30)
    L.lp(a, "terminate"); sleep(2)


@call("gst-sipp-opus", "normal", "sipp, GStreamer", "sipp signals, GStreamer's rtpbin is the media of both sides (Opus, 60 ms, RTCP both ways); the caller hangs up after 30 s", "caller's user")
def _(new):
    L = new()
    media_script(L, "A", "B", name="A"); media_script(L, "B", "A", name="B")
    b = L.sipp("B", s.uas(body=s.sdp(s.OPUS), start=s.media("start", "B"), stop=s.media("stop", "B")))
    L.cap("A")
    a = L.sipp("A", s.uac(30000, body=s.sdp(s.OPUS), start=s.media("start", "A"), stop=s.media("stop", "A")), ("bob", L.addr("B")))
    wait(a, 70)


@call("asterisk-gsm-timer", "normal", "Asterisk", "Asterisk calls Asterisk, GSM in packets of 120 ms, session timer of 90 s on both (timers=always), the caller refreshes by UPDATE at 45 s; the caller hangs up after 52 s", "caller's user")
def _(new): ast_pair(new, 52, TIMER, TIMER)


@call("baresip-asterisk-echo", "normal", "baresip, Asterisk", "baresip calls Asterisk, which echoes Opus of 60 ms; RTCP both ways; the caller hangs up after 50 s", "caller's user")
def _(new):
    L = new()
    L.asterisk("B", {"peer": ("A", "")}, "exten => _X.,1,Answer()\n same => n,Echo()", codec="opus:60")
    L.ast_ready()
    L.baresip("A", "alice")
    L.cap("A")
    L.bs("A", "dial", "sip:1000@" + L.host("B")); sleep(50)
    L.bs("A", "hangup"); sleep(1.5)


# =============================================================== normal calls: baresip
@call("baresip-opus-long", "normal", "baresip", "baresip calls baresip, Opus in packets of 60 ms, RTCP both ways; the callee hangs up after 65 s", "callee's user")
def _(new): bs_pair(new, 65, hangup="B")


@call("baresip-pcmu-short", "normal", "baresip", "baresip calls baresip, PCMU in packets of 60 ms; the callee hangs up after 5 s", "callee's user")
def _(new): bs_pair(new, 5, a=dict(codecs="PCMU/8000/1"), b=dict(codecs="PCMU/8000/1"), hangup="B")


@call("baresip-hold-resume", "normal", "baresip", """baresip calls baresip (Opus, 60 ms); the caller puts the call on hold after 15 s by re-INVITE
      and takes it back 15 s later; the caller hangs up after 55 s""", "caller's user")
def _(new):
    def during(L):
        sleep(15); L.bs("A", "hold"); sleep(15); L.bs("A", "resume"); sleep(25)
    bs_pair(new, 0, during=during)


@call("baresip-dtmf", "normal", "baresip", "baresip calls baresip (Opus, 60 ms, telephone-event); the caller sends the digits 1 2 3 4 by RFC 4733; the caller hangs up after 25 s", "caller's user")
def _(new):
    def during(L):
        sleep(6)
        for d in "1234":
            L.bs("A", "sndcode", d); sleep(1.5)
        sleep(13)
    bs_pair(new, 0, during=during)


@call("baresip-rtcp-mux", "normal", "baresip", "baresip calls baresip with rtcp-mux on both sides (Opus, 60 ms); the caller hangs up after 56 s", "caller's user")
def _(new): bs_pair(new, 56, a=dict(config="rtcp_mux yes\n"), b=dict(config="rtcp_mux yes\n"))


@call("baresip-ipv6", "normal", "baresip", "baresip calls baresip, SIP over IPv6 and media over IPv4 (Opus, 60 ms); the callee hangs up after 52 s", "callee's user")
def _(new): bs_pair(new, 52, ipv6=True, hangup="B")


@call("baresip-tcp", "normal", "baresip", "baresip calls baresip with SIP over TCP (Opus, 60 ms); the caller hangs up after 50 s", "caller's user")
def _(new):
    L = new()
    L.baresip("B", "bob"); L.baresip("A", "alice", uri=";transport=tcp")
    L.cap("A")
    L.bs("A", "dial", "sip:bob@%s;transport=tcp" % L.host("B")); sleep(50)
    L.bs("A", "hangup"); sleep(1.5)


@call("baresip-tls-srtp", "normal", "baresip", """baresip calls baresip with SIP over TLS and SRTP by SDES (mediaenc=srtp-mand); signalling cannot be read,
      media is ciphertext; the caller hangs up after 25 s""", "caller's user", note="no SIP is readable: no call and no verdict can be had from the capture")
def _(new):
    L = new()
    kw = dict(config="module srtp.so\nsip_verify_server no\n", acct=";mediaenc=srtp-mand", uri=";transport=tls")
    L.baresip("B", "bob", **kw); L.baresip("A", "alice", **kw)
    L.cap("A")
    L.bs("A", "dial", "sip:bob@%s:5061;transport=tls" % L.host("B")); sleep(25)
    L.bs("A", "hangup"); sleep(1.5)


@call("baresip-srtp", "normal", "baresip", "baresip calls baresip with SRTP by SDES in readable SIP over UDP (Opus, 60 ms); the caller hangs up after 12 s", "caller's user")
def _(new): bs_pair(new, 12, a=dict(config="module srtp.so\n", acct=";mediaenc=srtp-mand"), b=dict(config="module srtp.so\n", acct=";mediaenc=srtp-mand"))


@call("baresip-dtls-srtp", "normal", "baresip", "baresip calls baresip with DTLS-SRTP (Opus, 60 ms); the caller hangs up after 12 s", "caller's user")
def _(new): bs_pair(new, 12, a=dict(config="module dtls_srtp.so\n", acct=";mediaenc=dtls_srtp"), b=dict(config="module dtls_srtp.so\n", acct=";mediaenc=dtls_srtp"))


def turn(new, mux, talk):
    L = new("ABP")
    L.coturn()
    mx = "rtcp_mux yes\n" if mux else ""
    L.baresip("B", "bob", config=mx)
    L.baresip("A", "alice", config="module turn.so\n" + mx, acct=';medianat=turn;stunserver="turn:%s:3478";stunuser=u;stunpass=p' % L.v4("P"))
    L.cap("A")
    L.bs("A", "dial", "sip:bob@" + L.host("B")); sleep(talk)
    L.bs("A", "hangup"); sleep(1.5)


@call("baresip-coturn", "normal", "baresip, coturn", "baresip behind a TURN relay (coturn, UDP) calls baresip, RTP and RTCP apart, captured between the caller and the relay; the caller hangs up after 50 s", "caller's user")
def _(new): turn(new, False, 50)


@call("baresip-coturn-mux", "normal", "baresip, coturn", "baresip behind a TURN relay (coturn, UDP) calls baresip with rtcp-mux, captured between the caller and the relay; the caller hangs up after 15 s", "caller's user")
def _(new): turn(new, True, 15)


@call("baresip-kamailio", "normal", "baresip, Kamailio", "baresip calls baresip through a record-routing Kamailio, media direct, captured at the caller; the callee hangs up after 50 s", "callee's user")
def _(new):
    L = new("ABP"); kamailio(L)
    L.baresip("B", "bob"); L.baresip("A", "alice", acct=VIA_P(L))
    L.cap("A"); L.bs("A", "dial", "sip:bob@" + L.host("B")); sleep(50)
    L.bs("B", "hangup"); sleep(1.5)


@call("baresip-kamailio-rtpengine", "normal", "baresip, Kamailio, rtpengine", """baresip calls baresip through Kamailio with rtpengine as media relay, captured at the
      proxy, which sees the call on both sides (one Call-ID); the caller hangs up after 20 s""", "caller's user")
def _(new):
    L = new("ABP")
    L.run("P", ["rtpengine", "--foreground", "--log-stderr", "--table=-1", "--interface=" + L.v4("P"), "--listen-ng=127.0.0.1:2223",
                "--port-min=30000", "--port-max=30100", "--pidfile=" + L.dir + "/rtpengine.pid"], "rtpengine")
    kamailio(L, extra_modules="rtpengine", params='modparam("rtpengine","rtpengine_sock","udp:127.0.0.1:2223")\n',
             route=' #INDIALOG\n if (is_method("INVITE|BYE")) rtpengine_manage("replace-origin");\n', reply=' if (has_body("application/sdp")) rtpengine_manage("replace-origin");')
    L.baresip("B", "bob"); L.baresip("A", "alice", acct=VIA_P(L))
    L.cap("P"); L.bs("A", "dial", "sip:bob@" + L.host("B")); sleep(20)
    L.bs("A", "hangup"); sleep(1.5)


# =============================================================== normal calls: linphone
def lin_pair(new, talk, a={}, b={}, hangup="A", hosts="AB", cap="A", during=None, dial=None, ipv6=False):
    L = new(hosts, ipv6=ipv6)
    pb = L.linphone("B", "bob", auto=True, **b); pa = L.linphone("A", "alice", **a)
    L.cap(cap)
    L.lp(pa, "call " + (dial or "sip:bob@" + L.host("B")))
    if during: during(L, pa, pb)
    else: sleep(talk)
    if hangup:
        L.lp(pa if hangup == "A" else pb, "terminate"); sleep(2)
    return L, pa, pb


@call("linphone-timer-update", "normal", "linphone", """linphonec calls linphonec with a session timer of 90 s (refresher=uac), refreshed by UPDATE at 45 s and 90 s;
      Opus, 60 ms; the callee hangs up after 100 s""", "callee's user")
def _(new): lin_pair(new, 100, a=dict(se=90, refresher=2), b=dict(se=90, refresher=2), hangup="B")


@call("linphone-timer-callee", "normal", "linphone", """linphonec calls linphonec with a session timer of 90 s (refresher=uas): the callee refreshes by UPDATE;
      Opus, 60 ms; the caller hangs up after 52 s""", "caller's user")
def _(new): lin_pair(new, 52, a=dict(se=90, refresher=1), b=dict(se=90, refresher=1), hangup="A")


@call("linphone-hold", "normal", "linphone", "linphonec calls linphonec (Opus, 60 ms); the caller pauses the call after 12 s and resumes it 12 s later; the caller hangs up after 50 s", "caller's user")
def _(new):
    def during(L, a, b):
        sleep(12); L.lp(a, "pause"); sleep(12); L.lp(a, "resume 1"); sleep(26)
    lin_pair(new, 0, a=dict(), b=dict(), during=during)


@call("linphone-dtmf", "normal", "linphone", "linphonec calls linphonec (Opus, 60 ms); the caller sends the digits 5 6 7 by RFC 4733; the caller hangs up after 17 s", "caller's user")
def _(new):
    def during(L, a, b):
        for d in "567": sleep(2); L.lp(a, d)
        sleep(9.5)
    lin_pair(new, 0, during=during)


@call("linphone-tcp", "normal", "linphone", "linphonec calls linphonec with SIP over TCP (Opus, 60 ms); the callee hangs up after 25 s", "callee's user")
def _(new):
    L = new()
    pb = L.linphone("B", "bob", auto=True, opts="tcp"); pa = L.linphone("A", "alice", opts="tcp")
    L.cap("A"); L.lp(pa, "call sip:bob@%s;transport=tcp" % L.host("B")); sleep(23.5)
    L.lp(pb, "terminate"); sleep(2)


@call("linphone-asterisk", "normal", "linphone, Asterisk", "linphonec calls Asterisk, which echoes Opus (60 ms); the caller hangs up after 48 s", "caller's user")
def _(new):
    L = new()
    L.asterisk("B", {"peer": ("A", "")}, ECHO, codec="opus:60"); L.ast_ready()
    a = L.linphone("A", "alice")
    L.cap("A"); L.lp(a, "call sip:1000@" + L.host("B")); sleep(46.5); L.lp(a, "terminate"); sleep(2)


@call("linphone-baresip", "normal", "linphone, baresip", "linphonec calls baresip (Opus, 60 ms); the callee hangs up after 52 s", "callee's user")
def _(new):
    L = new(); L.baresip("B", "bob", codecs="opus/48000/2")
    a = L.linphone("A", "alice")
    L.cap("B"); L.lp(a, "call sip:bob@" + L.host("B")); sleep(52); L.bs("B", "hangup"); sleep(2)


# =============================================================== normal calls: Asterisk
def ast_pair(new, talk, a="", b="", hangup="A", app="Milliwatt", dialplan=TONE, codec="gsm:120", bind="udp", ipv6=False, cap="A", hosts="AB", during=None, prepare=None, b_peer="A"):
    L = new(hosts, ipv6=ipv6)
    if prepare: prepare(L)
    L.asterisk("A", {"peer": ("B", a(L) if callable(a) else a)}, TONE, bind=bind, codec=codec)
    L.asterisk("B", {"peer": (b_peer, b(L) if callable(b) else b)}, dialplan, bind=bind, codec=codec)
    L.ast_ready(); L.cap(cap)
    L.rx("A", "channel originate PJSIP/1000@peer application " + app)
    if during: during(L)
    else: sleep(talk)
    if hangup:
        L.rx(hangup, "channel request hangup all"); sleep(1.5)
    return L


@call("asterisk-tcp-timer", "normal", "Asterisk", "Asterisk calls Asterisk over TCP with a session timer of 90 s, refreshed by UPDATE at 45 s; GSM, 120 ms; the callee hangs up after 52 s", "callee's user")
def _(new): ast_pair(new, 52, TIMER, TIMER, bind="tcp", hangup="B")


@call("asterisk-ipv6", "normal", "Asterisk", "Asterisk calls Asterisk over IPv6; GSM, 120 ms; the caller hangs up after 30 s", "caller's user")
def _(new): ast_pair(new, 30, ipv6=True)


@call("asterisk-early-media", "normal", "Asterisk, baresip", "baresip calls Asterisk, which plays tones in early media (183) for 4 s before it answers and echoes (PCMU, 60 ms); the caller hangs up 4 s later", "caller's user")
def _(new):
    L = new()
    L.asterisk("B", {"peer": ("A", "")}, "exten => _X.,1,Progress()\n same => n,Playtones(ring)\n same => n,Wait(4)\n same => n,StopPlaytones()\n same => n,Answer()\n same => n,Echo()", codec="ulaw:60")
    L.ast_ready()
    L.baresip("A", "alice", codecs="PCMU/8000/1")
    L.cap("A"); L.bs("A", "dial", "sip:1000@" + L.host("B")); sleep(8); L.bs("A", "hangup"); sleep(1.5)


@call("asterisk-kamailio-reinvite", "normal", "Asterisk, Kamailio", """Asterisk calls Asterisk through Kamailio, which takes UPDATE out of Allow, so that the caller refreshes the session
      timer of 90 s by re-INVITE at 45 s; GSM, 120 ms; the caller hangs up after 50 s""", "caller's user")
def _(new):
    def prepare(L):
        strip = ' if (is_present_hf("Allow")) { remove_hf("Allow"); append_hf("Allow: INVITE, ACK, BYE, CANCEL, OPTIONS\\r\\n"); }\n'
        kamailio(L, route=" #INDIALOG\n" + strip, reply=strip)
    ast_pair(new, 50, lambda L: A_TO_P(L, TIMER) + " contact=sip:x@%s:5060" % L.v4("B"),
             TIMER, hosts="ABP", prepare=prepare, b_peer="P")


@call("b2bua-baresip-linphone", "normal", "baresip, Asterisk, linphone", """baresip calls linphonec through Asterisk (B2BUA, two legs with two Call-IDs), captured at Asterisk, which sees both legs;
      Opus passed through; the caller hangs up after 22 s""", "caller's user", n_calls=2)
def _(new):
    L = new("ABP")
    L.asterisk("P", {"alice": ("A", ""), "bob": ("B", "")}, "exten => _X.,1,Dial(PJSIP/bob,30)", codec="opus:60"); L.ast_ready()
    b = L.linphone("B", "bob", auto=True); L.baresip("A", "alice", codecs="opus/48000/2")
    L.cap("P"); L.bs("A", "dial", "sip:1000@" + L.host("P")); sleep(22); L.bs("A", "hangup"); sleep(2)


@call("b2bua-baresip-pair", "normal", "baresip, Asterisk", """baresip calls baresip through Asterisk (B2BUA, two legs), captured at Asterisk; Opus, 60 ms; the callee hangs up after 25 s,
      Asterisk then ends the caller's leg""", "callee's user", n_calls=2)
def _(new):
    L = new("ABP")
    L.asterisk("P", {"alice": ("A", ""), "bob": ("B", "")}, "exten => _X.,1,Dial(PJSIP/bob,30)", codec="opus:60"); L.ast_ready()
    L.baresip("B", "bob"); L.baresip("A", "alice")
    L.cap("P"); L.bs("A", "dial", "sip:1000@" + L.host("P")); sleep(25); L.bs("B", "hangup"); sleep(2)


@call("kamailio-sst", "normal", "baresip, Kamailio, Asterisk", """baresip, which knows no session timers, calls Asterisk (timers=yes) through Kamailio with its sst module (min_se 90), which adds
      Session-Expires to the INVITE; Asterisk refreshes by re-INVITE at 45 s and baresip answers without Session-Expires; the caller hangs up after 52 s; captured at the proxy (signalling alone) and at the caller
      (signalling and media)""", "caller's user", files={"proxy": {}, "caller": {}}, note="the proxy's capture has no media, for that goes past the proxy")
def _(new):
    L = new("ABP")
    kamailio(L, extra_modules="dialog sst", params='modparam("dialog","default_timeout",95)\nmodparam("sst","timeout_avp","$avp(dlg_timeout)")\n'
             'modparam("dialog","timeout_avp","$avp(dlg_timeout)")\nmodparam("sst","sst_flag",6)\nmodparam("dialog","dlg_flag",4)\nmodparam("sst","min_se",90)\n',
             route=' if (is_method("INVITE")) { setflag(4); setflag(6); $avp(dlg_timeout)=95; dlg_manage(); }\n')
    L.asterisk("B", {"peer": ("P", "timers=yes timers_min_se=90 timers_sess_expires=90")}, ECHO, codec="opus:60"); L.ast_ready()
    L.baresip("A", "alice", acct=VIA_P(L))
    L.cap("P", suffix="-proxy"); L.cap("A", suffix="-caller"); L.bs("A", "dial", "sip:1000@" + L.host("B")); sleep(52); L.bs("A", "hangup"); sleep(1.5)


@call("linphone-asterisk-422", "normal", "linphone, Asterisk", """linphonec offers 90 s to Asterisk, which wants 120 s at least (422); the call then has a timer of 120 s; Opus, 60 ms; the caller hangs up after 64 s""", "caller's user")
def _(new):
    L = new()
    L.asterisk("B", {"peer": ("A", "timers=yes timers_min_se=120 timers_sess_expires=120")}, ECHO, codec="opus:60"); L.ast_ready()
    a = L.linphone("A", "alice", se=90, refresher=2)
    L.cap("A"); L.lp(a, "call sip:1000@" + L.host("B")); sleep(64); L.lp(a, "terminate"); sleep(2)


@call("linphone-asterisk-timer", "normal", "linphone, Asterisk", """linphonec calls Asterisk with a session timer of 90 s on both, refreshed by one side or the other; Opus, 60 ms; Asterisk hangs up after 52 s
      (its dialplan ends)""", "callee's user")
def _(new):
    L = new()
    L.asterisk("B", {"peer": ("A", "timers=yes timers_min_se=90 timers_sess_expires=90")}, ECHO, codec="opus:60"); L.ast_ready()
    a = L.linphone("A", "alice", se=90, refresher=2)
    L.cap("A"); L.lp(a, "call sip:1000@" + L.host("B")); sleep(50.5); L.rx("B", "channel request hangup all"); sleep(2)


@call("asterisk-silent-ivr", "normal", "Asterisk", """Asterisk calls Asterisk (GSM, 120 ms), whose dialplan plays a tone for 8 s, then waits 36 s without sending any RTP (its RTCP goes on), then plays again;
      the caller hangs up after 54 s""", "caller's user", note="the callee's RTP pauses for 36 s, its sequence numbers go on by one")
def _(new):
    ast_pair(new, 54, dialplan="exten => _X.,1,Answer()\n same => n,Playtones(dial)\n same => n,Wait(8)\n same => n,StopPlaytones()\n same => n,Wait(36)\n same => n,Playtones(dial)\n same => n,Wait(60)")


@call("asterisk-listens", "normal", "Asterisk", """Asterisk calls Asterisk (GSM, 120 ms); the caller only listens (application Wait, no RTP of its own) while the callee plays a tone; the callee hangs up after 25 s""", "callee's user",
      note="the caller sends no RTP at all")
def _(new): ast_pair(new, 25, app="Wait 60", hangup="B")


# =============================================================== normal calls: sipp + GStreamer
@call("gst-video", "normal", "sipp, GStreamer", "sipp signals audio (Opus, 60 ms) and video (VP8, 8 pictures a second), GStreamer sends and receives them with RTCP; the caller hangs up after 20 s", "caller's user")
def _(new): gst_pair(new, 20, body=s.OPUS_VIDEO, a=dict(video=7002), b=dict(video=7002))


@call("gst-dtx", "normal", "sipp, GStreamer", """sipp signals, GStreamer sends Opus with DTX; the caller's sound is silent from 15 s to 50 s, the callee's from 5 s to 58 s: there a packet
      comes every 0.4 s at most, by design, while RTCP goes on; the caller hangs up after 60 s""", "caller's user")
def _(new): gst_pair(new, 60, "dtx", body=s.OPUS.replace("a=ptime:60\n", "a=fmtp:96 usedtx=1\n"), a=dict(mute="15-50"), b=dict(mute="5-58"))


@call("gst-no-rtcp", "normal", "sipp, GStreamer", "sipp signals, GStreamer sends Opus (60 ms) without any RTCP on both sides; the caller hangs up after 38 s", "caller's user", ["lync.rtcp_absent"], rtcp="none")
def _(new): gst_pair(new, 38, a=dict(rtcp=0), b=dict(rtcp=0))


@call("gst-ipv6-mux", "normal", "sipp, GStreamer", "sipp signals over IPv6, GStreamer sends Opus (60 ms) with rtcp-mux; the caller hangs up after 30 s", "caller's user")
def _(new): gst_pair(new, 30, ipv6=True, body=s.OPUS_MUX, a=dict(mux=1), b=dict(mux=1))


@call("gst-tcp-dscp", "normal", "sipp, GStreamer", "sipp signals over TCP, GStreamer sends Opus (60 ms) and RTCP at DSCP 40; the caller hangs up after 15 s", "caller's user")
def _(new): gst_pair(new, 15, a=dict(dscp=40), b=dict(dscp=40), transport=("-t", "t1"))


@call("sipp-early-media", "normal", "sipp, GStreamer", "sipp answers with 183 and SDP, media runs from then on, 200 comes 8 s later; Opus, 60 ms; the caller hangs up after 20 s", "caller's user")
def _(new):
    gst_pair(new, 20, b_kw=dict(start="", before=s.media("start", "B") + s.pause(300) + s.answer(183, "Session Progress", body=s.sdp(s.OPUS), tag=s.TAG), ring=8000))




# =============================================================== other ways to capture
@call("baresip-dumpcap", "normal", "baresip", "baresip calls baresip (Opus, 60 ms), captured by dumpcap as pcapng with its own counters; the caller hangs up after 16 s", "caller's user")
def _(new):
    L = new(); L.baresip("B", "bob"); L.baresip("A", "alice"); L.cap("A", dumpcap=True)
    L.bs("A", "dial", "sip:bob@" + L.host("B")); sleep(16); L.bs("A", "hangup"); sleep(2)


@call("baresip-any", "normal", "baresip", "baresip calls baresip (Opus, 60 ms), captured on 'any' in the switch's host, so that each frame is in the capture at each port it passes; the callee hangs up after 12 s", "callee's user",
      ["lync.dup_burst.capture"], healthy=True, note="nothing was sent twice: the capture has each frame at two ports and at the bridge itself, as the kernel shows them")
def _(new):
    L = new(); L.baresip("B", "bob"); L.baresip("A", "alice"); L.cap("M", dev="any")
    L.bs("A", "dial", "sip:bob@" + L.host("B")); sleep(12); L.bs("B", "hangup"); sleep(1.5)
