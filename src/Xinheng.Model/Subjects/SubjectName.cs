using System.Text;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Subjects;

/// <summary>How organisations' names are compared and searched: by a normal form and by its pairs of neighbouring characters.</summary>
public static class SubjectName
{
    /// <summary>Half-width, upper case, without blanks, brackets and dots: “ＸＹ（测试）公司” and “xy(测试)公司” are one.</summary>
    public static string Normal(string name)
    {
        var normal = new StringBuilder(name.Length);
        foreach (var c in Text.HalfWidth(name))
        {
            if (!char.IsWhiteSpace(c) && c is not ('(' or ')' or '[' or ']' or '.' or '·' or '-' or '"' or '\'' or ',' or '、' or '〔' or '〕'))
            {
                normal.Append(char.ToUpperInvariant(c));
            }
        }

        return normal.ToString();
    }

    /// <summary>The distinct pairs of the normal form, separated by blanks; a single character stands for itself.</summary>
    public static string Pairs(string name)
    {
        var normal = Normal(name);
        if (normal.Length < 2)
        {
            return normal;
        }

        var pairs = new HashSet<string>(normal.Length);
        for (var i = 0; i + 1 < normal.Length; i++)
        {
            pairs.Add(normal.Substring(i, 2));
        }

        return string.Join(' ', pairs);
    }
}
