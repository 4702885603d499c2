/* The quality reports of a capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_QOE_REPORTS_H
#define LYNC_CORE_QOE_REPORTS_H

#include "endpoint.h"
#include "index.h"
#include "moment.h"
#include "qoe_report.h"

#define QOE_REPORTS_KEPT_MAX 65536 /* in a capture */

/* One report of the capture. */
struct qoe_entry {
    struct qoe_report *report; /* owned */
    struct endpoint source;    /* who sent the message that carries it */
    struct moment moment;
    uint32_t number; /* from 0, without copies */
    uint32_t call;   /* lync.call, or NO_INDEX */
    const struct qoe_entry *older_of_call;
    bool is_copy;           /* the same body was seen before: sent again, or on
                               another hop */
    struct qoe_entry *next; /* in the same body */
};

struct qoe_reports {
    GPtrArray *entries;  /* struct qoe_entry, owned; copies too */
    GHashTable *bodies;  /* checksums of those seen */
    GHashTable *told;    /* severity of a stream's finding, by lync.stream plus
                            one */
    GHashTable *agreed;  /* streams whose receivers lost all that the capture
                            lacks: lync.stream plus one */
    GHashTable *of_call; /* the latest struct qoe_entry of a call, by lync.call
                            plus one; no copies */
    uint32_t n_kept;     /* without copies */
    uint32_t n_not_kept; /* those past QOE_REPORTS_KEPT_MAX */
};

/* An empty collection; free with qoe_reports_free(). */
struct qoe_reports *qoe_reports_new(void);
void qoe_reports_free(struct qoe_reports *reports);

/* Keeps FOUND, the reports that BODY holds, and empties it. SOURCE sent the
 * message, which is in the frame of MOMENT. Returns the first of them, the
 * others linked by next; NULL if none was kept. */
struct qoe_entry *qoe_reports_keep(struct qoe_reports *reports,
                                   GPtrArray *found, struct text body,
                                   const struct endpoint *source,
                                   const struct moment *moment);

/* Sets the CALL that the report of ENTRY is about, once; NO_INDEX: unknown. */
void qoe_reports_set_call(struct qoe_reports *reports, struct qoe_entry *entry,
                          uint32_t call);

/* The latest report about CALL, but copies, the others linked by
 * older_of_call; NULL for none. */
const struct qoe_entry *qoe_reports_of_call(const struct qoe_reports *reports,
                                            uint32_t call);

#endif
