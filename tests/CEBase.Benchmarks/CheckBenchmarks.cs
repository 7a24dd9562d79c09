using System.Text;
using BenchmarkDotNet.Attributes;
using CEBase.Funds.Checks;

namespace CEBase.Benchmarks;

/// <summary>Ten thousand expense lines, judged, against reading the same file line by line.</summary>
public class CheckBenchmarks
{
    private readonly BatchCheck _batch = new(new UseCheck(Vocabulary.Load(Path.Combine(Repository.Recipes, "funds", "vocabulary.json"))));
    private byte[] _file = [];

    /// <summary>Descriptions of the corpus, over and over.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var descriptions = Directory.GetFiles(Path.Combine(Repository.Root, "tests", "CEBase.Tests", "Funds", "Corpus"), "*.txt").Order()
            .SelectMany(File.ReadLines).Where(l => l.Length > 0 && l[0] != '#').ToList();
        var lines = Enumerable.Range(0, 10_000).Select(i => $"L{i},19(4),{descriptions[i % descriptions.Count]},100");
        _file = Encoding.UTF8.GetBytes("id,category,description,amount\n" + string.Join('\n', lines));
    }

    /// <summary>The bare limit.</summary>
    [Benchmark(Baseline = true)]
    public int Read_the_lines()
    {
        using var reader = new StreamReader(new MemoryStream(_file));
        var letters = 0;
        while (reader.ReadLine() is { } line)
        {
            letters += line.Length;
        }
        return letters;
    }

    /// <summary>Reads columns, judges, counts.</summary>
    [Benchmark]
    public int Judge_the_lines() => _batch.Judge(new MemoryStream(_file), "lines.csv").Count(l => l.Verdict == "block");
}
