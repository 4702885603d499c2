/* The findings of the analysis: the table behind expert items, reports and
 * documentation, and lists of findings made.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_FINDING_H
#define LYNC_CORE_FINDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "endpoint.h"

/* The longest text, and advice, in bytes: Wireshark cuts at 240. */
#define FINDING_TEXT_MAX 220

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
    FINDING_GROUP_PROTOCOL, /* a standard's rule is broken */
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

/* One row of the table: what all findings of one kind share. */
struct finding_info {
    enum finding_severity severity; /* the default, see finding_add_as */
    enum finding_group group;
    const char *filter_name; /* "lync.dup_burst" */
    const char *summary;     /* a sentence without numbers */
    const char *source;      /* RFC section or document of the rule */
};

/* One finding. What follows the text is zero until it is kept (findings.h). */
struct finding {
    enum finding_id id;
    enum finding_severity severity;
    char *text;   /* what happened and to whom; owned */
    char *advice; /* what an administrator can change; owned; NULL: nothing */
    char *what;   /* the same in a few words, for one line, where it has figures
                     that matter; owned; NULL: as its kind */
    struct endpoint who; /* whom to look at; family 0: not told */
    const char *change;  /* what to change there; static; NULL: as its kind */
    uint32_t burst;      /* of repeats that it is about, its index; 0: none */
    char *grown;         /* the text when the burst had ended; owned; NULL: as
                            noticed */
    char *grown_advice;  /* the same of the advice */

    struct finding *next_of_frame; /* in the order they were made */
    struct finding *older_of_call; /* the same call's one before it */
    bool in_full;     /* expert items say its text, not only its kind's summary:
                         see FINDINGS_IN_FULL */
    uint32_t frame;   /* 0: only the end of the capture proves it */
    int64_t time_ns;  /* of the frame, since the first one */
    int64_t shown_ns; /* the same as the file says */
    uint32_t stream;  /* lync.stream, or NO_INDEX */
    uint32_t call;    /* lync.call, or NO_INDEX */
};

#define FINDING_FILTER_PREFIX "lync." /* of every filter name */

/* The row of finding ID, which must be below N_FINDINGS. Never NULL. */
const struct finding_info *finding_info(enum finding_id id);

/* "Chat", "Note", "Warn" or "Error"; SEVERITY must be one of the enum. */
const char *finding_severity_name(enum finding_severity severity);

/* An empty list of struct finding pointers, which it owns. Free with
 * g_ptr_array_unref. */
GPtrArray *finding_list_new(void);

/* Adds finding ID to LIST, with the table's severity. FORMAT and the arguments
 * after it are those of printf. They make its text, and after a line break its
 * advice; each is shortened to FINDING_TEXT_MAX. */
void finding_add(GPtrArray *list, enum finding_id id, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* The same with SEVERITY in place of the table's, for rules whose weight
 * depends on the case (a Mediation Server's habit, a third attempt). */
void finding_add_as(GPtrArray *list, enum finding_id id,
                    enum finding_severity severity, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* Says of the finding that LIST got last whom to look at, and in a few words
 * what happened (NULL: as its kind). A finding below Warn that has such words
 * is a fault all the same. */
void finding_point_at(GPtrArray *list, const struct endpoint *who,
                      const char *what);

#endif
