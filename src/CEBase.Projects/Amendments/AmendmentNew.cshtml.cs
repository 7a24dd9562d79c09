using CEBase.Projects.Contracts;

namespace CEBase.Projects.Amendments;

/// <summary>起草补充协议.</summary>
[RequirePermission(Permissions.ContractsManage)]
internal sealed class AmendmentNewModel(RecordServices services, ContractRepository contracts, ContractDirectory directory, AmendmentService amendments) : FormPage(services), IAmendmentForm
{
    [FromRoute] public string Number { get; set; } = "";

    [BindProperty] public AmendmentInput Input { get; set; } = new();

    public ContractTerms Terms { get; private set; } = null!;

    public override async Task OnGetAsync()
    {
        await LoadAsync();
        Input = AmendmentInput.Of(Terms);
        Input.RequestKey = NewKey();
    }

    protected override async Task LoadAsync(DbScope db) => Terms = (await directory.OfAsync(db, (await contracts.GetAsync(db, Number)).Id))!;

    public async Task<IActionResult> OnPostAsync()
    {
        var number = await Database.WriteAsync(db => amendments.CreateAsync(db, Number, Input.Wish(), Input.RequestKey, CurrentUser));
        return Done($"第 {number} 份补充协议已起草。签字盖章后上传扫描件并登记签订。", ProjectAddresses.Amendment(Number, number));
    }
}
