/* The tests of a program: TEST(NAME) { ... } is one, which runs as
 * /FILE/NAME. The tests run in their order in the file, and a program without
 * any fails.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TEST_UNIT_TEST_H
#define LYNC_TEST_UNIT_TEST_H

#include <glib.h>

struct unit_test {
    const char *file; /* __FILE__: ".../test_FILE.c" */
    const char *name;
    void (*run)(void);
    struct unit_test *next;
};

/* Adds TEST, which lives as long as the program, behind those already there. */
void unit_test_add(struct unit_test *test);

/* Adds itself before main() runs. */
#define TEST(test_name)                                                        \
    static void test_##test_name(void);                                        \
    static struct unit_test test_##test_name##_entry = {                       \
        __FILE__, #test_name, test_##test_name, NULL};                         \
    __attribute__((constructor)) static void test_##test_name##_add(void)      \
    {                                                                          \
        unit_test_add(&test_##test_name##_entry);                              \
    }                                                                          \
    static void test_##test_name(void)

#endif
