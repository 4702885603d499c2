/* Tests of telephone numbers in URIs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_number.h"

#include <string.h>

#include "unit_test.h"

static struct sip_number number(const char *uri)
{
    return sip_number_of(text_of(uri));
}

TEST(reading_forms)
{
    static const struct {
        const char *uri;
        const char *digits;
        bool global;
    } rows[] = {
        {"sip:+493012345678@192.0.2.1", "493012345678", true},
        {"SIPS:%2B493012345678@gw", "493012345678", true},
        {"tel:+49-30-(1234).5678", "493012345678", true},
        {"sip:030 12345678;phone-context=+49@gw;user=phone", "03012345678",
         false},
        {"1234567", "1234567", false},
        {"123456", "123456", false}, /* an extension */
        {"12", "12", false},
        {"1", "", false},
        {"1234567890123456789012345678901", /* 31 digits */
         "1234567890123456789012345678901", false},
        {"12345678901234567890123456789012", "", false},
        {"sip:alice1234567@contoso.com", "", false},
        {"sip:*671234567@gw", "", false},
        {"sip:anonymous@anonymous.invalid", "", false},
        {"sip:1234567+1@gw", "", false},
        {"", "", false},
        {"sip:@gw", "", false},
        {"sip:gw1234567", "", false},
    };

    FOR_EACH_ROW(i, rows) {
        struct sip_number read = number(rows[i].uri);

        g_assert_cmpstr(read.digits, ==, rows[i].digits);
        g_assert_cmpint(read.global, ==, rows[i].global);
    }
    g_assert_cmpstr(sip_number_of((struct text){0}).digits, ==, "");
}

TEST(same_prefixes)
{
    static const struct {
        const char *a;
        const char *b;
        bool same;
    } rows[] = {
        {"+493012345678", "+493012345678", true},
        {"+493012345678", "03012345678", true},       /* national, 0 */
        {"+493012345678", "00493012345678", true},    /* international, 00 */
        {"+493012345678", "011493012345678", true},   /* from North America */
        {"+493012345678", "9011493012345678", false}, /* four digits before */
        {"+493012345678", "493012345678", true},
        {"+493012345678", "12345678", true},       /* local */
        {"+493012345678", "2345678", true},        /* 7 digits */
        {"+493012345678", "9012345678", true},     /* 90, then 8 digits */
        {"+493012345678", "1112345678", false},    /* 111 is no prefix */
        {"+493012345678", "+494012345678", false}, /* another town */
        {"+493012345678", "04012345678", false},   /* 04 is no prefix */
        {"03012345678", "04012345678", false},     /* of one length */
        {"+493012345678", "+3012345678", false},   /* both global */
        {"+3012345678", "493012345678", false},    /* 49 is no prefix */
        {"+493012345678", "+493012345679", false},
        {"1234567", "2234567", false}, /* 6 digits in common */
        {"alice", "alice", false},
        {"", "", false},
    };

    FOR_EACH_ROW(i, rows) {
        struct sip_number a = number(rows[i].a);
        struct sip_number b = number(rows[i].b);

        g_test_message("%s %s", rows[i].a, rows[i].b);
        g_assert_cmpint(sip_number_same(&a, &b), ==, rows[i].same);
        g_assert_cmpint(sip_number_same(&b, &a), ==, rows[i].same);
    }
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
