using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Xinheng.Model.Collection;

namespace Xinheng.Platform.Programmes.FictionalProvince.Files;

/// <summary>Writes a department's file: CSV by RFC 4180, an array of JSON objects, or one object a line.</summary>
internal static class FileWriting
{
    private const int Chunk = 1 << 16;

    private static readonly SearchValues<char> Commas = SearchValues.Create(",\"\r\n");
    private static readonly SearchValues<char> Tabs = SearchValues.Create("\t\"\r\n");
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(DepartmentFile file, Stream stream)
    {
        switch (file.Format)
        {
            case SubmissionFormat.Csv:
                WriteCsv(file, stream);
                break;
            case SubmissionFormat.Json or SubmissionFormat.NdJson:
                WriteJson(file, stream);
                break;
            default:
                throw new NotSupportedException($"{file.Format}");
        }
    }

    private static void WriteCsv(DepartmentFile file, Stream stream)
    {
        using var text = new StreamWriter(stream, EncodingOf(file.Form), Chunk, leaveOpen: true);
        text.NewLine = "\r\n";
        WriteLine([.. file.Header], file.Form.Separator, text);
        foreach (var row in file.Rows())
        {
            WriteLine(row, file.Form.Separator, text);
        }
    }

    private static Encoding EncodingOf(FileForm form) =>
        form.IsGb18030 ? CodePagesEncodingProvider.Instance.GetEncoding("GB18030")! : new UTF8Encoding(false);

    private static void WriteLine(string?[] row, char separator, StreamWriter text)
    {
        var special = separator == ',' ? Commas : Tabs;
        for (var i = 0; i < row.Length; i++)
        {
            if (i > 0)
            {
                text.Write(separator);
            }

            var cell = row[i];
            if (cell.AsSpan().ContainsAny(special))
            {
                text.Write('"');
                text.Write(cell!.Replace("\"", "\"\"", StringComparison.Ordinal));
                text.Write('"');
            }
            else
            {
                text.Write(cell);
            }
        }

        text.WriteLine();
    }

    private static void WriteJson(DepartmentFile file, Stream stream)
    {
        var names = file.Header.Select(name => JsonEncodedText.Encode(name, Readable.Encoder)).ToArray();
        var isArray = file.Format == SubmissionFormat.Json;
        var buffer = new ArrayBufferWriter<byte>(Chunk);
        using var json = new Utf8JsonWriter(buffer, Readable);
        var isFirst = true;
        foreach (var row in file.Rows())
        {
            buffer.Write(isArray ? isFirst ? "[\n"u8 : ",\n"u8 : isFirst ? ""u8 : "\n"u8);
            isFirst = false;
            json.Reset();
            WriteObject(row, names, json);
            json.Flush();
            if (buffer.WrittenCount > Chunk)
            {
                stream.Write(buffer.WrittenSpan);
                buffer.ResetWrittenCount();
            }
        }

        buffer.Write(isArray ? isFirst ? "[]\n"u8 : "\n]\n"u8 : "\n"u8);
        stream.Write(buffer.WrittenSpan);
    }

    private static void WriteObject(string?[] row, JsonEncodedText[] names, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        for (var i = 0; i < names.Length; i++)
        {
            if (row[i] is { } value)
            {
                json.WriteString(names[i], value);
            }
        }

        json.WriteEndObject();
    }
}
