"""Adding a source to the text of a manifest, its comments and order kept."""

from __future__ import annotations

from briefing_ingest.errors import Finding, Location, UsageError
from briefing_ingest.manifest.folder import new_ids
from briefing_ingest.manifest.read import MANIFEST_NAME


def with_source(text: str, file: str, sha256: str, *, update: bool = False) -> tuple[str, str]:
    """The manifest ``text`` with an entry for ``file`` (relative to it), and the source's id;
    comments are kept.

    A file that is already listed keeps its entry; ``update`` refreshes the checksum there.

    Raises:
        UsageError: E102 if ``text`` is not TOML, E105 if the file is listed and ``update`` is not
          asked for.
    """
    import tomlkit
    from tomlkit.exceptions import ParseError
    from tomlkit.items import AoT

    try:
        document = tomlkit.parse(text)
    except ParseError as error:
        raise UsageError(
            Finding("E102", f"{error}.", "Mend the manifest.", Location(MANIFEST_NAME))
        ) from None
    listed = document.setdefault("source", tomlkit.aot())
    for entry in listed if isinstance(listed, AoT | list) else []:
        if entry.get("path") == file:
            if not update:
                fix = "Nothing to do; `--update` records a new checksum."
                raise UsageError(
                    Finding("E105", "The file is listed already.", fix, Location(file))
                )
            entry["sha256"] = sha256
            return tomlkit.dumps(document), str(entry.get("id"))
    source_id = new_ids([file], [str(entry.get("id")) for entry in listed])[0]
    entry = tomlkit.table()
    if len(listed):
        listed[-1].add(tomlkit.nl())
    entry.update({"id": source_id, "path": file, "sha256": sha256})
    listed.append(entry)
    return tomlkit.dumps(document), source_id
