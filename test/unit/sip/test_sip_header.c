/* Tests of the grammar of SIP headers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_header.h"

#include "sip_test.h"
#include "unit_test.h"

/* RFC 3261 7.3.1: a line that begins with white space continues its header. */
static void test_next_folded(void)
{
    struct text rest = text_of("Subject: I know\r\n you're there,\r\n"
                               "\tpick up\r\nX :y\n\r\nbody: no\r\n");
    struct sip_header header;

    g_assert_cmpint(sip_header_next(&rest, &header), ==, SIP_HEADER_FOUND);
    assert_text(header.name, "Subject");
    assert_text(header.value, "I know\r\n you're there,\r\n\tpick up");
    g_assert_cmpint(sip_header_next(&rest, &header), ==, SIP_HEADER_FOUND);
    assert_text(header.name, "X");
    assert_text(header.value, "y");
    g_assert_cmpint(sip_header_next(&rest, &header), ==, SIP_HEADER_END);
    assert_text(rest, "body: no\r\n");
}

static void test_next_no_colon(void)
{
    struct text rest = text_of("garbage\r\nA:\r\n\r\n");
    struct sip_header header;

    g_assert_cmpint(sip_header_next(&rest, &header), ==, SIP_HEADER_FOUND);
    assert_text(header.name, "A");
    assert_text(header.value, "");
    g_assert_cmpint(sip_header_next(&rest, &header), ==, SIP_HEADER_END);
}

/* A line without its end is not read: 180 may be the rest of 1800. */
static void test_next_cut(void)
{
    static const char *const cut[] = {"", "x: 180", "x: 1800\r",
                                      "x: 1800\r\n ;refresher=ua"};
    struct sip_header header;

    for (size_t i = 0; i < G_N_ELEMENTS(cut); i++) {
        struct text rest = text_of(cut[i]);

        g_assert_cmpint(sip_header_next(&rest, &header), ==, SIP_HEADER_CUT);
    }
}

/* A hostile header of 100 000 folded lines is read in one pass. */
static void test_next_many_folds(void)
{
    GString *text = g_string_new("A:\r\n");
    struct text rest;
    struct sip_header header;

    for (int i = 0; i < 100000; i++)
        g_string_append(text, " \r\n");
    g_string_append(text, "\tb\r\n\r\n");
    rest = text_of(text->str);
    g_assert_cmpint(sip_header_next(&rest, &header), ==, SIP_HEADER_FOUND);
    assert_text(header.value, "b");
    g_assert_cmpint(sip_header_next(&rest, &header), ==, SIP_HEADER_END);
    g_assert_cmpuint(rest.length, ==, 0);
    g_string_free(text, TRUE);
}

static void test_item(void)
{
    struct text rest =
        text_of(" , \"a,b\" <sip:c,d@e>;x=\"1,2\" ,, \"q\\\",\" <sip:f>,g ,");
    struct text item;

    g_assert_true(sip_header_item(&rest, &item));
    assert_text(item, "\"a,b\" <sip:c,d@e>;x=\"1,2\"");
    g_assert_true(sip_header_item(&rest, &item));
    assert_text(item, "\"q\\\",\" <sip:f>");
    g_assert_true(sip_header_item(&rest, &item));
    assert_text(item, "g");
    g_assert_false(sip_header_item(&rest, &item));
}

static void test_param(void)
{
    static const struct {
        const char *name;
        const char *value;
    } rows[] = {
        {"a", "1"},     {"B", NULL}, {"c", ""}, {"d", "\"x;y=\\\"z\""},
        {"e", "<f;g>"},
    };
    struct text params =
        text_of(";; a = 1 ;b; c= ;\r\n d=\"x;y=\\\"z\" ;e=<f;g>;a=2");
    struct sip_param param;

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_assert_true(sip_header_param_find(params, rows[i].name, &param));
        assert_text(param.value, rows[i].value);
    }
    g_assert_false(sip_header_param_find(params, "y", &param));
    assert_text(param.name, NULL);
}

/* An octet of value 0 is no stop: it is not the end of the list of stops. */
static void test_scan_nul(void)
{
    struct text value = {"a\0;b", 4};

    g_assert_cmpuint(sip_header_split(value).main.length, ==, 2);
}

/* What never closes reaches to the end, also with a "\" as last octet. */
static void test_scan_unclosed(void)
{
    static const char *const open[] = {"\"a;b", "<a;b", "\"a;\\"};

    for (size_t i = 0; i < G_N_ELEMENTS(open); i++)
        assert_text(sip_header_split(text_of(open[i])).main, open[i]);
}

/* RFC 3261 20.10, 20.20, 19.1.1; and what people put into display names. */
static void test_address(void)
{
    static const struct read_texts rows[] = {
        {"<sip:a@b>;tag=1", "sip:a@b", "1"},
        {"sip:a@b;tag=1", "sip:a@b", "1"},
        {"sip:a@b", "sip:a@b", NULL},
        {"\"a <b>;tag=x\" <sip:c@d>;tag=y", "sip:c@d", "y"},
        {"\"a \\\"<sip:no>;tag=x\" <sip:c@d> ; TAG = y", "sip:c@d", "y"},
        {"\"a\\\\\"<sip:c@d>;tag=y", "sip:c@d", "y"},
        {"A. Name <sip:c@d;tag=no?tag=no>;tag=y", "sip:c@d", "y"},
        {"<sip:c@d;user=phone;tag=no>", "sip:c@d", NULL},
        {"Doe, John <sip:j@d>;tag=y", "sip:j@d", "y"},
        {"<sip:+1;phone-context=x?y@d:5060;transport=tls?a=b>;epid=1;tag=2",
         "sip:+1;phone-context=x?y@d:5060", "2"},
        {"< sip:c@[2001:db8::1]:5060 >;tag=y", "sip:c@[2001:db8::1]:5060", "y"},
        {"<tel:+4930;phone-context=x>;tag=y", "tel:+4930", "y"},
        {"<sip:a@b>;tag=\"q\"", "sip:a@b", "\"q\""},
        {"<sip:a@b", NULL, NULL},
        {"\"a <sip:a@b>;tag=x", NULL, NULL},
        {"\"a:b\" ;tag=x", NULL, NULL},
        {"*", NULL, NULL},
        {"", NULL, NULL},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct sip_split address = sip_header_address(text_of(rows[i].text));
        struct sip_param tag;

        assert_text(address.main, rows[i].first);
        if (address.main.start == NULL)
            continue;
        sip_header_param_find(address.params, "tag", &tag);
        assert_text(tag.value, rows[i].second);
    }
}

static const struct unit_test tests[] = {
    {"/sip_header/next/folded", test_next_folded},
    {"/sip_header/next/no-colon", test_next_no_colon},
    {"/sip_header/next/cut", test_next_cut},
    {"/sip_header/next/many-folds", test_next_many_folds},
    {"/sip_header/item/quotes-and-angles", test_item},
    {"/sip_header/param/spaces-and-quotes", test_param},
    {"/sip_header/scan/nul", test_scan_nul},
    {"/sip_header/scan/unclosed", test_scan_unclosed},
    {"/sip_header/address/tag-of-header-only", test_address},
};

UNIT_TESTS_MAIN(tests)
