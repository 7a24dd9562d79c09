namespace CEBase.Platform.Refusals;

/// <summary>
/// A page with a form. Its handlers just throw <see cref="Refusal"/>: the page is drawn again with the sentence on top and at the field,
/// keeping what was typed. A value that can't be read (letters where a number belongs) is refused before the handler runs.
/// </summary>
public interface IFormPage
{
    /// <summary>Loads everything the page shows apart from what the user typed; <c>OnGetAsync</c> calls it too.</summary>
    Task LoadAsync();
}

/// <summary>What form pages share.</summary>
public static class FormPages
{
    /// <summary>Draws the page again with what was typed, after a handler found problems at several fields itself.</summary>
    public static async Task<IActionResult> AgainAsync<TPage>(this TPage page) where TPage : PageModel, IFormPage
    {
        await page.LoadAsync();
        page.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return page.Page();
    }
}
