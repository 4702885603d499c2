#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""RTP and RTCP by GStreamer's rtpbin from and to one port pair, until SIGTERM.

usage: media.py LOCAL PORT REMOTE RPORT [opus|pcmu|vp8|dtx] [KEY=VALUE ...]

mux=1 RTCP on RTP's port; rtcp=0 no RTCP; dup=1 each packet is sent twice (multiudpsink send-duplicates); vdup=F-T the same from F to T seconds, of video only;
send=0 receives only; dscp=N, vdscp=N (of video); video=PORT also VP8 there; fps=N its pictures a second; pt=N the payload type of Opus; mute=F-T no sound (seconds) with dtx
"""
import signal, sys
import gi
gi.require_version("Gst", "1.0"); gi.require_version("Gio", "2.0")
from gi.repository import Gst, Gio, GLib
local, port, remote, rport, kind = sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4]), sys.argv[5]
o = dict(a.split("=", 1) for a in sys.argv[6:])
Gst.init(None)
family = Gio.SocketFamily.IPV6 if ":" in local else Gio.SocketFamily.IPV4
AUDIO = {
    "opus": ("audiotestsrc is-live=true wave=sine name=tone ! audioconvert ! audioresample ! audio/x-raw,rate=48000,channels=1 ! opusenc bitrate=6000 frame-size=60 audio-type=voice bitrate-type=cbr ! rtpopuspay pt=96", "media=audio,clock-rate=48000,encoding-name=OPUS,payload=96", "rtpopusdepay"),
    "dtx": ("audiotestsrc is-live=true wave=sine name=tone ! audioconvert ! audioresample ! audio/x-raw,rate=48000,channels=1 ! opusenc bitrate=8000 frame-size=20 dtx=true audio-type=voice bitrate-type=vbr ! rtpopuspay pt=96 dtx=true", "media=audio,clock-rate=48000,encoding-name=OPUS,payload=96", "rtpopusdepay"),
    "pcmu": ("audiotestsrc is-live=true wave=sine name=tone ! audio/x-raw,rate=8000,channels=1 ! mulawenc ! rtppcmupay min-ptime=60000000 max-ptime=60000000", "media=audio,clock-rate=8000,encoding-name=PCMU,payload=0", "rtppcmudepay"),
    "vp8": ("videotestsrc is-live=true ! video/x-raw,width=160,height=120,framerate=8/1 ! vp8enc deadline=1 target-bitrate=20000 keyframe-max-dist=80 ! rtpvp8pay pt=97", "media=video,clock-rate=90000,encoding-name=VP8,payload=97", "rtpvp8depay"),
}


def sock(p):
    s = Gio.Socket.new(family, Gio.SocketType.DATAGRAM, Gio.SocketProtocol.UDP)
    s.bind(Gio.InetSocketAddress.new(Gio.InetAddress.new_from_string(local), p), False)
    return s


mux, rtcp = o.get("mux") == "1", o.get("rtcp") != "0"
sessions = [(kind, port, rport)]
if "video" in o:
    sessions.append(("vp8", int(o["video"]), int(o["video"])))
text = "rtpbin name=rb rtp-profile=avp "
for i, (k, p, r) in enumerate(sessions):
    encode, caps, depay = AUDIO[k]
    if o.get("send") != "0":
        text += "%s ! rb.send_rtp_sink_%d rb.send_rtp_src_%d ! multiudpsink name=rtpout%d sync=false async=false %s " % (
            encode, i, i, i, "send-duplicates=true " if o.get("dup") == "1" else "")
    text += 'udpsrc name=rtpin%d caps="application/x-rtp,%s" ! rb.recv_rtp_sink_%d ' % (i, caps, i)
    if rtcp:
        text += "rb.send_rtcp_src_%d ! multiudpsink name=rtcpout%d sync=false async=false " % (i, i)
        if not mux:
            text += "udpsrc name=rtcpin%d ! rb.recv_rtcp_sink_%d " % (i, i)
if "fps" in o:
    text = text.replace("framerate=8/1", "framerate=%s/1" % o["fps"])
if "pt" in o:
    text = text.replace("rtpopuspay pt=96", "rtpopuspay pt=" + o["pt"]).replace("payload=96", "payload=" + o["pt"])
pipe = Gst.parse_launch(text)
for i, (k, p, r) in enumerate(sessions):
    a = sock(p)
    b = a if mux else sock(p + 1)
    for name, s, to in (("rtpin", a, 0), ("rtcpin", b, 0), ("rtpout", a, r), ("rtcpout", b, r if mux else r + 1)):
        e = pipe.get_by_name(name + str(i))
        if e is None:
            continue
        e.set_property("close-socket", False)
        if to:
            e.set_property("socket-v6" if ":" in local else "socket", s)
            dscp = o.get("vdscp" if k == "vp8" else "dscp", o.get("dscp"))
            if dscp:
                e.set_property("qos-dscp", int(dscp))
            e.emit("add", remote, to)
            twice = k == "vp8" and "vdup" in o
            if name == "rtpout" and (o.get("dup") == "1" or twice):
                e.emit("add", remote, to)
            if name == "rtpout" and twice:
                e.set_property("send-duplicates", False)
                for second, on in zip(o["vdup"].split("-"), (True, False)):
                    GLib.timeout_add(int(float(second) * 1000), lambda e, on: e.set_property("send-duplicates", on) and False, e, on)
        else:
            e.set_property("socket", s)


def pad_added(rb, pad):
    n = pad.get_name()
    if n.startswith("recv_rtp_src_"):
        f = Gst.ElementFactory.make("fakesink")
        f.set_property("async", False)
        pipe.add(f)
        f.sync_state_with_parent()
        pad.link(f.get_static_pad("sink"))


rb = pipe.get_by_name("rb")
rb.connect("pad-added", pad_added)
loop = GLib.MainLoop()
pipe.set_state(Gst.State.PLAYING)
tone = pipe.get_by_name("tone")
if "mute" in o and tone:
    f, t = o["mute"].split("-")
    GLib.timeout_add(int(float(f) * 1000), lambda: tone.set_property("wave", 4) and False)
    GLib.timeout_add(int(float(t) * 1000), lambda: tone.set_property("wave", 0) and False)
GLib.unix_signal_add(GLib.PRIORITY_HIGH, signal.SIGTERM, loop.quit)
loop.run()
pipe.set_state(Gst.State.NULL)
