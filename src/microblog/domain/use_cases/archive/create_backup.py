"""Keep everything in a file, and bring it back."""

from attrs import frozen

from microblog.domain.use_cases.archive.copy_storage import CopyStorage
from microblog.ports.archive import Source
from microblog.ports.archive_file import ArchiveFile, Contents
from microblog.ports.progress import Progress


@frozen
class CreateBackup:
    """Write down what a storage holds at this moment. Others may write to it meanwhile."""

    archive: Source

    def __call__(self, *, file: ArchiveFile, progress: Progress) -> Contents:
        """Raises ArchiveRefused if there is such a file already, or it cannot be written."""
        with self.archive.snapshot() as snapshot:
            return file.write(snapshot, progress)


@frozen
class RestoreBackup:
    """Fill an empty storage from a file, all of which is read before anything is written."""

    copy: CopyStorage

    def __call__(self, *, file: ArchiveFile, reading: Progress, writing: Progress) -> Contents:
        """Raises what `ArchiveFile.check` and `CopyStorage` do."""
        contents = file.check(reading)
        self.copy(source=file, origin=contents.name, progress=writing)
        return contents
