/* Tests of telephone numbers in URIs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_number.h"

#include "unit_test.h"

static struct sip_number number(const char *uri)
{
    return sip_number_of(text_of(uri));
}

#define ASSERT_READ(uri, read_digits, is_global)                               \
    do {                                                                       \
        struct sip_number number_ = number(uri);                               \
        g_assert_cmpstr(number_.digits, ==, read_digits);                      \
        g_assert_cmpint(number_.global, ==, is_global);                        \
    } while (0)

TEST(reading_forms)
{
    ASSERT_READ("sip:+493012345678@192.0.2.1", "493012345678", true);
    ASSERT_READ("SIPS:%2B493012345678@gw", "493012345678", true);
    ASSERT_READ("tel:+49-30-(1234).5678", "493012345678", true);
    ASSERT_READ("sip:030 12345678;phone-context=+49@gw;user=phone",
                "03012345678", false);
    ASSERT_READ("1234567", "1234567", false);
    ASSERT_READ("123456", "123456", false); /* an extension */
    ASSERT_READ("12", "12", false);
    ASSERT_READ("1", "", false);
    /* 31 digits, 32 */
    ASSERT_READ("1234567890123456789012345678901",
                "1234567890123456789012345678901", false);
    ASSERT_READ("12345678901234567890123456789012", "", false);
    ASSERT_READ("sip:alice1234567@contoso.com", "", false);
    ASSERT_READ("sip:*671234567@gw", "", false);
    ASSERT_READ("sip:anonymous@anonymous.invalid", "", false);
    ASSERT_READ("sip:1234567+1@gw", "", false);
    ASSERT_READ("", "", false);
    ASSERT_READ("sip:@gw", "", false);
    ASSERT_READ("sip:gw1234567", "", false);
    g_assert_cmpstr(sip_number_of((struct text){0}).digits, ==, "");
}

/* Whether A and B are the same, and B and A. */
#define ASSERT_SAME(a, b, same)                                                \
    do {                                                                       \
        struct sip_number a_ = number(a), b_ = number(b);                      \
        g_assert_cmpint(sip_number_same(&a_, &b_), ==, same);                  \
        g_assert_cmpint(sip_number_same(&b_, &a_), ==, same);                  \
    } while (0)

#define BERLIN "+493012345678"

TEST(same_prefixes)
{
    ASSERT_SAME(BERLIN, "+493012345678", true);
    ASSERT_SAME(BERLIN, "03012345678", true);       /* national, 0 */
    ASSERT_SAME(BERLIN, "00493012345678", true);    /* international, 00 */
    ASSERT_SAME(BERLIN, "011493012345678", true);   /* from North America */
    ASSERT_SAME(BERLIN, "9011493012345678", false); /* four digits before */
    ASSERT_SAME(BERLIN, "493012345678", true);
    ASSERT_SAME(BERLIN, "12345678", true);             /* local */
    ASSERT_SAME(BERLIN, "2345678", true);              /* 7 digits */
    ASSERT_SAME(BERLIN, "9012345678", true);           /* 90, then 8 digits */
    ASSERT_SAME(BERLIN, "1112345678", false);          /* 111 is no prefix */
    ASSERT_SAME(BERLIN, "812345678", false);           /* nor is 8 */
    ASSERT_SAME(BERLIN, "+494012345678", false);       /* another town */
    ASSERT_SAME(BERLIN, "04012345678", false);         /* 04 is no prefix */
    ASSERT_SAME("03012345678", "04012345678", false);  /* of one length */
    ASSERT_SAME(BERLIN, "+3012345678", false);         /* both global */
    ASSERT_SAME("+3012345678", "493012345678", false); /* 49 is no prefix */
    ASSERT_SAME(BERLIN, "+493012345679", false);
    ASSERT_SAME("1234567", "2234567", false); /* 6 digits in common */
    ASSERT_SAME("alice", "alice", false);
    ASSERT_SAME("", "", false);
}

/* Written with the same digits; extensions too, which are never "the same". */
TEST(equal)
{
    struct sip_number extension = number("4711");
    struct sip_number global = number("+4711");
    struct sip_number other = number("4712");
    struct sip_number none = {0};

    g_assert_true(sip_number_equal(&extension, &extension));
    g_assert_false(sip_number_same(&extension, &extension));
    g_assert_false(sip_number_equal(&extension, &other));
    g_assert_false(sip_number_equal(&extension, &global));
    g_assert_false(sip_number_equal(&none, &none));
}
