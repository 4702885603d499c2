/* The two steps of Wireshark's start that a module takes part in.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_H
#define LYNC_H

/* Registers the protocol, its preferences, fields and reports. */
void lync_register(void);

/* Finds the dissectors that the plugin works with, and takes its place in
 * front of UDP. Called when all of them are registered. */
void lync_handoff(void);

#endif
