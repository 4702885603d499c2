/* Whether packets that a capture lacks were really not sent: an interface
 * through which the media checks ask the capture model. docs/evidence.md.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_WITNESS_H
#define LYNC_CORE_MEDIA_WITNESS_H

#include <stdbool.h>
#include <stdint.h>

#include "endpoint.h"

/* The capture holds no packet that FROM had to send to TO between SINCE_NS and
 * UNTIL_NS. */
struct media_absence {
    struct endpoint from;
    struct endpoint to;
    int64_t since_ns;
    int64_t until_ns;
    int64_t gap_ns; /* longest time between two such packets */
};

/* What the capture proves. */
struct media_proof {
    bool proved;      /* nothing was sent for at least least_ns; otherwise the
                         capture would show it */
    int64_t least_ns; /* without time that the capture did not see or that may
                         not have passed */
    int64_t most_ns;  /* with time that may have passed without being shown */
};

struct media_witness {
    struct media_proof (*examine)(void *context,
                                  const struct media_absence *absence);
    void *context;
};

/* Examines ABSENCE. Without a WITNESS (NULL) the capture counts as complete. */
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
