using Microsoft.AspNetCore.Html;

namespace CEBase.Regulations.PolicyMap;

/// <summary>A bar of three parts, drawn by attributes only; its words stand beside it.</summary>
internal static class StackedBar
{
    public static IHtmlContent Draw(MapCounts counts)
    {
        var bar = new HtmlContentBuilder();
        bar.AppendHtml("<svg viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\"><rect class=\"ce-meter-ground\" width=\"100\" height=\"4\"></rect>");
        var x = 0m;
        foreach (var (count, tone) in new[] { (counts.Carried, StateTone.Done), (counts.Open, StateTone.Waiting), (counts.Nothing, StateTone.Quiet) })
        {
            var width = counts.Total == 0 ? 0 : 100m * count / counts.Total;
            bar.AppendHtml(string.Create(CultureInfo.InvariantCulture,
                $"<g class=\"ce-tone-{tone.ToString().ToLowerInvariant()}\"><rect class=\"ce-meter-value\" x=\"{x:0.##}\" width=\"{width:0.##}\" height=\"4\"></rect></g>"));
            x += width;
        }
        return bar.AppendHtml("</svg>");
    }
}
