/* The findings, a row each: FINDING(ID, SEVERITY, GROUP, NAME, SUMMARY,
 * SOURCE).
 *
 * ID        FINDING_ID names it in the code
 * SEVERITY  CHAT, NOTE, WARN or ERROR: the default
 * GROUP     Wireshark's expert group: SEQUENCE, PROTOCOL, RESPONSE, COMMENTS
 * NAME      of its expert item, for filters
 * SUMMARY   a sentence without numbers
 * SOURCE    the RFC section or document of the rule
 *
 * Whoever includes this file defines FINDING first: finding.h makes the enum of
 * it and finding.c the table, so that the two agree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

/* clang-format off */
FINDING(DUP_BURST, WARN, SEQUENCE, "lync.dup_burst",
        "Burst of duplicated RTP sequence numbers",
        "RFC 3550 A.1; KB 969695")
FINDING(DUP_BURST_CAPTURE, NOTE, SEQUENCE, "lync.dup_burst.capture",
        "RTP packets captured more than once",
        "RFC 3550 A.1")
FINDING(DUP_BURST_MISSING, WARN, SEQUENCE, "lync.dup_burst.missing",
        "Sequence numbers repeated at the sender never arrived elsewhere",
        "RFC 3550 A.3; KB 969695")
FINDING(VIDEO_LOSS, NOTE, SEQUENCE, "lync.video_loss",
        "Much video is lost while audio between the same hosts is clean",
        "RFC 3550 A.3; KB 969695; KB 971846")
FINDING(LOSS, WARN, SEQUENCE, "lync.loss",
        "Packets of a stream were lost",
        "RFC 3550 6.4.1, A.3")
FINDING(QOE_DIFFERS, WARN, SEQUENCE, "lync.qoe.differs",
        "A receiver's quality report and the capture disagree about loss",
        "[MS-QoE] 2.2.1; RFC 6035 4.6; RFC 3550 6.4.1")
FINDING(QOE_DOUBLED_LOST, WARN, SEQUENCE, "lync.qoe.doubled_lost",
        "A receiver lost what the sender sent twice, by its quality report",
        "[MS-QoE] 2.2.1; KB 969695")
FINDING(QUALITY_POOR, WARN, SEQUENCE, "lync.quality.poor",
        "A stream was poor by Microsoft's thresholds",
        "RFC 3550 6.4.1; QoEMetrics; Call Quality Dashboard")
FINDING(QUALITY_DEGRADED, NOTE, SEQUENCE, "lync.quality.degraded",
        "A stream was only acceptable by Microsoft's thresholds",
        "RFC 3550 6.4.1; QoEMetrics")
FINDING(CAPTURE_DROPS, NOTE, SEQUENCE, "lync.capture.drops",
        "The capture lacks packets that their receiver has",
        "RFC 3550 6.4.1")
FINDING(CAPTURE_ONE_WAY, NOTE, COMMENTS, "lync.capture.one_way",
        "One direction of the call is not in the capture",
        "RFC 3550 6.4.1; RFC 3261 12, 13")
FINDING(CAPTURE_MIRRORED, NOTE, COMMENTS, "lync.capture.mirrored",
        "The capture holds streams twice",
        "the same packets within 1 ms")
FINDING(POINTS_LOSS, WARN, SEQUENCE, "lync.points.loss",
        "Packets of a stream are lost between two observation points",
        "RFC 3550 A.3")
FINDING(POINTS_REMARKED, WARN, COMMENTS, "lync.points.remarked",
        "A stream is remarked between two observation points",
        "RFC 2474")
FINDING(RTCP_ABSENT, WARN, RESPONSE, "lync.rtcp_absent",
        "RTP flows but its sender sends no RTCP",
        "RFC 3550 6.2; Set-CsTrunkConfiguration RTCPActiveCalls")
FINDING(RTP_STOPPED, NOTE, RESPONSE, "lync.rtp_stopped",
        "An endpoint of a call stopped sending RTP while its RTCP goes on",
        "RFC 3550 6.4")
FINDING(RTCP_RESUMED, NOTE, RESPONSE, "lync.rtcp_resumed",
        "RTCP is back after a gap",
        "RFC 3550 6.2")
FINDING(MEDIA_TIMEOUT, WARN, RESPONSE, "lync.media_timeout",
        "An endpoint of a call sends neither RTP nor RTCP",
        "KB 981218; Set-CsTrunkConfiguration RTCPActiveCalls")
FINDING(MEDIA_TIMEOUT_BYE, ERROR, RESPONSE, "lync.media_timeout.bye",
        "The call was torn down because of missing media",
        "KB 981218; KB 977937")
FINDING(RTCP_BYE_CONTINUED, NOTE, PROTOCOL, "lync.rtcp_bye_continued",
        "RTP goes on after its source said RTCP BYE",
        "RFC 3550 6.6")
FINDING(COMFORT_NOISE_SILENCE, CHAT, COMMENTS, "lync.comfort_noise_silence",
        "Muted: one comfort noise packet, then silence with RTCP alive",
        "RFC 3389")
FINDING(ICE_FAILED, WARN, RESPONSE, "lync.ice.failed",
        "No connectivity check of ICE was answered, and no media flowed",
        "RFC 8445 7, 8; RFC 8489 6.2.1")
FINDING(DSCP_CHANGED, NOTE, COMMENTS, "lync.dscp.changed",
        "The DSCP of a stream changed while it ran",
        "RFC 2474")
FINDING(DSCP_ONE_WAY, NOTE, COMMENTS, "lync.dscp.one_way",
        "Only one direction of the media is marked",
        "RFC 2474")
FINDING(DSCP_CLASS, NOTE, COMMENTS, "lync.dscp.class",
        "Payload type and code point belong to different media",
        "RFC 2474; TechNet dd441192")
FINDING(SRTP_NO_KEY_FITS, NOTE, COMMENTS, "lync.srtp.no_key_fits",
        "SDP carries keys of SRTP, but none of them opens the stream",
        "RFC 3711 3.3; RFC 4568")
FINDING(SESSION_BAD_VALUE, ERROR, PROTOCOL, "lync.session.bad_value",
        "Session-Expires or Min-SE is malformed",
        "RFC 4028 4, 5")
FINDING(SESSION_INTERVAL_BELOW_90, WARN, PROTOCOL, "lync.session.interval_below_90",
        "Session interval below 90 seconds",
        "RFC 4028 4")
FINDING(SESSION_MIN_SE_BELOW_90, NOTE, PROTOCOL, "lync.session.min_se_below_90",
        "Min-SE below 90 seconds",
        "RFC 4028 5")
FINDING(SESSION_INTERVAL_BELOW_MIN_SE, WARN, PROTOCOL, "lync.session.interval_below_min_se",
        "Session interval below the same request's Min-SE",
        "RFC 4028 7.1")
FINDING(SESSION_BAD_REFRESHER, WARN, PROTOCOL, "lync.session.bad_refresher",
        "The refresher is neither uac nor uas",
        "RFC 4028 4")
FINDING(SESSION_MISPLACED_HEADER, NOTE, PROTOCOL, "lync.session.misplaced_header",
        "Session timer header in a message that must not carry it",
        "RFC 4028 4, 5")
FINDING(SESSION_REPEATED_HEADER, WARN, PROTOCOL, "lync.session.repeated_header",
        "Session timer header more than once in a message",
        "RFC 4028 4; RFC 3261 7.3.1")
FINDING(SESSION_TIMER_NOT_OFFERED, CHAT, PROTOCOL, "lync.session.timer_not_offered",
        "Session-Expires without Supported: timer",
        "RFC 4028 7.1")
FINDING(SESSION_REFRESHER_WITHOUT_SUPPORT, WARN, PROTOCOL, "lync.session.refresher_without_support",
        "Refresher named in a request without Supported: timer",
        "RFC 4028 9, table 2")
FINDING(SESSION_REFRESHER_MISSING, WARN, PROTOCOL, "lync.session.refresher_missing",
        "The response grants a session interval but names no refresher",
        "RFC 4028 9")
FINDING(SESSION_REFRESHER_MISMATCH, ERROR, PROTOCOL, "lync.session.refresher_mismatch",
        "The response overrides the refresher that the request chose",
        "RFC 4028 9, table 2")
FINDING(SESSION_REFRESHER_UNABLE, ERROR, PROTOCOL, "lync.session.refresher_unable",
        "The refresher is a party without session timer support",
        "RFC 4028 9, table 2")
FINDING(SESSION_MEDIATION_REFRESHER, WARN, PROTOCOL, "lync.session.mediation_refresher",
        "A Mediation Server that offered no session timer is made refresher",
        "Set-CsTrunkConfiguration EnableSessionTimer")
FINDING(SESSION_NOT_ACCEPTED, CHAT, PROTOCOL, "lync.session.not_accepted",
        "The session timer that was asked for is not granted",
        "RFC 4028 7.2")
FINDING(SESSION_REQUIRE_MISSING, WARN, PROTOCOL, "lync.session.require_missing",
        "refresher=uac without Require: timer",
        "RFC 4028 9")
FINDING(SESSION_REQUIRE_RECOMMENDED, CHAT, PROTOCOL, "lync.session.require_recommended",
        "refresher=uas without the recommended Require: timer",
        "RFC 4028 9")
FINDING(SESSION_INTERVAL_MISSING, ERROR, PROTOCOL, "lync.session.interval_missing",
        "Require: timer in a response without Session-Expires",
        "RFC 4028 7.2, 9")
FINDING(SESSION_INTERVAL_RAISED, WARN, PROTOCOL, "lync.session.interval_raised",
        "The response changes the session interval beyond what is allowed",
        "RFC 4028 9")
FINDING(SESSION_PROXY_CHANGED, NOTE, PROTOCOL, "lync.session.proxy_changed",
        "A proxy changed the session timer in a way it must not",
        "RFC 4028 8")
FINDING(SESSION_BAD_422, WARN, PROTOCOL, "lync.session.bad_422",
        "422 Session Interval Too Small that does not fit its request",
        "RFC 4028 6, 9")
FINDING(SESSION_BAD_RETRY, WARN, PROTOCOL, "lync.session.bad_retry",
        "The retry after 422 does not follow the Min-SE it was given",
        "RFC 4028 7.3")
FINDING(SESSION_MIN_SE_DROPPED, NOTE, PROTOCOL, "lync.session.min_se_dropped",
        "A refresh lacks the Min-SE that the dialog has learnt",
        "RFC 4028 7.4")
FINDING(SESSION_TIMER_REJECTED, NOTE, PROTOCOL, "lync.session.timer_rejected",
        "The session timer extension was rejected or demanded",
        "RFC 3261 21.4.15, 21.4.16")
FINDING(SESSION_REFRESH_LATE, CHAT, RESPONSE, "lync.session.refresh_late",
        "The refresh came later than half the session interval",
        "RFC 4028 10")
FINDING(SESSION_REFRESH_TOO_LATE, WARN, RESPONSE, "lync.session.refresh_too_late",
        "The refresh came when the other side was free to hang up",
        "RFC 4028 10")
FINDING(SESSION_EXPIRED, ERROR, RESPONSE, "lync.session.expired",
        "The session expired without a refresh, and the call goes on",
        "RFC 4028 10")
FINDING(SESSION_BYE_NO_REFRESH, ERROR, RESPONSE, "lync.session.bye_no_refresh",
        "The call was ended because the other side never refreshed",
        "RFC 4028 10")
FINDING(SESSION_REFRESHER_HUNG_UP, ERROR, RESPONSE, "lync.session.refresher_hung_up",
        "The refresher ended the call instead of refreshing it",
        "RFC 4028 10")
FINDING(SESSION_REFRESH_FAILED, ERROR, RESPONSE, "lync.session.refresh_failed",
        "A session refresh failed for good",
        "RFC 4028 10; RFC 3261 12.2.1.2")
FINDING(SESSION_REFRESH_REJECTED, NOTE, RESPONSE, "lync.session.refresh_rejected",
        "A session refresh was rejected and has to be sent again",
        "RFC 3261 14.1; RFC 4028 10")
FINDING(SESSION_TIMER_DROPPED, NOTE, PROTOCOL, "lync.session.timer_dropped",
        "The session timer was switched off while the call is up",
        "RFC 4028 7.2")
FINDING(SESSION_REFRESHER_CHANGED, NOTE, PROTOCOL, "lync.session.refresher_changed",
        "Another party became refresher",
        "RFC 4028 7.4")
FINDING(SESSION_INTERVAL_CHANGED, CHAT, PROTOCOL, "lync.session.interval_changed",
        "The session interval changed while the call is up",
        "RFC 4028 7.4")
FINDING(SESSION_UPDATE_NOT_ALLOWED, NOTE, PROTOCOL, "lync.session.update_not_allowed",
        "UPDATE sent to a party that does not allow it",
        "RFC 3311 5.1; RFC 4028 7.4")
FINDING(REGISTRATION_LAPSED, NOTE, RESPONSE, "lync.registration.lapsed",
        "A registration ran out while its client still sends",
        "RFC 3261 10.2.4")
FINDING(KEEP_ALIVE_LAPSED, NOTE, RESPONSE, "lync.keep_alive.lapsed",
        "A connection was silent for longer than its keep-alive allows",
        "[MS-CONMGMT] 2.2.1")
/* clang-format on */
