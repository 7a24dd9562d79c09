using CEBase.Enrollment.Learners;

namespace CEBase.Enrollment.Demo;

/// <summary>Makes believable people for the sample base, the same ones every time. Their area codes belong to no place.</summary>
internal sealed class PeopleMaker(LearnerIdentity identities)
{
    private const string AreaCodes = "690";

    private static readonly string[] Surnames =
        ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧"];

    private static readonly string[] Given =
        ["建国", "志强", "海涛", "晓东", "文博", "思远", "雨桐", "静怡", "丽娟", "秀英", "明轩", "子涵", "欣然", "俊杰", "宏伟", "桂兰", "永刚", "淑芬", "佳琪", "浩然", "梦瑶", "建军", "国庆", "晨曦", "立新", "红梅", "振华", "玉兰", "嘉诚", "若曦"];

    /// <summary>Employers of the sample base, with how many of a hundred people work there.</summary>
    private static readonly (string Name, int Share)[] Employers =
    [
        ("关中智造示例集团", 14), ("渭河装备示例公司", 14), ("西安航空动力示例公司", 16), ("陕西导航示例研究院", 12), ("宝鸡钛材示例研究所", 10),
        ("汉中精密铸造示例厂", 8), ("咸阳电子元件示例公司", 8), ("秦岭新材料示例公司", 8), ("长安智能装备示例研究院", 6), ("榆林能源化工示例公司", 4),
    ];

    private static readonly (string Title, string Education)[] Titles =
    [
        ("助理工程师", "大学本科"), ("工程师", "大学本科"), ("工程师", "硕士研究生"), ("工程师", "大学专科"), ("高级工程师", "硕士研究生"), ("高级工程师", "大学本科"),
        ("正高级工程师", "博士研究生"), ("副研究员", "博士研究生"), ("研究员", "博士研究生"), ("助理研究员", "硕士研究生"), ("讲师", "硕士研究生"), ("", "大学本科"),
    ];

    /// <summary>The person of a number, from 1.</summary>
    public Learner Make(int number, ITitleTable titles)
    {
        var chance = new Random(20260 + number);
        var isMan = chance.Next(100) < 58;
        var birth = new DateOnly(1968, 1, 1).AddDays(chance.Next(30 * 365));
        var order = (number * 2 % 1000) + (isMan ? 1 : 0);
        var digits = $"{AreaCodes}{100 + (number % 400):000}{birth:yyyyMMdd}{order % 1000:000}";
        var card = digits + IdentityCard.CheckCharacter(digits);
        var (title, education) = Titles[chance.Next(Titles.Length)];
        return identities.Read(Surnames[chance.Next(Surnames.Length)] + Given[chance.Next(Given.Length)], DocumentKind.IdentityCard, card) with
        {
            Employer = EmployerAt(chance.Next(100)),
            Title = title,
            TitleLevel = TitleLevels.Of("", title, titles),
            Education = education,
            Phone = $"1990000{number:0000}",
            Email = EmailOf(number),
            Source = Sources.Recipe,
        };
    }

    /// <summary>The login of a number.</summary>
    public static string EmailOf(int number) => $"learner{number:000}@example.com";

    private static string EmployerAt(int point)
    {
        foreach (var (name, share) in Employers)
        {
            if (point < share)
            {
                return name;
            }
            point -= share;
        }
        return Employers[0].Name;
    }
}
