namespace CEBase.Catalogue.Archives;

/// <summary>Freezes a class's archive: writes out what the modules hold, stores every file by its hash, and the list of all hashes under its own.</summary>
[RestsOn("BJTU:32", How = "结班时封存档案，逐件记录哈希值，封存后不再改动")]
internal sealed class ArchiveFreezer(ArchiveRepository archives, ArchiveReader reader, IFileStore files, IClassDirectory classes, Trace trace, TimeProvider clock)
{
    private const FileKinds Anything = FileKinds.Upload | FileKinds.OldWorkbook | FileKinds.WebPage | FileKinds.Data;

    /// <summary>Freezes; a frozen archive is left as it is. Returns how many files it holds.</summary>
    /// <exception cref="Refusal"><c>archive_source_gone</c>: a stored file that a module names is not in the store.</exception>
    public async Task<int> FreezeAsync(DbScope db, long classId, ICurrentUser user)
    {
        await db.FirstAsync<long?>("SELECT id FROM training_class WHERE id = @classId" + db.Dialect.ForUpdate, new { classId });
        if (await archives.FrozenAsync(db, classId) is { } frozen)
        {
            return frozen.Files;
        }
        var card = (await classes.GetAsync(db, [classId])).Single();
        var view = await reader.OfAsync(db, card);
        var now = clock.GetUtcNow();
        var listed = new List<ManifestFile>();
        foreach (var line in view.Lines)
        {
            listed.AddRange(line.Files.Select(f => Entry(line, f.Id, f.Title, f.FileName, f.Origin, f.Size, f.Hash)));
            foreach (var content in line.Held is { IsPresent: true } held ? held.Contents : [])
            {
                using var bytes = await OpenAsync(db, content);
                var stored = await files.SaveAsync(db, bytes, content.FileName, Permissions.ArchivesView, Anything, user, isSensitive: true);
                var title = Path.GetFileNameWithoutExtension(content.FileName);
                var id = await archives.InsertAsync(db, classId, line.Requirement.Code, title, stored, ArchiveOrigin.System, "", user, now);
                listed.Add(Entry(line, id, title, stored.FileName, ArchiveOrigin.System, stored.Size, stored.Hash));
            }
        }
        var manifest = new Manifest(card.ClassNo, card.Name, now, user.DisplayName, listed, [.. view.MissingLines.Select(l => l.Requirement.Title)]);
        using var list = new MemoryStream(manifest.Write());
        var hash = (await files.SaveAsync(db, list, $"{card.ClassNo} {Manifest.FileName}", Permissions.ArchivesView, FileKinds.Data, user, isSensitive: true)).Hash;
        await db.ExecuteAsync("INSERT INTO class_archive (class_id, frozen_at, frozen_by_name, manifest_hash, files) VALUES (@classId, @now, @DisplayName, @hash, @Count)",
            new { classId, now, user.DisplayName, hash, listed.Count });
        await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, classId, "archive_freeze") { Comment = $"共 {listed.Count} 件", Attachments = [hash] }, user);
        return listed.Count;
    }

    private async Task<Stream> OpenAsync(DbScope db, ArchiveContent content)
    {
        if (content.Render is { } render)
        {
            return new MemoryStream(await render(db));
        }
        return await files.FindAsync(db, content.StoredHash!) is not null
            ? await files.OpenAsync(db, content.StoredHash!)
            : throw new Refusal("archive_source_gone", $"“{content.FileName}”已不在文件库里，档案不能封存。请重新上传后再办。") { Status = 409 };
    }

    private static ManifestFile Entry(ArchiveLine line, long id, string title, string fileName, ArchiveOrigin origin, long size, string hash) =>
        new(id, line.Requirement.Section, line.Requirement.Code, title, fileName, origin.ToString(), size, hash);
}

/// <summary>A class that closes has its archive frozen in the same transaction.</summary>
internal sealed class FreezeOnClose(ArchiveFreezer freezer) : IDomainEventHandler<ClassStateChanged>
{
    public async Task HandleAsync(ClassStateChanged happened, DbScope db, CancellationToken cancel)
    {
        if (happened.To == ClassStates.Closed)
        {
            await freezer.FreezeAsync(db, happened.ClassId, SystemUser.Instance);
        }
    }
}
