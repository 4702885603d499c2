/* Tests of the grammar of SIP headers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_header.h"

#include "sip_test.h"
#include "unit_test.h"

/* RFC 3261 7.3.1: a line that begins with white space continues its header. */
TEST(next_folded)
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

TEST(next_no_colon)
{
    struct text rest = text_of("garbage\r\nA:\r\n\r\n");
    struct sip_header header;

    g_assert_cmpint(sip_header_next(&rest, &header), ==, SIP_HEADER_FOUND);
    assert_text(header.name, "A");
    assert_text(header.value, "");
    g_assert_cmpint(sip_header_next(&rest, &header), ==, SIP_HEADER_END);
}

/* A line without its end is not read: 180 may be the rest of 1800. */
TEST(next_cut)
{
    static const char *const cut[] = {"", "x: 180", "x: 1800\r",
                                      "x: 1800\r\n ;refresher=ua"};
    struct sip_header header;

    FOR_EACH_ROW(i, cut) {
        struct text rest = text_of(cut[i]);

        g_assert_cmpint(sip_header_next(&rest, &header), ==, SIP_HEADER_CUT);
    }
}

/* A hostile header of 100 000 folded lines is read in one pass. */
TEST(next_many_folds)
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

TEST(item_quotes_and_angles)
{
    struct text rest =
        text_of(" , \"a,b\" <sip:c,d@e>;x=\"1,2\" ,, \"q\\\",\" <sip:f>,g ,");
    struct text item;

    assert_taken(sip_header_item, &rest, "\"a,b\" <sip:c,d@e>;x=\"1,2\"");
    assert_taken(sip_header_item, &rest, "\"q\\\",\" <sip:f>");
    assert_taken(sip_header_item, &rest, "g");
    g_assert_false(sip_header_item(&rest, &item));
}

TEST(list_has)
{
    static const struct {
        const char *list;
        bool has;
    } rows[] = {
        {"timer", true},
        {"100rel , TIMER\r\n ,path", true},
        {"100rel,,timer", true},
        {"", false},
        {",", false},
        {"timers, xtimer", false},
        {"100rel timer", false},
        {"\"a,timer,b\"", false},
        {"<c,timer,d>", false},
        {"\"a,b\",timer", true},
        {"<a,b>,timer", true},
    };

    FOR_EACH_ROW(i, rows)
        g_assert_true(sip_header_list_has(text_of(rows[i].list), "timer") ==
                      rows[i].has);
}

TEST(param_spaces_and_quotes)
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

    FOR_EACH_ROW(i, rows) {
        g_assert_true(sip_header_param_find(params, rows[i].name, &param));
        assert_text(param.value, rows[i].value);
    }
    g_assert_false(sip_header_param_find(params, "y", &param));
    assert_text(param.name, NULL);
}

/* The same without quotes and <...>, and names that begin alike. */
TEST(param_plain)
{
    static const struct {
        const char *name;
        const char *value;
    } rows[] = {
        {"a", "1"},  {"B", NULL},   {"c", ""},      {"d", NULL},
        {"ta", "="}, {"tagx", "3"}, {"TAG", "4 5"}, {"z", ""},
    };
    struct text params = text_of(";; a = 1 ;b; c= ;\r\n d\t;ta==;tagx=3;"
                                 "tag x=7;tag\t= 4 5 ;a=2;tag=6;z=");
    struct sip_param param;

    FOR_EACH_ROW(i, rows) {
        g_assert_true(sip_header_param_find(params, rows[i].name, &param));
        assert_text(param.value, rows[i].value);
        g_assert_true(text_is(param.name, rows[i].name));
    }
    g_assert_false(sip_header_param_find(params, "x", &param));
    g_assert_false(sip_header_param_find(params, "t", &param));
    g_assert_false(sip_header_param_find(params, "tags", &param));
    assert_text(param.name, NULL);
    g_assert_true(sip_header_param_find(text_of("a=1;b"), "b", &param));
    assert_text(param.value, NULL);
}

/* An octet of value 0 is no stop: it is not the end of the list of stops. */
TEST(scan_nul)
{
    struct text value = {"a\0;b", 4};

    g_assert_cmpuint(sip_header_split(value).main.length, ==, 2);
}

/* What never closes reaches to the end, also with a "\" as last octet. */
TEST(scan_unclosed)
{
    static const char *const open[] = {"\"a;b", "<a;b", "\"a;\\"};

    FOR_EACH_ROW(i, open)
        assert_text(sip_header_split(text_of(open[i])).main, open[i]);
}

/* RFC 3261 20.10, 20.20, 19.1.1; and what people put into display names. */
TEST(address_tag_of_header_only)
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

    FOR_EACH_ROW(i, rows) {
        struct sip_split address = sip_header_address(text_of(rows[i].text));
        struct sip_param tag;

        assert_text(address.main, rows[i].first);
        if (address.main.start == NULL)
            continue;
        sip_header_param_find(address.params, "tag", &tag);
        assert_text(tag.value, rows[i].second);
    }
}
