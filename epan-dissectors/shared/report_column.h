/* The columns of a report. Each row of a column array gives a fact its heading
 * in tables, its name in JSON, its kind, and its getter.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_COLUMN_H
#define LYNC_REPORT_COLUMN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>
#include <wsutil/nstime.h>

#include "endpoint.h"
#include "index.h"

#define REPORT_NONE     "-" /* a cell without a value */
#define REPORT_RANK_MAX 3

/* What a column contains, which decides how it is aligned, sorted and written.
 * Each comment starts with the member of struct report_value that holds it. An
 * unknown value is null in JSON, and the column's `unknown` in tables. */
enum report_kind {
    REPORT_TEXT,     /* text, possibly hostile; "" is null in JSON */
    REPORT_BOOL,     /* number: 0 or 1 */
    REPORT_COUNT,    /* number; must always be known if it has a heading */
    REPORT_FRAME,    /* number */
    REPORT_SSRC,     /* number, as 0x and eight hexadecimal digits */
    REPORT_DECIMAL,  /* decimal, with 2 decimals, 3 in JSON */
    REPORT_REAL,     /* decimal, with as many decimals as it needs */
    REPORT_START,    /* ns since the first frame. JSON: a date (ISO 8601, UTC;
                        null outside the years 1 to 9999). Tables: seconds with
                        6 decimals; it must be known */
    REPORT_SINCE,    /* ns, as seconds with 6 decimals, 9 in JSON */
    REPORT_DURATION, /* ns, as seconds with 3 decimals, 9 in JSON */
    REPORT_ENDPOINT, /* endpoint: address and port */
    REPORT_ADDRESS,  /* endpoint: address only */
    REPORT_NUMBERS,  /* numbers: an array; needs a cell() if it has a heading */
    REPORT_DSCPS,    /* number, a set (bit n: code point n), written like
                        REPORT_NUMBERS */
    REPORT_PART,     /* pointer: an object with columns of its own */
    REPORT_PARTS,    /* an array of parts; has no getter */
    REPORT_KEYED,    /* an object of parts, each with a key; has no getter */
};

/* The value of a column for one row. The row owns texts, endpoints and
 * parts. */
struct report_value {
    bool known;
    union {
        uint64_t number;
        double decimal;
        int64_t ns;
        const char *text;
        const struct endpoint *endpoint;
        const GArray *numbers; /* of uint32_t */
        const void *pointer;   /* to a part, a text, an endpoint or numbers */
    };
};

/* Receives one part of a row. KEY is its name in a REPORT_KEYED, otherwise
 * NULL. */
typedef void report_part_h(const char *key, const void *part, void *data);

/* The parts of a column. */
struct report_parts {
    /* Columns of each part, which becomes an object. If there is a single
     * column without a JSON name, each part becomes a plain value. */
    const struct report_column *columns;
    unsigned n_columns;

    /* Calls PART_H for each part of ROW, in order. NULL for REPORT_PART. */
    void (*each)(const void *row, report_part_h *part_h, void *data);
};

/* Type of the row's member that a column shows without a getter. */
enum report_stored {
    REPORT_NOT_STORED, /* none: the column has a getter */
    REPORT_STORED_BOOL,
    REPORT_STORED_UINT8,
    REPORT_STORED_UINT32,
    REPORT_STORED_UINT64,
    REPORT_STORED_INT64,   /* ns */
    REPORT_STORED_POINTER, /* text or numbers; NULL: unknown */
    REPORT_STORED_ENDPOINT /* family 0: unknown */
};

struct report_column {
    const char *heading; /* in tables; NULL: not shown there */
    const char *member;  /* in JSON; NULL: not written there */
    enum report_kind kind;
    struct report_value (*get)(const void *row);
    enum report_stored stored; /* both set by REPORT_MEMBER, instead of get */
    size_t offset;             /* offset of the member in the row, bytes */

    /* Returns the cell of ROW, to be freed with g_free(). NULL: tables show the
     * plain value. Required for parts with a heading. */
    char *(*cell)(const void *row);
    const char *unknown; /* cell of an unknown value; NULL: REPORT_NONE */
    const struct report_parts *parts; /* for REPORT_PART, REPORT_PARTS and
                                         REPORT_KEYED */
    bool window_only; /* the heading is that of a window; text lacks it */

    /* For words that have an order: windows sort by it, least first. Returns
     * the rank of ROW, at most REPORT_RANK_MAX. NULL: by the cell. */
    unsigned (*rank)(const void *row);
};

#define REPORT_STORED_AS(value)                                                \
    _Generic((value), bool: REPORT_STORED_BOOL, uint8_t: REPORT_STORED_UINT8,  \
             uint32_t: REPORT_STORED_UINT32, uint64_t: REPORT_STORED_UINT64,   \
             int64_t: REPORT_STORED_INT64, char *: REPORT_STORED_POINTER,      \
             const char *: REPORT_STORED_POINTER,                              \
             GArray *: REPORT_STORED_POINTER,                                  \
             struct endpoint: REPORT_STORED_ENDPOINT)

/* For a column that shows MEMBER of its rows, which are of TYPE. */
#define REPORT_MEMBER(type, member)                                            \
    .stored = REPORT_STORED_AS(((const type *)NULL)->member),                  \
    .offset = offsetof(type, member)

/* Sets the columns of a table or of parts to those of ARRAY. */
#define REPORT_COLUMNS(array) .columns = array, .n_columns = G_N_ELEMENTS(array)

/* For a column whose rows are themselves of TYPE. */
#define REPORT_ITSELF(type) .stored = REPORT_STORED_AS((type)0)

/* Defines GET, the getter of a column whose rows are of TYPE. VALUE is an
 * expression for a struct report_value, in which `row` is the row. */
#define REPORT_GETTER(get, type, value)                                        \
    static struct report_value get(const void *data)                           \
    {                                                                          \
        const type *row G_GNUC_UNUSED = data;                                  \
                                                                               \
        return value;                                                          \
    }                                                                          \
    struct report_value /* so that a semicolon follows the macro */

/* A number: a count, a set of code points, or 0 or 1. */
static inline struct report_value report_number(uint64_t number)
{
    return (struct report_value){.known = true, .number = number};
}

/* An index; unknown if it is NO_INDEX. */
static inline struct report_value report_index(uint32_t index)
{
    return (struct report_value){.known = index != NO_INDEX, .number = index};
}

/* A number with decimals. */
static inline struct report_value report_decimal(double decimal)
{
    return (struct report_value){.known = true, .decimal = decimal};
}

/* NS in milliseconds; unknown if it is below 0. */
static inline struct report_value report_ms(int64_t ns)
{
    return (struct report_value){.known = ns >= 0, .decimal = (double)ns / 1e6};
}

/* A time or duration in ns. */
static inline struct report_value report_ns(int64_t ns)
{
    return (struct report_value){.known = true, .ns = ns};
}

/* A text, a part or numbers; unknown if POINTER is NULL. */
static inline struct report_value report_pointer(const void *pointer)
{
    return (struct report_value){.known = pointer != NULL, .pointer = pointer};
}

/* An endpoint; unknown if its family is 0. */
static inline struct report_value report_endpoint(const struct endpoint *end)
{
    return (struct report_value){.known = end->family != 0, .endpoint = end};
}

/* VALUE if CONDITION holds, otherwise unknown. */
static inline struct report_value report_if(bool condition,
                                            struct report_value value)
{
    value.known = value.known && condition;
    return value;
}

/* Whether cells of KIND are aligned left and sorted as text. */
static inline bool report_kind_is_text(enum report_kind kind)
{
    return kind != REPORT_COUNT && kind != REPORT_FRAME &&
           kind != REPORT_DECIMAL && kind != REPORT_START &&
           kind != REPORT_SINCE && kind != REPORT_DURATION;
}

/* Returns the value of COLUMN, which must have a getter or a member, for
 * ROW. */
struct report_value report_column_value(const struct report_column *column,
                                        const void *row);

/* Returns the cell of COLUMN, which must have a heading, for ROW. Free with
 * g_free(). */
char *report_column_cell(const struct report_column *column, const void *row);

/* Returns a copy of TEXT, which may come from packets, that is safe to print on
 * a terminal: control characters and invalid UTF-8 become escapes. Free with
 * g_free(). */
char *report_text_shown(const char *text);

/* Appends TEXT to LIST, after a comma unless LIST is empty. */
void report_text_append(GString *list, const char *text);

/* Returns the text of LIST, or REPORT_NONE if it is empty. Frees LIST; free the
 * text with g_free(). */
char *report_text_or_none(GString *list);

/* Returns "2026-01-02T03:04:05.123456789Z" (ISO 8601, UTC); NULL outside the
 * years 1 to 9999. Free with g_free(). */
char *report_text_date(const nstime_t *date);

/* Returns DATE in the user's time zone, as Wireshark shows the time of day,
 * written as FORMAT says (g_date_time_format); REPORT_NONE outside the years 1
 * to 9999. Free with g_free(). */
char *report_text_clock(const nstime_t *date, const char *format);

/* Returns "0x12345678". Free with g_free(). */
char *report_text_ssrc(uint32_t ssrc);

#endif
