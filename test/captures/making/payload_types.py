# SPDX-License-Identifier: GPL-2.0-or-later
"""The payload types a Lync stream uses when no SDP names them.

Sources: [MS-RTP] 2.2.1, [MS-SDPEXT] 3.1.5.3 and 4, [MS-RTPME] 2.2.1,
TechNet bb894539. Written down here a second time on purpose: a test that
read the table of the code could not find a wrong row.
"""

from typing import NamedTuple, Optional


class PayloadType(NamedTuple):
    pt: int
    codec: Optional[str]        # None: RTP for sure, its name is not tested
    clock_rate_hz: int
    media: Optional[str]        # None: not tested


AUDIO = [
    PayloadType(0, "PCMU", 8000, "audio"),
    PayloadType(3, "GSM", 8000, "audio"),
    PayloadType(4, "G723", 8000, "audio"),
    PayloadType(5, "DVI4", 8000, "audio"),
    PayloadType(6, "DVI4", 16000, "audio"),
    PayloadType(8, "PCMA", 8000, "audio"),
    PayloadType(9, "G722", 8000, "audio"),      # RTP clock 8000, RFC 3551
    PayloadType(13, "CN", 8000, "audio"),
    PayloadType(18, "G729", 8000, "audio"),
    PayloadType(97, "RED", 8000, "audio"),
    PayloadType(101, "telephone-event", 8000, "audio"),
    PayloadType(102, "opus", 48000, "audio"),
    PayloadType(103, "SILK", 8000, "audio"),
    PayloadType(104, "SILK", 16000, "audio"),
    PayloadType(106, "OPUS", 48000, "audio"),
    PayloadType(108, "SATIN", 48000, "audio"),
    PayloadType(109, "SATINFB", 48000, "audio"),
    PayloadType(111, "SIREN", 16000, "audio"),
    PayloadType(112, "G7221", 16000, "audio"),
    PayloadType(114, "x-msrta", 16000, "audio"),
    PayloadType(115, "x-msrta", 8000, "audio"),
    PayloadType(116, "AAL2-G726-32", 8000, "audio"),
    PayloadType(117, "G722", 8000, "audio"),    # Teams: CN/24000
    PayloadType(118, "CN", 16000, "audio"),
    PayloadType(120, "CN", 48000, "audio"),     # Teams only
]

VIDEO = [
    PayloadType(31, "H261", 90000, "video"),
    PayloadType(34, "H263", 90000, "video"),
    PayloadType(121, "x-rtvc1", 90000, "video"),
    PayloadType(122, "X-H264UC", 90000, "video"),
    PayloadType(123, "x-ulpfecuc", 90000, "video"),
    PayloadType(127, "x-data", 90000, None),    # application sharing
    PayloadType(119, None, 90000, None),        # Teams only: X-MSAV1
]

# Payload types whose jitter stock tshark does not work out: PT 13 counts as
# comfort noise, telephone-event repeats its timestamp (tap-rtp-analysis.c).
WITHOUT_JITTER = {13, 101}

BY_PT = {row.pt: row for row in AUDIO + VIDEO}
