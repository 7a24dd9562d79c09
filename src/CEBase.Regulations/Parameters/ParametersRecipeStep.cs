using System.Text.Json;
using CEBase.Regulations.Library;

namespace CEBase.Regulations.Parameters;

/// <summary>
/// Recipe step <c>parameters</c>: reads the file it names. A value that stands already (same name, same first day) is left as it is,
/// so that running a recipe again never undoes what staff changed; only a last day that the file adds is taken over.
/// </summary>
internal sealed class ParametersRecipeStep(IRegulationLibrary library) : IRecipeStep
{
    /// <inheritdoc />
    public string Name => "parameters";

    /// <inheritdoc />
    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        var file = step.GetProperty("file").GetString()!;
        foreach (var entry in ParameterSheet.Parse(DataFile.Read(context.Resolve(file), file), library))
        {
            await PutAsync(context.Db, entry);
        }
    }

    private static async Task PutAsync(DbScope db, ParameterEntry entry)
    {
        var id = await db.InsertAsync("""
            INSERT INTO policy_parameter (name, label, topic, kind, unit, note) VALUES (@Name, @Label, @Topic, @Kind, @Unit, @Note)
            ON CONFLICT (name) DO UPDATE SET label = excluded.label, topic = excluded.topic, kind = excluded.kind, unit = excluded.unit, note = excluded.note
            """, new { entry.Name, entry.Label, entry.Topic, Kind = entry.Kind.ToString(), entry.Unit, entry.Note });
        var standing = (await db.QueryAsync<Span>(
            "SELECT holds_from AS \"From\", holds_until AS \"Until\" FROM policy_parameter_value WHERE parameter_id = @id", new { id })).ToList();
        foreach (var value in entry.Values.OrderBy(v => v.From))
        {
            if (standing.Find(s => s.From == value.From) is { } same)
            {
                if (same.Until is null && value.Until is not null)
                {
                    await db.ExecuteAsync("UPDATE policy_parameter_value SET holds_until = @Until WHERE parameter_id = @id AND holds_from = @From", new { id, value.Until, value.From });
                    standing[standing.IndexOf(same)] = new Span { From = value.From, Until = value.Until };
                }
                continue;
            }
            if (standing.Find(s => value.Overlaps(s.From, s.Until)) is { } other)
            {
                throw value.At.Wrong("from", $"参数“{entry.Name}”与库里从 {other.From:yyyy-MM-dd} 起的值日期重叠。");
            }
            await db.ExecuteAsync("""
                INSERT INTO policy_parameter_value (parameter_id, value, holds_from, holds_until, checked_until, citation, source, certainty)
                VALUES (@id, @Value, @From, @Until, @CheckedUntil, @Citation, @Source, @Certainty)
                """, new { id, value.Value, value.From, value.Until, value.CheckedUntil, value.Citation, value.Source, Certainty = value.Certainty.ToString() });
            standing.Add(new Span { From = value.From, Until = value.Until });
        }
    }

    private sealed record Span
    {
        public DateOnly From { get; init; }

        public DateOnly? Until { get; init; }
    }
}
