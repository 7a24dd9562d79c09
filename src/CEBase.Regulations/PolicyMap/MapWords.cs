namespace CEBase.Regulations.PolicyMap;

/// <summary>The map's words.</summary>
internal static class MapWords
{
    public static string Label(this DutyKind kind) => kind switch
    {
        DutyKind.Enforce => "强制",
        DutyKind.Check => "核查",
        DutyKind.Record => "记录",
        DutyKind.Report => "报送",
        _ => "无需处理",
    };

    public static string Meaning(this DutyKind kind) => kind switch
    {
        DutyKind.Enforce => "不符合就办不下去",
        DutyKind.Check => "不符合会给出意见",
        DutyKind.Record => "有地方登记",
        DutyKind.Report => "有报表或导出",
        _ => "没有需要系统做的事",
    };

    public static string Label(this CarryState state) => state switch
    {
        CarryState.Carried => "已落实",
        CarryState.Open => "待落实",
        _ => "无需处理",
    };

    public static StateTone Tone(this CarryState state) => state switch
    {
        CarryState.Carried => StateTone.Done,
        CarryState.Open => StateTone.Waiting,
        _ => StateTone.Quiet,
    };
}
