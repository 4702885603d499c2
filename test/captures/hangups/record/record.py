#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Records the captures of this folder: record.py [NAME...], as root.

Needs of Debian 12: tgt libiscsi-bin qemu-utils qemu-block-extra stunnel4
nginx-light slapd ldap-utils haproxy swaks apache2-utils redis-server
redis-tools netcat-openbsd nftables tcpdump python3-ldap python3-aiosmtpd.
No kernel module of iSCSI is used: tgt and libiscsi run in user space.

All at the same time, in seven minutes. labels.json names each capture with what
was configured; "cut" is null where nothing may be reported.
"""
import json
import sys
import threading
import traceback

from cuts import CUTS
from lab import OUT, Lab
from traps import TRAPS

FIRST_NUMBER = 100


def main():
    scenes = {scene.__name__.replace("_", "-"): (number, scene)
              for number, scene in enumerate(CUTS + TRAPS, FIRST_NUMBER)}
    names = sys.argv[1:] or list(scenes)
    labels_file = OUT / "labels.json"
    labels = json.loads(labels_file.read_text()) if labels_file.exists() else {}

    def record(name):
        number, scene = scenes[name]
        point = "S" if name.endswith("at-server") else "C"
        try:
            with Lab(name, number, point) as lab:
                labels[name] = {"what": " ".join(scene.__doc__.split()),
                                "client": lab.client, "server": lab.server,
                                "cut": scene(lab)}
            print(name, "recorded", flush=True)
        except Exception:
            traceback.print_exc()

    threads = [threading.Thread(target=record, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    labels_file.write_text(json.dumps(labels, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
