/* That the texts which parsers give back lie inside what they read.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_FUZZ_TEXT_H
#define LYNC_FUZZ_TEXT_H

#include "fuzz_input.h"

#include "text.h"

static inline void fuzz_check_inside(struct text text, struct text input)
{
    if (text.start == NULL) {
        FUZZ_CHECK(text.length == 0);
        return;
    }
    FUZZ_CHECK(text.start >= input.start);
    FUZZ_CHECK(text.start + text.length <= input.start + input.length);
}

/* An input as text, in memory of exactly its size. Free its start with
 * free(). */
static inline struct text fuzz_text(const uint8_t *data, size_t size)
{
    char *copy = malloc(MAX(size, 1));

    FUZZ_CHECK(copy != NULL);
    memcpy(copy, data, size);
    return (struct text){copy, size};
}

#endif
