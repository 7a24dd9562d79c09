namespace CEBase.Projects;

/// <summary>What a name is given to: the bans differ.</summary>
public enum NameUse
{
    /// <summary>A project or plan item.</summary>
    Project,

    /// <summary>A class.</summary>
    Class,

    /// <summary>Promotion material, its title and its text.</summary>
    Promotion,

    /// <summary>A certificate.</summary>
    Certificate,
}

/// <summary>Checks names against the banned words (教职成厅函〔2021〕23号, 人社部函〔2022〕25号), whitelisted phrases apart.</summary>
public interface INameCheck
{
    /// <summary>A Block a banned word found; none means the name may be used.</summary>
    /// <param name="db">For the list.</param>
    /// <param name="name">The name or text.</param>
    /// <param name="use">What it is given to.</param>
    /// <param name="isOpenEnrolment">Recruits from the public: some words are banned only there.</param>
    Task<IReadOnlyList<Finding>> CheckAsync(DbScope db, string name, NameUse use, bool isOpenEnrolment);
}
