/* The sum of the reports of many captures. Make one with summary_init().
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_SUMMARY_H
#define LYNC_SUMMARY_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "call_blame.h"
#include "call_verdict.h"
#include "finding.h"
#include "trunk_profile.h"

#define N_SEVERITIES (FINDING_ERROR + 1)

/* How many calls, and how many captures, are listed; the rest is only counted.
 */
#define SUMMARY_LISTED_MAX 20

/* All findings of one filter name and severity. */
struct finding_sum {
    const char *filter;
    enum finding_severity severity;
    uint64_t n;
    unsigned n_captures;
    unsigned last_capture; /* that it was counted in */
};

/* A line of a capture's answer. */
struct listed_fault {
    unsigned capture; /* place in captures */
    enum call_harm harm;
    const char *line;
};

/* A call that deserves a look. */
struct listed_call {
    unsigned capture; /* place in captures */
    uint64_t call;    /* lync.call there */
    enum call_verdict verdict;
    enum finding_severity worst; /* of its findings; Chat: none */
    uint64_t n_findings[N_SEVERITIES];
    const char *caller;
    const char *callee;
    const char *cause;
};

struct captured {
    const char *name;    /* valid UTF-8 */
    const char *problem; /* NULL: none */
    bool reported;       /* its report could be read */
    uint64_t n_calls;
    uint64_t n_broken;  /* calls that were dropped or failed */
    bool shares_stream; /* with another capture */
    uint64_t n_findings[N_SEVERITIES];
};

struct summary {
    GStringChunk *texts; /* of what is listed below */
    GPtrArray *captures; /* struct captured */
    GHashTable *streams; /* the first struct captured that has a stream, by its
                            SSRC and endpoints */
    GPtrArray *faults;   /* struct listed_fault, worst first */
    uint64_t n_faults;   /* those that did not fit included */
    GPtrArray *calls;    /* struct listed_call, worst first */
    uint64_t n_calls_to_list; /* those that did not fit included */
    GPtrArray *findings;      /* struct finding_sum */
    GPtrArray *trunks;        /* struct trunk_profile, by first capture */
    uint64_t n_calls;
    uint64_t n_streams;
    uint64_t n_verdicts[N_CALL_VERDICTS];
    uint64_t n_findings[N_SEVERITIES];
};

/* Makes SUMMARY empty; and frees what it owns. */
void summary_init(struct summary *summary);
void summary_clear(struct summary *summary);

/* Begins the next capture. NAME as the user gave it, any octets; PROBLEM: why
 * it was not analysed, or not to its end, NULL for none. */
struct captured *summary_capture(struct summary *summary, const char *name,
                                 const char *problem);

/* Counts a finding of the latest capture. */
void summary_finding(struct summary *summary, const char *filter,
                     enum finding_severity severity);

/* Counts a stream of the latest capture, and notes whether an earlier one has
 * it, too. */
void summary_stream(struct summary *summary, const char *ssrc,
                    const char *source, const char *destination);

/* Counts a fault that did HARM in the latest capture, and lists its LINE if it
 * is bad enough. */
void summary_fault(struct summary *summary, enum call_harm harm,
                   const char *line);

/* Counts CALL of the capture begun last, and lists it if it is bad enough; the
 * texts of CALL are copied. */
void summary_call(struct summary *summary, const struct listed_call *call);

/* Adds the calls between two hosts of the latest capture. */
void summary_trunk(struct summary *summary,
                   const struct trunk_profile *profile);

/* Whether a finding of SEVERITY or higher was counted. */
bool summary_has(const struct summary *summary, enum finding_severity severity);

/* The captures that deserve a look, worst first: struct captured, to be
 * unreferenced. */
GPtrArray *summary_worst_captures(const struct summary *summary);

/* The kinds of findings, worst first: struct finding_sum; unreference it. */
GPtrArray *summary_findings(const struct summary *summary);

#endif
