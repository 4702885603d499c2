/* Quality reports in text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "qoe_text.h"

#include <stdlib.h>
#include <string.h>

#define PERCENT    100.0
#define SSRC_BYTES 10 /* "0x" and eight digits */
#define NO_WAY     N_QOE_WAYS
#define ITEM_WHOLE NULL /* the value of the line itself */

/* Where a fact stands: LINE:ITEM=value. */
struct item {
    const char *line;
    const char *item;
    enum qoe_id id;
    double scale;
};

static const struct item items[] = {
    {"CallID", ITEM_WHOLE, QOE_CALL_ID, 1},
    {"LocalID", ITEM_WHOLE, QOE_FROM_URI, 1},
    {"RemoteID", ITEM_WHOLE, QOE_TO_URI, 1},
    {"Timestamps", "START", QOE_START, 1},
    {"Timestamps", "STOP", QOE_END, 1},
    {"LocalAddr", "IP", QOE_LOCAL_ADDRESS, 1},
    {"LocalAddr", "PORT", QOE_LOCAL_PORT, 1},
    {"RemoteAddr", "IP", QOE_REMOTE_ADDRESS, 1},
    {"RemoteAddr", "PORT", QOE_REMOTE_PORT, 1},
    {"SessionDesc", "PT", QOE_PAYLOAD_TYPE, 1},
    {"SessionDesc", "PD", QOE_CODEC, 1},
    {"SessionDesc", "SR", QOE_SAMPLE_RATE, 1},
    {"PacketLoss", "NLR", QOE_LOSS_RATE, PERCENT},
    {"PacketLoss", "JDR", QOE_DISCARD_RATE, PERCENT},
    {"BurstGapLoss", "BLD", QOE_BURST_DENSITY, PERCENT},
    {"BurstGapLoss", "BD", QOE_BURST_DURATION, 1},
    {"BurstGapLoss", "GLD", QOE_GAP_DENSITY, PERCENT},
    {"BurstGapLoss", "GD", QOE_GAP_DURATION, 1},
    {"Delay", "RTD", QOE_ROUND_TRIP, 1},
    {"Delay", "IAJ", QOE_JITTER, 1},
    {"QualityEst", "MOSLQ", QOE_MOS_LQ, 1},
    {"QualityEst", "MOSCQ", QOE_MOS_CQ, 1},
};

/* What is being read. */
struct reading {
    struct qoe_report *report;
    struct qoe_line *line;
    enum qoe_way way; /* of the metrics that follow; NO_WAY: none so far */
};

static GArray *part_for(const struct reading *reading, enum qoe_id id)
{
    switch (qoe_info(id)->of) {
    case QOE_OF_REPORT:
        return reading->report->facts;
    case QOE_OF_LINE:
        return reading->line->facts;
    default:
        return reading->way != NO_WAY
                   ? qoe_line_stream(reading->line, reading->way)
                   : NULL;
    }
}

/* The value of ITEM in VALUES, "A=1 B=2"; absent: no such item. */
static struct text item_of(struct text values, const char *item)
{
    struct text word;

    if (item == ITEM_WHOLE)
        return values;
    while ((word = text_word(&values)).length > 0) {
        size_t equals = text_find(word, '=');

        if (text_is(text_head(word, equals), item))
            return text_unquote(text_skip(word, equals + 1));
    }
    return (struct text){0};
}

static void read_items(const struct reading *reading, struct text name,
                       struct text values)
{
    for (size_t i = 0; i < G_N_ELEMENTS(items); i++) {
        GArray *part;

        if (!text_is(name, items[i].line))
            continue;
        part = part_for(reading, items[i].id);
        if (part != NULL && qoe_fact(part, items[i].id) == NULL)
            qoe_facts_add(part, items[i].id, item_of(values, items[i].item),
                          items[i].scale);
    }
}

/* The SSRC of the remote address is what comes in, that of the local one what
 * goes out (RFC 6035 4.6.1). */
static void read_ssrc(const struct reading *reading, enum qoe_way way,
                      struct text values)
{
    struct text ssrc = item_of(values, "SSRC");
    char digits[SSRC_BYTES + 1];
    char *end;
    unsigned long number;

    if (!text_begins(ssrc, "0x") || ssrc.length > SSRC_BYTES)
        return;
    text_print(ssrc, digits, sizeof digits);
    number = strtoul(digits, &end, 16);
    if (*end != '\0' || number == 0)
        return;
    g_snprintf(digits, sizeof digits, "%lu", number);
    qoe_facts_add(qoe_line_stream(reading->line, way), QOE_SSRC,
                  text_of(digits), 1);
}

static void read_line(struct reading *reading, struct text name,
                      struct text values)
{
    if (text_is(name, "LocalMetrics"))
        reading->way = QOE_INBOUND;
    else if (text_is(name, "RemoteMetrics"))
        reading->way = QOE_OUTBOUND;
    else if (text_is(name, "DialogID"))
        qoe_report_dialog(reading->report, values);
    else if (text_is(name, "RemoteAddr"))
        read_ssrc(reading, QOE_INBOUND, values);
    else if (text_is(name, "LocalAddr"))
        read_ssrc(reading, QOE_OUTBOUND, values);
    read_items(reading, name, values);
}

/* Splits LINE at its colon. */
static struct text split(struct text line, struct text *values)
{
    size_t colon = text_find(line, ':');

    *values = text_trim(text_skip(line, colon + 1));
    return text_trim(text_head(line, colon));
}

bool qoe_text_read(struct text text, GPtrArray *reports)
{
    static const struct text_value forms[] = {
        {"VQSessionReport", QOE_FORM_SESSION},
        {"VQIntervalReport", QOE_FORM_INTERVAL},
        {"VQAlertReport", QOE_FORM_ALERT},
    };
    struct reading reading = {.way = NO_WAY};
    struct text line = {0};
    struct text values;
    int form;

    text_line(&text, &line);
    form = text_value(split(line, &values), forms, G_N_ELEMENTS(forms), -1);
    if (form < 0 || text.length > QOE_BODY_BYTES_MAX)
        return false;
    reading.report = qoe_report_new((enum qoe_form)form);
    reading.report->whole = true;
    reading.line = qoe_report_add_line(reading.report);
    while (text_line(&text, &line)) {
        struct text name = split(line, &values);

        read_line(&reading, name, values);
    }
    g_ptr_array_add(reports, reading.report);
    return true;
}
