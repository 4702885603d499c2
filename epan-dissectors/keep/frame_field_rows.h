/* The fields of a frame, a row each: FIELD(ID, KIND, FILTER, NAME,
 * DESCRIPTION).
 *
 * ID           FIELD_ID names it in the code
 * KIND         TEXT, NUMBER, FRAME, FLAG, TIME, REAL, SEVERITY, VERDICT or
 *              DSCP: type and display, as frame_field.c has them
 * FILTER       its filter name
 * NAME         in the tree
 * DESCRIPTION  a sentence, with the unit
 *
 * Whoever includes this file defines FIELD first: frame_field.h makes the enum
 * of it and frame_field.c the registration.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

/* clang-format off */
FIELD(DUPLICATE, FLAG, "lync.duplicate", "Duplicate",
    "The RTP packet repeats one that was captured before.")
FIELD(DUPLICATE_FIRST, FRAME, "lync.duplicate.first", "First copy",
    "Frame number of the first copy.")
FIELD(DUPLICATE_ORIGIN, TEXT, "lync.duplicate.origin", "Origin",
    "Who made the copy: sender, network, capture, event (a telephone event "
    "sent again) or unknown.")
FIELD(BURST, NUMBER, "lync.burst", "Burst",
    "Index of the burst of repeats that the packet belongs to.")
FIELD(DUPLICATE_CONFLICT, FRAME, "lync.duplicate.conflict", "Conflict with",
    "Frame number of a packet with the same sequence number and another "
    "payload.")
FIELD(ICE_PATH, TEXT, "lync.ice.path", "Path of the media",
    "How ICE lets the media run: direct, reflexive (through NAT), relay-udp or "
    "relay-tcp (through a TURN server).")
FIELD(SESSION_INTERVAL, NUMBER, "lync.session.interval", "Session interval (s)",
    "Session-Expires, in seconds.")
FIELD(SESSION_MIN_SE, NUMBER, "lync.session.min_se", "Min-SE (s)",
    "The shortest session interval that is accepted, in seconds.")
FIELD(SESSION_REFRESHER, TEXT, "lync.session.refresher", "Refresher",
    "The refresher parameter as written: uac or uas of this transaction.")
FIELD(SESSION_REFRESHER_PARTY, TEXT, "lync.session.refresher_party",
    "Refreshing party",
    "Address of the party that has to refresh the session.")
FIELD(SESSION_REFRESH_DUE, TIME, "lync.session.refresh_due", "Refresh due",
    "When the refresh is due: half the interval after the 2xx.")
FIELD(SESSION_GIVE_UP, TIME, "lync.session.give_up", "Other side may give up",
    "From when on the side that does not refresh may hang up: the interval "
    "less 32 s or a third of it, whichever is less.")
FIELD(SESSION_EXPIRES, TIME, "lync.session.expires", "Session expires",
    "When the session expires: the whole interval after the 2xx.")
FIELD(REGISTER_EXPIRES, NUMBER, "lync.register.expires",
    "Registration expires (s)",
    "How long the registration is to last, or lasts, in seconds.")
FIELD(KEEP_ALIVE_ROLE, TEXT, "lync.keep_alive.role", "Keep-alive role",
    "Role in ms-keep-alive as written.")
FIELD(KEEP_ALIVE_TCP, FLAG, "lync.keep_alive.tcp", "Keep-alive of TCP",
    "The parameter tcp of ms-keep-alive.")
FIELD(KEEP_ALIVE_HOP_HOP, FLAG, "lync.keep_alive.hop_hop",
    "Keep-alive hop by hop",
    "The parameter hop-hop of ms-keep-alive.")
FIELD(KEEP_ALIVE_END_END, FLAG, "lync.keep_alive.end_end",
    "Keep-alive end to end",
    "The parameter end-end of ms-keep-alive.")
FIELD(KEEP_ALIVE_TIMEOUT, NUMBER, "lync.keep_alive.timeout",
    "Keep-alive timeout (s)",
    "The longest silence that ms-keep-alive allows, in seconds.")
FIELD(REASON_PROTOCOL, TEXT, "lync.reason.protocol", "Reason protocol",
    "Protocol of the Reason for which the call ended.")
FIELD(REASON_CAUSE, NUMBER, "lync.reason.cause", "Reason cause",
    "Cause in that Reason; 0 when it has none.")
FIELD(REASON_TEXT, TEXT, "lync.reason.text", "Reason text",
    "Text in that Reason.")
FIELD(DIAGNOSTICS_HEADER, TEXT, "lync.diagnostics.header", "Diagnostics",
    "Which of Microsoft's headers the next fields come from.")
FIELD(DIAGNOSTICS_ID, NUMBER, "lync.diagnostics.id", "Diagnostics ID",
    "Error number of Microsoft's diagnostics.")
FIELD(DIAGNOSTICS_SOURCE, TEXT, "lync.diagnostics.source", "Diagnostics source",
    "Server or program that reports it.")
FIELD(DIAGNOSTICS_REASON, TEXT, "lync.diagnostics.reason", "Diagnostics reason",
    "Microsoft's text for the number.")
FIELD(DIAGNOSTICS_MEANING, TEXT, "lync.diagnostics.meaning",
    "Diagnostics meaning",
    "What the number says about the media of the call.")
FIELD(DIAGNOSTICS_ICE_WARN, TEXT, "lync.diagnostics.ice_warn", "ICE warning",
    "ICEWarn of the diagnostics: the client's bit mask.")
FIELD(DIAGNOSTICS_NETWORK_ERROR, TEXT, "lync.diagnostics.network_error",
    "Network error",
    "NetworkErr of the diagnostics, as the client has it.")
FIELD(DIAGNOSTICS_MEDIA_TIMEOUT, FLAG, "lync.diagnostics.media_timeout",
    "Client's media timeout",
    "MediaTimeout of the diagnostics: the client got no media for too long.")
FIELD(DIAGNOSTICS_RTCP_BYE_SENT, FLAG, "lync.diagnostics.rtcp_bye_sent",
    "Client sent RTCP BYE",
    "RtcpByeSent of the diagnostics.")
FIELD(DIAGNOSTICS_RTCP_BYE_RECEIVED, FLAG,
    "lync.diagnostics.rtcp_bye_received", "Client got RTCP BYE",
    "RtcpByeRcvd of the diagnostics.")
FIELD(CALL, NUMBER, "lync.call", "Call",
    "Number of the call. Legs of one call have their own numbers until the "
    "capture has been read.")
FIELD(CALL_VERDICT, VERDICT, "lync.call.verdict", "Verdict",
    "What became of the call: on the frame that ends it, and on every frame "
    "of it once the capture has been read.")
FIELD(CALL_VERDICT_NAME, TEXT, "lync.call.verdict.name", "Name of the verdict",
    "The verdict as text, for tshark -T fields, which prints a number for "
    "lync.call.verdict.")
FIELD(CALL_CERTAINTY, TEXT, "lync.call.certainty", "Certainty",
      "How far the capture can carry the verdict, once it has been read: "
      "certain, likely or unknown.")
FIELD(CALL_CONDITION, TEXT, "lync.call.condition", "Condition",
    "What was bad while the call was up, once the capture has been read: media "
    "that was lost.")
FIELD(CALL_CAUSE, TEXT, "lync.call.cause", "Cause",
    "The verdict in a sentence, once the capture has been read.")
FIELD(CALL_FIRST_FRAME, FRAME, "lync.call.first_frame", "First frame",
    "The first frame of the call, once the capture has been read.")
FIELD(CALL_ANSWER_FRAME, FRAME, "lync.call.answer_frame", "Answer",
    "The frame with the 2xx to its INVITE, once the capture has been read.")
FIELD(CALL_END_FRAME, FRAME, "lync.call.end_frame", "End",
    "The frame with its BYE, CANCEL or final failure, once the capture has "
    "been read.")
FIELD(CALL_EVIDENCE, FRAME, "lync.call.evidence", "Evidence",
    "A frame that proves the verdict, once the capture has been read.")
FIELD(FINDING, TEXT, "lync.finding", "Finding",
    "Filter name of a finding in the frame.")
FIELD(FINDING_SEVERITY, SEVERITY, "lync.finding.severity", "Severity",
    "How bad that finding is: Chat, Note, Warn or Error, 0 to 3.")
FIELD(ADVICE, TEXT, "lync.advice", "Advice",
    "What an administrator can change about a finding in the frame, or about "
    "the cause of the call's end.")
FIELD(STREAM, NUMBER, "lync.stream", "Stream",
    "Index of the RTP stream: one for each 5-tuple and SSRC.")
FIELD(MEDIA, TEXT, "lync.media", "Media",
    "Medium of the stream: audio or video, as SDP, the payload type or the "
    "code point says, in this order.")
FIELD(DSCP, DSCP, "lync.dscp", "DSCP",
    "Code point of the innermost IP header that carries the packet.")
FIELD(CODEC, TEXT, "lync.codec", "Codec",
    "Encoding name in force for the payload type: from SDP, or from the "
    "payload type table.")
FIELD(SRTP_OPENED, FLAG, "lync.srtp.opened", "SRTP opened",
    "The packet was SRTP or SRTCP: its tag fits a key that SDP gave, and it is "
    "shown decrypted.")
FIELD(R, REAL, "lync.r", "R of the stream",
    "Rating R of the whole stream, once the capture has been read: at best "
    "93.2 narrowband and 129 wideband (ITU-T G.107, G.107.1).")
FIELD(MOS, REAL, "lync.mos", "MOS of the stream",
    "Mean opinion score of the whole stream, 1 to 4.5, once the capture has "
    "been read; not comparable between narrowband and wideband.")
FIELD(RTCP_SILENCE, REAL, "lync.rtcp.silence", "RTCP silence",
    "Seconds since the sender's last RTCP, while its RTP flows, once there "
    "are more than 10.")
FIELD(JITTER, REAL, "lync.jitter", "Jitter (ms)",
    "Interarrival jitter of the stream after this packet (RFC 3550 6.4.1), in "
    "milliseconds.")
FIELD(TRANSIT, REAL, "lync.transit", "Transit time (ms)",
    "How much longer the packet took than the first of its stream, by their "
    "timestamps, in milliseconds.")
FIELD(RTT, REAL, "lync.rtt", "Round trip (ms)",
    "Round trip between the two endpoints that this RTCP packet proves, in "
    "milliseconds.")
FIELD(RTT_HALF, REAL, "lync.rtt.half", "Round trip to the sender (ms)",
    "Round trip between the capture point and the sender of this RTCP packet, "
    "in milliseconds.")
/* clang-format on */
