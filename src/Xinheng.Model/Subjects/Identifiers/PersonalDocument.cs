namespace Xinheng.Model.Subjects.Identifiers;

/// <summary>An ID document other than the resident card: passport, permits, residence card. Many states issue them, so the shape is checked loosely.</summary>
public sealed class PersonalDocument(string code, string name, int shortest, int longest)
    : IdentifierScheme(code, name, isPersonal: true)
{
    protected override void Examine(string code, IdentifierContext context, List<Finding> findings)
    {
        if (code.Length < shortest || code.Length > longest)
        {
            findings.Add(Finding.Error($"{Code}.length", $"{Name}号码一般为{shortest}至{longest}位，现为{code.Length}位。"));
        }

        if (code.Any(c => !char.IsAsciiLetterOrDigit(c)))
        {
            findings.Add(Finding.Error($"{Code}.character", $"{Name}号码只用字母和数字，请去掉空格、括号和连字符。"));
        }

        if (!code.AsSpan().ContainsAnyExcept('0'))
        {
            findings.Add(Finding.Error($"{Code}.placeholder", "全为0的号码是占位符；请填写证件上的号码。"));
        }
    }
}
