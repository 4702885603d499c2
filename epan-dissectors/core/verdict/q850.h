/* Q.850 causes in words, and what to change for them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_Q850_H
#define LYNC_CORE_Q850_H

/* One cause of ITU-T Q.850, table 1. */
struct q850_cause {
    unsigned cause;
    const char *meaning; /* "no circuit available" */
    const char *change;  /* at the host that gives it; NULL: an everyday end */
};

/* The row of CAUSE; NULL for one that is unknown or says nothing by itself. */
const struct q850_cause *q850_cause(unsigned cause);

#endif
