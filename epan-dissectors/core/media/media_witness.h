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

/* None of the packets that FROM owed TO from SINCE_NS to UNTIL_NS is in the
 * capture. */
struct media_absence {
    struct endpoint from;
    struct endpoint to;
    int64_t since_ns;
    int64_t until_ns;
    uint64_t n_due; /* packets */
};

struct media_witness {
    /* Whether ABSENCE proves that nothing was sent: the capture would show
     * some of it. */
    bool (*proves)(void *context, const struct media_absence *absence);
    void *context;
};

/* The same; without a witness (NULL) the capture is taken to show all. */
static inline bool media_witness_proves(const struct media_witness *witness,
                                        const struct media_absence *absence)
{
    return witness == NULL || witness->proves(witness->context, absence);
}

#endif
