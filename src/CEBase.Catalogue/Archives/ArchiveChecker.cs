using System.Security.Cryptography;
using CEBase.Catalogue.Closing;

namespace CEBase.Catalogue.Archives;

/// <summary>
/// Looks at frozen archives: every file's bytes against the hash it was filed under, the manifest against the hash in the trace of freezing,
/// and everything that lies in the archive against manifest and recorded supplements.
/// </summary>
[RestsOn("BJTU:32", How = "每晚核对封存档案，报告改变、缺失和未登记的文件")]
internal sealed class ArchiveChecker(ArchiveRepository archives, IDatabase database, IFileStore files, Trace trace, TimeProvider clock)
{
    /// <summary>Checks one archive and records what was found.</summary>
    /// <exception cref="Refusal"><c>archive_open</c>: not frozen.</exception>
    public async Task<ArchiveCheckRow> CheckAsync(long classId, ICurrentUser user, CancellationToken cancel = default)
    {
        var row = await database.ReadAsync(db => LookAsync(db, classId, user), cancel);
        await database.WriteAsync(db => RecordAsync(db, row, user), cancel);
        return row;
    }

    /// <summary>Records what a look has found.</summary>
    public async Task RecordAsync(DbScope db, ArchiveCheckRow row, ICurrentUser user)
    {
        var before = await archives.LastCheckAsync(db, row.ClassId);
        await archives.InsertAsync(db, row);
        // A nightly look that finds the same as the night before says nothing new about the class.
        if (!user.IsSystem || (before?.Details ?? "[]") != row.Details)
        {
            await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, row.ClassId, "archive_check") { Comment = row.Sentence }, user);
        }
    }

    /// <summary>Looks, and changes nothing.</summary>
    public async Task<ArchiveCheckRow> LookAsync(DbScope db, long classId, ICurrentUser user)
    {
        var (count, problems) = await LookAsync(db, classId);
        return new ArchiveCheckRow
        {
            ClassId = classId, CheckedAt = clock.GetUtcNow(), CheckedByName = user.DisplayName, Files = count,
            Changed = problems.Count(p => p.Damage == ArchiveDamage.Changed), Missing = problems.Count(p => p.Damage == ArchiveDamage.Missing),
            Untracked = problems.Count(p => p.Damage == ArchiveDamage.Untracked), Details = JsonSerializer.Serialize(problems, ClosingFigures.Json),
        };
    }

    /// <summary>Checks every frozen archive and returns how many there are.</summary>
    public async Task<int> CheckAllAsync(CancellationToken cancel = default)
    {
        var ids = await database.ReadAsync(archives.FrozenIdsAsync, cancel);
        foreach (var id in ids)
        {
            await CheckAsync(id, SystemUser.Instance, cancel);
        }
        return ids.Count;
    }

    private async Task<(int Files, IReadOnlyList<ArchiveProblem> Problems)> LookAsync(DbScope db, long classId)
    {
        var frozen = await archives.FrozenAsync(db, classId)
            ?? throw new Refusal("archive_open", "档案还没有封存，封存后才能核验。") { Status = 409 };
        var problems = new List<ArchiveProblem>();
        var traces = await trace.OfAsync(db, ClassStates.RecordType, classId);
        var (manifestBytes, _) = await BytesAsync(db, frozen.ManifestHash);
        var manifest = manifestBytes is null ? null : Manifest.Read(manifestBytes);
        if (manifest is null || Manifest.HashOf(manifestBytes!) != frozen.ManifestHash || !IsTraced(traces, "archive_freeze", frozen.ManifestHash))
        {
            problems.Add(new ArchiveProblem(manifestBytes is null ? ArchiveDamage.Missing : ArchiveDamage.Changed, Manifest.FileName, "封存清单与封存时的痕迹不符，不能据以核对。"));
        }
        var lying = (await archives.FilesAsync(db, [classId])).ToDictionary(f => f.Id);
        var listed = manifest?.Files ?? [];
        foreach (var entry in listed)
        {
            problems.AddRange(await JudgeAsync(db, entry, lying.GetValueOrDefault(entry.Id)));
        }
        var known = listed.Select(e => e.Id).ToHashSet();
        foreach (var file in lying.Values.Where(f => !known.Contains(f.Id)))
        {
            problems.AddRange(file.Origin == ArchiveOrigin.Supplement && IsTraced(traces, "archive_supplement", file.Hash)
                ? await JudgeAsync(db, new ManifestFile(file.Id, "", file.ItemCode, file.Title, file.FileName, "", file.Size, file.Hash), file)
                : [new ArchiveProblem(ArchiveDamage.Untracked, file.FileName, $"“{file.Title}”不在封存清单上，也没有补充归档的痕迹。")]);
        }
        return (listed.Count + lying.Keys.Count(id => !known.Contains(id)), problems);
    }

    private async Task<IReadOnlyList<ArchiveProblem>> JudgeAsync(DbScope db, ManifestFile entry, ArchiveFile? file)
    {
        if (file is null)
        {
            return [new ArchiveProblem(ArchiveDamage.Missing, entry.FileName, $"“{entry.Title}”在封存清单上，档案里没有。")];
        }
        if (file.Hash != entry.Sha256)
        {
            return [new ArchiveProblem(ArchiveDamage.Changed, entry.FileName, $"“{entry.Title}”指向了另一份文件。")];
        }
        var (bytes, isUnreadable) = await BytesAsync(db, entry.Sha256);
        return isUnreadable || (bytes is not null && Manifest.HashOf(bytes) != entry.Sha256) ? [new ArchiveProblem(ArchiveDamage.Changed, entry.FileName, $"“{entry.Title}”的内容与封存时不同。")]
            : bytes is null ? [new ArchiveProblem(ArchiveDamage.Missing, entry.FileName, $"“{entry.Title}”的内容不见了。")]
            : [];
    }

    // Sensitive bytes are encrypted with their authenticity: changed ones don't open at all.
    private async Task<(byte[]? Bytes, bool IsUnreadable)> BytesAsync(DbScope db, string hash)
    {
        try
        {
            if (await files.FindAsync(db, hash) is null)
            {
                return (null, false);
            }
            await using var stream = await files.OpenAsync(db, hash);
            using var whole = new MemoryStream();
            await stream.CopyToAsync(whole, db.Cancel);
            return (whole.Length == 0 ? null : whole.ToArray(), false);
        }
        catch (CryptographicException)
        {
            return (null, true);
        }
    }

    private static bool IsTraced(IReadOnlyList<TraceLine> traces, string act, string hash) => traces.Any(t => t.Step == act && t.Attachments.Contains(hash, StringComparison.Ordinal));
}
