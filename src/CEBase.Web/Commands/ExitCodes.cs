using System.Data.Common;
using System.Net.Sockets;

namespace CEBase.Web.Commands;

/// <summary>How the program ends, and the sentence it ends with.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int DoneWithFindings = 1;
    public const int WrongUsage = 2;

    /// <summary>The sentence for what was foreseen; null for a fault of the program, which belongs into the log.</summary>
    public static string? Sentence(Exception exception) => exception switch
    {
        Refusal or RecipeException or MigrationException or ModuleException => exception.Message,
        FileNotFoundException { FileName: { } file } => $"没有找到文件 {file}，请检查路径。",
        DirectoryNotFoundException => "没有找到这个目录，请检查路径。",
        UnauthorizedAccessException => $"没有读写权限：{exception.Message}",
        DbException or SocketException => $"数据库没有应答，请检查连接串和数据库服务。（{FirstLine(exception.Message)}）",
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } => "监听地址已被占用，请关掉占用它的程序，或用 --urls 换一个地址。",
        InvalidDataException or IOException => $"文件读不了：{FirstLine(exception.Message)}",
        _ => null,
    };

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();
}
