#!/usr/bin/env python3
"""Words a second beside spaCy's, in one run and on one core; loading time and peak memory of the program.

    cargo build --release --example trees
    /tmp/models/bin/python models/build/speed.py ../shared/claims/*.jsonl

The two take turns, so that both see the same load of the machine; the best round of each counts.
"""

import argparse
import json
import os
import pathlib
import resource
import subprocess
import time

import texts
from agreement import MODEL, PROGRAM


def of_program(program: pathlib.Path, lines: list[str]) -> tuple[float, float]:
    """Milliseconds to load, words a second."""
    source = "".join(json.dumps(line) + "\n" for line in lines).encode()
    found = subprocess.run([program, "--time", "1"], input=source, stdout=subprocess.PIPE, check=True)
    loading, _, speed = found.stdout.split()
    return float(loading), float(speed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=pathlib.Path, help="JSON lines with `source` or `text`")
    parser.add_argument("--words", type=int, default=15_000, help="about how many words a round reads")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--program", type=pathlib.Path, default=PROGRAM)
    options = parser.parse_args()
    # Before numpy is loaded: its threads would be counted as the speed of one core.
    for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS"]:
        os.environ[name] = "1"
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    import spacy

    lines = texts.read(options.files, options.words)
    nlp = spacy.load(MODEL)
    list(nlp.pipe(lines[:20]))
    ours, theirs, loading = [], [], []
    for number in range(options.rounds):
        start = time.perf_counter()
        words = sum(len(doc) for doc in nlp.pipe(lines, batch_size=64))
        theirs.append(words / (time.perf_counter() - start))
        load, speed = of_program(options.program, lines)
        ours.append(speed)
        loading.append(load)
        print(f"round {number + 1}: {words} words; spaCy {theirs[-1]:.0f}, program {speed:.0f} a second")
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"spaCy {max(theirs):.0f}, program {max(ours):.0f} words a second: {max(ours) / max(theirs):.1f} times as many")
    print(f"loading {min(loading):.1f} ms, peak memory {memory:.0f} MiB")


if __name__ == "__main__":
    main()
