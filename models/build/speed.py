#!/usr/bin/env python3
"""Words a second beside spaCy's, in one run and on one core; loading time and peak memory of the program.

    cargo build --release --example trees
    /tmp/models/bin/python models/build/speed.py ../shared/claims/*.jsonl

The two take turns, so that both see the same load of the machine, and processor time counts, the program's with its
start and reading; the best round of each counts, and the median of the rounds' ratios stands beside it. Memory is measured over all the texts, before spaCy is there: a process begins with
the peak of the one that starts it.
"""

import argparse
import json
import os
import pathlib
import resource
import statistics
import subprocess
import time

import texts
from agreement import MODEL, PROGRAM


def of_program(program: pathlib.Path, lines: list[str]) -> tuple[float, float]:
    """Milliseconds to load, words a second."""
    source = "".join(json.dumps(line) + "\n" for line in lines).encode()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = subprocess.run([program, "--time"], input=source, stdout=subprocess.PIPE, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    loading, words, _ = found.stdout.split()
    return float(loading), int(words) / (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=pathlib.Path, help="JSON lines with `source` or `text`")
    parser.add_argument("--words", type=int, default=30_000, help="about how many words a round reads")
    parser.add_argument("--memory-words", type=int, default=400_000, help="about how many for the peak of memory")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--program", type=pathlib.Path, default=PROGRAM)
    options = parser.parse_args()
    # Before numpy is loaded: its threads would be counted as the speed of one core.
    for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS"]:
        os.environ[name] = "1"
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    of_program(options.program, texts.read(options.files, options.memory_words))
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    import spacy

    lines = texts.read(options.files, options.words)
    nlp = spacy.load(MODEL)
    list(nlp.pipe(lines[:20]))
    ours, theirs, loading = [], [], []
    for number in range(options.rounds):
        start = time.process_time()
        words = sum(len(doc) for doc in nlp.pipe(lines, batch_size=64))
        theirs.append(words / (time.process_time() - start))
        load, speed = of_program(options.program, lines)
        ours.append(speed)
        loading.append(load)
        print(f"round {number + 1}: {words} words; spaCy {theirs[-1]:.0f}, program {speed:.0f} a second")
    ratio = statistics.median(our / their for our, their in zip(ours, theirs))
    print(f"spaCy {max(theirs):.0f}, program {max(ours):.0f} words a second: {max(ours) / max(theirs):.1f} times as many ({ratio:.1f})")
    print(f"loading {min(loading):.1f} ms, peak memory {memory:.0f} MiB")


if __name__ == "__main__":
    main()
