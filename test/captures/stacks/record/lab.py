#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Network namespaces, real SIP and RTP programs, and one capture: what the calls of calls.py are made of.

WORK     a folder for logs and settings (everything in it may go)
OUT      where the captures and labels.json are written
ASTROOT  a root folder in which Asterisk is installed (a chroot of Debian sid)
"""
import fcntl, os, shutil, signal, subprocess, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))
WORK = os.environ.get("WORK") or sys.exit("WORK: a folder for logs and settings")
OUT = os.environ.get("OUT") or sys.exit("OUT: a folder for the captures")
ASTROOT = os.environ.get("ASTROOT", os.path.join(WORK, "sid-asterisk"))
RTP = "udp dport 1024-65535 @th,64,2 2 @th,73,7 != 64-95"      # version 2 and no RTCP packet type
RTCP = "udp dport 1024-65535 @th,64,2 2 @th,73,7 64-95"


def sh(*args, check=True):
    return subprocess.run(args, check=check, capture_output=True, text=True)


def sounds():
    """A tone at 8 kHz and at 48 kHz, and the same as raw u-law and as G.729 shaped octets."""
    os.makedirs(WORK, exist_ok=True)
    with open(os.path.join(WORK, "sounds.lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if os.path.exists(os.path.join(WORK, "tone.g729")):
            return
        for rate, secs, name in ((8000, 120, "tone8.wav"), (48000, 120, "tone48.wav"), (8000, 12, "short8.wav")):
            sh("sox", "-n", "-r", str(rate), "-b", "16", "-c", "1", os.path.join(WORK, name),
               "synth", str(secs), "sine", "440", "vol", "0.3")
        sh("sox", os.path.join(WORK, "tone8.wav"), "-t", "ul", os.path.join(WORK, "tone.ul"))
        with open(os.path.join(WORK, "tone.g729"), "wb") as f:
            f.write(bytes((i * 37 + 11) & 255 for i in range(20)) * 50)
        sh("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-subj", "/CN=lab",
           "-keyout", os.path.join(WORK, "key.pem"), "-out", os.path.join(WORK, "cert.pem"))
        with open(os.path.join(WORK, "both.pem"), "w") as f:
            f.write(open(os.path.join(WORK, "key.pem")).read() + open(os.path.join(WORK, "cert.pem")).read())


class Lab:
    """Hosts on one switch. `bridge` puts bridge.py between the first two hosts instead of a switch."""

    def __init__(self, name, number, hosts="AB", ipv6=False, bridge=None):
        sounds()
        self.name, self.number, self.ipv6 = name, number, ipv6
        self.tag = "rec%d" % number
        self.dir = os.path.join(WORK, name)
        shutil.rmtree(self.dir, ignore_errors=True)
        os.makedirs(self.dir)
        self.procs, self.caps, self.files, self.stopped, self.asts = [], [], [], [], []
        self.hosts, self.bridge_log, self.inside = hosts, None, {}
        self.begin = time.time()
        self.down()
        self.ns_add("M")
        if not bridge:
            self.ip("M", "link", "add", "br0", "type", "bridge", "mcast_snooping", "0")
            self.ip("M", "link", "set", "br0", "up")
        for k, h in enumerate(hosts):
            self.ns_add(h)
            sh("ip", "link", "add", "e0", "netns", self.ns(h), "type", "veth", "peer", "name", "m" + h, "netns", self.ns("M"))
            self.ip(h, "addr", "add", self.v4(h) + "/24", "dev", "e0")
            if ipv6:
                self.ip(h, "-6", "addr", "add", self.v6(h) + "/64", "dev", "e0", "nodad")
            else:
                sh("ip", "netns", "exec", self.ns(h), "sysctl", "-qw", "net.ipv6.conf.e0.disable_ipv6=1", check=False)
            for ns, dev in ((h, "e0"), ("M", "m" + h)):
                sh("ip", "netns", "exec", self.ns(ns), "ethtool", "-K", dev, "tx", "off", "rx", "off", check=False)
                sh("ip", "netns", "exec", self.ns(ns), "ethtool", "-K", dev, "gro", "off", "gso", "off", "tso", "off", check=False)
                self.ip(ns, "link", "set", dev, "up")
            self.ip(h, "route", "add", "default", "via", "10.%d.0.254" % (60 + number))
            if not bridge:
                self.ip("M", "link", "set", "m" + h, "master", "br0")
        if bridge:
            self.bridge_log = os.path.join(self.dir, "bridge.json")
            self.bridge = self.run("M", ["/usr/bin/python3", os.path.join(HERE, "bridge.py"), "m" + hosts[0], "m" + hosts[1],
                                         self.bridge_log] + bridge.split(), "bridge")
            time.sleep(.4)

    def ns(self, h): return self.tag + h
    def v4(self, h): return self.inside.get(h) or "10.%d.0.%d" % (60 + self.number, 1 + self.hosts.index(h))
    def v6(self, h): return "fd00:%x::%d" % (60 + self.number, 1 + self.hosts.index(h))
    def addr(self, h): return self.v6(h) if self.ipv6 else self.v4(h)
    def host(self, h): return "[%s]" % self.v6(h) if self.ipv6 else self.v4(h)
    def ns_add(self, h):
        sh("ip", "netns", "add", self.ns(h))
        self.ip(h, "link", "set", "lo", "up")
    def nat(self, router, inner):
        """Puts another host, INNER, behind the host ROUTER, which translates its addresses."""
        net = "192.168.%d." % self.number
        self.ns_add(inner)
        sh("ip", "link", "add", "e0", "netns", self.ns(inner), "type", "veth", "peer", "name", "n0", "netns", self.ns(router))
        for h, dev, end in ((inner, "e0", "2"), (router, "n0", "1")):
            self.ip(h, "addr", "add", net + end + "/24", "dev", dev)
            self.do(h, "ethtool", "-K", dev, "tx", "off", "rx", "off")
            self.ip(h, "link", "set", dev, "up")
        self.ip(inner, "route", "add", "default", "via", net + "1")
        self.do(router, "sysctl", "-qw", "net.ipv4.ip_forward=1")
        self.inside[inner] = net + "2"
        subprocess.run(["ip", "netns", "exec", self.ns(router), "nft", "-f", "-"], text=True, check=True,
                       input="table ip nat {\n chain c {\n type nat hook postrouting priority 100; oifname e0 masquerade\n }\n}\n")

    def coturn(self, h="P", *options):
        self.run(h, ["turnserver", "-n", "-L", self.v4(h), "-p", "3478", "-a", "-u", "u:p", "-r", "lab", "--no-tls", "--no-dtls", "--no-cli", "-f",
                     "--min-port", "40000", "--max-port", "40100", "--log-file", "stdout", "--pidfile", self.dir + "/turn.pid", "--userdb", self.dir + "/turn.db",
                     *options], "coturn")
        time.sleep(1)

    def ip(self, h, *a): sh("ip", "-n", self.ns(h), *a)

    def run(self, h, argv, log, stdin=subprocess.DEVNULL, env=None, cwd=None):
        f = open(os.path.join(self.dir, log + ".log"), "ab")
        p = subprocess.Popen(["ip", "netns", "exec", self.ns(h)] + argv, stdin=stdin, stdout=f, stderr=f,
                             env=dict(os.environ, LC_ALL="C", **(env or {})), cwd=cwd or self.dir, start_new_session=True)
        p.log = f.name
        self.procs.append(p)
        return p

    def do(self, h, *argv):
        return sh("ip", "netns", "exec", self.ns(h), *argv, check=False).stdout

    # ---- capture
    def cap(self, h="A", dev="e0", suffix="", flt="udp or tcp", opts=(), dumpcap=False):
        name = self.name + suffix + (".pcapng" if dumpcap else ".pcap")
        path = os.path.join(OUT, name)
        if dumpcap:
            argv = ["dumpcap", "-q", "-i", dev, "-f", flt, "-w", path, *opts]
        else:
            argv = ["tcpdump", "--immediate-mode", "-U", "-Z", "root", "-B", "8192", "-i", dev, "-w", path, *opts, flt]
        p = self.run(h, argv, "tcpdump" + suffix)
        self.caps.append(p)
        self.files.append(name)
        for _ in range(60):
            if "listening on" in open(p.log).read() or "Capturing on" in open(p.log).read() and os.path.exists(path):
                break
            time.sleep(.05)
        time.sleep(.2)

    def cap_stop(self):
        for p in self.caps:
            if p.poll() is None:
                os.killpg(p.pid, signal.SIGTERM)
                p.wait(5)

    # ---- faults
    def nft(self, h, rule, hook="output"):
        """One rule at the host's own output: what it says never leaves the host (and is not captured there or later)."""
        prio = "-150" if hook == "output" else "-300"
        text = "table inet lab {\n chain c {\n type filter hook %s priority %s; policy accept;\n %s\n }\n}\n" % (hook, prio, rule)
        p = subprocess.run(["ip", "netns", "exec", self.ns(h), "nft", "-f", "-"], input=text, text=True, capture_output=True)
        if p.returncode:
            raise RuntimeError(p.stderr)

    def nft_off(self, h): self.do(h, "nft", "delete", "table", "inet", "lab")

    def l2drop(self, h, rule):
        """The switch drops: the sender's side of the wire still has the frame, the receiver's has not."""
        text = "table bridge lab {\n chain c {\n type filter hook forward priority 0; policy accept;\n iifname m%s %s\n }\n}\n" % (h, rule)
        p = subprocess.run(["ip", "netns", "exec", self.ns("M"), "nft", "-f", "-"], input=text, text=True, capture_output=True)
        if p.returncode:
            raise RuntimeError(p.stderr)

    def l2drop_off(self): self.do("M", "nft", "delete", "table", "bridge", "lab")

    def stop(self, p):
        os.killpg(p.pid, signal.SIGSTOP)
        self.stopped.append(p)

    def kill(self, p):
        os.killpg(p.pid, signal.SIGKILL)

    # ---- baresip
    def baresip(self, h, user, acct="", config="", uri="", codecs="opus/48000/1", ptime=60, auto=True, tone=None, answer="auto", ports="10000-10100"):
        d = os.path.join(self.dir, "baresip-" + user)
        os.makedirs(d)
        wav = tone or ("tone48.wav" if "opus" in codecs else "tone8.wav")
        with open(d + "/config", "w") as f:
            f.write("poll_method epoll\ncall_local_timeout 120\ncall_max_calls 4\nsip_listen %s:5060\n"
                    "sip_certificate %s\nctrl_tcp_listen 127.0.0.1:4444\naudio_player aufile,/dev/null\n"
                    "audio_source aufile,%s\naudio_alert aufile,/dev/null\nrtp_tos 184\nrtp_ports %s\n"
                    "jitter_buffer_delay 5-10\nmodule_path /usr/lib/baresip/modules\nopus_bitrate 6000\nopus_stereo no\n"
                    "opus_sprop_stereo no\nopus_application voip\nopus_cbr no\nopus_inbandfec no\nopus_dtx no\n"
                    % (self.host(h), os.path.join(WORK, "both.pem"), os.path.join(WORK, wav), ports))
            if "rtcp_mux" not in config:
                f.write("rtcp_mux no\n")
            f.write("module g711.so\nmodule opus.so\nmodule aufile.so\nmodule uuid.so\n" + config +
                    "\nmodule_app account.so\nmodule_app contact.so\nmodule_app menu.so\nmodule_app ctrl_tcp.so\n")
        with open(d + "/accounts", "w") as f:
            f.write("<sip:%s@%s%s>;regint=0;audio_codecs=%s;ptime=%d;answermode=%s%s\n"
                    % (user, self.host(h), uri, codecs, ptime, answer, acct))
        open(d + "/contacts", "w").close()
        p = self.run(h, ["baresip", "-f", d], "baresip-" + user)
        for _ in range(50):
            if ":115C" in self.do(h, "cat", "/proc/net/tcp"):
                break
            time.sleep(.1)
        time.sleep(.5)
        return p

    def bs(self, h, command, params=""):
        code = ("import socket,sys,json\ns=socket.create_connection(('127.0.0.1',4444),3)\n"
                "m=json.dumps({'command':sys.argv[1],'params':sys.argv[2]}).encode()\ns.sendall(b'%d:%s,'%(len(m),m))\ns.settimeout(.5)\n"
                "try:\n  print(s.recv(3000))\nexcept Exception as e:\n  print(e)\n")
        r = self.do(h, "/usr/bin/python3", "-c", code, command, params)
        with open(os.path.join(self.dir, "baresip-control.log"), "a") as f:
            f.write("%.2f %s %s %s -> %s\n" % (time.time() - self.begin, h, command, params, r))
        return r

    # ---- linphonec
    def linphone(self, h, user, se=0, refresher=1, opts="", auto=False, tone="tone48.wav", codec="opus", rtp="", sound="", net="", speak=True, proxy=""):
        """Settings of user; the program is steered by lp(). With se it offers RFC 4028."""
        d = os.path.join(self.dir, "linphone-" + user)
        for s in ("/.local/share/linphone", "/c", "/d"):
            os.makedirs(d + s)
        known = [("opus", 48000, 2, "useinbandfec=0;maxaveragebitrate=8000"), ("speex", 8000, 1, "vbr=on"), ("PCMU", 8000, 1, ""), ("GSM", 8000, 1, "")]
        with open(d + "/rc", "w") as f:
            f.write("[sip]\nsip_port=5060\nsip_tcp_port=%s\nsip_tls_port=-1\ncontact=\"%s\" <sip:%s@%s>\nuse_ipv6=%d\n"
                    "keepalive_period=30000\nguess_hostname=1\n" % ("5060" if "tcp" in opts else "-1", user, user, self.host(h), self.ipv6))
            if se:
                f.write("session_expires_enabled=1\nsession_expires_value=%d\nsession_expires_min_value=90\n"
                        "session_expires_refresher_value=%d\n" % (se, refresher))
            if proxy:
                f.write("default_proxy=0\n")
            f.write("[net]\nstun_server=\nfirewall_policy=0\nupload_bw=36\ndownload_bw=36\n%s\n[rtp]\naudio_rtp_port=7078\n"
                    "video_rtp_port=9078\nupload_ptime=60\ndownload_ptime=60\naudio_adaptive_jitt_comp_enabled=1\n%s\n"
                    "[sound]\nechocancellation=0\n%s\n[video]\nenabled=0\ncapture=0\ndisplay=0\n[misc]\nconfig_version=0\n" % (net, rtp, sound))
            if proxy:
                f.write("[proxy_0]\nreg_proxy=%s\nreg_route=%s\nreg_identity=sip:%s@%s\nreg_sendregister=0\n" % (proxy, proxy, user, self.host(h)))
            for i, (mime, rate, ch, fmtp) in enumerate(known):
                f.write("[audio_codec_%d]\nmime=%s\nrate=%d\nchannels=%d\nenabled=%d\n%s" %
                        (i, mime, rate, ch, mime == codec, "recv_fmtp=%s\n" % fmtp if fmtp else ""))
        p = self.run(h, ["linphonec", "-c", d + "/rc", "-d", "0"] + (["-a"] if auto else []), "linphone-" + user, stdin=subprocess.PIPE,
                     env={"HOME": d, "XDG_CONFIG_HOME": d + "/c", "XDG_DATA_HOME": d + "/d"})
        time.sleep(2)
        self.lp(p, "soundcard use files")
        if speak:
            self.lp(p, "play " + os.path.join(WORK, tone))
        p.tone = os.path.join(WORK, tone)
        time.sleep(.5)
        return p

    def lp(self, p, *commands):
        for c in commands:
            p.stdin.write(c.encode() + b"\n")
            p.stdin.flush()
            if c.startswith("call "):
                time.sleep(1.5)
                self.lp(p, "play " + p.tone)

    # ---- sipp
    def sipp(self, h, xml, to=None, port=5060, opts=(), limit=200):
        n = len(self.procs)
        path = os.path.join(self.dir, "sipp%d.xml" % n)
        with open(path, "w") as f:
            f.write(xml.replace("@WORK@", WORK).replace("@DIR@", self.dir))
        for s in ("tone.ul", "tone.g729"):
            if not os.path.exists(os.path.join(self.dir, s)):
                os.symlink(os.path.join(WORK, s), os.path.join(self.dir, s))
        a = ["timeout", str(limit), "sipp", "-sf", path, "-i", self.addr(h), "-mi", self.addr(h), "-p", str(port), "-m", "1", "-l", "1",
             "-nostdin", "-mp", "6000", "-timeout", "%ds" % (limit - 5), "-trace_err", *opts]
        if to:
            a += ["-s", to[0], "%s:%d" % (to[1], to[2] if len(to) > 2 else 5060)]
        p = self.run(h, a, "sipp%d" % n)
        if not to:
            time.sleep(.7)
        return p

    # ---- Asterisk
    def asterisk(self, h, peers, dialplan, bind="udp", codec="gsm:60", extra="", rtp=""):
        """peers: {name: (host letter, "key=value ...")}; calls come in at [in]."""
        inst = "%s-%s" % (self.name, h)
        etc, var = "/etc/lab/" + inst, "/var/lab/" + inst
        R = ASTROOT
        shutil.rmtree(R + etc, ignore_errors=True); shutil.rmtree(R + var, ignore_errors=True)
        shutil.copytree(R + "/etc/asterisk", R + etc)
        for s in ("run", "log", "spool", "db"):
            os.makedirs("%s%s/%s" % (R, var, s))
        w = lambda n, t: open("%s%s/%s" % (R, etc, n), "w").write(t)
        w("asterisk.conf", "[directories](!)\nastetcdir => %s\nastmoddir => %s\nastvarlibdir => /var/lib/asterisk\nastdbdir => %s/db\n"
          "astkeydir => /var/lib/asterisk\nastdatadir => /usr/share/asterisk\nastagidir => /usr/share/asterisk/agi-bin\n"
          "astspooldir => %s/spool\nastrundir => %s/run\nastlogdir => %s/log\n[options]\nhideconnect = yes\n"
          % (etc, [d for d in ("/usr/lib/x86_64-linux-gnu/asterisk/modules", "/usr/lib/asterisk/modules") if os.path.isdir(R + d)][0], var, var, var, var))
        t = open("%s%s/asterisk.conf" % (R, etc)).read().replace("[directories](!)", "[directories]"); w("asterisk.conf", t)
        w("modules.conf", "[modules]\nautoload=yes\n" + "".join("noload=%s.so\n" % m for m in
          "chan_iax2 chan_unistim chan_console chan_motif res_xmpp app_voicemail app_queue cdr_csv cdr_custom cdr_radius cel_radius "
          "res_config_ldap res_config_pgsql res_snmp res_ari pbx_dundi pbx_ael pbx_lua res_calendar res_corosync app_minivm "
          "chan_dahdi res_phoneprov res_pjsip_phoneprov_provider res_prometheus cel_custom cdr_pgsql cel_pgsql cdr_tds cel_tds chan_mobile".split()))
        w("rtp.conf", "[general]\n%s\n" % (rtp or "rtpstart=12000\nrtpend=12100"))
        w("logger.conf", "[general]\n[logfiles]\nfull => notice,warning,error,verbose\n")
        w("extensions.conf", "[general]\n[in]\n" + dialplan + "\n")
        w("http.conf", "[general]\nenabled=no\n"); w("manager.conf", "[general]\nenabled=no\n"); w("udptl.conf", "[general]\n")
        pj = "[global]\ntype=global\n[t]\ntype=transport\nprotocol=%s\nbind=%s:5060\ntos=cs3\n" % (bind, self.host(h))
        if bind == "tls":
            for s in ("key.pem", "cert.pem"):
                shutil.copy(os.path.join(WORK, s), R + etc)
            pj = pj.replace(":5060", ":5061") + "cert_file=%s/cert.pem\npriv_key_file=%s/key.pem\nmethod=tlsv1_2\n" % (etc, etc)
        for n, (ph, opts) in peers.items():
            o = dict(kv.split("=", 1) for kv in opts.split())
            code = o.pop("allow", codec)
            dest = o.pop("contact", "sip:%s@%s:%d%s" % ("x" if n == "peer" else n, self.host(ph), 5061 if bind == "tls" else 5060,
                                                       ";transport=" + bind if bind != "udp" else ""))
            pj += ("[%s]\ntype=endpoint\ntransport=t\ncontext=in\ndisallow=all\nallow=%s\naors=%s\ndirect_media=no\ntos_audio=ef\nuse_ptime=yes\n%s\n"
                   "[%s]\ntype=aor\ncontact=%s\n[%s]\ntype=identify\nendpoint=%s\nmatch=%s\n"
                   % (n, code, n, "\n".join("%s=%s" % kv for kv in o.items()), n, dest, n, n, self.addr(ph)))
        w("pjsip.conf", pj + extra)
        conf = etc + "/asterisk.conf"
        p = self.run(h, ["chroot", R, "asterisk", "-f", "-C", conf], "asterisk-" + h)
        p.conf, p.hostname = conf, h
        self.asts.append((h, conf, p))
        return p

    def ast_ready(self):
        for h, conf, p in self.asts:
            for _ in range(120):
                if "fully booted" in self.rx(h, "core waitfullybooted"):
                    break
                time.sleep(.25)
            else:
                raise RuntimeError("Asterisk did not start")

    def rx(self, h, command):
        conf = [c for x, c, _ in self.asts if x == h][0]
        r = self.do(h, "chroot", ASTROOT, "asterisk", "-C", conf, "-rx", command)
        with open(os.path.join(self.dir, "asterisk-control.log"), "a") as f:
            f.write("%.2f %s %s -> %s\n" % (time.time() - self.begin, h, command, r))
        return r

    # ---- the end
    def down(self):
        for h in "MABPCDXY":
            if os.path.exists("/run/netns/" + self.ns(h)):
                sh("ip", "netns", "del", self.ns(h), check=False)

    def close(self):
        self.cap_stop()
        for p in self.stopped:
            if p.poll() is None:
                os.killpg(p.pid, signal.SIGCONT)
        for p in self.procs:
            if p.poll() is None:
                try: os.killpg(p.pid, signal.SIGTERM)
                except ProcessLookupError: pass
        time.sleep(1)
        for p in self.procs:
            if p.poll() is None:
                try: os.killpg(p.pid, signal.SIGKILL)
                except ProcessLookupError: pass
            try: p.wait(3)
            except subprocess.TimeoutExpired: pass
        self.down()
