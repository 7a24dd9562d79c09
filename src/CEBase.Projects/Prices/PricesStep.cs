namespace CEBase.Projects.Prices;

/// <summary>Recipe step <c>prices</c>: approved prices. A filing number that is there is left alone.</summary>
internal sealed class PricesStep(PriceRepository prices, PriceService service) : IRecipeStep
{
    private sealed record PriceLine(string Name, decimal Amount, string Basis, string FilingNo, DateOnly From, DateOnly? Until = null);

    public string Name => "prices";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        foreach (var line in context.ReadFile<PriceLine[]>(step))
        {
            if (!await prices.HasFilingAsync(context.Db, line.FilingNo))
            {
                await service.CreateAsync(context.Db, new ApprovedPrice
                {
                    Name = line.Name, Amount = Money.FromYuan(line.Amount), Basis = line.Basis, FilingNo = line.FilingNo, HoldsFrom = line.From, HoldsUntil = line.Until,
                }, null, SystemUser.Instance);
            }
        }
    }
}
