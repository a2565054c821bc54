"""From the trained network to the files that ship: a spaCy pipeline whose weights are whole numbers
of one byte.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from briefing_ingest.tag.recogniser.encoder import GRAPH, VOCABULARY
from briefing_ingest.tag.recogniser.onnx_runtime import onnx_runtime
from training.ner.network import ANY_SET, Network, Torch

_DESCRIPTION: Final = "Organisations, places and people in English prose; see NOTICE.md."
_BESIDE: Final = tuple(
    Path(__file__).with_name(name) for name in ("NOTICE.md", "LICENSE-Apache-2.0.txt")
)
"""What goes with the weights, whoever passes them on."""
_OPSET: Final = 17


def write_pipeline(network: Network, vocabulary: Sequence[str], out: Path) -> None:
    """Write ``network`` and its ``vocabulary`` as a spaCy pipeline into the folder ``out``."""
    import spacy

    import briefing_ingest.tag.recogniser.spacy_parts  # noqa: F401 - the parts of the pipeline, installed or not

    nlp = spacy.blank(
        "en", config={"nlp": {"tokenizer": {"@tokenizers": "briefing_ingest.words.v1"}}}
    )
    nlp.meta.update(
        name="briefing_names",
        version="2.0.0",
        license="MIT AND Apache-2.0",
        description=_DESCRIPTION,
    )
    nlp.meta["spacy_version"] = ">=3.8,<3.9"
    recogniser = nlp.add_pipe("briefing_names", name="ner")
    with tempfile.TemporaryDirectory() as folder:
        write_graph(network, Path(folder) / GRAPH)
        (Path(folder) / VOCABULARY).write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
        recogniser.from_disk(Path(folder))  # type: ignore[attr-defined]
        nlp.to_disk(out)
    for file in _BESIDE:
        shutil.copyfile(file, out / file.name)


def write_graph(network: Network, file: Path) -> None:
    """Write ``network``, told no set, in the form of ONNX, every matrix in whole numbers.

    Weights take seven bits of a byte: with eight, processors without VNNI cut off sums that are too
    large, and would find other names than those with it. Every column has a scale of its own.
    """
    import torch

    quantization = onnx_runtime("quantization")

    class Told(torch.nn.Module):  # type: ignore[misc]
        """The network as a function of pieces and cases."""

        def __init__(self) -> None:
            super().__init__()
            self.encoder, self.cases, self.out = network.encoder, network.cases, network.out
            self.none_told = network.sets.weight[ANY_SET].detach()

        def forward(self, pieces: Torch, cases: Torch) -> Torch:
            known = (
                self.encoder.embeddings.word_embeddings(pieces) + self.cases(cases) + self.none_told
            )
            return self.out(self.encoder(inputs_embeds=known).last_hidden_state)

    whole = file.with_suffix(".whole")
    sample = torch.ones(1, 9, dtype=torch.long)
    names = ["pieces", "cases"]
    axes = {name: {1: "length"} for name in (*names, "scores")}
    network.encoder.eval()
    torch.onnx.export(
        Told().eval(), (sample, sample), whole, input_names=names, output_names=["scores"], dynamic_axes=axes,
        dynamo=False, opset_version=_OPSET,
    )  # fmt: skip
    whole_numbers = quantization.QuantType.QInt8
    quantization.quantize_dynamic(
        whole, file, weight_type=whole_numbers, per_channel=True, reduce_range=True
    )
    whole.unlink()
