#!/usr/bin/env python3
"""Draws icon.png, the picture of the packages: a small network, 128 x 128 pixels. Needs nothing but Python."""
import math
import pathlib
import struct
import zlib

SIZE = 128
SAMPLES = 4  # along each axis of a pixel
BACKGROUND = (38, 34, 98)
LINE = (128, 122, 214)
NODE = (255, 255, 255)
OUTPUT = (255, 184, 77)
COLUMNS = [(26, 3), (64, 4), (102, 2)]  # x, nodes


def nodes(column):
    x, count = COLUMNS[column]
    return [(x, SIZE / 2 + (i - (count - 1) / 2) * 27) for i in range(count)]


def distance_to_line(x, y, a, b):
    along = ((x - a[0]) * (b[0] - a[0]) + (y - a[1]) * (b[1] - a[1])) / ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2)
    along = min(1, max(0, along))
    return math.hypot(x - a[0] - along * (b[0] - a[0]), y - a[1] - along * (b[1] - a[1]))


LINES = [(a, b) for column in (0, 1) for a in nodes(column) for b in nodes(column + 1)]


def colour(x, y):
    """Red, green, blue and opacity of a point."""
    radius, half = 26, SIZE / 2
    corner = (max(abs(x - half) - half + radius, 0), max(abs(y - half) - half + radius, 0))
    if math.hypot(*corner) > radius:
        return (0, 0, 0, 0)
    for column in range(3):
        if any(math.hypot(x - node[0], y - node[1]) < 9 for node in nodes(column)):
            return (*(OUTPUT if column == 2 else NODE), 255)
    if any(distance_to_line(x, y, a, b) < 1.3 for a, b in LINES):
        return (*LINE, 255)
    return (*BACKGROUND, 255)


def pixel(column, row):
    points = [colour(column + (i + 0.5) / SAMPLES, row + (j + 0.5) / SAMPLES) for i in range(SAMPLES) for j in range(SAMPLES)]
    opacity = sum(point[3] for point in points)
    mixed = [round(sum(point[k] * point[3] for point in points) / opacity) if opacity else 0 for k in range(3)]
    return bytes([*mixed, round(opacity / len(points))])


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


rows = b"".join(b"\0" + b"".join(pixel(column, row) for column in range(SIZE)) for row in range(SIZE))
header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0)
png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
pathlib.Path(__file__).with_suffix(".png").write_bytes(png)
