"""The networks of the pipeline as sections `net.*`.

Matrices lie row after row. Every value is a signed 16-bit number that is multiplied by the scale of its row: as small
as half precision and, as all values of a row have one order of magnitude, closer. The scales (32-bit floats) stand in
a section of their own. Units with several pieces (maxout) come piece after piece, so that the maximum is taken over
planes: row `piece * width + unit`.
"""

import numpy

TABLES = ["norm", "prefix", "suffix", "shape", "spacy", "is_space"]


def matrix(name: str, values: numpy.ndarray) -> dict[str, bytes]:
    rows = numpy.asarray(values, dtype="f8").reshape(values.shape[0], -1)
    scale = (numpy.abs(rows).max(axis=1) / 32767).astype("<f4")
    divisor = numpy.where(scale > 0, scale, 1).astype("f8")[:, None]
    whole = numpy.clip(numpy.rint(rows / divisor), -32767, 32767).astype("<i2")
    return {f"net.{name}.values": whole.tobytes(), f"net.{name}.scales": scale.tobytes()}


def vector(name: str, values: numpy.ndarray) -> dict[str, bytes]:
    return {f"net.{name}": numpy.asarray(values, dtype="<f4").tobytes()}


def layer(name: str, maxout, norm) -> dict[str, bytes]:
    weights, bias = maxout.get_param("W"), maxout.get_param("b")
    units, pieces, width = weights.shape
    found = matrix(f"{name}.weights", weights.transpose(1, 0, 2).reshape(pieces * units, width))
    found |= vector(f"{name}.bias", bias.T.reshape(-1))
    found |= vector(f"{name}.gain", norm.get_param("G"))
    return found | vector(f"{name}.shift", norm.get_param("b"))


def encoder(name: str, model) -> dict[str, bytes]:
    nodes = list(model.walk())
    tables = [node for node in nodes if node.name == "hashembed"]
    maxouts = [node for node in nodes if node.name == "maxout"]
    norms = [node for node in nodes if node.name == "layernorm"]
    found = {}
    for at, table in enumerate(tables):
        assert table.attrs["seed"] == 8 + at, "seeds of the hash tables count from 8"
        found |= matrix(f"{name}.{TABLES[at]}", table.get_param("E"))
    for at, (maxout, norm) in enumerate(zip(maxouts, norms, strict=True)):
        found |= layer(f"{name}.{'mix' if at == 0 else f'window{at}'}", maxout, norm)
    return found


def transitions(name: str, pipe) -> dict[str, bytes]:
    lower, upper = pipe.model.get_ref("lower"), pipe.model.get_ref("upper")
    (reduce,) = [
        node for node in pipe.model.get_ref("tok2vec").walk() if node.name == "linear" and node is not upper
    ]
    weights, pad = lower.get_param("W"), lower.get_param("pad")
    features, units, pieces, width = weights.shape
    found = matrix(f"{name}.reduce.weights", reduce.get_param("W"))
    found |= vector(f"{name}.reduce.bias", reduce.get_param("b"))
    planes = weights.transpose(0, 2, 1, 3).reshape(features * pieces * units, width)
    found |= matrix(f"{name}.lower.weights", planes)
    found |= vector(f"{name}.lower.bias", lower.get_param("b").T.reshape(-1))
    found |= vector(f"{name}.lower.pad", pad[0].transpose(0, 2, 1).reshape(-1))
    found |= matrix(f"{name}.upper.weights", upper.get_param("W"))
    found |= vector(f"{name}.upper.bias", upper.get_param("b"))
    moves = [pipe.moves.get_class_name(at) for at in range(pipe.moves.n_moves)]
    assert not pipe.model.attrs["unseen_classes"], "every move was learned"
    return found | {f"net.{name}.moves": "\n".join(moves).encode()}


def sections(nlp) -> dict[str, bytes]:
    tagger, ner = nlp.get_pipe("tagger"), nlp.get_pipe("ner")
    softmax = tagger.model.get_ref("softmax")
    found = encoder("shared", nlp.get_pipe("tok2vec").model)
    found |= encoder("names", ner.model.get_ref("tok2vec"))
    found |= matrix("tagger.weights", softmax.get_param("W"))
    found |= vector("tagger.bias", softmax.get_param("b"))
    found |= {"net.tagger.tags": "\n".join(tagger.labels).encode()}
    found |= transitions("parser", nlp.get_pipe("parser"))
    return found | transitions("names", ner)
