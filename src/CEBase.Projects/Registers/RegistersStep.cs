namespace CEBase.Projects.Registers;

/// <summary>Recipe step <c>registers</c>: sample research topics and exchanges, days counted from today. Entered once by key.</summary>
internal sealed class RegistersStep(RegisterService registers, TimeProvider clock) : IRecipeStep
{
    private sealed record RegisterFile(TopicLine[] Topics, ExchangeLine[] Exchanges);

    private sealed record TopicLine(string Key, string Title, string Source, string Leader, int Start, int? End, string Result, string Applied);

    private sealed record ExchangeLine(string Key, string Kind, string Title, string Partner, int On, string Place, int People, string Summary);

    public string Name => "registers";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        var today = clock.Today();
        var file = context.ReadFile<RegisterFile>(step);
        foreach (var t in file.Topics)
        {
            await registers.SaveTopicAsync(context.Db, new ResearchTopic
            {
                Title = t.Title, Source = t.Source, Leader = t.Leader, StartsOn = today.AddDays(t.Start), EndsOn = t.End is { } end ? today.AddDays(end) : null, Result = t.Result, Applied = t.Applied,
            }, t.Key, SystemUser.Instance);
        }
        foreach (var e in file.Exchanges)
        {
            await registers.SaveExchangeAsync(context.Db, new ExchangeActivity
            {
                Kind = e.Kind, Title = e.Title, Partner = e.Partner, HeldOn = today.AddDays(e.On), Place = e.Place, People = e.People, Summary = e.Summary,
            }, e.Key, SystemUser.Instance);
        }
    }
}
