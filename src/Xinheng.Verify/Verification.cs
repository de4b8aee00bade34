using Xinheng.Model.Foundation;

namespace Xinheng.Verify;

/// <summary>One run of the stranger's tool: what was asked, what the files say, and whether it holds.</summary>
public static class Verification
{
    public const int Holds = 0;
    public const int DoesNotHold = 1;
    public const int Usage = 2;

    private const string UsageText = """
        xinheng-verify：不依赖平台，自行核对平台给出的回执与证明。

          xinheng-verify checkpoint  文件       --key 公钥     检查点的签名
          xinheng-verify receipt     文件       --key 公钥 [--bytes 报送文件]    回执的签名，以及报送文件是否就是回执所指
          xinheng-verify inclusion   证明.json  --key 公钥     日志条目确在日志中
          xinheng-verify consistency 证明.json  --old 检查点 --key 公钥 [--old-key 旧公钥]    新的日志以您保存的旧检查点为开头
          xinheng-verify record      记录.json  --key 公钥     记录的公开内容确如日志所载
          xinheng-verify pack        证据包.json --key 公钥    证据包里的条目和记录确如日志所载
          xinheng-verify snapshot    清单.json  --key 公钥 [--bytes 分卷文件]    开放数据清单的签名，以及分卷是否在其中
          xinheng-verify statement   结果.json  --key 公钥     真伪核验结果的签名
          xinheng-verify copies      结果.json  --key 公钥     副本核对结果的签名
          xinheng-verify paper       证明.json  --key 公钥     给本人的证明（离开公示、此人非彼人）的签名
          xinheng-verify signature   签名.jws   --key 单位公钥 --bytes 报送文件 [--item 信息项 --provider 单位]    报送单位确曾签署这份文件

        公钥为 PEM 文件（BEGIN PUBLIC KEY）。内容一段留空的签名（头部..签名）须另给信息项和单位。退出码：0 成立，1 不成立，2 用法或文件有误。
        """;

    public static int Run(
        IReadOnlyList<string> arguments, Func<string, byte[]> readFile, TextWriter output, TextWriter errors)
    {
        if (Arguments.Parse(arguments) is not { } asked || Checks.Find(asked) is not { } check)
        {
            errors.WriteLine(UsageText);
            return Usage;
        }

        try
        {
            var evidence = new Evidence(readFile, asked);
            if (evidence.KeyFaults is { Count: > 0 } faults)
            {
                return Refused(faults, Usage, "", errors);
            }

            var verdict = check(evidence);
            if (!verdict.TryGet(out var sentence))
            {
                return Refused(verdict.Refusals, DoesNotHold, "不成立：", output);
            }

            output.WriteLine($"成立：{sentence}");
            return Holds;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"文件无法读取：{e.Message}");
            return Usage;
        }
    }

    private static int Refused(IReadOnlyList<Refusal> refusals, int exit, string verdict, TextWriter writer)
    {
        foreach (var refusal in refusals)
        {
            writer.WriteLine($"{verdict}{refusal.Message} [{refusal.Code}]");
        }

        return exit;
    }
}
