using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace CEBase.Tests.Platform.Files;

public sealed class FileStoreTests
{
    private static readonly TestUser Clerk = new(7, "Files.Download");

    [Theory, BothDatabases]
    public async Task Bytes_come_back_as_they_went_in_and_the_same_bytes_are_stored_once(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var bytes = Pdf(2_500_000);

        var first = await SaveAsync(bench, bytes, "合同.pdf");
        var second = await SaveAsync(bench, bytes, "副本.pdf");

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), first.Hash);
        Assert.Equal(first.Hash, second.Hash);
        Assert.Equal(bytes, await OpenAsync(bench, first.Hash));
        Assert.Equal((1L, 3L, 2L), (await CountAsync(bench, "stored_file"), await CountAsync(bench, "file_part"), await CountAsync(bench, "file_upload")));
    }

    [Theory, BothDatabases]
    public async Task Sensitive_bytes_are_encrypted_also_when_they_were_stored_before(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var bytes = Pdf(1000);
        var file = await SaveAsync(bench, bytes, "a.pdf");
        Assert.Equal(bytes, await RawAsync(bench));

        await SaveAsync(bench, bytes, "b.pdf", isSensitive: true);

        Assert.True((await RawAsync(bench)).AsSpan().IndexOf("%PDF"u8) < 0);
        Assert.Equal(bytes, await OpenAsync(bench, file.Hash));
    }

    [Theory]
    [InlineData("roster.xlsx", CEBase.Platform.Files.FileKinds.Workbook)]
    [InlineData("roster-gbk.csv", CEBase.Platform.Files.FileKinds.Csv)]
    public void Samples_are_told_by_their_bytes_whatever_their_name(string sample, object kind) =>
        Assert.Equal(kind, FileTypes.Tell(File.ReadAllBytes(Repository.Sample(sample)), "照片.png", FileKinds.Sheet).Kind);

    [Fact]
    public void A_file_whose_name_lies_is_refused_by_what_it_is()
    {
        var refusal = Assert.Throws<Refusal>(() => FileTypes.Tell(Pdf(100), "名册.xlsx", FileKinds.Sheet));
        Assert.Equal("file_type", refusal.Code);
        Assert.Contains("PDF", refusal.Message);
    }

    [Fact]
    public void Macros_are_refused_whether_by_part_or_by_content_type()
    {
        Assert.Contains("宏", Assert.Throws<Refusal>(() => Tell(Zip(("xl/workbook.xml", "<x/>"), ("xl/vbaProject.bin", "x")))).Message);
        Assert.Contains("宏", Assert.Throws<Refusal>(() => Tell(Zip(("xl/workbook.xml", "<x/>"), ("[Content_Types].xml", "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.ms-excel.sheet.macroEnabled.main+xml\"/>")))).Message);
    }

    [Fact]
    public void A_workbook_that_only_lists_what_macros_would_be_is_taken() =>
        Tell(Zip(("xl/workbook.xml", "<x/>"), ("[Content_Types].xml", "<Default Extension=\"bin\" ContentType=\"application/vnd.ms-excel.sheet.binary.macroEnabled.main\"/>")));

    [Fact]
    public void A_zip_that_explodes_is_refused()
    {
        using var bomb = new MemoryStream();
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("xl/workbook.xml").Open();
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 420; i++)
            {
                entry.Write(zeros);
            }
        }
        Assert.Equal("file_unreadable", Assert.Throws<Refusal>(() => Tell(bomb.ToArray())).Code);
    }

    [Fact]
    public void Broken_locked_and_empty_files_are_each_refused_in_a_sentence()
    {
        Assert.Equal("file_empty", Assert.Throws<Refusal>(() => Tell([])).Code);
        Assert.Equal("file_unreadable", Assert.Throws<Refusal>(() => Tell([0x50, 0x4B, 0x03, 0x04, 1, 2, 3])).Code);
        byte[] compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. Encoding.Unicode.GetBytes("EncryptedPackage")];
        Assert.Equal("file_encrypted", Assert.Throws<Refusal>(() => Tell(compound)).Code);
        Assert.Contains("网页", Assert.Throws<Refusal>(() => Tell("<html><table></table></html>"u8.ToArray())).Message);
    }

    [Fact]
    public async Task What_is_over_the_limit_is_refused_and_not_stored()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite, services => services.AddSingleton(
            new FileLimits(new ConfigurationBuilder().AddInMemoryCollection([new("Files:MaxMegabytes", "1")]).Build())));
        Assert.Equal("file_too_large", (await Assert.ThrowsAsync<Refusal>(() => SaveAsync(bench, Pdf(1024 * 1024 + 1), "大.pdf"))).Code);
        Assert.Equal(0, await CountAsync(bench, "stored_file"));
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd.pdf")]
    [InlineData("C:\\单位\\合同.PDF", "合同.pdf")]
    [InlineData("图<1>.png", "图1.pdf")]
    public async Task Names_are_cleaned_and_given_the_extension_that_fits(string given, string kept)
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        Assert.Equal(kept, (await SaveAsync(bench, Pdf(10), given)).FileName);
    }

    private static FileType Tell(byte[] bytes) => FileTypes.Tell(bytes, "名册.xlsx", FileKinds.Sheet);

    private static byte[] Pdf(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        "%PDF-1.7"u8.CopyTo(bytes);
        return bytes;
    }

    private static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
        }
        return stream.ToArray();
    }

    private static Task<StoredFile> SaveAsync(Bench bench, byte[] bytes, string name, bool isSensitive = false) => bench.Database.WriteAsync(s =>
        bench.Services.GetRequiredService<IFileStore>().SaveAsync(s, new MemoryStream(bytes), name, "Files.Download", FileKinds.Evidence, Clerk, isSensitive));

    private static Task<byte[]> OpenAsync(Bench bench, string hash) => bench.Database.ReadAsync(async s =>
    {
        await using var stream = await bench.Services.GetRequiredService<IFileStore>().OpenAsync(s, hash);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    });

    private static async Task<byte[]> RawAsync(Bench bench) => (await bench.Database.ReadAsync(s => s.ScalarAsync<byte[]>("SELECT content FROM file_part")))!;

    private static Task<long> CountAsync(Bench bench, string table) => bench.Database.ReadAsync(s => s.ScalarAsync<long>($"SELECT count(*) FROM {table}"));
}
