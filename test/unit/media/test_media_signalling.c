/* Tests of what signalling says about a session, and of sessions without any.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_signalling.h"

#include "unit_test.h"

#define CN_NUMBER 13 /* RFC 3551 6 */

/* Nothing is known of a session without signalling, and it holds nothing. */
TEST(none)
{
    for (int side = 0; side < N_SIDES; side++) {
        const struct media_description *description =
            media_signalling_side(NULL, side);
        struct payload_type_set noise =
            media_signalling_noise_types(NULL, side);

        g_assert_cmpint(description->direction, ==, MEDIA_SENDRECV);
        g_assert_cmpuint(description->rtp.family, ==, 0);
        g_assert_false(description->removed);
        g_assert_true(payload_type_set_has(&noise, CN_NUMBER));
    }
    g_assert_cmpint(
        media_tally_flow_ns(media_signalling_tally(NULL), SIDE_A, 9 * S), ==,
        0);
}

/* It is made once, all zero. */
TEST(made_when_needed)
{
    struct media_signalling *signalling = NULL;
    struct media_signalling *made = media_signalling_get(&signalling);

    g_assert_true(signalling == made);
    g_assert_true(media_signalling_get(&signalling) == made);
    made->descriptions[SIDE_B].fax = true;
    g_assert_true(media_signalling_side(made, SIDE_B)->fax);
    g_assert_false(media_signalling_side(made, SIDE_A)->fax);
    g_assert_true(media_signalling_tally(made) == &made->tally);
    g_free(made);
}

/* What the receiver names counts; if it names nothing, the sender's own. */
TEST(noise_of_receiver)
{
    struct media_signalling *signalling = NULL;
    struct media_description *descriptions =
        media_signalling_get(&signalling)->descriptions;
    struct payload_type_set noise;

    payload_type_set_add(&descriptions[SIDE_A].named, 120);
    payload_type_set_add(&descriptions[SIDE_A].noise, 120);
    for (int side = 0; side < N_SIDES; side++) {
        noise = media_signalling_noise_types(signalling, side);
        g_assert_true(payload_type_set_has(&noise, 120));
    }
    payload_type_set_add(&descriptions[SIDE_B].named, 119);
    payload_type_set_add(&descriptions[SIDE_B].noise, 119);
    noise = media_signalling_noise_types(signalling, SIDE_A);
    g_assert_true(payload_type_set_has(&noise, 119));
    g_assert_false(payload_type_set_has(&noise, 120));
    g_free(signalling);
}
