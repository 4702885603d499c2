#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Records calls with SRTP whose sound is known octet for octet: ../../srtp.

usage: WORK=/folder/for/logs OUT=/folder/for/captures srtp_calls.py [NAME ...]

Beside each capture NAME.pcap: NAME.json, which says what each side sent. As
root on Debian 12, with what ../README.md names, gstreamer1.0-plugins-bad
(srtpenc) and gstreamer1.0-libav (G.722).
"""
import base64
import hashlib
import json
import os
import subprocess
import sys
import time

import lab
import scen

SECONDS = 3
KEYS = {"A": bytes(range(1, 63)), "B": bytes(range(101, 163))}    # as long as needed
SWEEPS = {"A": "300-2500", "B": "2500-300"}
# Name: codec, payload type, clock rate; suite; srtpenc's cipher and tag; octets of key and salt; MKI.
GST = {
    "gst-srtp-pcmu": ("PCMU", 0, "AES_CM_128_HMAC_SHA1_80", "aes-128-icm", "hmac-sha1-80", 30, b"\x05"),
    "gst-srtp-g722": ("G722", 9, "AES_256_CM_HMAC_SHA1_32", "aes-256-icm", "hmac-sha1-32", 46, None),
    "gst-srtp-gcm": ("PCMU", 0, "AEAD_AES_128_GCM", "aes-128-gcm", None, 28, None),
}
BARESIP = ("baresip-srtp-pcmu", "baresip-srtp-tls")


def sounds(L):
    """One sweep a side, as u-law and as the same in 16 bits at 8 and 16 kHz."""
    for side, sweep in SWEEPS.items():
        path = os.path.join(L.dir, side)
        subprocess.run(["sox", "-D", "-n", "-r", "8000", "-c", "1", "-t", "ul", path + ".ul",
                        "synth", str(SECONDS + 4), "sine", sweep, "vol", "0.5"], check=True)
        for rate in (8000, 16000):
            subprocess.run(["sox", "-D", "-t", "ul", "-r", "8000", "-c", "1", path + ".ul", "-b", "16", "-r", str(rate),
                            "%s-%d.wav" % (path, rate)], check=True)


def crypto(side, suite, n, mki):
    key = base64.b64encode(KEYS[side][:n]).decode()
    tail = "|%d:%d" % (int.from_bytes(mki, "big"), len(mki)) if mki else ""
    return "a=crypto:1 %s inline:%s|2^31%s\n" % (suite, key, tail)


def gst_media(L, side, other, codec, pt, cipher, auth, n, mki):
    """GStreamer's rtpbin and srtpenc; what the encoder made goes to a file, too."""
    path = os.path.join(L.dir, side)
    source = {
        "PCMU": "filesrc location=%s.ul blocksize=160 ! rawaudioparse use-sink-caps=false format=mulaw sample-rate=8000 "
                "num-channels=1 ! tee name=t ! queue ! rtppcmupay min-ptime=20000000 max-ptime=20000000" % path,
        "G722": "filesrc location=%s-16000.wav ! wavparse ! audioconvert ! avenc_g722 ! tee name=t ! queue ! "
                "rtpg722pay min-ptime=20000000 max-ptime=20000000" % path}[codec]
    tag = "rtp-auth=%s rtcp-auth=hmac-sha1-80" % auth if auth else "rtp-auth=null rtcp-auth=null"
    text = ("rtpbin name=rb srtpenc name=se key=%s rtp-cipher=%s rtcp-cipher=%s %s %s "
            "%s ! rb.send_rtp_sink_0 t. ! queue ! filesink buffer-mode=unbuffered location=%s.sent "
            "rb.send_rtp_src_0 ! se.rtp_sink_0 se.rtp_src_0 ! udpsink host=%s port=7000 bind-port=7000 qos-dscp=46 "
            "rb.send_rtcp_src_0 ! se.rtcp_sink_0 se.rtcp_src_0 ! udpsink host=%s port=7001 bind-port=7001 sync=false async=false"
            % (KEYS[side][:n].hex(), cipher, cipher, tag, "mki=" + mki.hex() if mki else "", source, path, L.addr(other), L.addr(other)))
    return L.run(side, ["timeout", str(SECONDS + 2), "gst-launch-1.0", "-q"] + text.split(), "gst-" + side)


def n_packets(path, address):
    """How many packets of RTP stock tshark sees of this sender, by SDP."""
    done = subprocess.run(["tshark", "-r", path, "-o", "tls.keylog_file:" + path.replace(".pcap", ".keys"), "-Y", "rtp && ip.src==" + address, "-T", "fields", "-e", "frame.number"],
                          capture_output=True, text=True, check=True)
    return len(done.stdout.split())


def tell(L, name, what, sounds):
    """NAME.json: the sound that each side sent, in packets of 160 octets, as long as it was captured."""
    facts = {"what": what, "sent": {}}
    for side, path in sounds.items():
        n = n_packets(os.path.join(lab.OUT, name + ".pcap"), L.addr(side))
        with open(path, "rb") as f:
            octets = f.read(160 * n)
        facts["sent"][L.addr(side)] = {"packets": n, "octets": len(octets), "sha256": hashlib.sha256(octets).hexdigest()}
    with open(os.path.join(lab.OUT, name + ".json"), "w") as f:
        json.dump(facts, f, indent=1)
        f.write("\n")


def gst_call(L, name):
    codec, pt, suite, cipher, auth, n, mki = GST[name]
    sounds(L)
    line = "m=audio 7000 RTP/SAVP %d\na=rtpmap:%d %s/8000\na=ptime:20\na=rtcp:7001\n" % (pt, pt, codec)
    body = {side: scen.sdp(line + crypto(side, suite, n, mki)) for side in "AB"}
    L.sipp("B", scen.uas(body=body["B"], start=scen.pause(1)))
    L.cap("A")
    a = L.sipp("A", scen.uac((SECONDS + 3) * 1000, body=body["A"], start=scen.pause(1)), ("bob", L.addr("B")))
    time.sleep(1.5)
    senders = [gst_media(L, side, other, codec, pt, cipher, auth, n, mki) for side, other in ("AB", "BA")]
    for p in senders + [a]:
        p.wait(40)
    L.cap_stop()
    tell(L, name, "sipp signals in clear, GStreamer's srtpenc sends %s under %s%s" % (
        codec, suite, ", MKI" if mki else ""), {side: os.path.join(L.dir, side + ".sent") for side in "AB"})


def keylog(path):
    """Makes this process's children on OpenSSL write their TLS keys to path."""
    library = os.path.join(lab.WORK, "keylog.so")
    subprocess.run(["gcc", "-shared", "-fPIC", "-o", library, os.path.join(lab.HERE, "keylog.c"), "-ldl"], check=True)
    os.environ.update(LD_PRELOAD=library, SSLKEYLOGFILE=path)


def baresip_call(L, name):
    sounds(L)
    tls = name.endswith("-tls")
    how = dict(config="module srtp.so\nsip_verify_server no\n", uri=";transport=tls" if tls else "")
    if tls:
        keylog(os.path.join(lab.OUT, name + ".keys"))
    for side, user in (("B", "bob"), ("A", "alice")):
        L.baresip(side, user, acct=";mediaenc=srtp-mand", codecs="PCMU/8000/1", ptime=20,
                  tone=os.path.join(L.dir, side + "-8000.wav"), **how)
    os.environ.pop("LD_PRELOAD", None)
    L.cap("A")
    L.bs("A", "dial", "sip:bob@%s:%d%s" % (L.host("B"), 5061 if tls else 5060, how["uri"]))
    time.sleep(SECONDS)
    L.bs("A", "hangup")
    time.sleep(1)
    L.cap_stop()
    tell(L, name, "baresip calls baresip over %s, srtp-mand" % ("TLS, its keys in NAME.keys" if tls else "UDP"), {
        side: os.path.join(L.dir, side + ".ul") for side in "AB"})


def main():
    for number, name in enumerate(sys.argv[1:] or [*GST, *BARESIP], start=91):
        L = lab.Lab(name, number)
        try:
            (gst_call if name in GST else baresip_call)(L, name)
        finally:
            L.close()


if __name__ == "__main__":
    main()
