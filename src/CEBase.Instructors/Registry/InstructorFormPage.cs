using System.ComponentModel.DataAnnotations;
using CEBase.Platform.Data;
using CEBase.Platform.Modules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CEBase.Instructors.Registry;

/// <summary>What the form of an instructor sends, as typed.</summary>
internal sealed class InstructorInput
{
    [Display(Name = "姓名")] public string? Name { get; set; }
    [Display(Name = "工作单位")] public string? Employer { get; set; }
    [Display(Name = "聘任关系")] public Relation? Relation { get; set; }
    [Display(Name = "学历")] public string? Education { get; set; }
    [Display(Name = "学位")] public string? Degree { get; set; }
    [Display(Name = "专业技术职务")] public string? Title { get; set; }
    [Display(Name = "专业领域")] public string? Field { get; set; }
    [Display(Name = "简介")] public string? Bio { get; set; }
    [Display(Name = "可以排课")] public bool IsActive { get; set; } = true;
    public string? RequestKey { get; set; }

    public static InstructorInput Of(Instructor i) => new()
    {
        Name = i.Name, Employer = i.Employer, Relation = i.Relation, Education = i.Education, Degree = i.Degree, Title = i.Title, Field = i.Field, Bio = i.Bio, IsActive = i.IsActive,
    };
}

/// <summary>What the pages for entering and changing an instructor share.</summary>
internal abstract class InstructorFormPage(IDatabase database, InstructorQueries queries) : PageModel, IFormPage
{
    [BindProperty] public InstructorInput Input { get; set; } = new();

    public IReadOnlyList<string> Fields { get; private set; } = [];
    public abstract string Cancel { get; }

    protected IDatabase Database => database;

    public async Task LoadAsync() => Fields = await database.ReadAsync(queries.FieldsAsync);

    /// <summary>The entry when it can be stored; otherwise every problem is at its field.</summary>
    protected Instructor? ReadInput(string number)
    {
        if (Input.Relation is null)
        {
            ModelState.AddModelError("Input.Relation", "请选择聘任关系。");
        }
        var entry = new Instructor
        {
            Number = number,
            Name = (Input.Name ?? "").Trim(),
            Employer = (Input.Employer ?? "").Trim(),
            Relation = Input.Relation ?? Relation.Outside,
            Education = Input.Education ?? "",
            Degree = Input.Degree ?? "",
            Title = (Input.Title ?? "").Trim(),
            Field = (Input.Field ?? "").Trim(),
            Bio = (Input.Bio ?? "").Trim(),
            IsActive = Input.IsActive,
        };
        foreach (var (field, sentence) in InstructorService.Problems(entry))
        {
            ModelState.AddModelError($"Input.{field}", sentence);
        }
        return ModelState.IsValid ? entry : null;
    }

    protected async Task<IActionResult> AgainAsync()
    {
        await LoadAsync();
        Response.StatusCode = 422;
        return Page();
    }
}
