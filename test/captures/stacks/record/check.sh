#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What stock tshark sees in recordings: usage check.sh FILE...
for f in "$@"; do
  echo "== $f $(stat -c %s "$f")"
  tshark -r "$f" -Y sip -T fields -e frame.time_relative -e ip.src -e ipv6.src -e sip.Method -e sip.Status-Code -e sip.CSeq.method -e sip.Session-Expires -e sip.Reason 2>/dev/null
  tshark -r "$f" -q -z rtp,streams 2>/dev/null | grep -E '0x' | awk '{print $1,$2,$3,$4,$5,$6,$8,$9,$10,$11}'
  tshark -r "$f" -Y rtcp -T fields -e ip.src -e ipv6.src 2>/dev/null | sort | uniq -c | sed 's/^/rtcp /'
done
