/* The two steps of Wireshark's startup in which a module takes part.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_H
#define LYNC_H

/* Registers the protocol, its preferences, fields and reports. */
void lync_register(void);

/* Finds the dissectors that the plugin works with, and puts the gate in front
 * of UDP. Called after all dissectors have been registered. */
void lync_handoff(void);

#endif
