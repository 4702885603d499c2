/* Tests of the payload type table.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "payload_type.h"

#include "unit_test.h"

/* The numbers an administrator of 2009 had to enter by hand, and one each of
 * the later generations. */
TEST(table_names_and_rates)
{
    static const struct {
        uint8_t number;
        const char *name;
        uint32_t clock_rate_hz;
        enum media_kind media;
    } expected[] = {
        {97, "RED", 8000, MEDIA_KIND_AUDIO},
        {111, "SIREN", 16000, MEDIA_KIND_AUDIO},
        {114, "x-msrta", 16000, MEDIA_KIND_AUDIO},
        {118, "CN", 16000, MEDIA_KIND_AUDIO},
        {121, "x-rtvc1", 90000, MEDIA_KIND_VIDEO},
        {104, "SILK", 16000, MEDIA_KIND_AUDIO},
        {122, "X-H264UC", 90000, MEDIA_KIND_VIDEO},
        {9, "G722", 8000, MEDIA_KIND_AUDIO}, /* RFC 3551 4.5.2: clock of 8000 */
    };

    FOR_EACH_ROW(i, expected) {
        const struct payload_type *row =
            payload_type_default(expected[i].number);

        g_assert_nonnull(row);
        g_assert_cmpstr(row->name, ==, expected[i].name);
        g_assert_cmpuint(row->clock_rate_hz, ==, expected[i].clock_rate_hz);
        g_assert_cmpint(row->media, ==, expected[i].media);
    }
    g_assert_null(payload_type_default(35));
    g_assert_null(payload_type_default(100));
}

/* A row is found by its own number; there are seven bits (RFC 3550 5.1). */
TEST(table_numbers)
{
    for (unsigned number = 0; number <= UINT8_MAX; number++) {
        const struct payload_type *row = payload_type_default((uint8_t)number);

        g_assert_true(row == NULL || row->number == number);
        g_assert_true(row == NULL || number <= 127);
    }
}

/* PCMU: 80 octets for each 10 ms, 60 ms at most; SRTP adds 4, 5, 8, 10, 11 or
 * 14 octets. */
TEST(length_fixed_rate_codec)
{
    const struct payload_type *pcmu = payload_type_default(0);
    static const size_t fits[] = {80, 160, 480, 164, 165, 170, 171, 490};
    static const size_t does_not[] = {0, 1, 79, 81, 159, 161, 495, 560, 1188};

    FOR_EACH_ROW(i, fits)
        g_assert_true(payload_type_length_fits(pcmu, fits[i]));
    FOR_EACH_ROW(i, does_not)
        g_assert_false(payload_type_length_fits(pcmu, does_not[i]));
}

TEST(length_variable_rate_codec)
{
    const struct payload_type *msrta = payload_type_default(114);

    g_assert_false(payload_type_length_fits(msrta, 0));
    g_assert_true(payload_type_length_fits(msrta, 1));
    g_assert_true(payload_type_length_fits(msrta, 400));
    g_assert_false(payload_type_length_fits(msrta, 401));
}
