using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Collection.Reading.Bytes;

namespace Xinheng.Platform.Collection.Reading.Json;

/// <summary>What may stand before JSON: a UTF-8 mark, which is stepped over, and nothing else.</summary>
internal static class JsonStart
{
    public static Refusal? Read(ByteWindow window)
    {
        var rest = window.Rest;
        if (SubmissionFormats.Container(rest) is { } container)
        {
            return container.IsRefused ? container.Refusals[0] : FileFaults.WrongFormat(
                "这个文件声明为 JSON，内容却是 Excel 工作簿。请按 xlsx 格式提交。").ToRefusal();
        }

        if (rest.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || rest.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return FileFaults.NotUnicode.ToRefusal();
        }

        window.Start += rest.StartsWith("\uFEFF"u8) ? 3 : 0;
        return null;
    }
}
