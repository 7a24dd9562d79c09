using System.IO.Compression;
using CEBase.Catalogue;
using CEBase.Catalogue.Archives;
using OfficeOpenXml;

namespace CEBase.Tests.Archives;

/// <summary>Closing freezes the archive; afterwards every change to it is seen.</summary>
public sealed class FrozenArchiveTests
{
    private static async Task<(Bench Bench, EndedClass Class)> ClosedAsync(DatabaseKind kind)
    {
        var bench = await Bench.WithRecipesAsync(kind, "npu");
        var made = await EndedClass.MakeAsync(bench);
        Assert.True((await made.TakeAsync("close")).Taken);
        return (bench, made);
    }

    private static Task<ArchiveCheckRow> CheckAsync(Bench bench, EndedClass made) => bench.RunAsync<ArchiveChecker, ArchiveCheckRow>(c => c.CheckAsync(made.Id, EndedClass.Staff));

    private static async Task<byte[]> BytesAsync(Bench bench, string hash)
    {
        await using var stream = await bench.RunAsync<IFileStore, Stream>(store => bench.Database.ReadAsync(s => store.OpenAsync(s, hash)));
        using var whole = new MemoryStream();
        await stream.CopyToAsync(whole);
        return whole.ToArray();
    }

    private static Task<IReadOnlyList<ArchiveFile>> FilesAsync(Bench bench, EndedClass made) => bench.Database.ReadAsync(s =>
        s.QueryAsync<ArchiveFile>($"SELECT {ArchiveFile.Columns} FROM archive_file WHERE class_id = @Id AND withdrawn_at IS NULL ORDER BY id", new { made.Id }));

    [Theory, BothDatabases]
    public async Task Closing_stores_every_item_under_its_hash_and_the_manifest_under_its_own_which_is_traced(DatabaseKind kind)
    {
        var (bench, made) = await ClosedAsync(kind);
        await using var _ = bench;
        var view = await made.ViewAsync();
        var bytes = await BytesAsync(bench, view.Frozen!.ManifestHash);
        var manifest = Manifest.Read(bytes)!;

        Assert.Equal(Manifest.HashOf(bytes), view.Frozen.ManifestHash);
        Assert.Empty(manifest.Absent);
        Assert.Equal(view.Frozen.Files, manifest.Files.Count);
        Assert.Equal(manifest.Files.Select(f => f.Id).Order(), (await FilesAsync(bench, made)).Select(f => f.Id).Order());
        foreach (var file in manifest.Files)
        {
            var content = await BytesAsync(bench, file.Sha256);
            Assert.Equal((file.Sha256, file.Size), (Manifest.HashOf(content), content.Length));
        }
        foreach (var item in new[] { "teaching.attendance", "teaching.results", "certificates.hours", "learners.roster", "evaluation.summary", "archive.traces" })
        {
            Assert.Contains(manifest.Files, f => f.Item == item);
        }
        var roster = Encoding.UTF8.GetString(await BytesAsync(bench, manifest.Files.Single(f => f.Item == "learners.roster").Sha256));
        Assert.Contains("610***********1234", roster);
        var traces = await bench.RunAsync<Trace, IReadOnlyList<TraceLine>>(t => bench.Database.ReadAsync(s => t.OfAsync(s, ClassStates.RecordType, made.Id)));
        Assert.Contains(view.Frozen.ManifestHash, Assert.Single(traces, t => t.Step == "archive_freeze").Attachments);
    }

    [Theory, BothDatabases]
    public async Task An_untouched_archive_is_found_whole_and_stays_what_it_was_when_the_records_move_on(DatabaseKind kind)
    {
        var (bench, made) = await ClosedAsync(kind);
        await using var _ = bench;
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE class_result SET outcome = 'Failed' WHERE class_id = @Id", new { made.Id }));
        var check = await CheckAsync(bench, made);
        Assert.Equal(0, check.Problems);
        Assert.True(check.Files > 15, check.Sentence);
        Assert.Equal(1, await bench.RunAsync<ArchiveChecker, int>(c => c.CheckAllAsync()));
    }

    [Theory, BothDatabases]
    public async Task Changed_missing_and_untracked_files_are_each_reported(DatabaseKind kind)
    {
        var (bench, made) = await ClosedAsync(kind);
        await using var _ = bench;
        var files = (await FilesAsync(bench, made)).DistinctBy(f => f.Hash).ToList();
        var (changed, emptied, removed, repointed) = (files[0], files[1], files[2], files[3]);
        await bench.Database.WriteAsync(async s =>
        {
            var content = (await s.FirstAsync<byte[]>("SELECT content FROM file_part WHERE hash = @Hash", new { changed.Hash }))!;
            content[^1] ^= 1;
            await s.ExecuteAsync("UPDATE file_part SET content = @content WHERE hash = @Hash", new { changed.Hash, content });
            await s.ExecuteAsync("DELETE FROM file_part WHERE hash = @Hash", new { emptied.Hash });
            await s.ExecuteAsync("DELETE FROM archive_file WHERE id = @Id", new { removed.Id });
            await s.ExecuteAsync("UPDATE archive_file SET hash = @Hash WHERE id = @Id", new { files[4].Hash, repointed.Id });
            await s.ExecuteAsync("""
                INSERT INTO archive_file (class_id, item_code, title, file_name, hash, size, origin, reason, added_at, added_by_name)
                VALUES (@ClassId, 'planning.approval', '塞进来的', '塞进来的.txt', @Hash, 10, 'Supplement', '', '2026-03-16T04:00:00.000Z', '某人')
                """, new { ClassId = made.Id, files[4].Hash });
        });

        var check = await CheckAsync(bench, made);

        Assert.Equal((2, 2, 1), (check.Changed, check.Missing, check.Untracked));
        Assert.Equal([changed.FileName, emptied.FileName, removed.FileName, repointed.FileName, "塞进来的.txt"], check.List.Select(p => p.FileName));
        var outcome = await made.TakeAsync("archive", "理由");
        Assert.False(outcome.Taken);
        Assert.Contains(outcome.Findings, f => f.Rule == ArchiveRule.Damaged);
    }

    [Theory, BothDatabases]
    public async Task A_manifest_that_was_exchanged_is_noticed_by_its_trace(DatabaseKind kind)
    {
        var (bench, made) = await ClosedAsync(kind);
        await using var _ = bench;
        await bench.Database.WriteAsync(async s =>
        {
            var store = (IFileStore)bench.Services.GetService(typeof(IFileStore))!;
            using var other = new MemoryStream(new Manifest(made.ClassNo, "", bench.Clock.GetUtcNow(), "", [], []).Write());
            var stored = await store.SaveAsync(s, other, "清单.json", "Archives.View", FileKinds.Data, SystemUser.Instance, isSensitive: true);
            await s.ExecuteAsync("UPDATE class_archive SET manifest_hash = @Hash WHERE class_id = @Id", new { stored.Hash, made.Id });
        });
        var check = await CheckAsync(bench, made);
        Assert.Contains(check.List, p => p is { Damage: ArchiveDamage.Changed, FileName: Manifest.FileName });
        Assert.True(check.Untracked > 15);
    }

    [Theory, BothDatabases]
    public async Task After_freezing_only_a_supplement_with_a_reason_comes_in_and_it_is_looked_at_too(DatabaseKind kind)
    {
        var (bench, made) = await ClosedAsync(kind);
        await using var _ = bench;
        Assert.Equal("reason_missing", (await Assert.ThrowsAsync<Refusal>(() => made.UploadAsync("evaluation.filing", "回执"))).Code);
        var id = await made.UploadAsync("evaluation.filing", "回执", "省厅回执晚到");
        Assert.Equal(id, await made.UploadAsync("evaluation.filing", "回执", "省厅回执晚到"));
        var refusal = await Assert.ThrowsAsync<Refusal>(() => bench.RunAsync<ArchiveService>(d => bench.Database.WriteAsync(s => d.WithdrawAsync(s, made.ClassNo, id, EndedClass.Staff))));
        Assert.Equal("archive_frozen", refusal.Code);

        Assert.Equal(0, (await CheckAsync(bench, made)).Problems);
        await bench.Database.WriteAsync(s => s.ExecuteAsync("DELETE FROM file_part WHERE hash = (SELECT hash FROM archive_file WHERE id = @id)", new { id }));
        Assert.Equal(1, (await CheckAsync(bench, made)).Missing);
    }

    [Theory, BothDatabases]
    public async Task The_zip_holds_the_index_the_manifest_and_every_file_under_the_links_of_the_index(DatabaseKind kind)
    {
        var (bench, made) = await ClosedAsync(kind);
        await using var _ = bench;
        using var target = new MemoryStream();
        await bench.RunAsync<ArchiveExport>(async export =>
        {
            var (archive, entries) = await export.StartAsync(made.ClassNo, EndedClass.Staff, default);
            await export.WriteAsync(archive, entries, "张老师", bench.Clock.Today(), target, default);
        });

        using var zip = new ZipArchive(target, ZipArchiveMode.Read);
        Assert.Equal((await FilesAsync(bench, made)).Count + 2, zip.Entries.Count);
        using var index = new ExcelPackage(new MemoryStream(Read(zip, ArchiveExport.IndexName)));
        var sheet = index.Workbook.Worksheets[0];
        for (var row = 4; row <= sheet.Dimension.End.Row; row++)
        {
            var path = Uri.UnescapeDataString(sheet.Cells[row, 4].Hyperlink.OriginalString);
            Assert.Equal(sheet.Cells[row, 9].Text, Manifest.HashOf(Read(zip, path)));
        }
        Assert.NotNull(Manifest.Read(Read(zip, Manifest.FileName)));
        Assert.Equal(1L, await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM trace_entry WHERE step = 'archive_export' AND record_id = @Id", new { made.Id })));
    }

    [Theory, BothDatabases]
    public async Task Archiving_needs_the_filing_of_the_summary_or_a_reason(DatabaseKind kind)
    {
        var (bench, made) = await ClosedAsync(kind);
        await using var _ = bench;
        var outcome = await made.TakeAsync("archive");
        Assert.Equal((false, "closing.summary-not-filed"), (outcome.Taken, Assert.Single(outcome.Findings).Rule));
        Assert.True((await made.TakeAsync("archive", "省厅本年不收纸质材料")).Taken);
    }

    [Theory, BothDatabases]
    public async Task An_upload_fills_an_item_until_it_is_withdrawn_and_only_the_own_adviser_or_staff_may(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        var made = await EndedClass.MakeAsync(bench, "teaching.materials");
        var stranger = new TestUser(77, "Classes.ManageOwn", "Archives.Manage");
        Assert.Equal("not_yours", (await Assert.ThrowsAsync<Refusal>(() => made.UploadAsync("teaching.materials", "讲义", user: stranger))).Code);
        Assert.Equal("item_unknown", (await Assert.ThrowsAsync<Refusal>(() => made.UploadAsync("teaching.nothing", "讲义"))).Code);

        var id = await made.UploadAsync("teaching.materials", "讲义");
        Assert.Equal(100, (await made.ViewAsync()).Percent);
        await bench.RunAsync<ArchiveService>(d => bench.Database.WriteAsync(s => d.WithdrawAsync(s, made.ClassNo, id, EndedClass.Staff)));
        Assert.Equal(["teaching.materials"], (await made.ViewAsync()).MissingLines.Select(l => l.Requirement.Code));
    }

    private static byte[] Read(ZipArchive zip, string path)
    {
        using var stream = (zip.GetEntry(path) ?? throw new Xunit.Sdk.XunitException($"{path} is not in the zip")).Open();
        using var whole = new MemoryStream();
        stream.CopyTo(whole);
        return whole.ToArray();
    }
}
