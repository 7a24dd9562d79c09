using Microsoft.Extensions.Hosting;

namespace CEBase.Regulations.PolicyMap;

/// <summary>Before the site answers: every article that code or a parameter rests on must stand in recipes/regulations.</summary>
internal sealed class CitationCheck(IRegulationLibrary library, RuleIndex rules, IDatabase database) : IHostedService
{
    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var parameters = await database.ReadAsync(db => db.QueryAsync<CitedParameter>(
            "SELECT p.name, v.citation FROM policy_parameter p JOIN policy_parameter_value v ON v.parameter_id = p.id"), cancellationToken);
        Check(library, rules.Marks.Select(m => (m.Article, m.Code)).Concat(parameters.Select(p => (p.Citation, $"参数 {p.Name}"))));
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <exception cref="ModuleException">Names who rests on what, line by line.</exception>
    public static void Check(IRegulationLibrary library, IEnumerable<(string Article, string By)> cited)
    {
        var unknown = cited.Where(c => !Citation.TryParse(c.Article, out var citation) || library.Find(citation) is null).Distinct().ToList();
        if (unknown.Count > 0)
        {
            throw new ModuleException("下面的规则引用了 recipes/regulations 里没有的条款，请改正引用或补上条款：\n"
                + string.Join('\n', unknown.Select(u => $"{u.By} 引用 {u.Article}")));
        }
    }

    private sealed record CitedParameter
    {
        public string Name { get; init; } = "";

        public string Citation { get; init; } = "";
    }
}
