namespace CEBase.Regulations;

/// <summary>Certainty as files write it and as people read it.</summary>
internal static class CertaintyWords
{
    /// <summary>The marks of the files.</summary>
    public static IReadOnlyDictionary<string, Certainty> Marks { get; } = new Dictionary<string, Certainty>
    {
        ["SEED"] = Certainty.Seed,
        ["L"] = Certainty.Statute,
        ["S"] = Certainty.Seen,
        ["C"] = Certainty.Computed,
        ["G"] = Certainty.General,
        ["U"] = Certainty.Unsure,
    };

    /// <summary>A word for badges.</summary>
    public static string Label(this Certainty certainty) => certainty switch
    {
        Certainty.Seed => "依据原文",
        Certainty.Statute => "法律条文",
        Certainty.Seen => "公开资料",
        Certainty.Computed => "推算",
        Certainty.General => "通行做法",
        _ => "待核实",
    };

    /// <summary>A phrase that says what to think of it.</summary>
    public static string Meaning(this Certainty certainty) => certainty switch
    {
        Certainty.Seed => "写在本系统所依据的文件里",
        Certainty.Statute => "见于法律条文",
        Certainty.Seen => "见于公开资料的转述，未见原文",
        Certainty.Computed => "由其他数据推算",
        Certainty.General => "业内通行做法，未见文件",
        _ => "没有找到依据，先给一个看得见的默认值",
    };
}
