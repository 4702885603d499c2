# SPDX-License-Identifier: GPL-2.0-or-later
"""The calls in which something goes wrong."""
import os, signal, subprocess
from time import sleep
import scen as s
from record import call
from lab import RTP, RTCP
from calls import A_TO_P, ECHO, TIMER, TONE, VIA_P, ast_pair, bs_pair, gst_pair, kamailio, lin_pair, media_script, wait

DROP = "timers=no rtp_timeout=30 rtp_timeout_hold=30"
BOTH = "udp dport 6000-41000 drop"
MT = ["lync.media_timeout", "lync.media_timeout.bye"]
LOSS = ["lync.loss"]


# =============================================================== the media timer hangs up
ONE_PORT = "rtpstart=12000\nrtpend=12001"     # so that a script knows where Asterisk receives


def ast_callee(new, opts=DROP, dialplan=ECHO, codec="opus:60", hosts="AB", rtp=""):
    L = new(hosts)
    L.asterisk("B", {"peer": ("A", opts)}, dialplan, codec=codec, rtp=rtp); L.ast_ready()
    return L


def until_bye(L, h="B", limit=50):
    """until Asterisk has no channel left"""
    for _ in range(limit * 2):
        sleep(.5)
        if "0 active channels" in L.rx(h, "core show channels count"):
            break
    else:
        raise RuntimeError("Asterisk did not hang up")
    sleep(1)


@call("mt-baresip-asterisk", "media-timeout", "baresip, Asterisk", """baresip calls Asterisk (rtp_timeout=30, echo); after 8 s an nft rule at the caller drops all its RTP and RTCP before they leave;
      Asterisk hangs up about 30 s later; captured at Asterisk""", "callee's media timer", MT, rtcp={"caller": "until the drop", "callee": True})
def _(new):
    L = ast_callee(new); L.baresip("A", "alice"); L.cap("B")
    L.bs("A", "dial", "sip:1000@" + L.host("B")); sleep(8); L.nft("A", BOTH); until_bye(L)


@call("mt-gsm-asterisk-caller", "media-timeout", "Asterisk", """Asterisk (rtp_timeout=30) calls Asterisk (GSM, 120 ms); after 6 s an nft rule at the callee drops all its RTP and RTCP;
      the caller hangs up about 30 s later; captured at the caller""", "caller's media timer", MT, rtcp={"caller": True, "callee": "until the drop"})
def _(new):
    def during(L): sleep(6); L.nft("B", BOTH); until_bye(L, "A")
    ast_pair(new, 0, DROP, "timers=no", hangup=None, during=during)


@call("mt-linphone-frozen", "media-timeout", "linphone, Asterisk", """linphonec calls Asterisk (rtp_timeout=30, echo); the caller's process is frozen (SIGSTOP) after 6 s: no media, no RTCP, no answer to anything;
      Asterisk hangs up about 30 s later and its BYE is not answered""", "callee's media timer", MT, rtcp={"caller": "until it freezes", "callee": True})
def _(new):
    L = ast_callee(new, codec="opus:60"); a = L.linphone("A", "alice"); L.cap("B")
    L.lp(a, "call sip:1000@" + L.host("B")); sleep(5); L.stop(a); until_bye(L); sleep(4)


@call("mt-sipp-silent", "media-timeout", "sipp, Asterisk", """sipp calls Asterisk (rtp_timeout=30, tone in GSM) and never sends any RTP or RTCP; Asterisk hangs up about 30 s after the answer""",
      "callee's media timer", MT, rtcp="callee")
def _(new):
    L = ast_callee(new, dialplan=TONE, codec="gsm:60"); L.cap("B")
    p = L.sipp("A", s.scenario(s.invite(body=s.sdp(s.GSM + "a=ptime:60\n")), s.progress(), s.recv(200), s.ack(), s.recv("BYE", timeout=60000), s.ok()), ("1000", L.addr("B")))
    wait(p, 70); sleep(1)


@call("mt-sipp-stops", "media-timeout", "sipp, Asterisk", """sipp calls Asterisk (rtp_timeout=30, echo of G.729), sends a second of RTP, then nothing, never RTCP; Asterisk hangs up about 30 s later""",
      "callee's media timer", MT, rtcp="callee")
def _(new):
    L = ast_callee(new, codec="g729"); L.cap("B")
    p = L.sipp("A", s.scenario(s.invite(), s.progress(), s.recv(200), s.ack(), s.stream(1), s.recv("BYE", timeout=60000), s.ok()), ("1000", L.addr("B")))
    wait(p, 70); sleep(1)


@call("mt-baresip-timer", "media-timeout", "baresip", """baresip calls baresip (rtp_timeout 30 in the callee's config); after 8 s an nft rule at the caller drops its RTP and RTCP; the callee hangs up about 30 s later;
      captured at the callee""", "callee's media timer", MT, rtcp={"caller": "until the drop", "callee": True})
def _(new):
    def during(L): sleep(8); L.nft("A", BOTH); sleep(36)
    bs_pair(new, 0, b=dict(config="rtp_timeout 30\n"), cap="B", hangup=None, during=during)


@call("mt-linphone-timer", "media-timeout", "baresip, linphone", """baresip calls linphonec (nortp_timeout=30); after 8 s an nft rule at the caller drops its RTP and RTCP; linphonec hangs up about 30 s later; captured at linphonec""",
      "callee's media timer", MT, rtcp={"caller": "until the drop", "callee": True})
def _(new):
    L = new(); L.linphone("B", "bob", auto=True, rtp="nortp_timeout=30"); L.baresip("A", "alice", codecs="opus/48000/2"); L.cap("B")
    L.bs("A", "dial", "sip:bob@" + L.host("B")); sleep(8); L.nft("A", BOTH); sleep(40)


@call("mt-switch", "media-timeout", "baresip, Asterisk", """baresip calls Asterisk (rtp_timeout=30, echo); after 8 s the switch between the hosts drops the caller's RTP and RTCP; Asterisk hangs up about 30 s later; captured on both sides:
      at Asterisk the silence is seen, at the caller its media goes on to the end""", "callee's media timer", MT, rtcp={"caller": "until the drop", "callee": True},
      files={"callee": {}, "caller": {"findings_true": [], "rtcp": {"caller": True, "callee": True},
             "note": "the caller's media is lost behind this capture point: no silence of the caller is in the capture, the callee's receiver reports stand still"}})
def _(new):
    L = ast_callee(new); L.baresip("A", "alice"); L.cap("B", suffix="-callee"); L.cap("A", suffix="-caller")
    L.bs("A", "dial", "sip:1000@" + L.host("B")); sleep(8); L.l2drop("A", BOTH); until_bye(L)


@call("mt-both-dark", "media-timeout", "Asterisk", """Asterisk calls Asterisk, rtp_timeout=30 on both, GSM of 120 ms; after 8 s nft rules at both drop all RTP and RTCP while SIP goes on; the first timer ends the call""",
      "media timer of the side that fires first", MT, rtcp={"caller": "until the drop", "callee": "until the drop"})
def _(new):
    def during(L): sleep(8); L.nft("A", BOTH); L.nft("B", BOTH); until_bye(L, "A")
    ast_pair(new, 0, DROP, DROP, hangup=None, during=during)


@call("mt-b2bua", "media-timeout", "baresip, Asterisk", """baresip calls baresip through Asterisk (rtp_timeout=30 on the caller's leg); after 8 s the caller's process is killed; Asterisk ends both legs about 30 s later;
      captured at Asterisk""", "B2BUA's media timer", MT, n_calls=2, rtcp={"caller": "until it is killed", "callee": True})
def _(new):
    L = new("ABP")
    L.asterisk("P", {"alice": ("A", DROP), "bob": ("B", "timers=no")}, "exten => _X.,1,Dial(PJSIP/bob,30)", codec="opus:60"); L.ast_ready()
    L.baresip("B", "bob"); a = L.baresip("A", "alice"); L.cap("P")
    L.bs("A", "dial", "sip:1000@" + L.host("P")); sleep(8); L.nft("A", BOTH); L.kill(a); until_bye(L, "P"); sleep(3)


@call("mt-hold-asterisk", "media-timeout", "linphone, Asterisk", """linphonec calls Asterisk (rtp_timeout_hold=30), pauses the call after 6 s, and an nft rule drops its RTP and RTCP from then on; Asterisk hangs up""",
      "callee's media timer", ["lync.media_timeout.bye"], rtcp={"caller": "until the drop", "callee": True},
      note="on hold by SDP, so that silence of RTP alone would be explained; neither RTP nor RTCP came")
def _(new):
    L = ast_callee(new, codec="opus:60"); a = L.linphone("A", "alice"); L.cap("B")
    L.lp(a, "call sip:1000@" + L.host("B")); sleep(5); L.lp(a, "pause"); sleep(1.5); L.nft("A", BOTH); until_bye(L, limit=60)


# =============================================================== the session expires
@call("se-sipp-asterisk", "session-expired", "sipp, GStreamer, Asterisk", """sipp promises to refresh (90 s, refresher=uac) and never does; GStreamer is its media (Opus, 60 ms, RTCP), Asterisk echoes it;
      Asterisk hangs up at 60 s (90 - min(32, 30))""", "callee's session timer", ["lync.session.bye_no_refresh"])
def _(new):
    L = ast_callee(new, TIMER, rtp=ONE_PORT); media_script(L, "A", "B", "opus", "A", rport=12000); L.cap("B")
    p = L.sipp("A", s.scenario(s.invite("Supported: timer\nSession-Expires: 90;refresher=uac\nMin-SE: 90\n", s.sdp(s.OPUS)), s.progress(), s.recv(200), s.ack(), s.media("start", "A"),
               s.recv("BYE", timeout=100000), s.media("stop", "A"), s.ok()), ("1000", L.addr("B")))
    wait(p, 90); sleep(1)


def ast_caller(new, headers, steps=None):
    """Asterisk with a timer of 90 s calls sipp, whose media is GStreamer; Asterisk echoes"""
    L = new(); L.asterisk("A", {"peer": ("B", TIMER)}, ECHO, codec="opus:60", rtp=ONE_PORT); L.ast_ready()
    media_script(L, "B", "A", "opus", "B", rport=12000, pt=107)      # 107: what Asterisk offers
    x = "Supported: timer\nRequire: timer\nSession-Expires: 90;refresher=%s\n" % headers
    stop = s.recv("BYE", timeout=110000) + s.media("stop", "B") + s.ok()
    L.sipp("B", s.uas(headers=x, body=s.sdp(s.OPUS.replace("96", "107")), start=s.media("start", "B"), finish=(steps or "") + stop))
    L.cap("A"); L.rx("A", "channel originate PJSIP/1000@peer application Echo")
    return L


@call("se-asterisk-sipp", "session-expired", "Asterisk, sipp, GStreamer", """Asterisk (timer 90 s) calls sipp, which answers refresher=uas and never refreshes; media (Opus, 60 ms) and RTCP both ways;
      Asterisk hangs up at 60 s""", "caller's session timer", ["lync.session.bye_no_refresh"])
def _(new):
    L = ast_caller(new, "uas"); sleep(3); until_bye(L, "A", 80)


@call("expired-unheeded", "normal", "linphone, sipp, GStreamer", """linphonec offers a timer of 90 s; sipp answers refresher=uas and never refreshes; media (Opus, 60 ms) and RTCP both ways; linphonec does not care for
      the expiry at 90 s; its user hangs up after 97 s""", "caller's user", ["lync.session.expired"], healthy=False)
def _(new):
    L = new(); media_script(L, "B", "A", "opus", "B", rport=7078)
    L.sipp("B", s.uas(headers="Supported: timer\nRequire: timer\nSession-Expires: 90;refresher=uas\n", body=s.sdp(s.OPUS + "a=fmtp:96 maxaveragebitrate=8000\n"), start=s.media("start", "B"), stop=s.media("stop", "B"), end=110000))
    a = L.linphone("A", "alice", se=90, refresher=1); L.cap("A")
    L.lp(a, "call sip:bob@" + L.host("B")); sleep(97); L.lp(a, "terminate"); sleep(2)


@call("se-asterisk-frozen", "session-expired", "Asterisk", """Asterisk calls Asterisk, timer 90 s, the caller is to refresh (uac); it is frozen (SIGSTOP) after 38 s; the callee hangs up at 60 s, its BYE is not answered""",
      "callee's session timer", ["lync.session.bye_no_refresh"], rtcp={"caller": "until it freezes", "callee": True})
def _(new):
    def during(L): sleep(38); L.stop(L.asts[0][2]); sleep(27); L.cap_stop()
    ast_pair(new, 0, TIMER, TIMER, hangup=None, during=during, cap="B")


@call("se-linphone-killed", "session-expired", "linphone, Asterisk", """linphonec calls Asterisk (timer 90 s) and is to refresh; it is killed (SIGKILL) after 40 s, and its host answers nothing (nft drops ICMP); Asterisk hangs up when the timer runs out""",
      "callee's session timer", ["lync.session.bye_no_refresh"], rtcp={"caller": "until it is killed", "callee": True})
def _(new):
    L = ast_callee(new, "timers=yes timers_min_se=90 timers_sess_expires=90", codec="opus:60"); a = L.linphone("A", "alice", se=90, refresher=2); L.cap("B")
    L.lp(a, "call sip:1000@" + L.host("B")); sleep(38.5); L.nft("A", "meta l4proto icmp drop"); L.kill(a); sleep(28); L.cap_stop()


@call("se-sip-cut", "session-expired", "Asterisk", """Asterisk calls Asterisk (timer 90 s, refresher=uac); from 20 s on the switch drops SIP from the caller, media goes on; its UPDATE at 45 s is sent again and again and never answered;
      the callee hangs up at 60 s; captured at the caller""", "callee's session timer", ["lync.session.bye_no_refresh"],
      note="seen from the caller, the refresh was sent and not answered; the BYE says that the callee saw none")
def _(new):
    def during(L): sleep(20); L.l2drop("A", "udp dport 5060 drop"); until_bye(L, "A", 80)
    ast_pair(new, 0, TIMER, TIMER, hangup=None, during=during, cap="A")


def refused_refresh(new, code, reason):
    L = ast_caller(new, "uac", s.recv("UPDATE", timeout=60000) + s.answer(code, reason)); sleep(44); until_bye(L, "A", 60)


@call("se-update-481", "session-expired", "Asterisk, sipp, GStreamer", """Asterisk (timer 90 s) calls sipp and refreshes by UPDATE at 45 s; sipp answers 481; Asterisk hangs up""", "caller's failed refresh", ["lync.session.refresh_failed"])
def _(new): refused_refresh(new, 481, "Call/Transaction Does Not Exist")


@call("se-update-408", "session-expired", "Asterisk, sipp, GStreamer", """Asterisk (timer 90 s) calls sipp and refreshes by UPDATE at 45 s; sipp answers 408; Asterisk hangs up""", "caller's failed refresh", ["lync.session.refresh_failed"])
def _(new): refused_refresh(new, 408, "Request Timeout")


@call("se-peer-gone", "session-expired", "Asterisk, sipp, GStreamer", """Asterisk (timer 90 s) calls sipp and is to refresh; from 10 s on the callee's host drops all SIP while its media goes on;
      the UPDATE at 45 s is never answered; Asterisk hangs up 32 s later""", "caller's failed refresh", ["lync.session.refresh_failed"])
def _(new):
    L = ast_caller(new, "uac"); sleep(10); L.nft("B", "udp dport 5060 drop", "prerouting"); sleep(70.5); L.cap_stop()


# =============================================================== never answered, refused, cancelled
def ring_only(new, code, reason, headers="", ring=1500, ua="baresip"):
    L = new(); L.sipp("B", s.scenario(s.recv("INVITE"), s.answer(180, "Ringing", tag=s.TAG), s.pause(ring), s.answer(code, reason, headers, "", True, s.TAG), s.recv("ACK")))
    if ua == "baresip":
        L.baresip("A", "alice"); L.cap("A"); L.bs("A", "dial", "sip:bob@" + L.host("B"))
    elif ua == "linphone":
        a = L.linphone("A", "alice"); L.cap("A"); L.lp(a, "call sip:bob@" + L.host("B"))
    else:
        L.asterisk("A", {"peer": ("B", "")}, TONE); L.ast_ready(); L.cap("A"); L.rx("A", "channel originate PJSIP/1000@peer application Milliwatt")
    sleep(ring / 1000 + 3)


for _code, _reason, _ua, _verdict in ((486, "Busy Here", "baresip", "refused"), (603, "Decline", "linphone", "refused"), (404, "Not Found", "Asterisk", "refused"),
                                      (480, "Temporarily Unavailable", "linphone", "refused"), (403, "Forbidden", "baresip", "refused"),
                                      (503, "Service Unavailable", "Asterisk", "failed"), (500, "Server Internal Error", "linphone", "failed"), (408, "Request Timeout", "baresip", "failed")):
    call("sipp-%d" % _code, _verdict, _ua + ", sipp", "%s calls sipp, which rings and then answers %d" % (_ua if _ua != "linphone" else "linphonec", _code), "callee's %d" % _code, rtcp="none",
         healthy=_verdict == "refused")(lambda new, c=_code, r=_reason, u=_ua: ring_only(new, c, r, ua=u))


@call("baresip-rejects", "refused", "baresip", "baresip calls baresip, whose user rejects the call after 3 s", "callee's user", rtcp="none", healthy=True)
def _(new): bs_pair(new, 3, b=dict(answer="manual"), hangup="B")


@call("linphone-declines", "refused", "baresip, linphone", "baresip calls linphonec, whose user declines (603) after 3 s", "callee's user", rtcp="none", healthy=True)
def _(new):
    L = new(); b = L.linphone("B", "bob"); L.baresip("A", "alice", codecs="opus/48000/2"); L.cap("A")
    L.bs("A", "dial", "sip:bob@" + L.host("B")); sleep(3); L.lp(b, "terminate"); sleep(2)


@call("asterisk-488", "refused", "baresip, Asterisk", "baresip offers Opus alone to Asterisk, which has GSM alone: 488", "callee's 488", rtcp="none", healthy=True)
def _(new):
    L = ast_callee(new, "", codec="gsm"); L.baresip("A", "alice"); L.cap("A"); L.bs("A", "dial", "sip:1000@" + L.host("B")); sleep(3)


@call("asterisk-busy-b2bua", "refused", "baresip, Asterisk", "baresip calls baresip through Asterisk (two legs); the callee's user rejects, Asterisk passes it on; captured at Asterisk", "callee's user", rtcp="none", n_calls=2, healthy=True)
def _(new):
    L = new("ABP"); L.asterisk("P", {"alice": ("A", ""), "bob": ("B", "")}, "exten => _X.,1,Dial(PJSIP/bob,30)\n same => n,Hangup(17)", codec="opus:60"); L.ast_ready()
    L.baresip("B", "bob", answer="manual"); L.baresip("A", "alice"); L.cap("P")
    L.bs("A", "dial", "sip:1000@" + L.host("P")); sleep(4); L.bs("B", "hangup"); sleep(2)


@call("sipp-422-bad-retry", "refused", "sipp, Asterisk", "sipp offers 90 s to Asterisk, which wants 180 s at least (422), and tries again with 120 s: 422 again, then gives up", "callee's 422", ["lync.session.bad_retry"], rtcp="none", healthy=False)
def _(new):
    L = ast_callee(new, "timers=yes timers_min_se=180 timers_sess_expires=180", codec="gsm"); L.cap("A")
    h = "Supported: timer\nSession-Expires: %d\nMin-SE: 90\n"
    b = s.sdp(s.GSM)
    p = L.sipp("A", s.scenario(s.invite(h % 90, b), s.progress(), s.recv(422), s.ack(1, True), s.invite(h % 120, b, 2), s.progress(), s.recv(422), s.ack(2, True)), ("1000", L.addr("B")))
    wait(p, 20); sleep(1)


@call("cancel-baresip", "cancelled", "baresip", "baresip calls baresip, which rings; the caller hangs up after 6 s", "caller's user", rtcp="none")
def _(new): bs_pair(new, 6, b=dict(answer="manual"))


@call("cancel-linphone-asterisk", "cancelled", "linphone, Asterisk", "linphonec calls Asterisk, which rings (its dialplan waits); the caller hangs up after 5 s", "caller's user", rtcp="none")
def _(new):
    L = ast_callee(new, "", "exten => _X.,1,Ringing()\n same => n,Wait(30)"); a = L.linphone("A", "alice"); L.cap("A")
    L.lp(a, "call sip:1000@" + L.host("B")); sleep(4); L.lp(a, "terminate"); sleep(2)


@call("cancel-asterisk-timeout", "cancelled", "baresip, Asterisk", "baresip calls baresip through Asterisk, whose Dial gives up after 7 s and cancels the callee's leg; the caller's leg is refused with 480; captured between Asterisk and the callee", "B2BUA's Dial time-out", rtcp="none",
      healthy=True)
def _(new):
    L = new("ABP"); L.asterisk("P", {"alice": ("A", ""), "bob": ("B", "")}, "exten => _X.,1,Dial(PJSIP/bob,7)\n same => n,Hangup(19)", codec="opus:60"); L.ast_ready()
    L.baresip("B", "bob", answer="manual"); L.baresip("A", "alice"); L.cap("B")
    L.bs("A", "dial", "sip:1000@" + L.host("P")); sleep(12)


@call("cancel-early-media", "cancelled", "sipp, GStreamer", "sipp calls sipp, which answers 183 with SDP and sends early media (Opus) that runs 6 s; the caller cancels", "caller's user", rtcp="callee")
def _(new):
    L = new(); media_script(L, "B", "A", "opus", "B")
    L.sipp("B", s.scenario(s.recv("INVITE"), s.media("start", "B"), s.pause(300), s.answer(183, "Session Progress", s.ALLOW, s.sdp(s.OPUS), tag=s.TAG), s.recv("CANCEL"), s.ok(),
           s.media("stop", "B"), s.answer(487, "Request Terminated", "CSeq: 1 INVITE\n", "", True, s.TAG).replace("[last_CSeq:]\n", ""), s.recv("ACK")))
    L.cap("A")
    p = L.sipp("A", s.scenario(s.invite(body=s.sdp(s.OPUS)), s.recv(100, True), s.recv(183), s.pause(6000), s.cancel(), s.recv(200), s.recv(487), s.ack(1, True)), ("bob", L.addr("B")))
    wait(p, 30); sleep(.5)


@call("no-answer-asterisk", "failed", "Asterisk", "Asterisk calls an address whose host drops everything: the INVITE is repeated until the caller gives up after 32 s", "caller's timer B", rtcp="none", healthy=False)
def _(new):
    L = new(); L.asterisk("A", {"peer": ("B", "")}, TONE); L.ast_ready(); L.nft("B", "ip saddr 10.0.0.0/8 drop", "prerouting"); L.cap("A")
    L.rx("A", "channel originate PJSIP/1000@peer application Milliwatt"); sleep(35)


@call("no-answer-linphone", "failed", "linphone", "linphonec calls an address whose host drops everything: the INVITE is repeated until the caller gives up", "caller's timer B", rtcp="none", healthy=False)
def _(new):
    L = new(); L.nft("B", "ip saddr 10.0.0.0/8 drop", "prerouting"); a = L.linphone("A", "alice"); L.cap("A")
    L.lp(a, "call sip:bob@" + L.host("B")); sleep(36)


@call("kamailio-408", "failed", "baresip, Kamailio", "baresip calls through Kamailio (fr_timer 6 s) an address whose host drops everything; Kamailio answers 408; captured at the proxy", "proxy's 408", rtcp="none", healthy=False)
def _(new):
    L = new("ABP"); kamailio(L, params='modparam("tm","fr_timer",6000)\n'); L.nft("B", "ip saddr 10.0.0.0/8 drop", "prerouting"); L.baresip("A", "alice", acct=VIA_P(L)); L.cap("P")
    L.bs("A", "dial", "sip:bob@" + L.host("B")); sleep(9)


# =============================================================== no ACK


def no_ack(L, to):
    media_script(L, "A", "B", "opus", "A", rport=to); L.cap("B")
    L.sipp("A", s.scenario(s.invite(body=s.sdp(s.OPUS)), s.progress(), s.recv(200), s.media("start", "A"), s.pause(100), s.recv(200, True), s.recv("BYE", timeout=60000), s.media("stop", "A"), s.ok()),
           ("bob" if to == 10000 else "1000", L.addr("B")))
    sleep(38)


@call("noack-sipp-asterisk", "no-ack", "sipp, GStreamer, Asterisk", "sipp calls Asterisk (echo) and never sends ACK; GStreamer is its media (Opus, RTCP); the 200 is repeated for 32 s, then Asterisk hangs up", "callee: no ACK", healthy=False)
def _(new): no_ack(ast_callee(new, "timers=no", rtp=ONE_PORT), 12000)


@call("noack-sipp-baresip", "no-ack", "sipp, GStreamer, baresip", "sipp calls baresip and never sends ACK; GStreamer is its media (Opus, RTCP); the 200 is repeated", "callee: no ACK", healthy=False)
def _(new):
    L = new(); L.baresip("B", "bob", codecs="opus/48000/2", ports="10000-10002"); no_ack(L, 10000)


@call("noack-switch-asterisk", "no-ack", "baresip, Asterisk", """baresip calls Asterisk (echo of Opus); the switch drops every ACK: the 200 is repeated, media runs both ways, Asterisk hangs up after 32 s; captured at Asterisk""",
      "callee: no ACK", healthy=False)
def _(new):
    L = ast_callee(new, "timers=no"); L.baresip("A", "alice"); L.l2drop("A", 'udp dport 5060 @th,64,32 0x41434b20 drop'); L.cap("B")
    L.bs("A", "dial", "sip:1000@" + L.host("B")); sleep(36)


@call("noack-switch-linphone", "no-ack", "baresip, linphone", "baresip calls linphonec (Opus); the switch drops every ACK: the 200 is repeated, media runs both ways, linphonec hangs up after 32 s; captured at linphonec", "callee: no ACK", healthy=False)
def _(new):
    L = new(); L.linphone("B", "bob", auto=True); L.baresip("A", "alice", codecs="opus/48000/2"); L.l2drop("A", 'udp dport 5060 @th,64,32 0x41434b20 drop'); L.cap("B")
    L.bs("A", "dial", "sip:bob@" + L.host("B")); sleep(40)


@call("noack-asterisk-pair", "no-ack", "Asterisk", "Asterisk calls Asterisk (GSM, 120 ms); an nft rule at the caller drops every ACK; the callee hangs up after 32 s; captured at the callee", "callee: no ACK", healthy=False)
def _(new):
    def prepare(L): L.nft("A", 'udp dport 5060 @th,64,32 0x41434b20 drop')
    ast_pair(new, 36, hangup=None, prepare=prepare, cap="B")
