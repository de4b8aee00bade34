using System.Text.RegularExpressions;
using Xinheng.Model.Foundation;

namespace Xinheng.Platform.People.Binding;

/// <summary>What an account that somebody opens for themselves may be called: as staff's, and nothing that is a person's number.</summary>
internal static partial class AccountName
{
    public static IEnumerable<Refusal> Problems(string name)
    {
        if (name.Length is < 3 or > 40 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
        {
            yield return Refusal.Invalid("people.account-name", "账户名为 3 到 40 个英文字母、数字或 . - _。", "name");
        }
        else if (Number().IsMatch(name))
        {
            yield return Refusal.Invalid("people.account-name-number", "请不要用证件号码或手机号码作账户名：别人知道或猜得到。换一个好记的英文名或拼音。", "name");
        }
    }

    [GeneratedRegex(@"\d{15}|(?<!\d)1[3-9]\d{9}(?!\d)")]
    private static partial Regex Number();
}
