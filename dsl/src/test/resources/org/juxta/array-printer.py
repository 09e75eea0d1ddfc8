"""Writes array-printer.txt: arrays and how NumPy prints them. Usage: python array-printer.py [cases] [seed] > FILE

A case is a line "DTYPE dim,dim,..." (no dims: a scalar), a line of the elements as hexadecimal bits, or of "ramp START STEP"
(element i is START + i * STEP, computed in float64 or int64 and converted), and the lines of the text, each after "|".
"""
import sys
import numpy as np

DTYPES = {"F32": np.float32, "F64": np.float64, "I32": np.int32, "I64": np.int64, "U32": np.uint32, "BOOL": np.bool_}
BITS = {"F32": np.uint32, "F64": np.uint64, "I32": np.uint32, "I64": np.uint64, "U32": np.uint32, "BOOL": np.uint8}


def write(name, array, data):
    print(name, ",".join(map(str, array.shape)))
    print(data)
    for line in str(array).split("\n"):
        print("|" + line)


def bits(name, values, shape):
    array = np.asarray(values, DTYPES[name]).reshape(shape)
    words = array.ravel().view(BITS[name])
    write(name, array, " ".join("%x" % int(w) for w in words))


def ramp(name, start, step, shape):
    count = int(np.prod(shape))
    kind = np.float64 if name[0] == "F" else np.int64
    array = (kind(start) + np.arange(count, dtype=kind) * kind(step)).astype(DTYPES[name]).reshape(shape)
    write(name, array, "ramp %r %r" % (start, step))


def fixed():
    for name in ("F32", "F64"):
        for value in (0.0, -0.0, 1.0, 4.0, 0.1, 1 / 3, 1e-4, 9.9e-5, 1e-5, 1e16, 9.9e15, 123456789.0, 1e20, 1.5e-20,
                      np.pi, -2.5, np.inf, -np.inf, np.nan, np.finfo(DTYPES[name]).max,
                      np.finfo(DTYPES[name]).tiny, np.finfo(DTYPES[name]).smallest_subnormal):
            bits(name, value, ())
            bits(name, [value], (1,))
            bits(name, [value, 1.5], (2,))
        for row in ([0, 0], [-0.0, 1], [np.nan, np.nan], [np.inf, -np.inf], [np.nan, 1], [np.inf, 1.25], [-np.inf, 100],
                    [1, 1000], [1, 1001], [1e-4, 1], [1e-4, 0.1], [9.9e-5, 0.1], [999999, 1], [1e6, 1e5], [1e8, 1e7],
                    [99999999, 1e6], [0.1, 0.2, 0.3], [0.123456785, 2], [0.1, 123.456789012], [0.5, 1e-10],
                    [2 / 3, 200 / 3], [1e300 if name == "F64" else 1e30, 1e-30], [1e-10, np.nan, -1e5],
                    [0.1, 1e5, 1.23456789e7], [0.999999999, 1], [0.000123456789, 0.1], [1.5e-9, -0.0]):
            bits(name, row, (len(row),))
        ramp(name, 0.0, 0.25, (1001,))
        ramp(name, -500.0, 1.0, (1000,))
        ramp(name, 0.0, 0.001, (40, 30))
        ramp(name, -1e7, 1e4, (7, 8, 20))
        ramp(name, 0.5, 0.0, (2, 600))
        ramp(name, 0.0, 1 / 3, (6, 7, 5, 6))
        ramp(name, 0.1, 0.1, (3, 4, 5))
    for name in ("I32", "I64"):
        for value in (0, -1, 7, np.iinfo(DTYPES[name]).min, np.iinfo(DTYPES[name]).max):
            bits(name, value, ())
            bits(name, [value, 1], (2,))
        ramp(name, -5, 1, (2000,))
        ramp(name, 0, 1, (11, 100))
        ramp(name, 0, 7, (2, 3, 4, 5))
        ramp(name, 100000, 12345, (60,))
    bits("U32", [0, 4294967295], (2,))
    bits("U32", 4294967295, ())
    for value in (True, False):
        bits("BOOL", value, ())
    for shape in ((3,), (2, 4), (40,), (2, 2, 2), (1100,)):
        bits("BOOL", np.arange(np.prod(shape)) % 3 == 0, shape)
    for name in DTYPES:
        for shape in ((0,), (3, 0), (0, 3), (1, 0, 2)):
            bits(name, [], shape)


def floats(random, name, size):
    kind = random.integers(9)
    if kind == 0:
        values = random.normal(size=size)
    elif kind == 1:
        values = random.normal(size=size) * 10.0 ** random.integers(-12, 12)
    elif kind == 2:
        values = random.normal(size=size) * 10.0 ** random.integers(-5, 7, size=size)
    elif kind == 3:
        values = random.integers(-1000, 1000, size=size) / 10.0 ** random.integers(0, 4)
    elif kind == 4:
        values = random.integers(-50, 50, size=size).astype(float)
    elif kind == 5:
        with np.errstate(all="ignore"):
            values = random.integers(0, 2**63, size=size).view(np.float64)
            if name == "F32":
                values = random.integers(0, 2**32, size=size, dtype=np.uint32).view(np.float32)
    elif kind == 6:
        values = np.round(random.uniform(size=size), random.integers(1, 12))
    elif kind == 7:
        values = random.integers(-64, 64, size=size) / 2.0 ** random.integers(0, 40)
    else:
        values = 10.0 ** random.integers(-9, 9, size=size)
    values = np.array(values, np.float64 if kind != 5 else None).reshape(size)
    for special in (np.nan, np.inf, -np.inf, 0.0, -0.0):
        if random.uniform() < 0.12:
            values = np.where(random.uniform(size=size) < 0.3, special, values)
    with np.errstate(all="ignore"):
        return values.astype(DTYPES[name])


def drawn(random):
    name = random.choice(["F32", "F32", "F64", "F64", "I32", "I64", "U32", "BOOL"])
    rank = random.choice([0, 1, 1, 1, 2, 2, 2, 3, 3, 4])
    shape = tuple(int(n) for n in random.integers(1, [0, 40, 8, 4, 3][rank] + 1, size=rank))
    if rank == 2 and random.uniform() < 0.1:
        shape = (2, 30)
    size = int(np.prod(shape))
    if name[0] == "F":
        values = floats(random, name, size)
    elif name == "BOOL":
        values = random.uniform(size=size) < 0.5
    else:
        low, high = (0, 2**32 - 1) if name == "U32" else (-(2**31), 2**31 - 1)
        values = random.integers(low, high, size=size) // 10 ** int(random.integers(0, 10))
    bits(name, values, shape)


if __name__ == "__main__":
    fixed()
    random = np.random.default_rng(int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    for _ in range(int(sys.argv[1]) if len(sys.argv) > 1 else 300):
        drawn(random)
