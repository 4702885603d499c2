/* The columns of a report. One row gives a fact its heading in tables, its
 * name in JSON, its kind, and the function that gets it.
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

#define REPORT_NONE "-" /* a cell with nothing to say */

/* What a column holds, which decides how it is aligned, sorted and written.
 * Named first is the member of struct report_value that carries it. An unknown
 * value is null in JSON, and the column's `unknown` in tables. */
enum report_kind {
    REPORT_TEXT,     /* text, which may be hostile; "" is null in JSON */
    REPORT_BOOL,     /* number: 0 or 1 */
    REPORT_COUNT,    /* number; if it has a heading, it must always be known */
    REPORT_FRAME,    /* number */
    REPORT_SSRC,     /* number: 0x and eight hexadecimal digits */
    REPORT_START,    /* ns since the first frame: in JSON a date (ISO 8601 in
                        UTC; null outside years 1 to 9999); in tables seconds
                        with 6 decimals, and it must be known */
    REPORT_SINCE,    /* ns: seconds with 6 decimals, 9 in JSON */
    REPORT_DURATION, /* ns: seconds with 3 decimals, 9 in JSON */
    REPORT_ENDPOINT, /* endpoint: address and port */
    REPORT_ADDRESS,  /* endpoint: address only */
    REPORT_NUMBERS,  /* numbers: an array; has a cell() if it has a heading */
    REPORT_DSCPS, /* number, a set (bit n: code point n): as REPORT_NUMBERS */
    REPORT_PART,  /* pointer: an object with columns of its own */
    REPORT_PARTS, /* an array of parts; has no getter */
    REPORT_KEYED, /* an object of parts, each with a key; has no getter */
};

/* The value of a column for one row. Texts, endpoints and parts belong to the
 * row. */
struct report_value {
    bool known;
    union {
        uint64_t number;
        int64_t ns;
        const char *text;
        const struct endpoint *endpoint;
        const GArray *numbers; /* of uint32_t */
        const void *pointer;   /* to a part, or any of these three */
    };
};

/* Takes one part of a row. KEY: its name in a REPORT_KEYED, otherwise NULL. */
typedef void report_part_h(const char *key, const void *part, void *data);

/* What the parts of a column consist of. */
struct report_parts {
    /* Of each part, which becomes an object; a single column without a JSON
     * name makes the part a plain value instead. */
    const struct report_column *columns;
    unsigned n_columns;

    /* Hands each part of ROW to PART_H, in order. NULL for REPORT_PART. */
    void (*each)(const void *row, report_part_h *part_h, void *data);
};

/* The type of the member of a row that a column shows as it is. */
enum report_stored {
    REPORT_NOT_STORED, /* none: the column has a getter */
    REPORT_STORED_BOOL,
    REPORT_STORED_UINT8,
    REPORT_STORED_UINT32,
    REPORT_STORED_UINT64,
    REPORT_STORED_INT64,   /* ns */
    REPORT_STORED_POINTER, /* text or numbers; unknown if it is NULL */
    REPORT_STORED_ENDPOINT /* unknown if its family is 0 */
};

struct report_column {
    const char *heading; /* in tables; NULL: not shown there */
    const char *member;  /* in JSON; NULL: not there */
    enum report_kind kind;
    struct report_value (*get)(const void *row);
    enum report_stored stored; /* these two by REPORT_MEMBER, instead of get */
    size_t offset;             /* of the member in the row, bytes */

    /* Makes the cell of ROW, to be freed with g_free, if tables do not show the
     * plain value. NULL: they do. Parts with a heading need it. */
    char *(*cell)(const void *row);
    const char *unknown; /* the cell of an unknown value; NULL: REPORT_NONE */
    const struct report_parts *parts; /* of the last three kinds */
};

#define REPORT_STORED_AS(value)                                                \
    _Generic((value), bool: REPORT_STORED_BOOL, uint8_t: REPORT_STORED_UINT8,  \
             uint32_t: REPORT_STORED_UINT32, uint64_t: REPORT_STORED_UINT64,   \
             int64_t: REPORT_STORED_INT64, char *: REPORT_STORED_POINTER,      \
             const char *: REPORT_STORED_POINTER,                              \
             GArray *: REPORT_STORED_POINTER,                                  \
             struct endpoint: REPORT_STORED_ENDPOINT)

/* In a column: it shows MEMBER of its rows, which are of TYPE. */
#define REPORT_MEMBER(type, member)                                            \
    .stored = REPORT_STORED_AS(((const type *)NULL)->member),                  \
    .offset = offsetof(type, member)

/* In a table or in parts: its columns are those of ARRAY. */
#define REPORT_COLUMNS(array) .columns = array, .n_columns = G_N_ELEMENTS(array)

/* In a column whose rows are of TYPE themselves. */
#define REPORT_ITSELF(type) .stored = REPORT_STORED_AS((type)0)

/* Defines GET, the getter of a column whose rows are of TYPE. VALUE is an
 * expression that makes a struct report_value of `row`. */
#define REPORT_GETTER(get, type, value)                                        \
    static struct report_value get(const void *data)                           \
    {                                                                          \
        const type *row G_GNUC_UNUSED = data;                                  \
                                                                               \
        return value;                                                          \
    }                                                                          \
    struct report_value /* so that the macro takes a semicolon */

/* NUMBER, a figure, a set of code points, or 0 or 1. */
static inline struct report_value report_number(uint64_t number)
{
    return (struct report_value){.known = true, .number = number};
}

/* INDEX; unknown if it is NO_INDEX. */
static inline struct report_value report_index(uint32_t index)
{
    return (struct report_value){.known = index != NO_INDEX, .number = index};
}

/* NS, a time or duration in nanoseconds. */
static inline struct report_value report_ns(int64_t ns)
{
    return (struct report_value){.known = true, .ns = ns};
}

/* A text, a part or numbers; unknown if it is NULL. */
static inline struct report_value report_pointer(const void *pointer)
{
    return (struct report_value){.known = pointer != NULL, .pointer = pointer};
}

/* END; unknown if its family is 0. */
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
           kind != REPORT_START && kind != REPORT_SINCE &&
           kind != REPORT_DURATION;
}

/* The value of COLUMN, which has a getter or a member, for ROW. */
struct report_value report_column_value(const struct report_column *column,
                                        const void *row);

/* The cell of COLUMN, which has a heading, for ROW. Free with g_free. */
char *report_column_cell(const struct report_column *column, const void *row);

/* A copy of TEXT, which may come from packets, that is safe to print on a
 * terminal: control characters and invalid UTF-8 become escapes. Free with
 * g_free. */
char *report_text_shown(const char *text);

/* Appends TEXT to LIST, after a comma unless LIST is empty. */
void report_text_append(GString *list, const char *text);

/* The text of LIST, or REPORT_NONE if it is empty. Frees LIST; free the text
 * with g_free. */
char *report_text_or_none(GString *list);

/* "2026-01-02T03:04:05.123456789Z" (ISO 8601, UTC); NULL outside the years 1 to
 * 9999. Free with g_free. */
char *report_text_date(const nstime_t *date);

/* "0x12345678". Free with g_free. */
char *report_text_ssrc(uint32_t ssrc);

#endif
