/* A quality report: what an endpoint says of its own media. [MS-QoE] 2.2.1,
 * RFC 6035 4.6.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_QOE_REPORT_H
#define LYNC_CORE_QOE_REPORT_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "text.h"

/* How much is kept of one body: whatever is beyond is passed over. */
#define QOE_BODY_BYTES_MAX                                                     \
    1048576                     /* a longer body is not read; servers refuse   \
                                   more than 300 kB ([MS-QoE] 3.2) */
#define QOE_REPORTS_MAX    8    /* session reports in one body */
#define QOE_LINES_MAX      32   /* media lines of a report */
#define QOE_FACTS_MAX      128  /* facts of a report, line or stream */
#define QOE_TEXT_BYTES_MAX 1024 /* a longer text is cut */

/* One for each row of qoe_rows.h: QOE_CALL_ID and so on. */
enum qoe_id {
#define QOE(id, of, kind, parent, element, name, title, description) QOE_##id,
#include "qoe_rows.h"
#undef QOE
    N_QOE
};

/* What a fact is about. */
enum qoe_of { QOE_OF_REPORT, QOE_OF_LINE, QOE_OF_STREAM };

/* How a fact is written and shown; see qoe_rows.h. */
enum qoe_kind {
    QOE_KIND_TEXT,
    QOE_KIND_FLAG,
    QOE_KIND_COUNT,
    QOE_KIND_BITS,
    QOE_KIND_RATIO,
    QOE_KIND_MOS,
    QOE_KIND_REAL,
};

/* One row of the table. */
struct qoe_info {
    enum qoe_of of;
    enum qoe_kind kind;
    const char *parent;
    const char *element;
    const char *name;
};

/* Which format the report has. */
enum qoe_form {
    QOE_FORM_MICROSOFT, /* [MS-QoE] */
    QOE_FORM_SESSION,   /* RFC 6035 VQSessionReport, of a whole session */
    QOE_FORM_INTERVAL,  /* RFC 6035 VQIntervalReport */
    QOE_FORM_ALERT,     /* RFC 6035 VQAlertReport */
};

/* A stream as the reporter sees it. */
enum qoe_way { QOE_INBOUND, QOE_OUTBOUND, N_QOE_WAYS };

struct qoe_fact {
    enum qoe_id id;
    double number; /* of all kinds but texts; flags: 0 or 1 */
    char *text;    /* of texts: valid UTF-8; owned */
};

/* One media line. */
struct qoe_line {
    GArray *facts;               /* struct qoe_fact */
    GArray *streams[N_QOE_WAYS]; /* of struct qoe_fact; NULL: not reported */
};

struct qoe_report {
    enum qoe_form form;
    bool interim;     /* of a part of the session: an interval, an alert, or in
                         the middle of the call */
    bool whole;       /* it was read to its end */
    GArray *facts;    /* struct qoe_fact */
    GPtrArray *lines; /* struct qoe_line */
};

/* The row of ID, which must be below N_QOE. Never NULL. */
const struct qoe_info *qoe_info(enum qoe_id id);

/* "MS-QoE", "RFC 6035 session", "RFC 6035 interval", "RFC 6035 alert". */
const char *qoe_form_name(enum qoe_form form);

/* "inbound", "outbound". */
const char *qoe_way_name(enum qoe_way way);

/* An empty report; free with qoe_report_free(), a GDestroyNotify. */
struct qoe_report *qoe_report_new(enum qoe_form form);
void qoe_report_free(void *report);

/* A new line of REPORT; NULL beyond QOE_LINES_MAX. */
struct qoe_line *qoe_report_add_line(struct qoe_report *report);

/* The facts of the stream of LINE that goes WAY, which is added if it is new.
 */
GArray *qoe_line_stream(struct qoe_line *line, enum qoe_way way);

/* Adds the fact ID to FACTS, if TEXT without the space around it is a value of
 * its kind ([MS-QoE] 2.2.1: XML Schema types): else nothing. Of texts an empty
 * one is none. Of facts about a report the first one counts. A number is
 * divided by SCALE, before its range is checked. */
void qoe_facts_add(GArray *facts, enum qoe_id id, struct text text,
                   double scale);

/* The first fact ID of FACTS, which may be NULL; NULL: none. */
const struct qoe_fact *qoe_fact(const GArray *facts, enum qoe_id id);

/* Its text; NULL: none. */
const char *qoe_text(const GArray *facts, enum qoe_id id);

/* Sets NUMBER to the first fact ID of FACTS; if there is none, returns false
 * and leaves it alone. */
bool qoe_number(const GArray *facts, enum qoe_id id, double *number);

/* Adds Call-ID and tags from DIALOG, "id;from-tag=a;to-tag=b" in any order
 * (RFC 6035 4.6.1, SessionId of [MS-QoE]), as far as they are missing. */
void qoe_report_dialog(struct qoe_report *report, struct text dialog);

#endif
