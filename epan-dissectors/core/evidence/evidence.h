/* Whether what a capture lacks did not happen: the question that every rule
 * about absence asks. docs/evidence.md.
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

/* A source needs this many packets to give p; with fewer, the next place is
 * used. */
#define EVIDENCE_SAMPLE_MIN 50

/* "Near": so long before and after the span. */
#define EVIDENCE_NEAR_NS INT64_C(60000000000)

enum evidence_answer {
    EVIDENCE_UNKNOWN,   /* the capture does not tell */
    EVIDENCE_SEEN,      /* it is in the capture */
    EVIDENCE_NOT_THERE, /* it did not happen: the capture would show it */
    EVIDENCE_NOT_SEEN,  /* it could have happened without being seen */
};

/* Why. */
enum evidence_why {
    EVIDENCE_WHY_SEEN,      /* SEEN */
    EVIDENCE_WHY_PROVED,    /* NOT_THERE: p^k is small enough */
    EVIDENCE_WHY_NONE_DUE,  /* UNKNOWN: k is 0 */
    EVIDENCE_WHY_NO_PACKET, /* NOT_SEEN: no IP packet of the direction, ever */
    EVIDENCE_WHY_DARK,      /* NOT_SEEN: the capture stood still, had not begun,
                               or had ended; all was seen otherwise */
    EVIDENCE_WHY_LOSS,      /* NOT_SEEN: p^k is too large */
    EVIDENCE_WHY_SILENT,    /* UNKNOWN: nothing of anything was seen in too much
                               of the span */
    EVIDENCE_WHY_JUMP,      /* UNKNOWN: the clock has just jumped */
    EVIDENCE_WHY_CUT,       /* NOT_SEEN: frames are cut too short to be read */
    EVIDENCE_WHY_NO_SOURCE, /* UNKNOWN: p is not known */
};

/* Where p was found. */
enum evidence_scope {
    EVIDENCE_SCOPE_NONE,
    EVIDENCE_SCOPE_DIRECTION, /* same hosts, in the span or near it */
    EVIDENCE_SCOPE_INTERFACE, /* same interface, in the span or near it */
    EVIDENCE_SCOPE_HOSTS,     /* same hosts, at any time */
    EVIDENCE_SCOPE_CAPTURE,   /* same interface, at any time */
    EVIDENCE_SCOPE_ASSUMED,   /* p_assumed */
};

/* A kind of event that is missing. All zero but for what is set. */
struct evidence_question {
    struct endpoint from; /* who would have sent it; the port does not matter */
    struct endpoint to;
    int64_t since_ns; /* the span, in the model's time (not raw) */
    int64_t until_ns; /* not before since_ns */
    uint64_t k;       /* how many packets were due from FROM to TO */
    uint64_t k_back;  /* packets from TO to FROM that would be proof as well, as
                         the answers to what is missing */
    uint64_t n_seen;  /* how many of either are in the capture */
    bool together;    /* all k at about one time, somewhere in the span; else
                         they are spread evenly over it */
    bool contents;    /* such a packet can only be recognised by its contents
                         (SIP): one cut by the snaplen may be it */
    double p_assumed; /* p where the capture has no source of it and shows no
                         sign of lacking anything: CHANCE_LACKING_MIN, or 0 for
                         no such p */
};

struct evidence {
    enum evidence_answer answer;
    enum evidence_why why;
    double p;        /* share of the packets that the capture lacks: of FROM to
                        TO, or of TO to FROM where k is 0; below 0: not known */
    double missed;   /* chance that the capture missed all that was due */
    uint64_t k;      /* packets due while the capture saw, both ways */
    uint64_t k_due;  /* packets due, both ways, in directions that the capture
                        can see */
    int64_t dark_ns; /* of the span, when the capture saw nothing of the
                        direction */
    int64_t silent_ns; /* of the rest, when it perhaps saw nothing */
    enum evidence_scope scope;
    enum capture_source source; /* when scope says there is one */
    struct loss_count count;    /* what p was computed of; 0 if assumed */
};

/* Answers QUESTION by what MODEL knows so far: after the frame that ends the
 * span, which is the frame a finding stands on.
 *
 * NOT_THERE needs p^k < 0.001 and k >= 1, with p known. k counts only what was
 * due while the capture saw: of k packets spread evenly, the share of the span
 * that was not dark, rounded down; packets that come together fall into the
 * dark with a chance of that share. Of a direction that several interfaces
 * show, the one that proves most counts. */
struct evidence evidence_absent(const struct capture_model *model,
                                const struct evidence_question *question);

#endif
