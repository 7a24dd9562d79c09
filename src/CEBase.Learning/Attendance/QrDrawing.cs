using QRCoder;

namespace CEBase.Learning.Attendance;

/// <summary>A QR code as one SVG path, without style attributes, so that the content security policy lets it stand.</summary>
/// <param name="Size">Modules a side, with the quiet zone.</param>
/// <param name="Path">The dark modules.</param>
internal sealed record QrDrawing(int Size, string Path)
{
    public static QrDrawing Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < data.ModuleMatrix.Count; y++)
        {
            for (var x = 0; x < data.ModuleMatrix[y].Count; x++)
            {
                if (data.ModuleMatrix[y][x])
                {
                    path.Append('M').Append(x).Append(' ').Append(y).Append("h1v1h-1z");
                }
            }
        }
        return new QrDrawing(data.ModuleMatrix.Count, path.ToString());
    }
}
