/* The preferences of the module hangup.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_HANGUP_PREFERENCES_H
#define LYNC_HANGUP_PREFERENCES_H

#include "service_ports.h"

/* Returns the ports in force: the built-in table, changed by the user's rows;
 * none while the protocol is disabled. */
const struct service_ports *hangup_ports(void);

/* Registers the preferences of PROTO_HANGUP. */
void hangup_preferences_register(int proto_hangup);

#endif
