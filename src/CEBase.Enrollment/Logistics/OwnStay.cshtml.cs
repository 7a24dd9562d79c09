using System.ComponentModel.DataAnnotations;
using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.Logistics;

/// <summary>食宿登记: what a learner states for one class; only what that class asks for is shown.</summary>
[RequirePermission(Permissions.Own)]
internal sealed class OwnStayModel(IDatabase database, IClassDirectory classes, LearnerRepository learners, StayService stays, LogisticsRepository repository, IPersonalNumbers secrets, ICurrentUser user) : PageModel, IFormPage
{
    public sealed class StayForm
    {
        [Display(Name = "到达日期")] public DateOnly? ArrivesOn { get; set; }
        [Display(Name = "车次或到达方式")] public string? ArrivalNote { get; set; }
        [Display(Name = "需要住宿")] public bool NeedsLodging { get; set; }
        [Display(Name = "住宿意愿")] public RoomWish Wish { get; set; }
        [Display(Name = "希望同住的学员")] public string? Roommate { get; set; }
        [Display(Name = "在基地用餐")] public bool Eats { get; set; }
        [Display(Name = "饮食禁忌")] public string? Diet { get; set; }
        [Display(Name = "单独同意")] public bool AgreesToDiet { get; set; }
        [Display(Name = "紧急联系人")] public string? ContactName { get; set; }
        [Display(Name = "与您的关系")] public string? ContactRelation { get; set; }
        [Display(Name = "联系人电话")] public string? ContactPhone { get; set; }
    }

    [FromRoute(Name = "no")] public string ClassNo { get; set; } = "";
    [BindProperty] public StayForm Input { get; set; } = new();

    public ClassCard Class { get; private set; } = new();
    public LogisticsSetting Setting { get; private set; } = new();
    public Stay? Stay { get; private set; }
    public bool MayState => StayService.MayState(Class, Setting, Stay);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        if (Stay is { UpdatedAt: not null } stay)
        {
            Input = new StayForm
            {
                ArrivesOn = stay.ArrivesOn, ArrivalNote = stay.ArrivalNote, NeedsLodging = stay.NeedsLodging, Wish = stay.Wish, Roommate = stay.Roommate, Eats = stay.Eats,
                Diet = stay.DietStored is { } diet ? secrets.Reveal(diet) : null, AgreesToDiet = stay.DietStored is not null,
                ContactName = stay.ContactStored is { } name ? secrets.Reveal(name) : null, ContactRelation = stay.ContactRelation,
                ContactPhone = stay.PhoneStored is { } phone ? secrets.Reveal(phone) : null,
            };
        }
        else
        {
            Input = new StayForm { ArrivesOn = Class.StartsOn, NeedsLodging = Setting.UsesLodging, Eats = Setting.UsesMeals };
        }
    }

    public Task LoadAsync() => database.ReadAsync(async db =>
    {
        Response.Headers.CacheControl = "no-store";
        Class = await classes.PublicAsync(db, ClassNo);
        var learner = await learners.OfUserAsync(db, user);
        Setting = await repository.SettingAsync(db, Class.Id);
        Stay = await repository.StayAsync(db, Class.Id, learner.Id);
        return 0;
    });

    public async Task<IActionResult> OnPostAsync()
    {
        var statement = new StayStatement
        {
            ArrivesOn = Input.ArrivesOn, ArrivalNote = Input.ArrivalNote ?? "", NeedsLodging = Input.NeedsLodging, Wish = Input.Wish, Roommate = Input.Roommate ?? "", Eats = Input.Eats,
            Diet = Input.Diet ?? "", AgreesToDiet = Input.AgreesToDiet, ContactName = Input.ContactName ?? "", ContactRelation = Input.ContactRelation ?? "", ContactPhone = Input.ContactPhone ?? "",
        };
        await database.WriteAsync(db => stays.SaveAsync(db, ClassNo, statement, user), HttpContext.RequestAborted);
        TempData["Done"] = "已保存，班主任据此安排食宿。结束前可以再改。";
        return Redirect(EnrollmentAddresses.Own(ClassNo));
    }
}
