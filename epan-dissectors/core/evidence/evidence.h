/* Decides whether a packet that the capture lacks was really not sent. Every
 * rule about missing packets asks this first. docs/evidence.md.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_EVIDENCE_H
#define LYNC_CORE_EVIDENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "capture_model.h"
#include "chance.h"
#include "endpoint.h"

/* Fewer packets than this do not give p; the next scope is tried. */
#define EVIDENCE_SAMPLE_MIN 50

/* "Near" the span: up to this long before and after it. */
#define EVIDENCE_NEAR_NS INT64_C(60000000000)

enum evidence_answer {
    EVIDENCE_UNKNOWN,   /* the capture does not show which */
    EVIDENCE_SEEN,      /* it is in the capture */
    EVIDENCE_NOT_THERE, /* it was not sent, or it would be seen */
    EVIDENCE_NOT_SEEN,  /* it may have been sent without being captured */
};

/* The reason for the answer, which stands first. */
enum evidence_why {
    EVIDENCE_WHY_SEEN,      /* SEEN */
    EVIDENCE_WHY_PROVED,    /* NOT_THERE: p^k is small enough */
    EVIDENCE_WHY_NONE_DUE,  /* UNKNOWN: k is 0 */
    EVIDENCE_WHY_NO_PACKET, /* NOT_SEEN: the capture has no IP packet of the
                               direction at all */
    EVIDENCE_WHY_DARK,      /* NOT_SEEN: too much of the span is dark; p^k alone
                               would be proof */
    EVIDENCE_WHY_LOSS,      /* NOT_SEEN: p^k is too large */
    EVIDENCE_WHY_SILENT, /* UNKNOWN: in too much of the span the capture has no
                            frame at all, and may have stood still */
    EVIDENCE_WHY_JUMP,   /* UNKNOWN: the clock has just jumped */
    EVIDENCE_WHY_CUT, /* NOT_SEEN: frames were cut too short to be identified */
    EVIDENCE_WHY_NO_SOURCE, /* UNKNOWN: p is not known */
};

/* Which packets p was computed from. */
enum evidence_scope {
    EVIDENCE_SCOPE_NONE,
    EVIDENCE_SCOPE_DIRECTION, /* same hosts, in the span or near it */
    EVIDENCE_SCOPE_INTERFACE, /* same interface, in the span or near it */
    EVIDENCE_SCOPE_HOSTS,     /* same hosts, at any time */
    EVIDENCE_SCOPE_CAPTURE,   /* same interface, at any time */
    EVIDENCE_SCOPE_ASSUMED,   /* none: p is p_assumed */
};

/* Which packets are missing. Fields that do not apply are 0. */
struct evidence_question {
    struct endpoint from; /* the sender; the port is ignored */
    struct endpoint to;
    int64_t since_ns; /* start of the span, in the model's time (not raw) */
    int64_t until_ns; /* its end; not before since_ns */
    uint64_t k;       /* packets due from FROM to TO in the span */
    uint64_t k_back; /* packets due from TO to FROM that would be proof as well,
                        such as the responses */
    uint64_t n_seen; /* how many of all these are in the capture */
    bool together;   /* all were due at about the same time, somewhere in the
                        span; otherwise they were spread evenly over it */
    bool contents;   /* the packet can only be recognised by its contents (SIP),
                        so a frame cut by the snaplen may be it */
    double p_assumed; /* p if the capture has no source and is not known to lack
                         any packet, such as CHANCE_LACKING_MIN; 0: none is
                         assumed */
};

struct evidence {
    enum evidence_answer answer;
    enum evidence_why why;
    double p; /* share of packets that the capture lacks, of FROM to TO, or of
                 TO to FROM if only that direction counts; below 0: not known */
    double missed;     /* chance that the capture missed all that was due */
    uint64_t k;        /* packets due outside the dark, both directions */
    uint64_t k_due;    /* packets due, of each direction that gives an answer */
    int64_t dark_ns;   /* part of the span, in ns, in which the capture saw
                          nothing of the direction */
    int64_t silent_ns; /* part of the rest in which it may have seen nothing */
    enum evidence_scope scope;
    enum capture_source source; /* valid if packets gave p (see scope) */
    struct loss_count count;    /* of packets, for p; 0 if assumed */
};

/* Answers QUESTION with what MODEL has seen so far. Call it after the model has
 * processed the frame that ends the span, on which the finding will be shown.
 *
 * NOT_THERE requires that p is known, k >= 1, and p^k < CHANCE_LIMIT. k counts
 * only what was due outside the dark. If packets are spread evenly, k is
 * multiplied by the share of the span that was not dark, and rounded down. If
 * they come together, the dark share of the span is added to p^k, as the chance
 * that all of them fell into it. If several interfaces show a direction, the
 * one that proves most counts. */
struct evidence evidence_absent(const struct capture_model *model,
                                const struct evidence_question *question);

#endif
