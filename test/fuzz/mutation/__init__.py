# SPDX-License-Identifier: GPL-2.0-or-later
"""Captures that are changed, and the programs that read them."""
