/* Tests of the payload sample.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_arrival.h"

#include "unit_test.h"
#define PAYLOAD_LENGTH 100

TEST(sample_same)
{
    uint8_t a[PAYLOAD_LENGTH] = {1, 2, 3};
    uint8_t b[PAYLOAD_LENGTH + 1] = {0, 1, 2, 3};

    for (size_t length = 0; length <= PAYLOAD_LENGTH; length++)
        g_assert_cmpuint(rtp_payload_sample(a, length), ==,
                         rtp_payload_sample(b + 1, length));
    g_assert_cmpuint(rtp_payload_sample(NULL, 0), ==, rtp_payload_sample(a, 0));
}

/* Zeros of different length differ. */
TEST(sample_length)
{
    uint8_t zeros[PAYLOAD_LENGTH] = {0};

    for (size_t length = 0; length < PAYLOAD_LENGTH; length++)
        g_assert_cmpuint(rtp_payload_sample(zeros, length), !=,
                         rtp_payload_sample(zeros, length + 1));
}

/* A bit changed in the first or last 16 bytes changes the sample; between them
 * it does not, which is the price of a short sample. */
TEST(sample_ends)
{
    uint8_t zeros[PAYLOAD_LENGTH] = {0};
    uint32_t sample = rtp_payload_sample(zeros, PAYLOAD_LENGTH);

    for (int i = 0; i < PAYLOAD_LENGTH; i++) {
        uint8_t changed[PAYLOAD_LENGTH] = {0};

        changed[i] = 1;
        if (i < 16 || i >= PAYLOAD_LENGTH - 16)
            g_assert_cmpuint(rtp_payload_sample(changed, PAYLOAD_LENGTH), !=,
                             sample);
        else
            g_assert_cmpuint(rtp_payload_sample(changed, PAYLOAD_LENGTH), ==,
                             sample);
    }
}
