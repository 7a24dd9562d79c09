namespace CEBase.Platform.Refusals;

/// <summary>
/// Gathers what is wrong with the fields of a form, so that one sees all of it at once and not the first of it each time. A refusal that belongs to no field
/// (not the user's, already handed in) stops at once, as ever.
/// </summary>
public sealed class Refusals
{
    private readonly List<Refusal> _found = [];

    /// <summary>Runs a check; what it refuses of a field is kept.</summary>
    public void Ask(Action check) => Ask<object?>(() =>
    {
        check();
        return null;
    });

    /// <summary>Reads a field; nothing when it was refused, and then <see cref="Done"/> throws.</summary>
    public T? Ask<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Refusal refusal) when (refusal.Field is not null)
        {
            _found.AddRange([refusal, .. refusal.Others]);
            return default;
        }
    }

    /// <summary>The same for what asks the database.</summary>
    public async Task<T?> AskAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Refusal refusal) when (refusal.Field is not null)
        {
            _found.AddRange([refusal, .. refusal.Others]);
            return default;
        }
    }

    /// <summary>The last of the checks, a use case that refuses on its own: its answer when nothing was refused before or by it. Inside a write, so that nothing stays of it otherwise.</summary>
    /// <exception cref="Refusal">As for <see cref="Done"/>.</exception>
    public async Task<T> AllAsync<T>(Func<Task<T>> act)
    {
        var answer = await AskAsync(act);
        Done();
        return answer!;
    }

    /// <summary>Refuses everything that is wrong with the fields of a form at once, in the sentences given.</summary>
    /// <param name="code">Code of the refusal.</param>
    /// <param name="problems">What is wrong, by field; none goes on.</param>
    /// <exception cref="Refusal">The code, with every problem at its field.</exception>
    public static void All(string code, IEnumerable<(string Field, string Sentence)> problems)
    {
        if (problems.Select(p => new Refusal(code, p.Sentence) { Field = p.Field }).DistinctBy(r => r.Field).ToList() is [var first, .. var others])
        {
            throw new Refusal(code, first.Message) { Field = first.Field, Others = others };
        }
    }

    /// <summary>Goes on only when nothing was refused.</summary>
    /// <exception cref="Refusal">The first of them, with the others beside it.</exception>
    public void Done()
    {
        // A field says one thing at a time: what is missing can't also be too small.
        if (_found.DistinctBy(r => r.Field).ToList() is [var first, .. var others])
        {
            throw new Refusal(first.Code, first.Message) { Field = first.Field, Status = first.Status, Others = others };
        }
    }
}
