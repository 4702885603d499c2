/* The tests of a program: TEST(NAME) { ... } is one, which runs as
 * /FILE/NAME. The tests run in their order in the file, and a program without
 * any fails. BEFORE_EACH() { ... } and AFTER_EACH() { ... } run around every
 * test of the program; there may be one of each. FOR_EACH_ROW(i, rows) goes
 * through the array ROWS, for example the cases of a test; the last line of
 * output before a failure is the row that failed: "rows[3]".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TEST_UNIT_TEST_H
#define LYNC_TEST_UNIT_TEST_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

/* Times in tests: one second and one millisecond in ns. */
#define S  INT64_C(1000000000)
#define MS INT64_C(1000000)

struct unit_test {
    const char *file; /* __FILE__: ".../test_FILE.c" */
    const char *name;
    void (*run)(void);
    struct unit_test *next;
};

/* Adds TEST, which lives as long as the program, behind those already there. */
void unit_test_add(struct unit_test *test);

/* Run around each test; NULL: nothing to do. */
extern void (*unit_test_before)(void);
extern void (*unit_test_after)(void);

/* Whether there is a row I of the N ROWS; if so, prints it. */
bool unit_test_row(const char *rows, size_t i, size_t n);

#define FOR_EACH_ROW(i, rows)                                                  \
    for (size_t i = 0; unit_test_row(#rows, i, G_N_ELEMENTS(rows)); i++)

/* A function called NAME that is defined here, and the STATEMENT about it that
 * runs before main(). */
#define UNIT_TEST_FUNCTION(name, statement)                                    \
    static void name(void);                                                    \
    __attribute__((constructor)) static void name##_add(void)                  \
    {                                                                          \
        statement;                                                             \
    }                                                                          \
    static void name(void)

#define TEST(test_name)                                                        \
    static void test_##test_name(void);                                        \
    static struct unit_test test_##test_name##_entry = {                       \
        __FILE__, #test_name, test_##test_name, NULL};                         \
    UNIT_TEST_FUNCTION(test_##test_name,                                       \
                       unit_test_add(&test_##test_name##_entry))

#define BEFORE_EACH()                                                          \
    UNIT_TEST_FUNCTION(before_each, unit_test_before = before_each)
#define AFTER_EACH()                                                           \
    UNIT_TEST_FUNCTION(after_each, unit_test_after = after_each)

#endif
