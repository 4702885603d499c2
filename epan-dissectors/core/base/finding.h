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

/* One for each row of finding_rows.h: FINDING_DUP_BURST and so on. */
enum finding_id {
#define FINDING(id, severity, group, name, summary, source) FINDING_##id,
#include "finding_rows.h"
#undef FINDING
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
