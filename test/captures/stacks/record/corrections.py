# SPDX-License-Identifier: GPL-2.0-or-later
"""What reading the captures changed in the labels, with the reason.

Stock tshark read each capture against its label. Only what the configuration
makes certain stays in a label.
"""
UNREADABLE = {"signalling": "unreadable"}
# The capture ends with the last copy of the INVITE, 31.5 s after the first;
# that the caller gave up at 32 s is in no packet.
MAY_HAVE_ENDED = {"verdicts": {"call": "failed", "also": ["capture-ended"]}}
# The media timer fired 29.1 to 29.96 s after the last packet: its BYE is what
# the silence explains, but no silence lasted 30 s.
BELOW_LIMIT = {"findings_true": ["lync.media_timeout.bye"],
               "findings_also": ["lync.media_timeout"]}
# Few packets were lost, or the capture shows it by reports alone: true when
# it is said, and nothing wrong when not.
LOSS_ALSO = {"findings_also": ["lync.loss"]}
# With 4 % lost and more a low quality is true, too.
QUALITY_ALSO = {"findings_also": ["lync.quality.poor"]}

CORRECTIONS = {
    "asterisk-tls.pcap": UNREADABLE,
    "baresip-tls-srtp.pcap": UNREADABLE,
    "no-answer-asterisk.pcap": MAY_HAVE_ENDED,
    "no-answer-linphone.pcap": MAY_HAVE_ENDED,
    "mt-both-dark.pcap": BELOW_LIMIT,
    "mt-hold-asterisk.pcap": BELOW_LIMIT,
    "mt-kamailio.pcap": BELOW_LIMIT,
    "mt-tcp.pcap": BELOW_LIMIT,
    "bridge-loss-1-callee.pcap": LOSS_ALSO,
    "bridge-rtcp-loss.pcap": LOSS_ALSO,
    "bridge-slow.pcap": LOSS_ALSO,
    "mt-switch-caller.pcap": LOSS_ALSO,
    "bridge-loss-5-both-callee.pcap": QUALITY_ALSO,
    "bridge-loss-5-both-caller.pcap": QUALITY_ALSO,
    "bridge-loss-20-callee.pcap": QUALITY_ALSO,
    "bridge-loss-hole-callee.pcap": QUALITY_ALSO,
    "bridge-loss-hole-caller.pcap": QUALITY_ALSO,
    "silence-returns.pcap": QUALITY_ALSO,
    "bridge-mixed-caller.pcap": QUALITY_ALSO,
    "twins-lost-caller.pcap": QUALITY_ALSO,
    "twins-lost-callee.pcap": QUALITY_ALSO,
    # Of 6 % that come twice by chance, three may come within a second.
    "bridge-mixed-callee.pcap": {"findings_also": ["lync.dup_burst",
                                                   "lync.quality.poor"]},
    # The frozen side reads nothing for 36 s: its report of 51.0 s says that 443
    # packets to it are lost.
    "frozen-returns.pcap": {"findings_also": ["lync.loss",
                                              "lync.quality.poor"]},
    # The UPDATE that is in the capture is never answered.
    "se-sip-cut.pcap": {"findings_also": ["lync.session.refresh_failed"]},
}


def corrected(row):
    """A label, with what has to be changed in it."""
    return {**row, **CORRECTIONS.get(row["file"], {})}
