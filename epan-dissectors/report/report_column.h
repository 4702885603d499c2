/* The columns of a report: the one place that says what a fact is called in
 * tables and in JSON, and where it comes from.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_COLUMN_H
#define LYNC_REPORT_COLUMN_H

#include <stdbool.h>
#include <stdint.h>

#include <wsutil/nstime.h>

#include "endpoint.h"
#include "report_links.h"

/* What a column holds: decides how it is aligned, sorted and written. What is
 * not known is the column's word in tables and null in JSON. */
enum report_kind {
    REPORT_TEXT,     /* text, which may be hostile; "" is null in JSON */
    REPORT_BOOL,     /* number: 0 or 1 */
    REPORT_COUNT,    /* number, always known in tables */
    REPORT_FRAME,    /* number */
    REPORT_SSRC,     /* number; 0x and eight digits */
    REPORT_DATE,     /* date; ISO 8601 in UTC, null outside years 1 to 9999 */
    REPORT_START,    /* ns, always known in tables; seconds with 6 decimals
                        since the first frame there, a date in JSON */
    REPORT_SINCE,    /* ns; seconds with 6 decimals, 9 in JSON */
    REPORT_DURATION, /* ns; seconds with 3 decimals, 9 in JSON */
    REPORT_ENDPOINT, /* endpoint; address and port */
    REPORT_ADDRESS,  /* endpoint; address alone */
    REPORT_PART,     /* part: an object with columns of its own */
    REPORT_PARTS,    /* an array of them; needs no get() */
    REPORT_KEYED,    /* an object of them; needs no get() */
};

/* What a column has for one row. Texts, endpoints and parts are borrowed from
 * the row. */
struct report_value {
    bool known;
    union {
        uint64_t number;
        int64_t ns;
        nstime_t date;
        const char *text;
        const struct endpoint *endpoint;
        const void *part;
    };
};

/* What a row by itself does not tell. */
struct report_context {
    const struct report_links *links; /* NULL in tables */
    uint32_t place;                   /* of the row in its array of the JSON */
};

/* Takes one part of a row, and its key in a REPORT_KEYED, else NULL. */
typedef void report_part_h(const char *key, const void *part, void *data);

/* The parts of a column. */
struct report_parts {
    const struct report_column *columns; /* of each part; one column without a
                                            member's name is the part's value
                                            itself, instead of an object */
    unsigned n_columns;

    /* Hands each part of ROW to PART_H, in order. NULL for REPORT_PART. */
    void (*each)(const void *row, const struct report_context *context,
                 report_part_h *part_h, void *data);
};

struct report_column {
    const char *heading; /* in tables; NULL: not shown there */
    const char *member;  /* in JSON; NULL: not there */
    enum report_kind kind;
    struct report_value (*get)(const void *row,
                               const struct report_context *context);

    /* The cell of ROW, to be freed with g_free, where tables show more, or
     * less, than the value. NULL: the value. */
    char *(*cell)(const void *row);
    const char *unknown; /* in a cell; NULL: REPORT_NONE */
    const struct report_parts *parts;
};

/* Defines GET, the getter of a column: VALUE, one of the values below, of the
 * TYPE that ROW points to; it may name `row` and `context`. */
#define REPORT_GETTER(get, type, value)                                        \
    static struct report_value get(                                            \
        const void *data, const struct report_context *context G_GNUC_UNUSED)  \
    {                                                                          \
        const type *row G_GNUC_UNUSED = data;                                  \
                                                                               \
        return value;                                                          \
    }                                                                          \
    struct report_value /* so that the macro takes a semicolon */

static inline struct report_value report_unknown(void)
{
    return (struct report_value){.known = false};
}

static inline struct report_value report_number(uint64_t number)
{
    return (struct report_value){.known = true, .number = number};
}

/* INDEX, where UINT32_MAX stands for none. */
static inline struct report_value report_index(uint32_t index)
{
    return (struct report_value){.known = index != UINT32_MAX, .number = index};
}

static inline struct report_value report_ns(int64_t ns)
{
    return (struct report_value){.known = true, .ns = ns};
}

static inline struct report_value report_date(nstime_t date)
{
    return (struct report_value){.known = true, .date = date};
}

/* TEXT, or NULL where it is not known. */
static inline struct report_value report_text(const char *text)
{
    return (struct report_value){.known = text != NULL, .text = text};
}

/* ENDPOINT, of family 0 where it is not known. */
static inline struct report_value report_endpoint(const struct endpoint *end)
{
    return (struct report_value){.known = end->family != 0, .endpoint = end};
}

/* PART, or NULL where there is none. */
static inline struct report_value report_part(const void *part)
{
    return (struct report_value){.known = part != NULL, .part = part};
}

/* VALUE, which is known only if CONDITION holds. */
static inline struct report_value report_if(bool condition,
                                            struct report_value value)
{
    return condition ? value : report_unknown();
}

/* Parts that are a text, or point to a uint32_t: .columns of such. */
extern const struct report_column report_text_part;
extern const struct report_column report_number_part;

/* Hands each of NUMBERS, an array of uint32_t, to PART_H. */
void report_each_number(const GArray *numbers, report_part_h *part_h,
                        void *data);

/* Hands each code point of SET to PART_H as a uint32_t, ascending. */
void report_each_dscp(uint64_t set, report_part_h *part_h, void *data);

/* Whether cells of KIND are aligned left and sorted as text. */
static inline bool report_kind_is_text(enum report_kind kind)
{
    return kind != REPORT_COUNT && kind != REPORT_FRAME &&
           kind != REPORT_START && kind != REPORT_SINCE &&
           kind != REPORT_DURATION;
}

/* The cell of COLUMN, which has a heading, for ROW. Free with g_free. */
char *report_column_cell(const struct report_column *column, const void *row);

#endif
