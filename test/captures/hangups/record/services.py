# SPDX-License-Identifier: GPL-2.0-or-later
"""Servers and clients of Debian packages, as the recordings use them."""
import subprocess
import time

from lab import sh

TARGET = "iqn.2026-01.lab:disk"


def tgt(lab, *portal_options):
    """Debian's tgt: all of it is in user space."""
    port = lab.number
    portal = ",".join([f"portal={lab.server}:3260", *portal_options])
    image = lab.dir / "disk"
    image.write_bytes(bytes(1 << 20))
    lab.start("S", "tgtd", "-f", "-C", port, "--iscsi", portal)
    for _ in range(50):
        if "State: ready" in tgtadm(lab, "--mode", "sys", "--op", "show"):
            break
        time.sleep(0.2)
    tgtadm(lab, "--lld", "iscsi", "--mode", "target", "--op", "new", "--tid", 1,
           "--targetname", TARGET)
    tgtadm(lab, "--lld", "iscsi", "--mode", "logicalunit", "--op", "new",
           "--tid", 1, "--lun", 1, "--backing-store", image)
    tgtadm(lab, "--lld", "iscsi", "--mode", "target", "--op", "bind", "--tid",
           1, "-I", "ALL")


def tgtadm(lab, *arguments):
    return lab.at("S", "tgtadm", "-C", lab.number, *arguments, check=False)


def tgt_sessions(lab):
    """(session, connection) of those that are up."""
    found = []
    listing = tgtadm(lab, "--lld", "iscsi", "--mode", "conn", "--op", "show",
                     "--tid", 1)
    session = None
    for line in listing.splitlines():
        words = line.split()
        if words[:1] == ["Session:"]:
            session = words[1]
        elif words[:1] == ["Connection:"]:
            found.append((session, words[1]))
    return found


def tgt_cut(lab):
    """Ends every connection at the target."""
    for session, connection in tgt_sessions(lab):
        tgtadm(lab, "--lld", "iscsi", "--mode", "conn", "--op", "delete",
               "--tid", 1, "--sid", session, "--cid", connection)


def initiator(lab):
    """qemu-io with libiscsi: NOP-Out every 5 s, and logs in again when it is
    cut. Commands go to its standard input."""
    return lab.start("C", "qemu-io", "-f", "raw",
                     f"iscsi://{lab.server}/{TARGET}/1", stdin=subprocess.PIPE)


def tell(process, line):
    process.stdin.write(line + "\n")
    process.stdin.flush()


def stunnel(lab, port, *options):
    """TLS on PORT in front of an echo on port 7000; its process."""
    lab.python("S", "echo", "127.0.0.1", 7000)
    both = lab.certificate()
    server = lab.start("S", "stunnel4", lab.file("stunnel.conf", "\n".join([
        "foreground = yes", "pid =", *options, "[lab]",
        f"accept = {lab.server}:{port}", "connect = 127.0.0.1:7000",
        f"cert = {both}", ""])))
    time.sleep(1)
    return server


def nginx(lab, *options):
    """HTTP on 80 and HTTPS on 443, with a small page and one of 45 kB."""
    root = lab.dir / "www"
    root.mkdir(mode=0o755)
    (root / "index.html").write_text("ok\n")
    (root / "large").write_bytes(bytes(45_000))
    for folder in (lab.dir, *lab.dir.parents):
        if folder.owner() == "root" and str(folder).startswith("/tmp/"):
            folder.chmod(0o755)
    both = lab.certificate()
    lab.start("S", "nginx", "-c", lab.file("nginx.conf", f"""
daemon off; pid {lab.dir}/nginx.pid; error_log {lab.dir}/error.log;
events {{}}
http {{
    access_log {lab.dir}/access.log;
    {" ".join(options)}
    server {{
        listen {lab.server}:80; listen {lab.server}:443 ssl;
        ssl_certificate {both}; ssl_certificate_key {both}; root {root};
    }}
}}
"""))
    time.sleep(1)


def slapd(lab, *options, address=None):
    """OpenLDAP on port 389."""
    data = lab.dir / "ldap"
    data.mkdir()
    lab.start("S", "slapd", "-d", "0", "-h",
              f"ldap://{address or lab.server}:389", "-f",
              lab.file("slapd.conf", "\n".join([
                  "include /etc/ldap/schema/core.schema",
                  "modulepath /usr/lib/ldap", "moduleload back_mdb",
                  *options, "database mdb", 'suffix "dc=lab"',
                  f"directory {data}", ""])))
    time.sleep(1)


def haproxy(lab, host, *lines):
    """HAProxy in TCP mode, with these lines after its defaults."""
    lab.start(host, "haproxy", "-f", lab.file("haproxy.cfg", "\n".join([
        "defaults", "  mode tcp", "  timeout connect 5s", *lines, ""])))
    time.sleep(1)


def nft(lab, host, *rules):
    """Replaces the rules that HOST holds for what it passes on."""
    table = "\n".join(rules)
    script = lab.file("rules.nft", f"""
table ip cut {{}}
delete table ip cut
table ip cut {{
    chain forward {{
        type filter hook forward priority 0; policy accept;
        {table}
    }}
}}
""")
    lab.at(host, "nft", "-f", script)


def client_ports(lab, port):
    """The client's ports of its connections to PORT."""
    table = lab.at("C", "ss", "-Htn", "state", "established", "dport", "=",
                   f":{port}")
    return [line.split()[2].rsplit(":", 1)[1] for line in table.splitlines()]


def run(host_lab, *command):
    """A client that runs to its end; its failure is not ours."""
    return sh("ip", "netns", "exec", host_lab.ns("C"), *command, check=False)
