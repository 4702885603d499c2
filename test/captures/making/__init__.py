# SPDX-License-Identifier: GPL-2.0-or-later
"""Builders of the synthetic captures, one noun a file."""
