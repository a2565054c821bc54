"""The types for TypeScript are what the compiler takes, and what the documented uses of the dataset
need."""

import shutil
import subprocess
from pathlib import Path

import pytest

TYPES = Path(__file__).parents[1] / "schemas" / "briefings.d.ts"
TSC = shutil.which("tsc")

USE = """
import type { Block, Dataset, Entity, Relation, Work } from "./briefings";

export function named(json: string): string[] {
  const dataset: Dataset = JSON.parse(json);
  const slice = (text: string, start: number, end: number): string => [...text].slice(start, end).join("");
  const entities = new Map<string, Entity>((dataset.entities ?? []).map((entity) => [entity.id, entity]));
  return (dataset.works ?? []).flatMap((work: Work) =>
    [...work.blocks, ...(work.notes ?? [])].flatMap((text) =>
      (text.mentions ?? []).map(({ start, end, entity }) =>
        `${slice(text.text, start, end)}: ${entities.get(entity)?.kind ?? "?"}`)));
}
export const caseStudies = (work: Work): Block[] => work.blocks.filter((block) => block.kind === "labelled");
export const wide = (block: Block): boolean => (block.cells ?? []).some((cell) => (cell.columns ?? 1) > 1);
export const mayQuote = (work: Work): boolean => work.licence?.permits_derivatives !== false;
export const shown = (relation: Relation): string => `${relation.from} ${relation.type} ${relation.to}`;
"""
WRONG = """
import type { Block, Work } from "./briefings";

// @ts-expect-error no block is of that kind
export const wrong = (block: Block): boolean => block.kind === "chapter";
// @ts-expect-error most fields are missing
export const missing: Work = { id: "x" };
// @ts-expect-error a text is a string
export const number = (block: Block): number => block.text;
"""


@pytest.mark.skipif(TSC is None, reason="the TypeScript compiler tsc is not installed")
@pytest.mark.parametrize("program", [USE, WRONG], ids=["documented uses", "mistakes are found"])
def test_the_types_compile_strictly(program: str, tmp_path: Path) -> None:
    assert TSC
    (tmp_path / "briefings.d.ts").write_bytes(TYPES.read_bytes())
    (tmp_path / "use.ts").write_text(program)
    options = [
        "--noEmit",
        "--strict",
        "--target",
        "es2022",
        "--module",
        "esnext",
        "--moduleResolution",
        "bundler",
    ]
    done = subprocess.run(
        [TSC, *options, "use.ts", "briefings.d.ts"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")
