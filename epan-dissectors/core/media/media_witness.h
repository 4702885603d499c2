/* Whether what a capture lacks may be taken for proof: the question that the
 * media checks ask before they say that something was not sent. Whoever knows
 * the capture answers. docs/evidence.md.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_WITNESS_H
#define LYNC_CORE_MEDIA_WITNESS_H

#include <stdbool.h>
#include <stdint.h>

#include "endpoint.h"

/* Nothing that FROM owed TO from SINCE_NS to UNTIL_NS is in the capture. */
struct media_absence {
    struct endpoint from;
    struct endpoint to;
    int64_t since_ns;
    int64_t until_ns;
    int64_t gap_ns; /* the longest time between two packets that it owed */
};

/* What the capture proves about it. */
struct media_proof {
    bool proved;      /* nothing was sent, for LEAST_NS at least: the capture
                         would show some of it */
    int64_t least_ns; /* the capture did not see all of the time, or time that
                         it shows may not have passed */
    int64_t most_ns;  /* time may have passed that it does not show */
};

struct media_witness {
    struct media_proof (*examine)(void *context,
                                  const struct media_absence *absence);
    void *context;
};

/* The same; without a witness (NULL) the capture is taken to show all. */
static inline struct media_proof
media_witness_examine(const struct media_witness *witness,
                      const struct media_absence *absence)
{
    int64_t length_ns = absence->until_ns - absence->since_ns;

    if (witness != NULL)
        return witness->examine(witness->context, absence);
    return (struct media_proof){true, length_ns, length_ns};
}

#endif
