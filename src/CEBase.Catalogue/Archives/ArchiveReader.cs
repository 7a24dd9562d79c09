namespace CEBase.Catalogue.Archives;

/// <summary>Puts together what archives ask for, what every module holds and what was put in by hand.</summary>
internal sealed class ArchiveReader(ArchiveRepository archives, IEnumerable<IArchiveSource> sources, IParameters parameters, TimeProvider clock)
{
    public async Task<ArchiveView> OfAsync(DbScope db, ClassCard card) => (await OfAsync(db, [card]))[0];

    /// <summary>Archives of several classes. A frozen one is what was frozen and supplemented, whatever the modules hold now.</summary>
    public async Task<IReadOnlyList<ArchiveView>> OfAsync(DbScope db, IReadOnlyList<ClassCard> cards)
    {
        if (cards.Count == 0)
        {
            return [];
        }
        var sections = await archives.SectionsAsync(db);
        var requirements = await archives.RequirementsAsync(db);
        var terms = await ArchiveTerms.OnAsync(parameters, db, clock.Today());
        var ids = cards.Select(c => c.Id).ToArray();
        var frozen = (await archives.FrozenAsync(db, ids)).ToDictionary(f => f.ClassId);
        var files = (await archives.FilesAsync(db, ids)).ToLookup(f => f.ClassId);
        var views = new List<ArchiveView>(cards.Count);
        foreach (var card in cards)
        {
            var archive = frozen.GetValueOrDefault(card.Id);
            var held = archive is null ? await CollectAsync(db, card) : new Dictionary<string, ArchiveItem>();
            var ofClass = files[card.Id].ToLookup(f => f.ItemCode);
            views.Add(new ArchiveView(card, sections,
                [.. requirements.Where(r => r.AppliesTo(card)).Select(r => new ArchiveLine(r, held.GetValueOrDefault(r.Code), [.. ofClass[r.Code]], ArchiveDue.Of(r, card, terms)))], archive));
        }
        return views;
    }

    /// <summary>Several modules may hold parts of one item: it is present when all parts are.</summary>
    private async Task<Dictionary<string, ArchiveItem>> CollectAsync(DbScope db, ClassCard card)
    {
        var items = new List<ArchiveItem>();
        foreach (var source in sources)
        {
            items.AddRange(await source.CollectAsync(db, card));
        }
        return items.GroupBy(i => i.Code).ToDictionary(g => g.Key, g => g.Count() == 1 ? g.First() : g.First() with
        {
            IsPresent = g.All(i => i.IsPresent),
            Detail = string.Join("；", g.Select(i => i.Detail).Where(d => d.Length > 0)),
            Contents = [.. g.SelectMany(i => i.Contents)],
        });
    }
}
