/* The faults of a capture, those that are the same as one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_FAULT_LIST_H
#define LYNC_CORE_FAULT_LIST_H

#include <glib.h>

#include "answer_line.h"

struct fault_list;

/* Returns a list without faults, which fault_list_end() frees. */
struct fault_list *fault_list_new(void);

/* Adds BLAME of CALL (NO_INDEX: of none) to LIST. What differs in nothing but
 * the call, the port, the product and how long the call was up is one fault;
 * calls are told in ascending order. */
void fault_list_add(struct fault_list *list, const struct call_blame *blame,
                    uint32_t call);

/* Frees LIST and returns its faults: struct fault with its line, worst first,
 * then as they were added. Free with g_ptr_array_unref(). */
GPtrArray *fault_list_end(struct fault_list *list);

#endif
