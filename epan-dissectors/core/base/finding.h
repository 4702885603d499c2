/* What the analysis can find: one table from which expert items, reports and
 * documentation are made, and the list that a core function adds findings to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_FINDING_H
#define LYNC_CORE_FINDING_H

#include <stddef.h>
#include <stdint.h>

#include <glib.h>

/* Severities in Wireshark's words, mildest first. */
enum finding_severity {
    FINDING_CHAT,
    FINDING_NOTE,
    FINDING_WARN,
    FINDING_ERROR,
};

/* Wireshark's expert groups that the findings use. */
enum finding_group {
    FINDING_GROUP_SEQUENCE, /* order, loss and repetition of packets */
    FINDING_GROUP_PROTOCOL, /* a rule of a standard is not kept */
    FINDING_GROUP_RESPONSE, /* something expected did not come */
    FINDING_GROUP_COMMENTS, /* normal, worth knowing */
};

/* One for each row of the table in finding.c, in the same order. */
enum finding_id {
    FINDING_DUP_BURST,
    FINDING_DUP_BURST_CAPTURE,
    FINDING_DUP_BURST_MISSING,
    FINDING_VIDEO_LOSS,
    FINDING_CAPTURE_DROPS,
    FINDING_CAPTURE_ONE_WAY,
    FINDING_CAPTURE_MIRRORED,
    FINDING_POINTS_LOSS,
    FINDING_POINTS_REMARKED,
    FINDING_RTCP_ABSENT,
    FINDING_RTCP_RESUMED,
    FINDING_MEDIA_TIMEOUT,
    FINDING_MEDIA_TIMEOUT_BYE,
    FINDING_RTCP_BYE_CONTINUED,
    FINDING_COMFORT_NOISE_SILENCE,
    FINDING_DSCP_CHANGED,
    FINDING_DSCP_ONE_WAY,
    FINDING_DSCP_CLASS,
    FINDING_SESSION_BAD_VALUE,
    FINDING_SESSION_INTERVAL_BELOW_90,
    FINDING_SESSION_MIN_SE_BELOW_90,
    FINDING_SESSION_INTERVAL_BELOW_MIN_SE,
    FINDING_SESSION_BAD_REFRESHER,
    FINDING_SESSION_MISPLACED_HEADER,
    FINDING_SESSION_REPEATED_HEADER,
    FINDING_SESSION_TIMER_NOT_OFFERED,
    FINDING_SESSION_REFRESHER_WITHOUT_SUPPORT,
    FINDING_SESSION_REFRESHER_MISSING,
    FINDING_SESSION_REFRESHER_MISMATCH,
    FINDING_SESSION_REFRESHER_UNABLE,
    FINDING_SESSION_MEDIATION_REFRESHER,
    FINDING_SESSION_NOT_ACCEPTED,
    FINDING_SESSION_REQUIRE_MISSING,
    FINDING_SESSION_REQUIRE_RECOMMENDED,
    FINDING_SESSION_INTERVAL_MISSING,
    FINDING_SESSION_INTERVAL_RAISED,
    FINDING_SESSION_PROXY_CHANGED,
    FINDING_SESSION_BAD_422,
    FINDING_SESSION_BAD_RETRY,
    FINDING_SESSION_MIN_SE_DROPPED,
    FINDING_SESSION_TIMER_REJECTED,
    FINDING_SESSION_REFRESH_LATE,
    FINDING_SESSION_REFRESH_TOO_LATE,
    FINDING_SESSION_EXPIRED,
    FINDING_SESSION_BYE_NO_REFRESH,
    FINDING_SESSION_REFRESHER_HUNG_UP,
    FINDING_SESSION_REFRESH_FAILED,
    FINDING_SESSION_REFRESH_REJECTED,
    FINDING_SESSION_TIMER_DROPPED,
    FINDING_SESSION_REFRESHER_CHANGED,
    FINDING_SESSION_INTERVAL_CHANGED,
    FINDING_SESSION_UPDATE_NOT_ALLOWED,
    FINDING_REGISTRATION_LAPSED,
    FINDING_KEEP_ALIVE_LAPSED,
    N_FINDINGS
};

/* One row of the table: what is the same each time the finding is made. */
struct finding_info {
    enum finding_severity severity; /* unless the occasion says another */
    enum finding_group group;
    const char *filter_name; /* "lync.dup_burst" */
    const char *summary;     /* a sentence without numbers */
    const char *source;      /* RFC section or document of the rule */
};

/* One finding made on one frame. */
struct finding {
    enum finding_id id;
    enum finding_severity severity;
    char *text; /* what happened, who, what can be changed; owned */
};

/* The row of a finding. ID is below N_FINDINGS; never NULL then. */
const struct finding_info *finding_info(enum finding_id id);

/* "Chat", "Note", "Warn" or "Error". */
const char *finding_severity_name(enum finding_severity severity);

/* An empty list of struct finding that owns its texts; free with
 * g_ptr_array_unref. Its elements are struct finding pointers. */
GPtrArray *finding_list_new(void);

/* Adds a finding of the table's severity to LIST. FORMAT and what follows as
 * for printf. */
void finding_add(GPtrArray *list, enum finding_id id, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* The same with another severity than the table's, for the rules whose weight
 * depends on the occasion (a Mediation Server's habit, a third round). */
void finding_add_as(GPtrArray *list, enum finding_id id,
                    enum finding_severity severity, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

#endif
