/* A hash of part of an RTP packet's payload.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_arrival.h"

#include <string.h>

#define SAMPLE_LENGTH 16 /* bytes at either end */
#define WORD_LENGTH   8

#define MIX_MULTIPLIER UINT64_C(0x9e3779b97f4a7c15) /* 2^64 / golden ratio */

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * MIX_MULTIPLIER;
    return hash ^ hash >> 29;
}

static uint64_t read_word(const uint8_t *octets)
{
    uint64_t word;

    memcpy(&word, octets, WORD_LENGTH);
    return word;
}

/* Hashes all bytes of a payload shorter than SAMPLE_LENGTH. */
static uint32_t sample_short(const uint8_t *payload, size_t length)
{
    uint8_t padded[SAMPLE_LENGTH] = {0};
    uint64_t hash;

    if (length > 0)
        memcpy(padded, payload, length);
    hash = mix(length, read_word(padded));
    hash = mix(hash, read_word(padded + WORD_LENGTH));
    return (uint32_t)(hash >> 32);
}

uint32_t rtp_payload_sample(const uint8_t *payload, size_t length)
{
    const uint8_t *tail;
    uint64_t hash;

    if (length < SAMPLE_LENGTH)
        return sample_short(payload, length);
    tail = payload + (length - SAMPLE_LENGTH);
    hash = mix(length, read_word(payload));
    hash = mix(hash, read_word(payload + WORD_LENGTH));
    hash = mix(hash, read_word(tail));
    hash = mix(hash, read_word(tail + WORD_LENGTH));
    return (uint32_t)(hash >> 32);
}
