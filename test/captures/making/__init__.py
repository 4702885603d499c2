# SPDX-License-Identifier: GPL-2.0-or-later
"""Builders of the synthetic captures, one subject per file."""
