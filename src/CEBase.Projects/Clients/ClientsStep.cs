namespace CEBase.Projects.Clients;

/// <summary>Recipe step <c>clients</c>: clients by their credit codes; one that is there already is left alone. The first 17 characters may stand alone.</summary>
internal sealed class ClientsStep(ClientRepository clients, ClientService service) : IRecipeStep
{
    public string Name => "clients";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        foreach (var line in context.ReadFile<Client[]>(step))
        {
            var client = line.CreditCode.Length == CreditCode.Length - 1 ? line with { CreditCode = line.CreditCode + CreditCode.CheckCharacter(line.CreditCode) } : line;
            if (await clients.FindByCodeAsync(context.Db, client.CreditCode) is not null)
            {
                continue;
            }
            try
            {
                await service.CreateAsync(context.Db, client, licenceSeen: false, requestKey: null, SystemUser.Instance, "recipe");
            }
            catch (Refusal wrong)
            {
                throw new RecipeException($"委托单位“{line.Name}”的 {wrong.Field}：{wrong.Message}");
            }
        }
    }
}
